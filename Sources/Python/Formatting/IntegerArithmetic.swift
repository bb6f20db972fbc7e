import BigInt

/// Integer arithmetic with Python's signs: quotients round down, remainders have the divisor's sign.
enum IntegerArithmetic {
  /// `divmod(left, right)`; the divisor is not zero.
  static func floorDivide(_ left: BigInt, _ right: BigInt) -> (quotient: BigInt, remainder: BigInt) {
    let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
    if remainder != 0, (remainder.sign == .minus) != (right.sign == .minus) {
      return (quotient - 1, remainder + right)
    }
    return (quotient, remainder)
  }

  /// The same on machine integers; nil where the quotient does not fit (`Int.min // -1`).
  static func floorDivide(_ left: Int, _ right: Int) -> (quotient: Int, remainder: Int)? {
    let (quotient, overflow) = left.dividedReportingOverflow(by: right)
    if overflow { return nil }
    let remainder = left - quotient * right
    if remainder != 0, (remainder < 0) != (right < 0) { return (quotient - 1, remainder + right) }
    return (quotient, remainder)
  }

  /// `pow(base, exponent, modulus)`.
  static func power(_ base: BigInt, _ exponent: BigInt, modulo modulus: BigInt) throws(Fault)
    -> BigInt
  {
    if modulus == 0 { throw .value("pow() 3rd argument cannot be 0") }
    let magnitude = BigInt(modulus.magnitude)
    if magnitude == 1 { return 0 }
    var base = floorDivide(base, magnitude).remainder
    var exponent = exponent
    if exponent.sign == .minus {
      guard let inverse = base.inverse(magnitude) else {
        throw .value("base is not invertible for the given modulus")
      }
      base = inverse
      exponent = -exponent
    }
    return floorDivide(base.power(exponent, modulus: magnitude), modulus).remainder
  }

  /// The number rounded half to even to a multiple of 10^`places`.
  static func round(_ number: BigInt, toPowerOfTen places: Int) -> BigInt {
    // 10^places beyond the number's own length leaves nothing of it.
    if places > number.magnitude.bitWidth { return 0 }
    let unit = BigInt(10).power(places)
    let (quotient, remainder) = floorDivide(number, unit)
    let twice = remainder * 2
    let roundsUp = twice > unit || (twice == unit && quotient.isOdd)
    return (roundsUp ? quotient + 1 : quotient) * unit
  }
}

extension BigInt {
  /// The nearest double, half to even; nil where the number is too large for one.
  var exactOrRoundedDouble: Double? {
    let bits = magnitude.bitWidth
    if bits <= 53 { return Double(Int64(truncatingIfNeeded: self)) }
    if bits > 1024 { return nil }
    let shift = bits - 54
    let top = magnitude >> shift
    // One bit more than fits, and whether anything is left below it, decide the rounding.
    var mantissa = UInt64(top)
    if (top << shift) != magnitude { mantissa |= 1 << 63 }
    let sticky = mantissa >> 63 == 1
    mantissa &= (1 << 63) - 1
    var rounded = mantissa >> 1
    if mantissa & 1 == 1, sticky || rounded & 1 == 1 { rounded += 1 }
    let value = Double(sign: .plus, exponent: shift + 1, significand: Double(rounded))
    if value.isInfinite { return nil }
    return sign == .minus ? -value : value
  }

  /// The integer part of a finite number, exactly.
  init(truncating value: Double) {
    self.init(value)
  }
}

extension IntegerArithmetic {
  /// `left / right` as the nearest double, half to even; nil where it is too large for one. The divisor is not zero.
  static func trueDivide(_ left: BigInt, _ right: BigInt) -> Double? {
    if left.magnitude.bitWidth <= 53, right.magnitude.bitWidth <= 53 {
      return Double(Int64(truncatingIfNeeded: left)) / Double(Int64(truncatingIfNeeded: right))
    }
    if left == 0 { return right.sign == .minus ? -0.0 : 0 }
    // Bring the quotient to 64 bits and more, then let one sticky bit stand for the remainder.
    let wanted = 66 - (left.magnitude.bitWidth - right.magnitude.bitWidth)
    let shift = min(max(wanted, -(1 << 24)), 1 << 24)
    let numerator = shift > 0 ? left.magnitude << shift : left.magnitude
    let denominator = shift < 0 ? right.magnitude << -shift : right.magnitude
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let sticky = remainder == 0 ? quotient : quotient | 1
    guard let magnitude = scaledDouble(sticky, exponent: -shift) else { return nil }
    return (left.sign == .minus) != (right.sign == .minus) ? -magnitude : magnitude
  }

  /// `number` × 2^`exponent`, rounded once, half to even, subnormal results included.
  static func scaledDouble(_ number: BigUInt, exponent: Int) -> Double? {
    let top = number.bitWidth + exponent
    if top > 1025 { return nil }
    if top < -1080 { return 0 }
    // The unit of the last place that the result can have.
    let unit = max(top - 53, -1074)
    let drop = unit - exponent
    var mantissa = number
    if drop > 0 {
      mantissa = number >> drop
      let rest = number - (mantissa << drop)
      let half = BigUInt(1) << (drop - 1)
      if rest > half || (rest == half && mantissa.words.first.map { $0 & 1 == 1 } ?? false) {
        mantissa += 1
      }
    } else {
      mantissa = number << -drop
    }
    let value = Double(sign: .plus, exponent: 0, significand: Double(UInt64(mantissa)))
    // Two steps, because 2^-1074 is no normal number to multiply by.
    let scaled = unit < -500 ? value * power(unit + 500) * power(-500) : value * power(unit)
    return scaled.isInfinite ? nil : scaled
  }

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
