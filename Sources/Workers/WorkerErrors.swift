import OrderedCollections
import WorkflowModel
import WorkflowScripting

// The wording of what goes wrong around a worker.
extension ScriptError {
  static func unavailable(_ reason: String) -> ScriptError {
    ScriptError(.engine, message: "the python engine cannot run here: \(reason)")
  }

  static func notStarted(_ reason: String) -> ScriptError {
    ScriptError(.engine, message: "the python worker cannot be started: \(reason)")
  }

  static func died(_ ending: String) -> ScriptError {
    ScriptError(.engine, message: "the python worker died: \(ending)")
  }

  static func notUnderstood(_ detail: String) -> ScriptError {
    ScriptError(.engine, message: "the python worker sent what nobody can read: \(detail)")
  }

  static func answeredTooMuch(_ bytes: Int) -> ScriptError {
    ScriptError(.engine, message: "the python worker's answer is longer than \(bytes) bytes")
  }

  static func tooSlow(_ milliseconds: Int) -> ScriptError {
    ScriptError(.budget, message: "the script ran longer than \(milliseconds) ms (budget: milliseconds)")
  }

  static func printedTooMuch(_ bytes: Int) -> ScriptError {
    ScriptError(.budget, message: "the script printed more than \(bytes) bytes (budget: outputBytes)")
  }

  static func dataHoldsEnvironmentNames(_ names: [String]) -> ScriptError {
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return ScriptError(
      .value, message: "the data holds \(list), which the environment predefines: rename the variable")
  }
}

// The wording of what goes wrong around a program that answers the subprocess protocol.
extension ScriptError {
  static func noProgram(_ program: SubprocessProgram) -> ScriptError {
    ScriptError(.engine, message: "the subprocess engine cannot run here: \(program.missing)")
  }

  static func notStarted(_ program: SubprocessProgram, _ reason: String) -> ScriptError {
    ScriptError(.engine, message: "the program \(program.shown) cannot be started: \(reason)")
  }

  static func ended(_ program: SubprocessProgram, _ ending: ProcessGroup.Ending) -> ScriptError {
    ScriptError(.engine, message: "the program \(program.shown) gave no answer: \(ending)")
  }

  static func notReadable(_ program: SubprocessProgram, _ detail: String) -> ScriptError {
    ScriptError(.engine, message: "the program \(program.shown) answered what nobody can read: \(detail)")
  }

  static func answerTooLong(_ program: SubprocessProgram, _ bytes: Int) -> ScriptError {
    ScriptError(.engine, message: "the answer of the program \(program.shown) is longer than \(bytes) bytes")
  }

  static func noServiceFunction(_ operation: String) -> ScriptError {
    ScriptError(
      .engine, message: "no environment module defines 'call_service', which the operation '\(operation)' needs")
  }

  static func modulesNotWritten(_ path: String, _ code: Int32) -> ScriptError {
    ScriptError(
      .engine, message: "the environment modules cannot be handed on: \(ProcessGroup.Failure(path, code).reason)")
  }

  static func badModuleName(_ name: String) -> ScriptError {
    ScriptError(.engine, message: "the environment module '\(name)' cannot be handed on: its name is none of a file")
  }
}

extension ScriptError {
  /// The error that a worker described.
  ///
  /// - Parameters:
  ///   - description: what it sent.
  ///   - source: the text that `line` counts in; nil where it is not known.
  init(described description: DataValue, in source: (String) -> String?) {
    var members: DataDictionary = [:]
    if case .dictionary(let described) = description { members = described }
    func text(_ name: String) -> String? {
      if case .string(let text)? = members[name] { text } else { nil }
    }
    let code: Code =
      switch text("code") {
      case "syntax": .syntax
      case "value": .value
      default: .exception
      }
    var line: Int?
    if case .integer(let number)? = members["line"], number > 0 { line = number }
    var lineText: String?
    if let line, let source = source(text("file") ?? "") {
      let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
      if line <= lines.count { lineText = String(lines[line - 1]) }
    }
    var bpmnError: BpmnErrorContent?
    if case .dictionary(let bpmn)? = members["bpmn"], case .string(let code)? = bpmn["code"] {
      var name: String?
      if case .string(let given)? = bpmn["name"] { name = given }
      bpmnError = BpmnErrorContent(code: code, name: name, payload: bpmn["payload"] ?? .null)
    }
    let module = text("module").map { "environment module '\($0)': " } ?? ""
    self.init(
      code, exception: text("exception"), message: module + (text("message") ?? ""), line: line, lineText: lineText,
      bpmnError: bpmnError)
  }
}
