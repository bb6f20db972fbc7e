/// Where a frame stands: the machine passes frames by their place, which costs no reference counting.
typealias FramePlace = UnsafeMutablePointer<Frame>

/// A running or suspended function. ``OperandStack`` owns those of functions and uses them again; a generator owns its
/// own.
struct Frame {
  // What a frame points to is held by others while it runs: the function by the operand stack of the caller (or by the
  // Swift function that called), a generator by itself.
  var codeReference: Unmanaged<Code>
  var globalsReference: Unmanaged<Namespace>
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
  /// The frame that was the innermost before.
  var caller: FramePlace

  enum Exit: UInt8 {
    /// The result takes the place of the callee on the caller's operands.
    case caller
    /// The result goes to the Swift function that called.
    case native
    /// The call of a class: the result must be `None`, and the instance stands at ``result`` already.
    case initializer
    /// A generator that a `for` loop steps.
    case iteration
    /// A generator that `yield from` steps.
    case delegation
  }

  init(
    _ code: Unmanaged<Code>, _ globals: Unmanaged<Namespace>, _ base: UnsafeMutablePointer<Value>, caller: FramePlace
  ) {
    codeReference = code
    globalsReference = globals
    self.base = base
    sp = base
    pc = code.look { $0.instructions }
    result = base
    savedTop = base
    self.caller = caller
  }

  var caches: UnsafeMutablePointer<AttributeCache> {
    @inline(__always) get { codeReference.look { $0.caches } }
  }

  var code: Code { codeReference.look { $0 } }
  var globals: Namespace { globalsReference.look { $0 } }

  /// The line of the last instruction.
  var line: Int {
    let index = Swift.max(pc - code.instructions - 1, 0)
    return index < code.lines.count ? Int(code.lines[index]) : code.firstLine
  }
}
