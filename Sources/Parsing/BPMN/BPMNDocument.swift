import WorkflowModel

/// One BPMN file, indexed once: everything that is found by an id later.
struct BPMNDocument: Sendable {
  let file: String
  var processes: [XMLElement] = []
  var collaborations: [XMLElement] = []
  var messages: [String: XMLElement] = [:]
  var signals: [String: XMLElement] = [:]
  var errors: [String: XMLElement] = [:]
  var escalations: [String: XMLElement] = [:]
  /// Messages, signals, errors and escalations, in the order of the file.
  var declarations: [XMLElement] = []
  /// Event definitions that stand outside of events, for `eventDefinitionRef`.
  var eventDefinitions: [String: XMLElement] = [:]
  var dataStores: [String: XMLElement] = [:]
  /// The ids of data objects by the ids of the references to them, and the same for data stores.
  var dataObjectReferences: [String: String] = [:]
  var dataStoreReferences: [String: String] = [:]
  var correlationProperties: [XMLElement] = []
  /// The names of the correlation keys that use a property, by its id.
  var correlationKeys: [String: [String]] = [:]
  /// The name of the innermost lane, by the id of the node; nil where that lane has no name.
  var lanes: [String: String?] = [:]
  /// The upper edge of the node's shape in the diagram, by the id of the node.
  var positions: [String: Double] = [:]

  init(file: String, root: XMLElement) throws(ParsingError) {
    self.file = file
    guard root.namespace == .bpmn, root.name == "definitions" else {
      throw ParsingMessages.notBPMN(root, at: location(root))
    }
    // Depth first in the order of the file, so that an inner lane comes after the one around it.
    var pending: [XMLElement] = root.children.reversed()
    while let element = pending.popLast() {
      try index(element)
      if element.name != "extensionElements" {
        pending.append(contentsOf: element.children.reversed())
      }
    }
  }

  func location(_ element: XMLElement) -> SourceLocation {
    SourceLocation(file: file, line: element.line, column: element.column)
  }

  private mutating func index(_ element: XMLElement) throws(ParsingError) {
    switch element.namespace {
    case .bpmn: try indexModel(element)
    case .bpmnDiagram where element.name == "BPMNShape": try indexShape(element)
    default: break
    }
  }

  private mutating func indexModel(_ element: XMLElement) throws(ParsingError) {
    switch element.name {
    case "process": processes.append(element)
    case "collaboration": collaborations.append(element)
    case "message": try declare(element, in: \.messages)
    case "signal": try declare(element, in: \.signals)
    case "error": try declare(element, in: \.errors)
    case "escalation": try declare(element, in: \.escalations)
    case "dataStore": dataStores[try requireID(element)] = element
    case "dataObjectReference":
      if let id = element.id, let target = element.attribute("dataObjectRef") { dataObjectReferences[id] = target }
    case "dataStoreReference":
      if let id = element.id, let target = element.attribute("dataStoreRef") { dataStoreReferences[id] = target }
    case "correlationProperty":
      _ = try requireID(element)
      correlationProperties.append(element)
    case "correlationKey":
      guard let name = element.attribute("name") else { break }
      for property in element.children("correlationPropertyRef") {
        correlationKeys[property.trimmedText, default: []].append(name)
      }
    case "lane":
      for node in element.children("flowNodeRef") {
        lanes[node.trimmedText] = .some(element.attribute("name"))
      }
    default:
      if element.name.hasSuffix("EventDefinition"), let id = element.id { eventDefinitions[id] = element }
    }
  }

  private mutating func indexShape(_ shape: XMLElement) throws(ParsingError) {
    guard let node = shape.attribute("bpmnElement"),
      let bounds = shape.child("Bounds", in: .diagramCommon), let text = bounds.attribute("y")
    else { return }
    guard let y = Double(text), y.isFinite else {
      throw ParsingMessages.invalidValue("y", text, expected: "a number", of: bounds, at: location(bounds))
    }
    positions[node] = y
  }

  private mutating func declare(
    _ element: XMLElement, in kind: WritableKeyPath<BPMNDocument, [String: XMLElement]>
  ) throws(ParsingError) {
    let id = try requireID(element)
    if let other = self[keyPath: kind].updateValue(element, forKey: id) {
      throw ParsingMessages.duplicateID(id, first: location(other), element, at: location(element))
    }
    declarations.append(element)
  }

  private func requireID(_ element: XMLElement) throws(ParsingError) -> String {
    guard let id = element.id else { throw ParsingMessages.missingID(element, at: location(element)) }
    return id
  }
}
