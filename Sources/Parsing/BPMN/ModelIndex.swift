import WorkflowModel

/// All files of one parser, and what stands in which.
struct ModelIndex: Sendable {
  /// A process and the number of the file that it stands in.
  struct Process: Sendable {
    let element: XMLElement
    let document: Int
  }

  var documents: [BPMNDocument] = []
  var processes: [String: Process] = [:]
  /// The ids of `processes`, in the order of the files.
  var processIDs: [String] = []
  var collaborations: [String: Process] = [:]
  var collaborationIDs: [String] = []
  /// How the properties of a message are read from it, by the message's id.
  var correlations: [String: [CorrelationProperty]] = [:]

  /// Adds a file, or throws and adds nothing.
  mutating func add(_ document: BPMNDocument) throws(ParsingError) {
    let number = documents.count
    var added: [String: XMLElement] = [:]
    for element in document.processes {
      guard let id = element.id else { throw ParsingMessages.missingID(element, at: document.location(element)) }
      let first = processes[id].map { documents[$0.document].location($0.element) }
      if let first = first ?? added[id].map({ document.location($0) }) {
        throw ParsingMessages.duplicateID(id, first: first, element, at: document.location(element))
      }
      added[id] = element
    }
    var properties: [CorrelationProperty] = []
    for property in document.correlationProperties {
      properties += try readCorrelations(property, of: document)
    }

    documents.append(document)
    for element in document.processes {
      guard let id = element.id else { continue }
      processes[id] = Process(element: element, document: number)
      processIDs.append(id)
    }
    for property in properties {
      correlations[property.messageID, default: []].append(property)
    }
    for element in document.collaborations {
      guard let id = element.id, collaborations[id] == nil else { continue }
      collaborations[id] = Process(element: element, document: number)
      collaborationIDs.append(id)
    }
  }

  /// The ways in which a correlation property is read, one for each message (BPMN 2.0, section 8.4.2).
  private func readCorrelations(
    _ property: XMLElement, of document: BPMNDocument
  ) throws(ParsingError) -> [CorrelationProperty] {
    let expressions = property.children("correlationPropertyRetrievalExpression")
    guard let id = property.id, !expressions.isEmpty else {
      throw ParsingMessages.missingChild(
        "correlationPropertyRetrievalExpression", of: property, at: document.location(property))
    }
    var properties: [CorrelationProperty] = []
    for element in expressions {
      guard let reference = element.attribute("messageRef") else {
        throw ParsingMessages.missingAttribute("messageRef", of: element, at: document.location(element))
      }
      // The standard calls the expression messagePath; modelers also write formalExpression.
      guard let path = element.children.first(where: { $0.namespace == .bpmn }), !path.text.isEmpty else { continue }
      let message = find(reference, in: \.messages, from: document)?.id ?? reference
      properties.append(
        CorrelationProperty(
          id: id, messageID: message, expression: ScriptText(path.text, at: document.location(path)),
          keys: document.correlationKeys[id] ?? []))
    }
    return properties
  }

  /// An element of one kind by its id: of the file itself, else of the others.
  ///
  /// The reference may be a qualified name (BPMN 2.0, section 15.3.2); its prefix stands for the target namespace of
  /// one of the files, and ids are looked up in all of them.
  func find(
    _ reference: String, in kind: KeyPath<BPMNDocument, [String: XMLElement]>, from document: BPMNDocument
  ) -> XMLElement? {
    if let element = document[keyPath: kind][reference] { return element }
    for other in documents {
      if let element = other[keyPath: kind][reference] { return element }
    }
    guard let local = ModelIndex.localName(of: reference) else { return nil }
    return find(local, in: kind, from: document)
  }

  /// The process that a reference names.
  func process(_ reference: String) -> (id: String, process: Process)? {
    if let process = processes[reference] { return (reference, process) }
    guard let local = ModelIndex.localName(of: reference) else { return nil }
    return processes[local].map { (local, $0) }
  }

  /// What follows the prefix of a qualified name; nil where there is none.
  static func localName(of reference: String) -> String? {
    guard let colon = reference.lastIndex(of: ":") else { return nil }
    return String(reference[reference.index(after: colon)...])
  }

  func isExecutable(_ process: XMLElement) -> Bool {
    guard let value = process.attribute("isExecutable") else { return true }
    return value == "true" || value == "1"
  }
}
