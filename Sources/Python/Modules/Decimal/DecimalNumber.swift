import BigInt

/// A number of the General Decimal Arithmetic Specification, which Python's `decimal` follows: a sign and a coefficient
/// times a power of ten, an infinity, or a NaN.
struct DecimalNumber {
  enum Kind {
    case finite, infinite, quietNaN, signalingNaN
  }

  var kind = Kind.finite
  var isNegative = false
  /// The digits of a finite number; the diagnostic payload of a NaN.
  var coefficient: BigUInt
  var exponent = 0

  static let zero = DecimalNumber(0)
  static let one = DecimalNumber(1)
  static let quietNaN = DecimalNumber(kind: .quietNaN, coefficient: 0)

  static func infinity(isNegative: Bool) -> DecimalNumber {
    DecimalNumber(kind: .infinite, isNegative: isNegative, coefficient: 0)
  }

  init(kind: Kind = .finite, isNegative: Bool = false, coefficient: BigUInt, exponent: Int = 0) {
    self.kind = kind
    self.isNegative = isNegative
    self.coefficient = coefficient
    self.exponent = exponent
  }

  init(_ integer: BigInt) {
    self.init(isNegative: integer.sign == .minus, coefficient: integer.magnitude)
  }

  /// The exact value of a double.
  init(exactly value: Double) {
    guard value.isFinite else {
      self = value.isNaN ? .quietNaN : .infinity(isNegative: value < 0)
      self.isNegative = value.sign == .minus
      return
    }
    let ratio = FloatMethods.ratio(value)
    // A denominator of 2^n is 10^n / 5^n.
    let places = ratio.denominator.trailingZeroBitCount
    self.init(
      isNegative: value.sign == .minus, coefficient: ratio.numerator.magnitude * BigUInt(5).power(places),
      exponent: -places)
  }

  var isFinite: Bool { kind == .finite }
  var isInfinite: Bool { kind == .infinite }
  var isNaN: Bool { kind == .quietNaN || kind == .signalingNaN }
  var isSpecial: Bool { kind != .finite }
  /// Whether it is a finite zero, of either sign.
  var isZero: Bool { kind == .finite && coefficient.isZero }

  /// How many digits the coefficient has; 1 for zero.
  var digits: Int { PowersOfTen.digits(of: coefficient) }

  /// The exponent of the most significant digit.
  var adjustedExponent: Int { exponent + digits - 1 }

  var negated: DecimalNumber {
    var result = self
    result.isNegative.toggle()
    return result
  }

  var magnitude: DecimalNumber {
    var result = self
    result.isNegative = false
    return result
  }

  /// Whether a finite number has no digits after the point but zeros.
  var isInteger: Bool {
    guard isFinite else { return false }
    if exponent >= 0 || coefficient.isZero { return true }
    guard -exponent < digits else { return false }
    return (coefficient % PowersOfTen.power(-exponent)).isZero
  }
}

/// Powers of ten, and what is counted with them.
enum PowersOfTen {
  private static let table: [BigUInt] = {
    var powers: [BigUInt] = [1]
    for _ in 1...128 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  /// Whether a power is at hand, and costs nothing.
  static func isKnown(_ exponent: Int) -> Bool { exponent < table.count }

  static func power(_ exponent: Int) -> BigUInt {
    exponent < table.count ? table[exponent] : BigUInt(10).power(exponent)
  }

  /// The number of decimal digits; 1 for zero.
  static func digits(of number: BigUInt) -> Int {
    let bits = number.bitWidth
    if bits <= 3 { return number < 10 ? 1 : 2 }
    // log10(2) of the number's smallest possible value: right, or one too few.
    let least = Int(Double(bits - 1) * 0.301_029_995_663_981_2) + 1
    return number >= power(least) ? least + 1 : least
  }
}
