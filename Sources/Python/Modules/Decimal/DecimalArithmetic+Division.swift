import BigInt

extension DecimalArithmetic {
  mutating func quotient(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> DecimalNumber {
    let isNegative = left.isNegative != right.isNegative
    if left.isSpecial || right.isSpecial {
      if let nan = try propagated(left, right) { return nan }
      if left.isInfinite { return right.isInfinite ? invalid() : .infinity(isNegative: isNegative) }
      status.insert(.clamped)
      return DecimalNumber(isNegative: isNegative, coefficient: 0, exponent: context.tiniest)
    }
    if right.coefficient.isZero {
      if left.coefficient.isZero { return invalid(.divisionUndefined) }
      status.insert(.divisionByZero)
      return .infinity(isNegative: isNegative)
    }
    let ideal = left.exponent - right.exponent
    if left.coefficient.isZero {
      return try finalized(DecimalNumber(isNegative: isNegative, coefficient: 0, exponent: ideal))
    }
    let shift = right.digits - left.digits + context.precision + 1
    let numerator = shift > 0 ? try shifted(left.coefficient, by: shift) : left.coefficient
    let denominator = shift < 0 ? try shifted(right.coefficient, by: -shift) : right.coefficient
    let (coefficient, rest) = try quotient(numerator, denominator)
    var result = DecimalNumber(isNegative: isNegative, coefficient: coefficient, exponent: ideal - shift)
    if rest.isZero {
      result = try reduced(result, to: ideal)
    } else if (coefficient % 5).isZero {
      // One digit beyond the precision must not look like a tie, or like nothing.
      result.coefficient += 1
    }
    return try finalized(result)
  }

  /// The integer part of the quotient, and the remainder with the sign of the dividend.
  mutating func divided(
    _ left: DecimalNumber, _ right: DecimalNumber
  ) throws(Raise) -> (quotient: DecimalNumber, remainder: DecimalNumber) {
    let isNegative = left.isNegative != right.isNegative
    if left.isSpecial || right.isSpecial {
      if let nan = try propagated(left, right) { return (nan, nan) }
      if left.isInfinite {
        let remainder = invalid()
        return (right.isInfinite ? .quietNaN : .infinity(isNegative: isNegative), remainder)
      }
      return (try finalized(DecimalNumber(isNegative: isNegative, coefficient: 0)), try finalized(left))
    }
    if right.coefficient.isZero {
      if left.coefficient.isZero {
        let nan = invalid(.divisionUndefined)
        return (nan, nan)
      }
      status.formUnion([.divisionByZero, .invalidOperation])
      return (.infinity(isNegative: isNegative), .quietNaN)
    }
    guard let (whole, rest) = try wholeQuotient(left, right) else {
      let nan = invalid(.divisionImpossible)
      return (nan, nan)
    }
    return (try finalized(whole), try finalized(rest))
  }

  /// `//`: of ``divided(_:_:)`` what concerns the quotient.
  mutating func wholePart(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> DecimalNumber {
    if left.isNaN || right.isNaN { return try divided(left, right).quotient }
    let isNegative = left.isNegative != right.isNegative
    if left.isInfinite { return right.isInfinite ? invalid() : .infinity(isNegative: isNegative) }
    if right.isInfinite { return try finalized(DecimalNumber(isNegative: isNegative, coefficient: 0)) }
    if right.coefficient.isZero {
      if left.coefficient.isZero { return invalid(.divisionUndefined) }
      status.insert(.divisionByZero)
      return .infinity(isNegative: isNegative)
    }
    guard let (whole, _) = try wholeQuotient(left, right) else { return invalid(.divisionImpossible) }
    return try finalized(whole)
  }

  /// `%`: of ``divided(_:_:)`` what concerns the remainder.
  mutating func remainder(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> DecimalNumber {
    if left.isNaN || right.isNaN { return try divided(left, right).remainder }
    if left.isInfinite { return invalid() }
    if right.isInfinite { return try finalized(left) }
    if right.coefficient.isZero { return invalid(left.coefficient.isZero ? .divisionUndefined : .invalidOperation) }
    guard let (_, rest) = try wholeQuotient(left, right) else { return invalid(.divisionImpossible) }
    return try finalized(rest)
  }

  /// The truncated quotient and the exact remainder of finite numbers; nil where the quotient has too many digits.
  private func wholeQuotient(
    _ left: DecimalNumber, _ right: DecimalNumber
  ) throws(Raise) -> (DecimalNumber, DecimalNumber)? {
    let ideal = min(left.exponent, right.exponent)
    var whole = DecimalNumber(isNegative: left.isNegative != right.isNegative, coefficient: 0)
    if left.coefficient.isZero {
      return (whole, DecimalNumber(isNegative: left.isNegative, coefficient: 0, exponent: ideal))
    }
    let distance = left.adjustedExponent - right.adjustedExponent
    if distance > context.precision { return nil }
    var rest = left
    if distance <= -2 {
      // The remainder is the dividend, with the exponent that a remainder should have as far as the precision goes: a
      // zero too many tells that it does not.
      let places = min(left.exponent - ideal, max(0, context.precision - left.digits + 1))
      rest.coefficient = try shifted(left.coefficient, by: places)
      rest.exponent -= places
      return (whole, rest)
    }
    let numerator = try shifted(left.coefficient, by: left.exponent - ideal)
    let denominator = try shifted(right.coefficient, by: right.exponent - ideal)
    (whole.coefficient, rest.coefficient) = try quotient(numerator, denominator)
    rest.exponent = ideal
    return whole.digits > context.precision ? nil : (whole, rest)
  }

  /// The remainder of least magnitude.
  mutating func nearRemainder(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> DecimalNumber {
    if left.isSpecial || right.isSpecial {
      if let nan = try propagated(left, right) { return nan }
      return left.isInfinite ? invalid() : try finalized(left)
    }
    if right.coefficient.isZero { return invalid(left.coefficient.isZero ? .divisionUndefined : .invalidOperation) }
    guard let (whole, rest) = try wholeQuotient(left, right) else { return invalid(.divisionImpossible) }
    let order = try compare(exactSum(rest.magnitude, rest.magnitude), right.magnitude)
    guard order > 0 || (order == 0 && !(whole.coefficient % 2).isZero) else { return try finalized(rest) }
    if whole.coefficient + 1 == (try power(ofTen: context.precision)) { return invalid(.divisionImpossible) }
    var step = right
    step.isNegative = !left.isNegative
    return try finalized(exactSum(rest, step))
  }
}
