/// The memory on which programs work: the local variables and operands of all frames, one after another; and the frames.
///
/// It is one piece and never moves, so that frames and running Swift functions may point into it.
final class OperandStack {
  let base: UnsafeMutablePointer<Value>
  let limit: UnsafeMutablePointer<Value>
  /// Above this no frame keeps anything.
  var top: UnsafeMutablePointer<Value>
  /// The frames that run, the outermost first.
  private(set) var active: [Frame] = []
  /// Frames to be used again, by depth.
  private var pool: [Frame] = []

  /// Room for `capacity` values (16 bytes each; the system gives the pages when they are first used).
  init(capacity: Int = 1 << 18) {
    base = .allocate(capacity: capacity)
    limit = base + capacity
    top = base
  }

  deinit { base.deallocate() }

  var depth: Int { active.count }

  /// Begins a frame whose locals are at `base`, the arguments already there.
  @inline(__always)
  func push(_ code: Code, _ globals: Namespace, _ base: UnsafeMutablePointer<Value>) -> Frame {
    let depth = active.count
    let frame: Frame
    if depth < pool.count {
      frame = pool[depth]
      frame.code = code
      frame.globals = globals
      frame.base = base
    } else {
      frame = Frame(code: code, globals: globals, base: base)
      pool.append(frame)
    }
    frame.savedTop = top
    frame.pc = code.instructions
    frame.sp = base + code.localCount
    top = frame.sp + code.stackSize
    active.append(frame)
    return frame
  }

  /// Puts a generator's own frame on top.
  func push(generator frame: Frame) {
    frame.savedTop = top
    // Keeps the depths of the pool in step.
    if active.count >= pool.count { pool.append(Frame(code: frame.code, globals: frame.globals, base: top)) }
    active.append(frame)
  }

  /// Ends the innermost frame.
  @inline(__always)
  func pop() {
    top = active[active.count &- 1].savedTop
    active.removeLast()
  }
}
