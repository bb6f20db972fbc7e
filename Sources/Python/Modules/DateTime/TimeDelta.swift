import BigInt

/// A span of time as Python's `timedelta` keeps it: days of any sign, seconds below a day, microseconds below a second.
struct TimeDelta: Hashable {
  let days: Int
  let seconds: Int
  let microseconds: Int

  static let zero = TimeDelta(days: 0, seconds: 0, microseconds: 0)
  static let minimum = TimeDelta(days: -999_999_999, seconds: 0, microseconds: 0)
  static let maximum = TimeDelta(days: 999_999_999, seconds: 86399, microseconds: 999_999)
  static let resolution = TimeDelta(days: 0, seconds: 0, microseconds: 1)

  static let microsecondsPerDay: Int128 = 86_400_000_000

  private init(days: Int, seconds: Int, microseconds: Int) {
    self.days = days
    self.seconds = seconds
    self.microseconds = microseconds
  }

  /// The normalized span of so many microseconds.
  init(totalMicroseconds total: Int128) throws(Fault) {
    var days = total / Self.microsecondsPerDay
    var rest = total % Self.microsecondsPerDay
    if rest < 0 {
      rest += Self.microsecondsPerDay
      days -= 1
    }
    if days < -999_999_999 || days > 999_999_999 {
      let shown = Int32(exactly: days).map { "days=\($0); must have magnitude <= 999999999" }
      throw .overflow(shown ?? "Python int too large to convert to C int")
    }
    self.init(days: Int(days), seconds: Int(rest / 1_000_000), microseconds: Int(rest % 1_000_000))
  }

  /// The same from an integer of any size.
  init(totalMicroseconds total: BigInt) throws(Fault) {
    guard let small = Int128(exactly: total) else {
      throw .overflow("Python int too large to convert to C int")
    }
    try self.init(totalMicroseconds: small)
  }

  /// A span of seconds below a day, such as an offset from UTC.
  init(offsetSeconds: Int) {
    let days = offsetSeconds < 0 ? -1 : 0
    self.init(days: days, seconds: offsetSeconds - days * 86400, microseconds: 0)
  }

  var totalMicroseconds: Int128 {
    Int128(days) * Self.microsecondsPerDay + Int128(seconds) * 1_000_000 + Int128(microseconds)
  }

  var isZero: Bool { days == 0 && seconds == 0 && microseconds == 0 }

  var totalSeconds: Double {
    IntegerArithmetic.trueDivide(BigInt(totalMicroseconds), 1_000_000) ?? .infinity
  }
}

extension TimeDelta: Comparable {
  static func < (left: TimeDelta, right: TimeDelta) -> Bool {
    left.totalMicroseconds < right.totalMicroseconds
  }
}

extension TimeDelta {
  static func + (left: TimeDelta, right: TimeDelta) throws(Fault) -> TimeDelta {
    try TimeDelta(totalMicroseconds: left.totalMicroseconds + right.totalMicroseconds)
  }

  static func - (left: TimeDelta, right: TimeDelta) throws(Fault) -> TimeDelta {
    try TimeDelta(totalMicroseconds: left.totalMicroseconds - right.totalMicroseconds)
  }

  func negated() throws(Fault) -> TimeDelta {
    try TimeDelta(totalMicroseconds: -totalMicroseconds)
  }

  func multiplied(by factor: BigInt) throws(Fault) -> TimeDelta {
    try TimeDelta(totalMicroseconds: BigInt(totalMicroseconds) * factor)
  }

  /// The product with a ratio, rounded half to even to a microsecond; the denominator is positive.
  func multiplied(by numerator: BigInt, dividedBy denominator: BigInt) throws(Fault) -> TimeDelta {
    let product = BigInt(totalMicroseconds) * numerator
    return try TimeDelta(totalMicroseconds: Self.divideNearest(product, denominator))
  }

  /// The nearest integer to a quotient, half to even; the divisor is not zero.
  static func divideNearest(_ left: BigInt, _ right: BigInt) -> BigInt {
    let (quotient, remainder) = IntegerArithmetic.floorDivide(left, right)
    let twice = BigInt(remainder.magnitude) * 2
    let divisor = BigInt(right.magnitude)
    return twice > divisor || (twice == divisor && quotient.isOdd) ? quotient + 1 : quotient
  }

  func floorDivided(by divisor: BigInt) throws(Fault) -> TimeDelta {
    try TimeDelta(
      totalMicroseconds: IntegerArithmetic.floorDivide(BigInt(totalMicroseconds), divisor).quotient)
  }
}

extension TimeDelta: CustomStringConvertible {
  /// `str(delta)`: `-1 day, 23:59:59.000001`.
  var description: String {
    let clock =
      "\(seconds / 3600):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
      + (microseconds == 0 ? "" : "." + digits(microseconds, width: 6))
    if days == 0 { return clock }
    return "\(days) day\(days.magnitude == 1 ? "" : "s"), \(clock)"
  }

  var repr: String {
    var parts: [String] = []
    if days != 0 { parts.append("days=\(days)") }
    if seconds != 0 { parts.append("seconds=\(seconds)") }
    if microseconds != 0 { parts.append("microseconds=\(microseconds)") }
    return "datetime.timedelta(\(parts.isEmpty ? "0" : parts.joined(separator: ", ")))"
  }
}

/// Sums up the arguments of `timedelta(…)`, integers exactly and floats with one rounding at the end.
struct TimeDeltaSum {
  private var total = BigInt(0)
  private var leftover = 0.0

  mutating func add(_ count: BigInt, of microseconds: Int) {
    total += count * BigInt(microseconds)
  }

  mutating func add(_ count: Double, of microseconds: Int) throws(Fault) {
    if count.isNaN { throw .value("cannot convert float NaN to integer") }
    if count.isInfinite { throw .overflow("cannot convert float infinity to integer") }
    let whole = count.rounded(.towardZero)
    let fraction = count - whole
    total += BigInt(whole) * BigInt(microseconds)
    if fraction == 0 { return }
    // The fraction's own whole microseconds go into the exact sum, so that only what is below one is rounded.
    let product = fraction * Double(microseconds)
    let wholeProduct = product.rounded(.towardZero)
    total += BigInt(wholeProduct)
    leftover += product - wholeProduct
  }

  func result() throws(Fault) -> TimeDelta {
    var total = total
    if leftover != 0 {
      var whole = leftover.rounded(.toNearestOrAwayFromZero)
      if abs(whole - leftover) == 0.5 {
        let odd: Double = total.isOdd ? 1 : 0
        whole = 2 * ((leftover + odd) * 0.5).rounded(.toNearestOrAwayFromZero) - odd
      }
      total += BigInt(whole)
    }
    return try TimeDelta(totalMicroseconds: total)
  }
}

/// A non-negative number with leading zeros.
func digits(_ number: Int, width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

func twoDigits(_ number: Int) -> String { digits(number, width: 2) }
