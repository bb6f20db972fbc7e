/// A running or suspended function. The machine reuses frames; a generator keeps its own.
final class Frame: @unchecked Sendable {
  var code: Code
  var globals: Namespace
  /// The local variables; the operands stand behind them.
  var base: UnsafeMutablePointer<Value>
  var sp: UnsafeMutablePointer<Value>
  /// The index of the next instruction.
  var pc = 0
  /// What happens with the result.
  var exit = Exit.caller
  /// The names of a class body.
  var classNames: ClassNames?
  /// The generator whose frame it is.
  unowned(unsafe) var generator: Generator?
  /// The instance that a class call made, for the end of its `__init__`.
  var made: Value = .unbound

  enum Exit: UInt8 {
    /// Pushed on the caller's operands.
    case caller
    /// Returned to the Swift function that ran it.
    case native
    /// Dropped: the value of the call is ``made``.
    case initializer
  }

  init(code: Code, globals: Namespace, base: UnsafeMutablePointer<Value>) {
    self.code = code
    self.globals = globals
    self.base = base
    sp = base + code.localCount
  }
}

/// The variables of a class body while it runs, in their order.
final class ClassNames {
  var values: [String: Value] = [:]
  var order: [String] = []

  func set(_ name: String, _ value: Value) {
    if values.updateValue(value, forKey: name) == nil { order.append(name) }
  }

  func remove(_ name: String) -> Bool {
    guard values.removeValue(forKey: name) != nil else { return false }
    order.removeAll { $0 == name }
    return true
  }
}
