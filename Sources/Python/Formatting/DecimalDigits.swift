import BigInt

/// The decimal digits of a finite floating-point number's magnitude, and where its point stands:
/// 0.d₁d₂d₃… × 10^`point`.
struct DecimalDigits: Equatable {
  /// Digits as numbers 0…9; none for zero, except where a rounding asked for them.
  var digits: [UInt8]
  /// The number of digits before the decimal point; negative where zeros follow it.
  var point: Int
}

extension DecimalDigits {
  /// More decimals than any double has: behind 1,074 of them there are only zeros.
  private static let mostDecimals = 1100
  /// More digits than the exact expansion of any double has.
  private static let mostDigits = 1100

  /// The fewest digits that read back as the same number, the closest of them to it.
  init(shortest value: Double) {
    var digits: [UInt8] = []
    var point = 0
    var seenPoint = false
    var exponent = 0
    let text = Array(value.magnitude.description.utf8)
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - UInt8(ascii: "0"))
        if !seenPoint { point += 1 }
      case UInt8(ascii: "."):
        seenPoint = true
      default:
        exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
        index = text.count
      }
      index += 1
    }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.point = digits.isEmpty ? 0 : point - leading + exponent
  }

  /// The number rounded half to even, from its exact value, to `decimals` places behind the point.
  ///
  /// The digits are all that stand before the last place, without leading zeros; places beyond the last that a double
  /// can have are left off.
  init(_ value: Double, decimals: Int) {
    let places = min(decimals, Self.mostDecimals)
    if let scaled = Self.smallScaled(value.magnitude, byPowerOfTen: places) {
      digits = Self.digits(of: scaled)
    } else {
      digits = Self.digits(of: Self.scaled(value.magnitude, byPowerOfTen: places))
    }
    point = digits.count - places
  }

  /// The number rounded half to even, from its exact value, to `count` significant digits (of which there may be fewer
  /// when `count` is beyond what a double can have).
  init(_ value: Double, significant count: Int) {
    guard value != 0 else {
      self.init(digits: [], point: 0)
      return
    }
    let count = max(1, min(count, Self.mostDigits))
    // The shortest form tells the magnitude, or, where it rounds up to a power of ten, one more.
    var point = DecimalDigits(shortest: value).point
    var digits = Self.digits(of: Self.scaled(value.magnitude, byPowerOfTen: count - point))
    if digits.count < count {
      point -= 1
      digits = Self.digits(of: Self.scaled(value.magnitude, byPowerOfTen: count - point))
    }
    if digits.count > count {
      digits.removeLast()
      point += 1
    }
    self.init(digits: digits, point: point)
  }

  /// `value` × 10^`power`, rounded half to even to an integer.
  private static func scaled(_ value: Double, byPowerOfTen power: Int) -> BigInt {
    guard value != 0 else { return 0 }
    if let small = smallScaled(value, byPowerOfTen: power) { return BigInt(small) }
    let (significand, exponent) = parts(value)
    var numerator = BigInt(significand)
    var denominator = BigInt(1)
    if exponent >= 0 { numerator <<= exponent } else { denominator <<= -exponent }
    if power >= 0 {
      numerator *= BigInt(10).power(power)
    } else {
      denominator *= BigInt(10).power(-power)
    }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let twice = remainder << 1
    let roundsUp = twice > denominator || (twice == denominator && quotient.isOdd)
    return roundsUp ? quotient + 1 : quotient
  }

  /// The number is the first times 2 to the power of the second.
  private static func parts(_ value: Double) -> (significand: UInt64, exponent: Int) {
    let significand = value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)
    return (significand, (value.isNormal ? Int(value.exponentBitPattern) : 1) - 1075)
  }

  /// The same as ``scaled(_:byPowerOfTen:)`` where all intermediate results fit 128 bits: 53 bits of significand and 64
  /// of the power.
  private static func smallScaled(_ value: Double, byPowerOfTen power: Int) -> UInt128? {
    let (significand, exponent) = parts(value)
    guard power >= 0, power <= 19, exponent < 0, exponent > -127 else { return nil }
    var product = UInt128(significand)
    for _ in 0..<power { product *= 10 }
    let quotient = product >> UInt128(-exponent)
    let remainder = product - (quotient << UInt128(-exponent))
    let half = UInt128(1) << UInt128(-exponent - 1)
    let roundsUp = remainder > half || (remainder == half && quotient & 1 == 1)
    return roundsUp ? quotient + 1 : quotient
  }

  private static func digits(of number: UInt128) -> [UInt8] {
    guard let small = UInt64(exactly: number) else { return digits(of: BigInt(number)) }
    return small == 0 ? [] : small.description.utf8.map { $0 - UInt8(ascii: "0") }
  }

  private static func digits(of number: BigInt) -> [UInt8] {
    guard number != 0 else { return [] }
    return number.description.utf8.map { $0 - UInt8(ascii: "0") }
  }
}

extension BigInt {
  var isOdd: Bool { magnitude.words.first.map { $0 & 1 == 1 } ?? false }
}
