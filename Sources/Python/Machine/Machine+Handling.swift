/// The exception that is being dealt with, on entering and leaving an `except` or `finally`.
///
/// These are functions of their own, and not inlined into the loop: there a release build by Swift 6.3.1 released the
/// exception twice, which a debug build of the same code did not.
extension Machine {
  /// The exception at `top` is dealt with from now on; below it stays what was before.
  @inline(never)
  func beginHandling(_ top: UnsafeMutablePointer<Value>) {
    let exception = top.pointee
    let previous: Value = if let handled { .object(handled) } else { .null }
    handled = Self.exceptionObject(exception)
    top.pointee = previous
    (top + 1).initialize(to: exception)
  }

  /// What was dealt with before, at `top`, is dealt with again.
  @inline(never)
  func endHandling(_ top: UnsafeMutablePointer<Value>) {
    let previous = top.move()
    handled = Self.exceptionObject(previous)
  }

  @inline(never)
  private static func exceptionObject(_ value: Value) -> ExceptionObject? {
    guard case .object(let object) = value else { return nil }
    return object as? ExceptionObject
  }
}
