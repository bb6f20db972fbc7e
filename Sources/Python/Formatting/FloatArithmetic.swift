import BigInt

/// Floating-point arithmetic where Python's differs from the machine's.
enum FloatArithmetic {
  /// `divmod(left, right)`; the divisor is not zero.
  static func floorDivide(_ left: Double, _ right: Double) -> (quotient: Double, remainder: Double) {
    var remainder = left.truncatingRemainder(dividingBy: right)
    var quotient = (left - remainder) / right
    if remainder != 0 {
      if (right < 0) != (remainder < 0) {
        remainder += right
        quotient -= 1
      }
    } else {
      remainder = Double(signOf: right, magnitudeOf: 0)
    }
    if quotient != 0 {
      let floor = quotient.rounded(.down)
      quotient = quotient - floor > 0.5 ? floor + 1 : floor
    } else {
      quotient = Double(signOf: left / right, magnitudeOf: 0)
    }
    return (quotient, remainder)
  }

  /// `round(value, places)`: correctly rounded from the exact value, half to even.
  static func round(_ value: Double, places: Int) throws(Fault) -> Double {
    guard value.isFinite, value != 0 else { return value }
    // Beyond these, the number has no digit to round, or none left.
    if places > 323 { return value }
    if places < -308 { return Double(signOf: value, magnitudeOf: 0) }
    let digits = DecimalDigits(value, decimals: places)
    guard !digits.digits.isEmpty else { return Double(signOf: value, magnitudeOf: 0) }
    let text = digits.digits.map { String($0) }.joined() + "e\(digits.point - digits.digits.count)"
    let rounded = Double(text) ?? .infinity
    if rounded.isInfinite { throw .overflow("rounded value too large to represent") }
    return Double(signOf: value, magnitudeOf: rounded)
  }
}
