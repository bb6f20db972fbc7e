import BigInt
import WorkflowScripting

/// Budgets. An operation whose cost or size depends on its arguments asks *before* it works or allocates.
extension Machine {
  /// Charges units of work: about as much as one instruction each.
  @inline(__always)
  func charge(_ units: Int) throws(Raise) {
    fuel &-= units
    if fuel < 0 { try refuel() }
  }

  /// Looks at everything that has a bound; called when `fuel` is used up.
  @inline(never)
  func refuel() throws(Raise) {
    if let raise = deferred {
      deferred = nil
      throw raise
    }
    if heap.isExhausted { throw exceeded("bytes", budget.bytes, "bytes of values") }
    let now = ContinuousClock.now
    if let deadline {
      guard now <= deadline else { throw exceeded("milliseconds", budget.milliseconds, "milliseconds") }
    } else {
      deadline = now + .milliseconds(budget.milliseconds)
    }
    if fuel < 0 {
      reserve += fuel
      fuel = 0
    }
    guard reserve >= 0 else { throw exceeded("instructions", budget.instructions, "instructions") }
    let portion = Swift.min(reserve, Machine.slice)
    fuel += portion
    reserve -= portion
    if portion == 0 { reserve = -1 }
  }

  /// Before a text or bytes object of `count` bytes is made.
  @inline(__always)
  func checkLength(_ count: Int) throws(Raise) {
    if count > 1024 { try checkLarge(length: count) }
  }

  private func checkLarge(length count: Int) throws(Raise) {
    if count > budget.stringLength { throw exceeded("stringLength", budget.stringLength, "characters in a string") }
    try checkBytes(count)
  }

  /// Before a list, tuple, set or dictionary of `count` elements is made.
  @inline(__always)
  func checkCount(_ count: Int) throws(Raise) {
    if count > 256 { try checkLarge(count: count) }
  }

  /// Before a collection grows by one element to `count`: costs nothing, for the growth itself costs nothing.
  @inline(__always)
  func checkGrowth(to count: Int) throws(Raise) {
    if count > budget.collectionCount {
      throw exceeded("collectionCount", budget.collectionCount, "elements in a collection")
    }
    if heap.isExhausted { throw exceeded("bytes", budget.bytes, "bytes of values") }
  }

  /// Where a Swift array that is on no account yet has grown to `count` values.
  func checkTemporary(count: Int) throws(Raise) {
    try checkGrowth(to: count)
    if count &* 16 > heap.limit - heap.live { throw exceeded("bytes", budget.bytes, "bytes of values") }
  }

  private func checkLarge(count: Int) throws(Raise) {
    if count > budget.collectionCount {
      throw exceeded("collectionCount", budget.collectionCount, "elements in a collection")
    }
    try checkBytes(count * 16)
  }

  /// Before an integer of `bits` bits is made.
  func checkBits(_ bits: Int) throws(Raise) {
    if bits > budget.integerBits { throw exceeded("integerBits", budget.integerBits, "bits in an integer") }
    try charge(bits >> 8)
  }

  /// Before `count` bytes are allocated.
  func checkBytes(_ count: Int) throws(Raise) {
    if count > heap.limit - heap.live { throw exceeded("bytes", budget.bytes, "bytes of values") }
    try charge(count >> 6)
  }

  /// Before `count` bytes are printed.
  func checkOutput(_ count: Int) throws(Raise) {
    printed += count
    if printed > budget.outputBytes { throw exceeded("outputBytes", budget.outputBytes, "bytes of output") }
  }

  /// Goes one level deeper in Swift functions that recurse over values (`repr`, comparison, hash, calls of scripts).
  /// Follow it with `defer { vm.ascend() }`. `doing` completes the message as CPython does: " in comparison".
  @inline(__always)
  func descend(_ doing: String = "") throws(Raise) {
    nativeDepth &+= 1
    if nativeDepth > Machine.nativeDepthLimit {
      nativeDepth &-= 1
      throw raise(.recursionError, "maximum recursion depth exceeded\(doing)")
    }
  }

  @inline(__always)
  func ascend() { nativeDepth &-= 1 }

  /// The error that names a budget, and how to raise it.
  func exceeded(_ name: String, _ bound: Int, _ what: String) -> Raise {
    .abort(
      Abort(
        ScriptError(
          .budget,
          message:
            "the script exceeds the budget '\(name)': more than \(bound) \(what); raise '\(name)' if it is meant to"
        )))
  }
}
