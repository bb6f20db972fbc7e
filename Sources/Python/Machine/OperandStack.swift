/// The memory on which programs work: the local variables and operands of all frames, one after another.
///
/// It is one piece and never moves, so that frames and running Swift functions may point into it.
final class OperandStack {
  let base: UnsafeMutablePointer<Value>
  let limit: UnsafeMutablePointer<Value>
  /// Where the next frame begins; above it nothing is initialized.
  var top: UnsafeMutablePointer<Value>

  /// Room for `capacity` values (16 bytes each; the system gives the pages when they are first used).
  init(capacity: Int = 1 << 18) {
    base = .allocate(capacity: capacity)
    limit = base + capacity
    top = base
  }

  deinit {
    base.deinitialize(count: top - base)
    base.deallocate()
  }
}
