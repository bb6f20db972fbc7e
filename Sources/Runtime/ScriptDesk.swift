public import OrderedCollections
public import WorkflowModel
import WorkflowPython
public import WorkflowScripting

/// Evaluates single texts in the restricted language: what answers the subprocess protocol of `docs/subprocess.md`.
public struct ScriptDesk {
  private let engine: RestrictedEngine

  /// A desk with these environment modules.
  ///
  /// - Throws: ``ScriptError``, the error of a module, which it names.
  public init(host: ScriptHost, environment: [EnvironmentModule] = []) throws(ScriptError) {
    engine = try RestrictedEngine(host: host, environment: environment)
  }

  /// The typenames that the environment modules registered.
  public var typenames: [String] { engine.typenames.sorted() }

  /// Whether `call_service` of the modules has a parameter `call_id`.
  public var takesCallID: Bool { engine.takesCallID }

  /// The value of an expression over a context, and over names beside it.
  public func evaluate(
    _ expression: String, context: DataDictionary, external: DataDictionary = [:]
  ) throws(ScriptError) -> DataValue {
    try engine.evaluate(expression, data: TaskData(context), locals: external)
  }

  /// The context as a script leaves it.
  public func execute(
    _ script: String, context: DataDictionary, external: DataDictionary = [:]
  ) throws(ScriptError) -> DataDictionary {
    var data = TaskData(context)
    try engine.execute(script, data: &data, locals: external)
    return data.variables
  }
}
