import WorkflowModel
import WorkflowScripting

/// The engine of an instance that is only looked at: it runs nothing.
final class IdleEngine: ScriptEngine {
  let name = "none"
  let typenames: Set<String> = []

  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue {
    throw Self.refusal
  }

  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    throw Self.refusal
  }

  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    throw Self.refusal
  }

  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] { [] }

  private static let refusal = ScriptError(.engine, message: "an instance that is only looked at runs no scripts")
}
