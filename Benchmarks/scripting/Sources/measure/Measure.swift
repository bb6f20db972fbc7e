import Foundation
import OrderedCollections
import WorkflowModel
import WorkflowPython
import WorkflowScripting

/// The restricted engine's part of the comparison; `peer.py` is that of the others, and takes the same arguments:
/// `program FILE` or `expressions FILE`. What was measured is one JSON document on standard output.
@main
enum Measure {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 2, let mode = arguments.first, let path = arguments.last else {
      throw Misuse(description: "usage: measure program|expressions FILE")
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let measured =
      switch mode {
      case "program": try program(text)
      case "expressions": try expressions(text)
      default: throw Misuse(description: "what is '\(mode)'?")
      }
    print(try JSONWriter().text(of: measured))
  }

  private struct Misuse: Error, CustomStringConvertible {
    let description: String
  }

  /// A clock that stands still: no workload asks for the time.
  private struct Standstill: WorkflowClock {
    func now() -> Timestamp { Timestamp(microseconds: 0) }
  }

  private static func engine() throws -> RestrictedEngine {
    var budget = ScriptBudget()
    budget.instructions = 1 << 40
    return try RestrictedEngine(host: ScriptHost(clock: Standstill(), seed: 1, budget: budget) { print($0) })
  }

  /// Compiles and runs a script once, as a task would: its variables become data.
  private static func program(_ text: String) throws -> DataValue {
    let engine = try engine()
    var data = TaskData()
    let seconds = try seconds { try engine.execute(text, data: &data, locals: [:]) }
    return ["seconds": .double(seconds), "result": data["result"] ?? .null]
  }

  /// Evaluates expressions on data: again and again the same text, and texts that were never seen before.
  private static func expressions(_ text: String) throws -> DataValue {
    guard case .dictionary(let job) = try JSONReader().read(text), case .dictionary(let variables)? = job["data"],
      case .list(let texts)? = job["texts"], case .integer(let count)? = job["count"]
    else { throw Misuse(description: "not a job") }
    let engine = try engine()
    let data = TaskData(variables)
    var measured: [DataValue] = []
    for case .string(let text) in texts {
      let result = try engine.evaluate(text, data: data, locals: [:])
      let cached = try seconds {
        for _ in 0..<count { _ = try engine.evaluate(text, data: data, locals: [:]) }
      }
      let fresh = (0..<count / 10).map { "\(text)  # \($0)" }
      let first = try seconds {
        for text in fresh { _ = try engine.evaluate(text, data: data, locals: [:]) }
      }
      measured.append([
        "result": result,
        "cached": .double(cached / Double(count)),
        "fresh": .double(first / Double(fresh.count)),
      ])
    }
    return .list(measured)
  }

  private static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let time = try ContinuousClock().measure(work)
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
  }
}
