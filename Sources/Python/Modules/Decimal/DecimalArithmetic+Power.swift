import BigInt

extension DecimalArithmetic {
  mutating func raised(_ base: DecimalNumber, to exponent: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(base, exponent) { return nan }
    let isWhole = exponent.isInteger
    let isNegative = base.isNegative && isWhole ? try isOdd(exponent) : false
    if base.isZero {
      if exponent.isZero { return invalid() }
      return exponent.isNegative
        ? .infinity(isNegative: isNegative) : DecimalNumber(isNegative: isNegative, coefficient: 0)
    }
    if base.isNegative, !isWhole { return invalid() }
    if exponent.isInfinite { return try raisedToInfinity(base, isNegative: exponent.isNegative) }
    if base.isInfinite {
      if exponent.isZero { return .one }
      return exponent.isNegative
        ? DecimalNumber(isNegative: isNegative, coefficient: 0) : .infinity(isNegative: isNegative)
    }
    if exponent.isZero { return .one }
    if try compare(base.magnitude, .one) == 0 {
      return try powerOfOne(base, exponent, isWhole: isWhole, isNegative: isNegative)
    }
    // A lower bound of the result's exponent tells what no context can hold, before work begins.
    let isLarge = try (compare(base.magnitude, .one) > 0) != exponent.isNegative
    let scale = exponent.adjustedExponent + (try scaleOfLogarithm(base))
    if scale > String((isLarge ? context.greatestExponent : context.tiniest).magnitude).utf8.count {
      return try beyond(isLarge: isLarge, isNegative: isNegative)
    }
    if isWhole { return try wholePower(base, exponent, isNegative: isNegative) }
    var result = try realPower(base, exponent)
    if result.isFinite, try compare(result, .one) == 0 {
      result = DecimalNumber(coefficient: try power(ofTen: context.precision - 1), exponent: 1 - context.precision)
    }
    if result.isInfinite { return try beyond(isLarge: true) }
    return try finalized(result)
  }

  private func isOdd(_ number: DecimalNumber) throws(Raise) -> Bool {
    guard number.isFinite, number.exponent <= 0 else { return false }
    let (whole, _) = try quotient(number.coefficient, power(ofTen: -number.exponent))
    return !(whole % 2).isZero
  }

  private mutating func raisedToInfinity(_ base: DecimalNumber, isNegative: Bool) throws(Raise) -> DecimalNumber {
    let order = try compare(base.magnitude, .one)
    if base.isNegative { return invalid() }
    if order == 0 {
      status.formUnion([.inexact, .rounded])
      return DecimalNumber(coefficient: try power(ofTen: context.precision - 1), exponent: 1 - context.precision)
    }
    return (order > 0) == isNegative ? .zero : .infinity(isNegative: false)
  }

  /// Powers of 1 and -1 have as many zeros as the factors together, within the precision.
  private mutating func powerOfOne(
    _ base: DecimalNumber, _ exponent: DecimalNumber, isWhole: Bool, isNegative: Bool
  ) throws(Raise) -> DecimalNumber {
    var places = context.precision - 1
    if isWhole {
      if exponent.isNegative { return DecimalNumber(isNegative: isNegative, coefficient: 1) }
      let total = try exactProduct(exponent, DecimalNumber(BigInt(-base.exponent)))
      if try compare(total, DecimalNumber(BigInt(places))) > 0 {
        status.insert(.rounded)
      } else {
        let (count, _) = try rescaled(total, exponent: 0, .down)
        places = count.isNegative ? 0 : smallInteger(count) ?? 0
      }
    } else {
      status.formUnion([.inexact, .rounded])
    }
    return DecimalNumber(isNegative: isNegative, coefficient: try power(ofTen: places), exponent: -places)
  }

  /// A lower bound of the adjusted exponent of the decimal logarithm.
  private func scaleOfLogarithm(_ base: DecimalNumber) throws(Raise) -> Int {
    let scale = base.adjustedExponent
    if scale > 0 { return String(scale).utf8.count - 1 }
    if scale < -1 { return String(-scale - 1).utf8.count - 1 }
    var wide = self
    wide.context = .widest
    return try wide.exactSum(base.magnitude, DecimalNumber(-1)).adjustedExponent - (scale == 0 ? 2 : 1)
  }

  private mutating func wholePower(
    _ base: DecimalNumber, _ exponent: DecimalNumber, isNegative: Bool
  ) throws(Raise) -> DecimalNumber {
    var work = DecimalArithmetic(vm, context)
    work.context.precision += exponent.digits + exponent.exponent + 2
    work.context.rounding = .halfEven
    work.context.clamps = false
    var factor = base.magnitude
    if exponent.isNegative {
      work.context.precision += 1
      factor = try work.quotient(.one, factor)
    }
    let count = try rescaled(exponent.magnitude, exponent: 0, .down).number.coefficient
    var result = factor
    for bit in stride(from: count.bitWidth - 2, through: 0, by: -1) {
      try vm.charge(1)
      result = try work.product(result, result)
      if !((count >> bit) & 1).isZero { result = try work.product(result, factor) }
      if result.isSpecial || result.coefficient.isZero { break }
    }
    status.formUnion(work.status)
    if result.isInfinite { return try beyond(isLarge: true, isNegative: isNegative) }
    result.isNegative = isNegative
    return try finalized(result)
  }

  private mutating func realPower(_ base: DecimalNumber, _ exponent: DecimalNumber) throws(Raise) -> DecimalNumber {
    var work = DecimalArithmetic(vm, context)
    work.context.precision = max(base.digits, context.precision) + 23
    work.context.rounding = .halfEven
    work.context.clamps = false
    work.context.leastExponent = -DecimalContext.mostExponent
    work.context.greatestExponent = DecimalContext.mostExponent
    let logarithm = try work.naturalLogarithm(base)
    let result = try work.exponential(work.product(logarithm, exponent))
    status.formUnion([.inexact, .rounded])
    return result
  }

  /// `pow(base, exponent, modulus)` of integers, exactly.
  mutating func raised(
    _ base: DecimalNumber, to exponent: DecimalNumber, modulo modulus: DecimalNumber
  ) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(base, exponent, modulus) { return nan }
    guard base.isInteger, exponent.isInteger, modulus.isInteger, !exponent.isNegative || exponent.isZero,
      !modulus.isZero, !(base.isZero && exponent.isZero), modulus.adjustedExponent < context.precision
    else { return invalid() }
    let divisor = try rescaled(modulus, exponent: 0, .down).number.coefficient
    let count = try rescaled(exponent, exponent: 0, .down).number.coefficient
    let factor = try rescaled(base, exponent: 0, .down).number.coefficient
    let words = divisor.bitWidth / 64 + 1
    let (work, overflow) = count.bitWidth.multipliedReportingOverflow(by: words * words)
    try vm.charge(overflow ? Int.max >> 1 : work / 4)
    let result = factor.power(count, modulus: divisor)
    let isNegative = base.isNegative && !(count % 2).isZero
    return DecimalNumber(isNegative: isNegative, coefficient: result)
  }
}
