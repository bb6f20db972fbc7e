/// The memory on which programs work: the local variables and operands of all frames, one after another; and the frames.
///
/// It is one piece and never moves, so that frames and running Swift functions may point into it.
final class OperandStack {
  let base: UnsafeMutablePointer<Value>
  let limit: UnsafeMutablePointer<Value>
  /// Above this no frame keeps anything.
  @exclusivity(unchecked) var top: UnsafeMutablePointer<Value>
  /// How many frames run.
  @exclusivity(unchecked) private(set) var depth = 0
  /// The frame that runs; there is none while ``depth`` is 0.
  @exclusivity(unchecked) private(set) var innermost: FramePlace

  /// The frames of functions, used again and again. A frame takes at least one value, so there are never more frames
  /// than values.
  private let frames: FramePlace
  /// The next frame of a function.
  @exclusivity(unchecked) private var free: FramePlace
  /// Behind the frames that were made.
  @exclusivity(unchecked) private var made: FramePlace

  /// Places behind the operands of a frame that a call may use before it begins: for the object of a method, and the
  /// instance that a class makes.
  static let slack = 2

  /// Room for `capacity` values (16 bytes each; the system gives the pages when they are first used).
  init(capacity: Int = 1 << 18) {
    base = .allocate(capacity: capacity + OperandStack.slack)
    limit = base + capacity
    top = base
    frames = .allocate(capacity: capacity)
    innermost = frames
    free = frames
    made = frames
  }

  deinit {
    frames.deinitialize(count: made - frames)
    frames.deallocate()
    base.deallocate()
  }

  /// Begins the frame of a function whose locals are at `base`, the arguments already there.
  @inline(__always)
  func push(_ function: Unmanaged<Function>, _ base: UnsafeMutablePointer<Value>) -> FramePlace {
    push(
      function.look { .passUnretained($0.code) }, function.look { .passUnretained($0.globals) }, base)
  }

  /// Begins a frame of code that is no function's.
  @inline(__always)
  func push(
    _ code: Unmanaged<Code>, _ globals: Unmanaged<Namespace>, _ base: UnsafeMutablePointer<Value>
  ) -> FramePlace {
    let frame = free
    if frame < made {
      frame.pointee.codeReference = code
      frame.pointee.globalsReference = globals
      frame.pointee.base = base
      frame.pointee.pc = code.look { $0.instructions }
    } else {
      frame.initialize(to: Frame(code, globals, base, caller: innermost))
      made = frame + 1
    }
    free = frame + 1
    let operands = base + code.look { $0.localCount }
    frame.pointee.sp = operands
    frame.pointee.savedTop = top
    frame.pointee.caller = innermost
    top = operands + code.look { $0.stackSize }
    innermost = frame
    depth &+= 1
    return frame
  }

  /// Puts a generator's own frame on top.
  func push(generator frame: FramePlace) {
    frame.pointee.savedTop = top
    frame.pointee.caller = innermost
    innermost = frame
    depth &+= 1
  }

  /// Ends the innermost frame, which is a function's.
  @inline(__always)
  func pop() {
    let frame = innermost
    free = frame
    top = frame.pointee.savedTop
    innermost = frame.pointee.caller
    depth &-= 1
  }

  /// Ends the innermost frame, which is a generator's.
  func popGenerator() {
    let frame = innermost
    top = frame.pointee.savedTop
    innermost = frame.pointee.caller
    depth &-= 1
  }
}
