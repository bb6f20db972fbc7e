import CLibXML2
import WorkflowModel

/// The wording of all errors that have to do with XML. Those of models stand in the files beside.
enum ParsingMessages {
  static func fileTooLarge(_ limit: Int, file: String) -> ParsingError {
    ParsingError(
      .unsafeXML, "the file is larger than \(limit >> 20) MB", at: SourceLocation(file: file, line: 1, column: 1))
  }

  static func emptyFile(file: String) -> ParsingError {
    ParsingError(.xml, "the file is empty", at: SourceLocation(file: file, line: 1, column: 1))
  }

  static func unreadableEncoding(_ name: String, file: String) -> ParsingError {
    ParsingError(
      .xml, "the file is not readable as '\(name)'", at: SourceLocation(file: file, line: 1, column: 1),
      hints: ["save it as UTF-8"])
  }

  static func tooDeep(_ limit: Int, at location: SourceLocation) -> ParsingError {
    ParsingError(.unsafeXML, "elements are nested deeper than \(limit)", at: location)
  }

  static func documentType(at location: SourceLocation) -> ParsingError {
    ParsingError(
      .unsafeXML, "a DOCTYPE is refused: no model needs one, and its entities are a way to attack", at: location,
      hints: ["remove the DOCTYPE from the file"])
  }

  static func truncated(openElement: (name: String, line: Int)?, at location: SourceLocation) -> ParsingError {
    if let openElement {
      return ParsingError(
        .xml, "the file ends within the element '\(openElement.name)', which begins in line \(openElement.line)",
        at: location)
    }
    return ParsingError(.xml, "the file is not XML: it has no element", at: location)
  }

  /// The errors that people meet get words of our own, the others libxml2's.
  static func malformed(code: Int32, message: String, names: [String], at location: SourceLocation) -> ParsingError {
    let names = names + ["", ""]
    let text: String
    switch xmlParserErrors(UInt32(bitPattern: code)) {
    case XML_ERR_DOCUMENT_EMPTY, XML_ERR_DOCUMENT_START:
      text = "the file is not XML: it does not begin with an element"
    case XML_ERR_TAG_NAME_MISMATCH:
      text = "the element '\(names[0])' is closed by the end tag of '\(names[1])'"
    case XML_ERR_UNDECLARED_ENTITY:
      text = "the entity '&\(names[0]);' is refused: only lt, gt, amp, quot and apos are known"
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      text = "a namespace prefix is not declared: \(oneLine(message))"
    case XML_ERR_ATTRIBUTE_REDEFINED:
      text = "the attribute '\(names[0])' stands twice in one element"
    case XML_ERR_DOCUMENT_END:
      text = "something stands behind the end of the root element"
    case XML_ERR_INVALID_ENCODING, XML_ERR_INVALID_CHAR:
      text = "a character is not allowed in XML, or is not UTF-8"
    default:
      text = "the file is not well-formed XML: \(oneLine(message))"
    }
    return ParsingError(.xml, text, at: location)
  }

  private static func oneLine(_ message: String) -> String {
    message.trimmingXMLSpace.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

// MARK: - Names

extension ParsingMessages {
  /// An element as people know it: `userTask 'ask'`.
  private static func describe(_ element: XMLElement) -> String {
    if let id = element.id { "\(element.name) '\(id)'" } else { element.name }
  }

  /// What the files have instead of what is missing, and which of it may have been meant.
  private static func hints(_ name: String, among names: [String], kind: String) -> [String] {
    guard !names.isEmpty else { return ["the files have no \(kind)"] }
    var hints: [String] = []
    if let close = closest(to: name, among: names) { hints.append("did you mean '\(close)'?") }
    let listed = names.prefix(20).joined(separator: ", ")
    let more = names.count > 20 ? ", and \(names.count - 20) more" : ""
    return hints + ["the files have: \(listed)\(more)"]
  }

  /// The name that differs least from `name`, where that is little.
  static func closest(to name: String, among names: [String]) -> String? {
    let wanted = Array(name.lowercased().utf8)
    guard wanted.count <= 200 else { return nil }
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in names.prefix(1000) where candidate.utf8.count <= 200 {
      let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
      if distance <= limit, distance < best?.distance ?? Int.max { best = (distance, candidate) }
    }
    return best?.name
  }

  /// How many letters must be changed, added or removed to make one text of the other (Levenshtein).
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = letter == other ? diagonal : 1 + min(diagonal, above, row[j])
        diagonal = above
      }
    }
    return row[right.count]
  }
}

// MARK: - Files and what is asked of them

extension ParsingMessages {
  static func notBPMN(_ root: XMLElement, at location: SourceLocation) -> ParsingError {
    var hints: [String] = []
    if root.namespace == .dmn { hints.append("this is a DMN file") }
    return ParsingError(
      .root, "the file is not BPMN: its root element is '\(root.name)', not 'definitions' in BPMN 2.0's namespace",
      at: location, hints: hints)
  }

