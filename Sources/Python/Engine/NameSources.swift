import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// The names of the environment modules.
final class Environment {
  private(set) var members: [String: Value] = [:]
  private(set) var isEmpty = true

  func set(_ name: String, _ value: Value) {
    members[name] = value
    isEmpty = false
  }

  func clear() {
    members = [:]
    isEmpty = true
  }

  /// Built-in functions of Python that reach beyond the task's data.
  static let refused: Set<String> = [
    "exec", "eval", "compile", "open", "input", "__import__", "breakpoint", "memoryview", "bytearray", "complex",
    "help", "exit", "quit", "aiter", "anext",
  ]

  static func refusalMessage(_ name: String) -> String { "the engine 'restricted' does not offer '\(name)'" }

  /// The value of a name of the environment, or a built-in one.
  func find(_ name: String) throws(Raise) -> Value? {
    if let value = members[name] ?? BuiltinTable.members[name] { return value }
    if Environment.refused.contains(name) {
      throw .abort(
        Abort(ScriptError(.refused, exception: "NameError", message: Environment.refusalMessage(name))))
    }
    return nil
  }
}

/// Where a script finds names: beside the data, in the data, in the environment.
final class ScriptNames: NameSource {
  var data: TaskData
  var locals: DataDictionary
  let environment: Environment

  init(_ data: TaskData, _ locals: DataDictionary, _ environment: Environment) {
    self.data = data
    self.locals = locals
    self.environment = environment
  }

  func find(_ name: String, _ vm: Machine) throws(Raise) -> (value: Value, isData: Bool)? {
    if !locals.isEmpty, let value = locals[name] { return (try vm.checkedValue(of: value), false) }
    guard let value = data[name] else { return nil }
    if !environment.isEmpty, environment.members[name] != nil {
      throw vm.valueError(
        "The task's data has a variable '\(name)', a name that the environment predefines")
    }
    return (try vm.checkedValue(of: value), true)
  }

  func findOutside(_ name: String, _ vm: Machine) throws(Raise) -> Value? { try environment.find(name) }

  var names: [String] { Array(data.variables.keys) + locals.keys.filter { data[$0] == nil } }
}

/// Where an environment module finds names that it did not assign itself: in the modules before it.
final class ModuleNames: NameSource {
  let environment: Environment

  init(_ environment: Environment) { self.environment = environment }

  var names: [String] { [] }

  func find(_ name: String, _ vm: Machine) throws(Raise) -> (value: Value, isData: Bool)? { nil }

  func findOutside(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    if let found = try environment.find(name) { return found }
    return try Futures.find(name, vm)
  }
}
