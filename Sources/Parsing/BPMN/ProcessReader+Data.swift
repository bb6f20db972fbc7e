import WorkflowModel

// Data inputs and outputs, and the markers that repeat an activity.

extension ProcessReader {
  /// The data that an activity or event reads (`sourceRef`) or writes (`targetRef`).
  func readAssociations(
    _ name: String, end: String, of element: XMLElement, dataObjects: Set<String>
  ) throws(ParsingError) -> [DataAssociation] {
    var associations: [DataAssociation] = []
    for association in element.children(name) {
      for part in ["transformation", "assignment"] {
        if let child = association.child(part) {
          throw ParsingMessages.unsupportedElement(child, in: element, at: location(child))
        }
      }
      for reference in association.children(end) {
        let id = reference.trimmedText
        guard let target = dataTarget(id, dataObjects: dataObjects) else {
          throw ParsingMessages.unknownData(id, in: name, of: element, at: location(reference))
        }
        associations.append(DataAssociation(target: target, location: location(association)))
      }
    }
    return associations
  }

  private func dataTarget(_ id: String, dataObjects: Set<String>) -> DataAssociation.Target? {
    let document = context.document
    if let object = document.dataObjectReferences[id], dataObjects.contains(object) { return .dataObject(object) }
    if dataObjects.contains(id) { return .dataObject(id) }
    let store = document.dataStoreReferences[id] ?? id
    guard let element = context.index.find(store, in: \.dataStores, from: document), let storeID = element.id
    else { return nil }
    return .dataStore(id: storeID, name: element.attribute("name") ?? storeID)
  }

  /// The inputs and outputs that an `ioSpecification` puts into its sets.
  func readIOSpecification(of element: XMLElement) throws(ParsingError) -> IOSpecification? {
    guard let specification = element.child("ioSpecification") else { return nil }
    var items: [String: IOSpecification.Item] = [:]
    for kind in ["dataInput", "dataOutput"] {
      for item in specification.children(kind) {
        guard let id = item.id else { throw ParsingMessages.missingID(item, at: location(item)) }
        items[id] = IOSpecification.Item(id: id, name: item.attribute("name"))
      }
    }
    func collect(_ set: String, _ references: String) -> [IOSpecification.Item] {
      specification.children(set).flatMap { $0.children(references) }.compactMap { items[$0.trimmedText] }
    }
    return IOSpecification(
      inputs: collect("inputSet", "dataInputRefs"), outputs: collect("outputSet", "dataOutputRefs"))
  }

  /// The loop or multi-instance marker of an activity.
  func readLoop(of node: ScopeIndex.Node, io: IOSpecification?) throws(ParsingError) -> LoopCharacteristics? {
    let standard = node.element.child("standardLoopCharacteristics")
    let multiple = node.element.child("multiInstanceLoopCharacteristics")
    guard let marker = standard ?? multiple else { return nil }
    guard node.type.isActivity, standard == nil || multiple == nil,
      !(node.type == .subProcess && node.element.flag("triggeredByEvent"))
    else {
      throw ParsingMessages.misplacedLoop(marker, of: node.element, at: location(marker))
    }
    if let standard { return try readStandardLoop(standard, of: node.element) }
    return .multiInstance(try readMultiInstance(marker, of: node, io: io))
  }

  private func readStandardLoop(
    _ marker: XMLElement, of element: XMLElement
  ) throws(ParsingError) -> LoopCharacteristics {
    let condition = script(marker.child("loopCondition"))
    let maximum = try number("loopMaximum", of: marker, in: element)
    guard condition != nil || maximum != nil else {
      throw ParsingMessages.endlessLoop(element, at: location(marker))
    }
    return .standard(condition: condition, testsBefore: marker.flag("testBefore"), maximum: maximum)
  }

  private func readMultiInstance(
    _ marker: XMLElement, of node: ScopeIndex.Node, io: IOSpecification?
  ) throws(ParsingError) -> LoopCharacteristics.MultiInstance {
    if let behavior = marker.attribute("behavior"), behavior != "All" {
      throw ParsingMessages.unsupportedAttribute("behavior", behavior, of: marker, at: location(marker))
    }
    let cardinality = script(marker.child("loopCardinality"))
    if context.dialect == .camunda, let camunda = try camundaMultiInstance(marker, of: node, cardinality: cardinality) {
      return camunda
    }
    let input = marker.child("loopDataInputRef")
    guard (marker.child("loopCardinality") != nil) != (input != nil) else {
      throw ParsingMessages.multiInstanceSource(
        node.element, hasBoth: input != nil, at: location(marker))
    }
    if marker.child("loopCardinality") != nil, cardinality == nil {
      throw ParsingMessages.emptyElement("loopCardinality", of: node.element, at: location(marker))
    }
    let all = (io?.inputs ?? []) + (io?.outputs ?? [])
    return LoopCharacteristics.MultiInstance(
      isSequential: marker.flag("isSequential"), cardinality: cardinality,
      inputCollection: try collection(input, among: io?.inputs, of: node.element),
      outputCollection: try collection(
        marker.child("loopDataOutputRef"), among: io == nil ? nil : all, of: node.element),
      inputItem: try item(marker.child("inputDataItem")), outputItem: try item(marker.child("outputDataItem")),
      completionCondition: script(marker.child("completionCondition")),
      scriptsOnInstances: marker.attribute("scriptsOnInstances", in: .spiff) == "true")
  }

  /// The variable that a collection is in: with data inputs and outputs, one of these.
  private func collection(
    _ reference: XMLElement?, among items: [IOSpecification.Item]?, of element: XMLElement
  ) throws(ParsingError) -> String? {
    guard let reference else { return nil }
    let name = reference.trimmedText
    guard !name.isEmpty else {
      throw ParsingMessages.emptyElement(reference.name, of: element, at: location(reference))
    }
    guard let items else { return name }
    guard let item = items.first(where: { $0.id == name }) ?? items.first(where: { $0.name == name }) else {
      throw ParsingMessages.unknownCollection(name, of: element, at: location(reference))
    }
    return item.id
  }

  private func item(_ element: XMLElement?) throws(ParsingError) -> IOSpecification.Item? {
    guard let element else { return nil }
    guard let id = element.id else { throw ParsingMessages.missingID(element, at: location(element)) }
    return IOSpecification.Item(id: id, name: element.attribute("name"))
  }

  /// An attribute that is a whole number from 0 on.
  func number(_ name: String, of element: XMLElement, in owner: XMLElement) throws(ParsingError) -> Int? {
    guard let text = element.attribute(name) else { return nil }
    guard let number = Int(text.trimmingXMLSpace), number >= 0 else {
      throw ParsingMessages.invalidValue(
        name, text, expected: "a whole number", of: owner, at: location(element))
    }
    return number
  }
}
