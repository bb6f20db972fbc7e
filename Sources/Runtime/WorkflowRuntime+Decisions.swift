public import OrderedCollections
public import WorkflowDecisions
public import WorkflowModel
import WorkflowParsing
public import WorkflowScripting

/// A decision that is asked by itself.
public struct DecisionRequest: Sendable {
  /// The DMN file.
  public var source: [UInt8]
  /// The file's name, for messages.
  public var file: String
  /// The decision's id; nil: the file's only one.
  public var decision: String?
  /// The variables that the decision reads.
  public var data: DataDictionary = [:]
  /// The script engine that evaluates inputs and cells.
  public var engine = EngineRegistry.defaultName
  /// The modules that run before any script, in this order.
  public var environment: [EnvironmentModule] = []

  /// A request for a decision of a file.
  public init(source: [UInt8], file: String) {
    self.source = source
    self.file = file
  }
}

/// The script engines and the parser for questions that need no store.
public struct DecisionDesk {
  private let engines: EngineRegistry
  private let settings: RuntimeSettings
  private let host: ScriptHost

  /// A desk with these engines.
  public init(
    engines: EngineRegistry = .standard, settings: RuntimeSettings = RuntimeSettings(), host: ScriptHost
  ) {
    self.engines = engines
    self.settings = settings
    self.host = host
  }

  /// The outputs of a decision, by name.
  public func decide(_ request: DecisionRequest) throws -> DataDictionary {
    let (engine, id) = try prepare(request)
    return try engine.decide(id, data: TaskData(request.data))
  }

  /// How a decision comes to its result.
  public func explain(_ request: DecisionRequest) throws -> DecisionExplanation {
    let (engine, id) = try prepare(request)
    return try engine.explain(id, data: TaskData(request.data))
  }

  private func prepare(_ request: DecisionRequest) throws -> (DecisionEngine, decision: String) {
    var parser = ModelParser(dialect: .spiff)
    try parser.add(dmn: request.source, file: request.file)
    let id = try request.decision ?? only(parser.decisionIDs, request.file)
    try settings.refuseUnlessAllowed(request.engine)
    let scripts = try engines.entry(named: request.engine).make(host, request.environment)
    let decisions = DecisionEngine(
      decisions: try parser.decisions(for: id), scripts: scripts, uniqueOverlap: settings.uniqueOverlap)
    return (decisions, id)
  }

  private func only(_ ids: [String], _ file: String) throws(RuntimeError) -> String {
    guard let id = ids.first, ids.count == 1 else {
      throw RuntimeError(
        .usage, code: "usage", "\(file) has \(ids.count) decisions: name one by --decision",
        hints: ids.isEmpty ? [] : ["the decisions are: \(ids.joined(separator: ", "))"])
    }
    return id
  }
}

extension DecisionExplanation {
  /// The explanation as a document.
  public var document: DataValue {
    [
      "decision": .string(decisionID), "hit_policy": hitPolicy.map { .string($0.rawValue) } ?? .null,
      "rules": .list(rules.map(\.document)), "required": .list(required.map(\.document)),
      "result": result.map(DataValue.dictionary) ?? .null, "error": error.map { .string("\($0)") } ?? .null,
    ]
  }
}

extension RuleExplanation {
  /// The rule as a document.
  public var document: DataValue {
    var members: DataDictionary = [
      "rule": .integer(rule.number), "id": .string(rule.id),
      "description": description.map(DataValue.string) ?? .null, "matches": .bool(isMatch),
    ]
    switch mismatch {
    case .entry(let column, let input, let value, let entry):
      members["column"] = .integer(column)
      members["input"] = .string(input)
      members["value"] = value ?? .null
      members["entry"] = .string(entry)
    case .failure(let column, let input, let message, let entry):
      members["column"] = .integer(column)
      members["input"] = .string(input)
      members["message"] = .string(message)
      members["entry"] = .string(entry)
    case nil: break
    }
    return .dictionary(members)
  }
}
