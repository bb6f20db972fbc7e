import OrderedCollections
import WorkflowModel

// The extensions of the dialect `camunda`.

extension ProcessReader {
  func readCamundaExtensions(of element: XMLElement) -> ExtensionElements {
    var properties: DataDictionary = [:]
    for group in element.children("extensionElements", in: .bpmn) {
      for list in group.children("properties", in: .camunda) {
        for property in list.children("property") {
          guard let name = property.attribute("name") else { continue }
          properties[name] = property.attribute("value").map { .string($0) } ?? .null
        }
      }
    }
    return ExtensionElements(properties.isEmpty ? [:] : ["properties": .dictionary(properties)])
  }

  /// A user task's form: its key, and the fields of `camunda:formData` as data.
  func camundaForm(of element: XMLElement) -> FormSpec {
    var fields: [DataValue] = []
    for group in element.children("extensionElements", in: .bpmn) {
      for form in group.children("formData", in: .camunda) {
        fields += form.children("formField").map { camundaField($0) }
      }
    }
    return FormSpec(
      schemaFile: nil, uiSchemaFile: nil, formKey: element.attribute("formKey", in: .camunda), fields: fields)
  }

  private func camundaField(_ field: XMLElement) -> DataValue {
    func value(_ name: String, of element: XMLElement) -> DataValue {
      element.attribute(name).map { .string($0) } ?? .null
    }
    func list(_ group: String, _ names: (String, String)) -> DataValue {
      let entries = field.children(group).flatMap(\.children)
      return .list(
        entries.map { .dictionary([names.0: value(names.0, of: $0), names.1: value(names.1, of: $0)]) })
    }
    var content: DataDictionary = [
      "id": value("id", of: field), "default_value": value("defaultValue", of: field),
      "label": value("label", of: field), "type": value("type", of: field),
      "properties": list("properties", ("id", "value")), "validation": list("validation", ("name", "config")),
    ]
    if let pattern = field.attribute("datePattern") { content["date_pattern"] = .string(pattern) }
    if field.attribute("type") == "enum" {
      content["options"] = .list(
        field.children("value").map { .dictionary(["id": value("id", of: $0), "name": value("name", of: $0)]) })
    }
    return .dictionary(content)
  }

  /// The variables that a call activity passes in and takes out (`camunda:in`, `camunda:out`).
  func camundaMapping(of element: XMLElement) throws(ParsingError) -> CallMapping? {
    var inputs: [CallMapping.Entry] = []
    var outputs: [CallMapping.Entry] = []
    var passesAll: Set<String> = []
    var isMapped = false
    for group in element.children("extensionElements", in: .bpmn) {
      for child in group.children where child.namespace == .camunda && (child.name == "in" || child.name == "out") {
        isMapped = true
        if child.attribute("variables") == "all" {
          passesAll.insert(child.name)
          continue
        }
        if let key = child.attribute("businessKey") {
          throw ParsingMessages.unsupportedAttribute("businessKey", key, of: child, at: location(child))
        }
        guard let source = child.attribute("source") ?? child.attribute("sourceExpression") else {
          throw ParsingMessages.missingAttribute("source", of: child, at: location(child))
        }
        guard let target = child.attribute("target") else {
          throw ParsingMessages.missingAttribute("target", of: child, at: location(child))
        }
        let entry = CallMapping.Entry(source: ScriptText(source, at: location(child)), target: target)
        if child.name == "in" { inputs.append(entry) } else { outputs.append(entry) }
      }
    }
    guard isMapped else { return nil }
    return CallMapping(
      inputs: inputs, outputs: outputs, passesAllInputs: passesAll.contains("in"),
      passesAllOutputs: passesAll.contains("out"))
  }

  /// What a message carries (`camunda:expression`), and the variable that takes it (`camunda:resultVariable`).
  func camundaPayload(of definition: XMLElement) -> (expression: ScriptText?, variable: String?) {
    guard context.dialect == .camunda, definition.name == "messageEventDefinition" else { return (nil, nil) }
    let expression = definition.attribute("expression", in: .camunda)
    return (
      expression.map { ScriptText($0, at: location(definition)) },
      definition.attribute("resultVariable", in: .camunda)
    )
  }

  /// A multi-instance marker in Camunda's way; nil where the activity is of a kind that has the standard's way.
  ///
  /// The collection (`camunda:collection`) is read and written; without a cardinality it gives the instances, and with
  /// one that is not a number but a collection, that one does. Each item is in `camunda:elementVariable`.
  func camundaMultiInstance(
    _ marker: XMLElement, of node: ScopeIndex.Node, cardinality: ScriptText?
  ) throws(ParsingError) -> LoopCharacteristics.MultiInstance? {
    switch node.type {
    case .task, .manualTask, .userTask, .businessRuleTask, .callActivity, .subProcess, .transaction: break
    default: return nil
    }
    let collection = marker.attribute("collection", in: .camunda)
    guard cardinality != nil || collection != nil else {
      throw ParsingMessages.camundaMultiInstanceSource(node.element, at: location(marker))
    }
    let item = marker.attribute("elementVariable", in: .camunda)
    if cardinality == nil, item == nil {
      throw ParsingMessages.missingAttribute("elementVariable", of: marker, at: location(marker))
    }
    return LoopCharacteristics.MultiInstance(
      isSequential: marker.flag("isSequential"), cardinality: cardinality,
      inputCollection: cardinality == nil ? collection : nil, outputCollection: collection,
      inputItem: item.map { IOSpecification.Item(id: $0, name: nil) },
      outputItem: item.map { IOSpecification.Item(id: $0, name: nil) },
      completionCondition: script(marker.child("completionCondition")), scriptsOnInstances: false,
      cardinalityMayNameCollection: true)
  }
}
