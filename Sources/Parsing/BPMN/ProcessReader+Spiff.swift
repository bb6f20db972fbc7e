import OrderedCollections
import WorkflowModel

// The extensions of the dialect `spiff`.

extension ProcessReader {
  /// The extension elements of the file's dialect.
  func readExtensions(of element: XMLElement) throws(ParsingError) -> ExtensionElements {
    switch context.dialect {
    case .spiff: try readSpiffExtensions(of: element)
    case .camunda: readCamundaExtensions(of: element)
    case .bpmn: ExtensionElements()
    }
  }

  /// The last extension element of this name, as a later one stands for those before.
  func spiffExtension(_ name: String, of element: XMLElement) -> XMLElement? {
    guard let extensions = element.child("extensionElements", in: .bpmn) else { return nil }
    return extensions.children.last { $0.namespace == .spiff && $0.name == name }
  }

  private func readSpiffExtensions(of element: XMLElement) throws(ParsingError) -> ExtensionElements {
    var values: OrderedDictionary<String, DataValue> = [:]
    for group in element.children("extensionElements", in: .bpmn) {
      for child in group.children where child.namespace == .spiff {
        switch child.name {
        case "properties": values[child.name] = .dictionary(try pairs("property", of: child, isValueOptional: false))
        case "taskMetadataValues":
          values[child.name] = .dictionary(try pairs("taskMetadataValue", of: child, isValueOptional: true))
        case "unitTests": values[child.name] = .list(try unitTests(child))
        case "serviceTaskOperator": break  // The task's content.
        default: values[child.name] = child.text.isEmpty ? .null : .string(child.text)
        }
      }
    }
    return ExtensionElements(values)
  }

  private func pairs(
    _ name: String, of element: XMLElement, isValueOptional: Bool
  ) throws(ParsingError) -> DataDictionary {
    var pairs: DataDictionary = [:]
    for child in element.children(name) {
      guard let key = child.attribute("name") else {
        throw ParsingMessages.missingAttribute("name", of: child, at: location(child))
      }
      let value = child.attribute("value")
      guard isValueOptional || value != nil else {
        throw ParsingMessages.missingAttribute("value", of: child, at: location(child))
      }
      pairs[key] = value.map { .string($0) } ?? .null
    }
    return pairs
  }

  private func unitTests(_ element: XMLElement) throws(ParsingError) -> [DataValue] {
    var tests: [DataValue] = []
    for test in element.children("unitTest") {
      guard let id = test.id else { throw ParsingMessages.missingID(test, at: location(test)) }
      var content: DataDictionary = ["id": .string(id)]
      for name in ["inputJson", "expectedOutputJson"] {
        guard let text = test.child(name)?.text else {
          throw ParsingMessages.missingChild(name, of: test, at: location(test))
        }
        content[name] = .string(text)
      }
      tests.append(.dictionary(content))
    }
    return tests
  }

  /// The form files that a user task's properties name.
  func spiffForm(of element: XMLElement) throws(ParsingError) -> FormSpec? {
    let properties = try readSpiffExtensions(of: element).properties
    func text(_ name: String) -> String? {
      if case .string(let text)? = properties[name] { text } else { nil }
    }
    let schema = text("formJsonSchemaFilename")
    let interface = text("formUiSchemaFilename")
    guard schema != nil || interface != nil else { return nil }
    return FormSpec(schemaFile: schema, uiSchemaFile: interface)
  }

  /// What a service task calls.
  func spiffOperation(_ element: XMLElement) throws(ParsingError) -> ServiceOperation {
    guard let name = element.id else { throw ParsingMessages.missingID(element, at: location(element)) }
    var parameters: [ServiceOperation.Parameter] = []
    for group in element.children("parameters") {
      for parameter in group.children("parameter") {
        guard let name = parameter.id else { throw ParsingMessages.missingID(parameter, at: location(parameter)) }
        // Modelers write parameters that were left empty without a value: these are not passed.
        guard let value = parameter.attribute("value") else { continue }
        guard let type = parameter.attribute("type") else {
          throw ParsingMessages.missingAttribute("type", of: parameter, at: location(parameter))
        }
        parameters.append(
          ServiceOperation.Parameter(name: name, value: ScriptText(value, at: location(parameter)), type: type))
      }
    }
    let retry = element.child("retry")
    return ServiceOperation(
      name: name, parameters: parameters, resultVariable: element.attribute("resultVariable"),
      retries: try retryNumber("retries", of: retry, in: element),
      retryBackoffBase: try retryNumber("backoff_base", of: retry, in: element))
  }

  private func retryNumber(
    _ name: String, of retry: XMLElement?, in operation: XMLElement
  ) throws(ParsingError) -> Int? {
    guard let retry else { return nil }
    return try number(name, of: retry, in: operation)
  }

  /// What a message carries (`spiffworkflow:messagePayload`), and the variable that takes it (`messageVariable`).
  func spiffPayload(of element: XMLElement) -> (expression: ScriptText?, variable: String?) {
    (
      script(spiffExtension("messagePayload", of: element)),
      spiffExtension("messageVariable", of: element)?.trimmedText
    )
  }

  /// Correlation properties that are read from the task's data instead of a payload.
  func spiffVariableCorrelations(
    of element: XMLElement, messageID: String
  ) throws(ParsingError) -> [CorrelationProperty] {
    var properties: [CorrelationProperty] = []
    for group in element.children("extensionElements", in: .bpmn) {
      for correlation in group.children("processVariableCorrelation", in: .spiff) {
        guard let id = correlation.child("propertyId")?.trimmedText else {
          throw ParsingMessages.missingChild("propertyId", of: correlation, at: location(correlation))
        }
        guard let expression = script(correlation.child("expression")) else {
          throw ParsingMessages.missingChild("expression", of: correlation, at: location(correlation))
        }
        properties.append(
          CorrelationProperty(
            id: id, messageID: messageID, expression: expression,
            keys: context.document.correlationKeys[id] ?? []))
      }
    }
    return properties
  }
}
