import WorkflowModel
import WorkflowRuntime
import WorkflowScripting

/// An engine of an embedder's own: its language has one statement, `SHOUT name`.
final class ShoutingEngine: ScriptEngine {
  let name = "shouting"
  let typenames: Set<String> = []

  /// Its place in a registry.
  static func entry(isRestricted: Bool = false) -> EngineRegistry.Entry {
    EngineRegistry.Entry(
      name: "shouting", summary: "makes texts loud", isRestricted: isRestricted,
      availability: { .available(version: "1") }, make: { _, _ in ShoutingEngine() })
  }

  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue {
    throw ScriptError(.syntax, message: "shouting has no expressions")
  }

  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    let words = script.split(separator: " ").map(String.init)
    guard words.count == 2, words[0] == "SHOUT" else { throw ScriptError(.syntax, message: "expected SHOUT name") }
    guard case .string(let text) = data[words[1]] else {
      throw ScriptError(.exception, exception: "QuietError", message: "there is no text '\(words[1])'", line: 1)
    }
    data[words[1]] = .string(text.uppercased())
  }

  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    throw ScriptError(.engine, message: "shouting has no services")
  }

  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] { [] }
}
