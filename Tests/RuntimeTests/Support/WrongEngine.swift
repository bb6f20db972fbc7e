import Synchronization
import WorkflowModel
import WorkflowPython
import WorkflowRuntime
import WorkflowScripting

/// The restricted engine, but for what it is told to get wrong.
final class WrongEngine: ScriptEngine {
  /// What it gets wrong.
  enum Mistake: Sendable {
    case nothing
    /// A variable has another value after each script that assigns it.
    case variable(String, DataValue)
    /// Each expression is false.
    case conditions
    /// Each script prints more.
    case output
    /// Each script with this text fails.
    case failure(of: String)
  }

  let name = "wrong"
  private let engine: RestrictedEngine
  private let mistake: Mistake
  private let output: @Sendable (String) -> Void

  init(_ mistake: Mistake, host: ScriptHost, environment: [EnvironmentModule]) throws(ScriptError) {
    engine = try RestrictedEngine(host: host, environment: environment)
    output = host.output
    self.mistake = mistake
  }

  /// The standard engines and this one.
  static func registry(_ mistake: Mistake, isRestricted: Bool = true) -> EngineRegistry {
    var engines = EngineRegistry.standard
    engines.register(
      EngineRegistry.Entry(
        name: "wrong", summary: "restricted, with mistakes", isRestricted: isRestricted,
        availability: { .available(version: "1") },
        make: { host, environment throws(ScriptError) in
          try WrongEngine(mistake, host: host, environment: environment)
        }))
    return engines
  }

  var typenames: Set<String> { engine.typenames }

  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue {
    if case .conditions = mistake { return .bool(false) }
    return try engine.evaluate(expression, data: data, locals: locals)
  }

  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    try engine.execute(script, data: &data, locals: locals)
    switch mistake {
    case .variable(let name, let value): if script.contains("\(name) =") { data[name] = value }
    case .output: output("and more\n")
    case .failure(let text) where script.contains(text):
      throw ScriptError(.exception, exception: "ValueError", message: "wrong", line: 1)
    default: break
    }
  }

  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    try engine.callService(call, data: data)
  }

  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] { engine.check(script, as: kind) }
}
