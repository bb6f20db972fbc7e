import Foundation
import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowPython

/// What the tests of this module share.
enum PythonTesting {
  struct FixedClock: WorkflowClock {
    func now() -> Timestamp { Timestamp(microseconds: 1_700_000_000_000_000) }
  }

  /// Takes what scripts print.
  final class Output: @unchecked Sendable {
    var text = ""
  }

  static func engine(
    _ environment: [EnvironmentModule] = [], budget: ScriptBudget = ScriptBudget(), output: Output = Output()
  ) throws -> RestrictedEngine {
    try RestrictedEngine(
      host: ScriptHost(clock: FixedClock(), seed: 1, budget: budget) { output.text += $0 }, environment: environment)
  }

  /// The value of an expression without data.
  static func value(_ expression: String, _ data: DataDictionary = [:]) throws -> DataValue {
    try engine().evaluate(expression, data: TaskData(data), locals: [:])
  }

  /// The data that a script leaves.
  static func data(_ script: String, _ data: DataDictionary = [:]) throws -> DataDictionary {
    var task = TaskData(data)
    try engine().execute(script, data: &task, locals: [:])
    return task.variables
  }

  /// The error that an action must end with.
  static func failure(_ action: () throws -> Void) -> ScriptError? {
    do {
      try action()
      return nil
    } catch {
      return error as? ScriptError
    }
  }
}
