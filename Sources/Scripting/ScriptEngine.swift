public import WorkflowModel

/// What evaluates the scripts and expressions of a model: the restricted interpreter, a CPython worker, a process for
/// each evaluation, or an engine of the embedder's own.
///
/// An engine is made for one run (one load, some steps, one save), with its ``ScriptHost`` and environment modules, and
/// used from one thread. It keeps nothing that the saved workflow would need: a run may go on under another engine.
public protocol ScriptEngine: AnyObject {
  /// The name by which it is chosen and which is saved with an instance: `restricted`, `python`, …
  var name: String { get }

  /// The typenames whose objects this engine can make from their content and turn back, beside
  /// ``StandardTypename``: those that its environment modules registered, with their versions (`Product@2`).
  var typenames: Set<String> { get }

  /// The value of an expression.
  ///
  /// - Parameters:
  ///   - expression: the text, as it stands in the model.
  ///   - data: the task's data, read as global variables. A cost that depends on what is touched only.
  ///   - locals: names that stand beside the data for this evaluation, such as a payload's members.
  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue

  /// Runs a script that reads and writes the task's data as its global variables.
  ///
  /// An error leaves `data` as it was.
  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError)

  /// Calls a service. One that works beside the workflow is asked for its answer later.
  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply

  /// What the engine has to say of a script before it ever runs: syntax errors, what it does not offer.
  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic]
}

/// Whether a text is an expression, with a value, or a script of statements.
public enum ScriptKind: Sendable {
  case expression
  case script
}

/// A remark on a script, made when its model is added.
public struct ScriptDiagnostic: Sendable, Hashable {
  /// What is wrong, in one line, beginning with the exception's class as Python would print it.
  public let message: String
  /// The line within the script, from 1.
  public let line: Int
  /// The column within the line, from 1, in characters.
  public let column: Int

  /// A remark at a place.
  public init(message: String, line: Int, column: Int) {
    self.message = message
    self.line = line
    self.column = column
  }
}
