/// What the loop works with, of the frame that runs. It is kept in the processor's registers: no function that is not
/// inlined gets its address.
struct Registers {
  var frame: FramePlace
  /// The next instruction.
  var pc: UnsafeMutablePointer<Instruction>
  /// The first free operand.
  var sp: UnsafeMutablePointer<Value>
  var base: UnsafeMutablePointer<Value>
  var constants: UnsafeMutablePointer<Value>
  var instructions: UnsafeMutablePointer<Instruction>
  var globals: UnsafeMutablePointer<Value>

  @inline(__always)
  init(_ frame: FramePlace) {
    self.frame = frame
    pc = frame.pointee.pc
    sp = frame.pointee.sp
    base = frame.pointee.base
    constants = frame.pointee.codeReference.look { $0.constants }
    instructions = frame.pointee.codeReference.look { $0.instructions }
    globals = frame.pointee.globalsReference.look { $0.values }
  }

  /// Notes in the frame where it stands, before anything looks at it or another frame runs.
  @inline(__always)
  func save() {
    frame.pointee.pc = pc
    frame.pointee.sp = sp
  }

  @inline(__always)
  mutating func jump(_ instruction: Instruction) { pc = instructions + Int(instruction.a) }

  /// Makes the value, which replaces the topmost `count` ones.
  @inline(__always)
  mutating func replace(_ count: Int, _ value: consuming Value) {
    sp -= count
    sp.drop(count)
    sp.initialize(to: value)
    sp += 1
  }

  @inline(__always)
  mutating func push(_ value: consuming Value) {
    sp.initialize(to: value)
    sp += 1
  }

  @inline(__always)
  mutating func pop(_ count: Int = 1) {
    sp -= count
    sp.drop(count)
  }
}
