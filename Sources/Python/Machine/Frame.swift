/// A running or suspended function. The machine reuses frames, one for each depth; a generator keeps its own.
final class Frame: @unchecked Sendable {
  // What a frame points to is held by others while it runs: the function by the operand stack of the caller (or by the
  // Swift function that called), a generator by itself.
  unowned(unsafe) var code: Code
  unowned(unsafe) var globals: Namespace
  /// The local variables; the operands stand behind them.
  var base: UnsafeMutablePointer<Value>
  /// The first free operand, as of the last call.
  var sp: UnsafeMutablePointer<Value>
  /// The next instruction, as of the last call.
  var pc: UnsafeMutablePointer<Instruction>
  /// What happens with the result.
  var exit = Exit.native
  /// Where the caller's operands for the call begin: the callee, and perhaps the object that a method belongs to.
  var result: UnsafeMutablePointer<Value>
  var resultSlots = 0
  /// The top of the operand stack before the call.
  var savedTop: UnsafeMutablePointer<Value>
  unowned(unsafe) var generator: Generator?
  /// The names of a class body.
  var classNames: ClassNames?
  /// The instance that a class call made: the value of the call when `__init__` has ended.
  var made: Value = .unbound

  enum Exit: UInt8 {
    /// The result takes the place of the callee on the caller's operands.
    case caller
    /// The result goes to the Swift function that called.
    case native
    /// The call of a class: the result must be `None`, the value is ``made``.
    case initializer
    /// A generator that a `for` loop steps.
    case iteration
    /// A generator that `yield from` steps.
    case delegation
  }

  init(code: Code, globals: Namespace, base: UnsafeMutablePointer<Value>) {
    self.code = code
    self.globals = globals
    self.base = base
    sp = base
    pc = code.instructions
    result = base
    savedTop = base
  }

  /// The line of the last instruction.
  var line: Int {
    let index = Swift.max(pc - code.instructions - 1, 0)
    return index < code.lines.count ? Int(code.lines[index]) : code.firstLine
  }
}