  static func notDMN(_ root: XMLElement, at location: SourceLocation) -> ParsingError {
    var hints: [String] = []
    if root.namespace == .bpmn { hints.append("this is a BPMN file") }
    return ParsingError(
      .root,
      "the file is not DMN: its root element is '\(root.name)', not 'definitions' in a namespace of DMN 1.1 or later",
      at: location, hints: hints)
  }

  static func noProcess(_ id: String, among ids: [String]) -> ParsingError {
    ParsingError(.notFound, "there is no process '\(id)'", hints: hints(id, among: ids, kind: "executable process"))
  }

  static func noCollaboration(_ id: String, among ids: [String]) -> ParsingError {
    ParsingError(.notFound, "there is no collaboration '\(id)'", hints: hints(id, among: ids, kind: "collaboration"))
  }

  static func noDecision(_ id: String, among ids: [String]) -> ParsingError {
    ParsingError(.notFound, "there is no decision '\(id)'", hints: hints(id, among: ids, kind: "decision"))
  }

  static func notExecutable(_ id: String, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .notExecutable, "the process '\(id)' is not executable", at: location, elementID: id,
      hints: ["set isExecutable=\"true\" on it"])
  }

  static func noCalledProcess(_ call: Dependency, among ids: [String]) -> ParsingError {
    ParsingError(
      .reference, "\(describe(call.element)) calls the process '\(call.id)', which is missing", at: call.location,
      elementID: call.element.id, hints: hints(call.id, among: ids, kind: "executable process"))
  }

  static func noDecision(_ dependency: Dependency, among ids: [String]) -> ParsingError {
    ParsingError(
      .reference, "\(describe(dependency.element)) decides by '\(dependency.id)', which is missing",
      at: dependency.location, elementID: dependency.element.id,
      hints: hints(dependency.id, among: ids, kind: "decision"))
  }

  static func unknownDataStore(_ name: String, of element: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .unsupported, "the data store '\(name)' has no implementation", at: location, elementID: element.id)
  }
}

// MARK: - Any element

extension ParsingMessages {
  static func duplicateID(
    _ id: String, first: SourceLocation, _ element: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .duplicate, "the id '\(id)' of this \(element.name) is taken: it stands at \(first) too", at: location,
      elementID: id)
  }

  static func missingID(_ element: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(.invalid, "\(element.name) has no id", at: location)
  }

  static func missingAttribute(_ name: String, of element: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(.invalid, "\(describe(element)) has no \(name)", at: location, elementID: element.id)
  }

  static func missingChild(_ name: String, of element: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(element)) has no element \(name)", at: location, elementID: element.id)
  }

  static func emptyElement(_ name: String, of element: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "the \(name) of \(describe(element)) is missing or empty", at: location, elementID: element.id)
  }

  static func invalidValue(
    _ name: String, _ value: String, expected: String, of element: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .invalid, "the \(name) of \(describe(element)) is '\(value)', not \(expected)", at: location,
      elementID: element.id)
  }

  static func unsupportedElement(
    _ element: XMLElement, in container: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .unsupported, "\(describe(element)) in \(describe(container)) is not supported", at: location,
      elementID: element.id ?? container.id)
  }

  static func unsupportedAttribute(
    _ name: String, _ value: String, of element: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .unsupported, "\(name)=\"\(value)\" of \(describe(element)) is not supported", at: location,
      elementID: element.id)
  }

  static func unknownReference(
    _ id: String, kind: String, of element: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .reference, "\(describe(element)) refers to the \(kind) '\(id)', which is missing", at: location,
      elementID: element.id)
  }
}

// MARK: - Flow

extension ParsingMessages {
  static func danglingFlow(
    _ flow: XMLElement, end: String, in container: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    guard let reference = flow.attribute(end) else { return missingAttribute(end, of: flow, at: location) }
    return ParsingError(
      .reference, "the \(end) '\(reference)' of \(describe(flow)) is no flow node of \(describe(container))",
      at: location, elementID: flow.id)
  }

  static func flowAtEvent(_ flow: XMLElement, leaves event: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(flow)) leaves \(describe(event)): nothing comes after an end event", at: location,
      elementID: flow.id)
  }

  static func flowAtEvent(_ flow: XMLElement, enters event: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(flow)) leads to \(describe(event)), which no flow may enter", at: location,
      elementID: flow.id)
  }

  static func flowAtEventSubprocess(_ element: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(element)) is triggered by an event and must have no sequence flows", at: location,
      elementID: element.id)
  }

  static func flowWithoutCondition(
    _ flow: XMLElement, from gateway: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(flow)) from \(describe(gateway)) has no condition and is not its default flow",
      at: location, elementID: flow.id,
      hints: ["give the flow a condition, or name it in the gateway's default"])
  }

  static func unknownDefault(_ id: String, of element: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .reference, "the default flow '\(id)' of \(describe(element)) does not leave it", at: location,
      elementID: element.id)
  }

  static func unattached(
    _ event: XMLElement, to host: String, in container: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .reference, "\(describe(event)) is attached to '\(host)', which is no activity of \(describe(container))",
      at: location, elementID: event.id)
  }

  static func noStartEvent(_ process: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(.invalid, "\(describe(process)) has no start event", at: location, elementID: process.id)
  }

  static func startEventCount(_ count: Int, in subprocess: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(subprocess)) has \(count == 0 ? "no" : "\(count)") start events instead of one",
      at: location, elementID: subprocess.id)
  }

  static func eventInAdHoc(
    _ event: XMLElement, in subprocess: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(event)) stands in \(describe(subprocess)), which must have no start and end events",
      at: location, elementID: event.id)
  }

  static func notAnEvent(
    _ element: XMLElement, behind gateway: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .invalid,
      "\(describe(element)) stands behind \(describe(gateway)), where only catch events and receive tasks may stand",
      at: location, elementID: element.id)
  }
}

