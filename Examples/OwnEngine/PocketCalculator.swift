import WorkflowModel
import WorkflowScripting

/// A script engine of this program's own: the language of a pocket calculator, which knows no precedence.
///
/// A script has lines `name = value operator value …`; an expression is the part behind the `=`, and is true where it is
/// positive. An engine is made for a run, keeps nothing that the saved workflow would need, and may be left for another
/// one at every save.
final class PocketCalculator: ScriptEngine {
  let name = "calculator"
  let typenames: Set<String> = []

  func evaluate(_ expression: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue {
    let result = try value(of: expression, data, line: 1)
    return result > 0 ? .double(result) : .bool(false)
  }

  func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {
    // An error leaves the data as it was.
    var changed = data
    for (index, line) in script.split(separator: "\n").enumerated() {
      let sides = line.split(separator: "=", maxSplits: 1).map { $0.trimmed }
      guard sides.count == 2 else { throw .syntax("'\(line)' assigns nothing", line: index + 1) }
      changed[sides[0]] = .double(try value(of: sides[1], changed, line: index + 1))
    }
    data = changed
  }

  func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
    throw ScriptError(.service, message: "a pocket calculator answers no '\(call.operation)'")
  }

  /// Remarks on a script before it ever runs.
  func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] { [] }

  private func value(of expression: String, _ data: TaskData, line: Int) throws(ScriptError) -> Double {
    let words = expression.split(separator: " ")
    guard words.count % 2 == 1 else { throw .syntax("'\(expression)' ends too early", line: line) }
    var result = try number(words[0], data, line: line)
    for place in stride(from: 1, to: words.count, by: 2) {
      let operand = try number(words[place + 1], data, line: line)
      switch words[place] {
      case "+": result += operand
      case "-": result -= operand
      case "*": result *= operand
      case "/": result /= operand
      default: throw .syntax("there is no key '\(words[place])'", line: line)
      }
    }
    return result
  }

  private func number(_ word: Substring, _ data: TaskData, line: Int) throws(ScriptError) -> Double {
    if let number = Double(word) { return number }
    switch data[String(word)] {
    case .integer(let number)?: return Double(number)
    case .double(let number)?: return number
    default:
      throw ScriptError(.exception, exception: "NameError", message: "there is no number '\(word)'", line: line)
    }
  }
}

extension ScriptError {
  fileprivate static func syntax(_ message: String, line: Int) -> ScriptError {
    ScriptError(.syntax, exception: "SyntaxError", message: message, line: line)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
