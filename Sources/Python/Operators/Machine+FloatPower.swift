#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Machine {
  /// `left ** right` for doubles.
  func power(_ left: Double, _ right: Double) throws(Raise) -> Double {
    if left == 0, right < 0 { throw zeroDivisionError("0.0 cannot be raised to a negative power") }
    if left < 0, left.isFinite, right.isFinite, right != right.rounded() {
      throw valueError("a negative number raised to a fractional power is complex, which is not offered")
    }
    let result = pow(left, right)
    if result.isInfinite, left.isFinite, right.isFinite {
      throw raise(.overflowError, arguments: [.int(34), string("Numerical result out of range")])
    }
    return result
  }
}