// MARK: - Activities

extension ParsingMessages {
  static func otherLanguage(_ format: String, of task: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .unsupported, "the script of \(describe(task)) is written in '\(format)', not in Python", at: location,
      elementID: task.id)
  }

  static func scriptCount(_ count: Int, in task: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(task)) has \(count == 0 ? "no script" : "\(count) scripts instead of one")", at: location,
      elementID: task.id)
  }

  static func misplacedScript(_ script: XMLElement, of node: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .unsupported, "\(describe(node)) has a \(script.name), which only activities run", at: location,
      elementID: node.id)
  }

  static func noOperator(_ task: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(.invalid, "\(describe(task)) has no serviceTaskOperator", at: location, elementID: task.id)
  }

  static func noBusinessRules(_ task: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .unsupported, "\(describe(task)) is not supported in the dialect 'bpmn', which cannot name a decision",
      at: location, elementID: task.id)
  }

  static func noDecision(_ task: XMLElement, dialect: Dialect, at location: SourceLocation) -> ParsingError {
    let name = dialect == .camunda ? "camunda:decisionRef" : "spiffworkflow:calledDecisionId"
    return ParsingError(
      .invalid, "\(describe(task)) names no decision (\(name))", at: location, elementID: task.id)
  }

  static func unknownData(
    _ id: String, in association: String, of element: XMLElement, at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .reference, "the \(association) of \(describe(element)) refers to '\(id)', which is no data object or data store",
      at: location, elementID: element.id)
  }

  static func misplacedLoop(_ marker: XMLElement, of node: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(node)) cannot have \(marker.name)", at: location, elementID: node.id)
  }

  static func endlessLoop(_ node: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "the loop of \(describe(node)) has neither a loopCondition nor a loopMaximum", at: location,
      elementID: node.id)
  }

  static func multiInstanceSource(_ node: XMLElement, hasBoth: Bool, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid,
      "the multi-instance \(describe(node)) has \(hasBoth ? "both" : "neither") a loopCardinality "
        + "\(hasBoth ? "and" : "nor") a loopDataInputRef instead of one of them", at: location, elementID: node.id)
  }

  static func camundaMultiInstanceSource(_ node: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "the multi-instance \(describe(node)) has neither a loopCardinality nor a camunda:collection",
      at: location, elementID: node.id)
  }

  static func unknownCollection(_ name: String, of node: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .reference, "the collection '\(name)' of \(describe(node)) is missing in its ioSpecification", at: location,
      elementID: node.id)
  }
}

// MARK: - Events

extension ParsingMessages {
  static func noEventDefinition(_ event: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(event)) has no event definition: it would never happen", at: location,
      elementID: event.id)
  }

  static func misplacedDefinition(
    _ definition: XMLElement, at position: EventPosition, of event: XMLElement, location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .unsupported, "\(describe(event)) has a \(definition.name), which \(position.rawValue) cannot have", at: location,
      elementID: event.id)
  }

  static func misplacedCancel(_ event: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(event)) is a cancel event outside of a transaction", at: location, elementID: event.id)
  }

  static func timerKinds(_ kinds: [String], of event: XMLElement, at location: SourceLocation) -> ParsingError {
    let found = kinds.isEmpty ? "none" : kinds.joined(separator: " and ")
    return ParsingError(
      .invalid, "the timer of \(describe(event)) has \(found) of timeDate, timeDuration and timeCycle instead of one",
      at: location, elementID: event.id)
  }
}

// MARK: - Decisions

extension ParsingMessages {
  static func noDecisions(at location: SourceLocation) -> ParsingError {
    ParsingError(.invalid, "the file has no decision", at: location)
  }

  static func noLogic(_ element: XMLElement, at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "\(describe(element)) has no decision table or expression", at: location, elementID: element.id)
  }

  static func circle(_ ids: [String], at location: SourceLocation) -> ParsingError {
    ParsingError(
      .invalid, "the decisions require each other in a circle: \(ids.joined(separator: " -> "))", at: location,
      elementID: ids.first)
  }

  static func ruleShape(
    _ rule: XMLElement, entries: (inputs: Int, outputs: Int), columns: (inputs: Int, outputs: Int),
    at location: SourceLocation
  ) -> ParsingError {
    ParsingError(
      .invalid,
      "\(describe(rule)) has \(entries.inputs) input and \(entries.outputs) output entries, its table "
        + "\(columns.inputs) inputs and \(columns.outputs) outputs", at: location, elementID: rule.id)
  }
}
