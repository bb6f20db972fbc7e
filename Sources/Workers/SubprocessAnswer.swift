import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// What a process says by its end, its standard output and its standard error.
struct SubprocessAnswer {
  /// The value, or why there is none.
  let value: Result<DataValue, ScriptError>
  /// What the script printed.
  let printed: String

  init(_ outcome: ProgramRun.Outcome, of program: SubprocessProgram, budget: ScriptBudget) {
    let text = String(decoding: outcome.error, as: UTF8.self)
    switch outcome.ending {
    case .exit(0):
      printed = text
      value = Result { () throws(ScriptError) in try Self.value(outcome.output, program) }
    case .exit(let status):
      let (before, message) = Self.split(text)
      printed = before
      value = .failure(
        Self.describedError(outcome.output) ?? Self.error(message) ?? .ended(program, .exit(status)))
    case .signal(let number):
      printed = text
      value = .failure(.ended(program, .signal(number)))
    case .late:
      printed = text
      value = .failure(.tooSlow(budget.milliseconds))
    case .tooMuchOutput:
      printed = text
      value = .failure(.answerTooLong(program, budget.bytes))
    case .tooMuchError:
      printed = String(decoding: outcome.error.prefix(budget.outputBytes), as: UTF8.self)
      value = .failure(.printedTooMuch(budget.outputBytes))
    }
  }

  private static func value(_ bytes: [UInt8], _ program: SubprocessProgram) throws(ScriptError) -> DataValue {
    do throws(JSONError) {
      return try JSONReader(restoring: true).read(bytes)
    } catch {
      throw .notReadable(program, error.description)
    }
  }

  /// The error in its parts, where standard output has it: `{"error": {…}}`.
  private static func describedError(_ bytes: [UInt8]) -> ScriptError? {
    guard let document = try? JSONReader(restoring: true).read(bytes), case .dictionary(let members) = document,
      case .dictionary(let error)? = members["error"]
    else { return nil }
    return ScriptError(document: error)
  }

  /// The error as a line such as `ValueError: no good`, with which a traceback ends too.
  private static func error(_ message: Substring) -> ScriptError? {
    guard !message.isEmpty else { return nil }
    let path = message.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    let rest = message[path.endIndex...]
    guard let name = path.split(separator: ".").last, name.first?.isUppercase == true,
      rest.hasPrefix(": ") || rest.isEmpty && name.hasSuffix("Error")
    else { return ScriptError(.exception, message: String(message)) }
    return ScriptError(.exception, exception: String(name), message: String(rest.dropFirst(2)))
  }

  /// What was printed before the error, and the error: from the last line on that begins with `error: `, else the last
  /// line.
  private static func split(_ text: String) -> (printed: String, message: Substring) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    let prefix = "error: "
    let start = lines.lastIndex { $0.hasPrefix(prefix) } ?? max(lines.count - 1, 0)
    guard start < lines.count else { return ("", "") }
    let printed = lines[..<start].map { $0 + "\n" }.joined()
    let first = lines[start]
    return (printed, first.hasPrefix(prefix) ? first.dropFirst(prefix.count) : first)
  }
}
