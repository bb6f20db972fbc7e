import OrderedCollections
import WorkflowModel

/// Puts a specification together: the root's processes, those that they call, and the decisions of all of them.
struct SpecAssembly {
  private let parser: ModelParser
  private let contexts: [BPMNContext]
  private var processes: [String: ProcessSpec] = [:]
  private var decisions: [String: DecisionSpec] = [:]

  init(_ parser: ModelParser) {
    self.parser = parser
    contexts = parser.index.documents.map {
      BPMNContext(index: parser.index, document: $0, dialect: parser.dialect)
    }
  }

  /// Adds a process with all that it needs.
  mutating func addRoot(_ id: String) throws(ParsingError) {
    guard let process = parser.index.processes[id] else {
      throw ParsingMessages.noProcess(id, among: parser.processIDs)
    }
    var pending = [(id, process)]
    while let (id, process) = pending.popLast() {
      guard processes[id] == nil else { continue }
      for dependency in try read(id, process) {
        switch dependency.kind {
        case .decision:
          try addDecision(dependency)
        case .process:
          guard let called = parser.index.processes[dependency.id] else {
            throw ParsingMessages.noCalledProcess(dependency, among: parser.processIDs)
          }
          pending.append((dependency.id, called))
        }
      }
    }
  }

  private mutating func read(_ id: String, _ process: ModelIndex.Process) throws(ParsingError) -> [Dependency] {
    let context = contexts[process.document]
    guard parser.index.isExecutable(process.element) else {
      throw ParsingMessages.notExecutable(id, at: context.document.location(process.element))
    }
    var reader = ProcessReader(context)
    processes[id] = try reader.read(process.element, id: id)
    return reader.dependencies
  }

  private mutating func addDecision(_ dependency: Dependency) throws(ParsingError) {
    guard decisions[dependency.id] == nil else { return }
    guard parser.decisions.contains(dependency.id) else {
      throw ParsingMessages.noDecision(dependency, among: parser.decisionIDs)
    }
    try parser.decisions.collect(dependency.id, into: &decisions)
  }

  /// The specification of all that was added.
  func spec(root: WorkflowSpec.Root) throws(ParsingError) -> WorkflowSpec {
    WorkflowSpec(
      root: root, dialect: parser.dialect, processes: processes, decisions: decisions, events: eventCatalog())
  }

  private func eventCatalog() -> EventCatalog {
    var messages: OrderedDictionary<String, EventCatalog.Entry> = [:]
    var signals = messages
    var errors = messages
    var escalations = messages
    for document in parser.index.documents {
      for element in document.declarations {
        guard let id = element.id else { continue }
        let name = element.attribute("name")
        switch element.name {
        case "message": messages[id] = messages[id] ?? .init(name: name)
        case "signal": signals[id] = signals[id] ?? .init(name: name)
        case "error": errors[id] = errors[id] ?? .init(name: name, code: element.attribute("errorCode"))
        default: escalations[id] = escalations[id] ?? .init(name: name, code: element.attribute("escalationCode"))
        }
      }
    }
    let messageIDs = parser.index.correlations.keys.sorted()
    return EventCatalog(
      messages: messages, signals: signals, errors: errors, escalations: escalations,
      correlationProperties: messageIDs.flatMap { parser.index.correlations[$0] ?? [] })
  }
}
