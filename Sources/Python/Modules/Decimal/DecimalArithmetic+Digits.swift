import BigInt

/// Operations on exponents and single digits.
extension DecimalArithmetic {
  /// The number with the exponent of another; invalid where that takes more digits than the precision.
  mutating func quantized(_ number: DecimalNumber, to pattern: DecimalNumber) throws(Raise) -> DecimalNumber {
    if number.isSpecial || pattern.isSpecial {
      if let nan = try propagated(number, pattern) { return nan }
      return number.isInfinite && pattern.isInfinite ? number : invalid()
    }
    return try quantized(number, exponent: pattern.exponent)
  }

  mutating func quantized(_ number: DecimalNumber, exponent: Int) throws(Raise) -> DecimalNumber {
    guard exponent <= context.greatestExponent, exponent >= context.tiniest else { return invalid() }
    if number.coefficient.isZero {
      var result = number
      result.exponent = exponent
      return try finalized(result)
    }
    if number.exponent - exponent > context.precision - number.digits { return invalid() }
    let (rescaled, isExact) = try rescaled(number, exponent: exponent, context.rounding)
    guard rescaled.digits <= context.precision, rescaled.adjustedExponent <= context.greatestExponent else {
      return invalid()
    }
    if number.exponent < exponent { status.insert(.rounded) }
    if !isExact { status.insert(.inexact) }
    return try finalized(rescaled)
  }

  /// The number rounded to a multiple of 10^`exponent`, with any number of digits, without signals.
  func rescaled(
    _ number: DecimalNumber, exponent: Int, _ rounding: DecimalRounding
  ) throws(Raise) -> (number: DecimalNumber, isExact: Bool) {
    var result = number
    result.exponent = exponent
    if number.exponent >= exponent {
      result.coefficient = try shifted(number.coefficient, by: number.exponent - exponent)
      return (result, true)
    }
    let (coefficient, isExact) = try dropping(
      exponent - number.exponent, from: number.coefficient, isNegative: number.isNegative, rounding)
    result.coefficient = coefficient
    return (result, isExact)
  }

  /// The nearest integer by the context's rounding. `isExact` reports that digits were dropped.
  mutating func integral(_ number: DecimalNumber, isExact: Bool) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number) { return nan }
    guard number.isFinite, number.exponent < 0 else { return number }
    let (result, lostNothing) = try rescaled(number, exponent: 0, context.rounding)
    if isExact, !number.coefficient.isZero {
      if !lostNothing { status.insert(.inexact) }
      status.insert(.rounded)
    }
    return result
  }

  // MARK: Neighbours

  /// The next representable number upwards or downwards.
  mutating func neighbour(of number: DecimalNumber, isUp: Bool) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number) { return nan }
    if number.isInfinite {
      return number.isNegative == isUp ? try largest(isNegative: number.isNegative) : number
    }
    var inner = DecimalArithmetic(vm, context)
    inner.context.rounding = isUp ? .ceiling : .floor
    inner.context.traps = []
    let rounded = try inner.finalized(number)
    if try inner.compare(rounded, number) != 0 { return rounded }
    let tiny = DecimalNumber(isNegative: !isUp, coefficient: 1, exponent: context.tiniest - 1)
    return try inner.sum(number, tiny)
  }

  mutating func neighbour(of number: DecimalNumber, towards other: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number, other) { return nan }
    let order = try compare(number, other)
    if order == 0 {
      var result = number
      result.isNegative = other.isNegative
      return result
    }
    let result = try neighbour(of: number, isUp: order < 0)
    if result.isInfinite {
      status.formUnion([.overflow, .rounded, .inexact])
    } else if result.adjustedExponent < context.leastExponent {
      status.formUnion([.underflow, .subnormal, .rounded, .inexact])
      if result.isZero { status.insert(.clamped) }
    }
    return result
  }

  // MARK: Exponents

  /// The adjusted exponent as a number.
  mutating func logarithmOfScale(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number) { return nan }
    if number.isInfinite { return .infinity(isNegative: false) }
    if number.coefficient.isZero {
      status.insert(.divisionByZero)
      return .infinity(isNegative: true)
    }
    return try finalized(DecimalNumber(BigInt(number.adjustedExponent)))
  }

  /// The number with its exponent increased by an integer.
  mutating func scaled(_ number: DecimalNumber, by exponent: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number, exponent) { return nan }
    let most = 2 * (context.greatestExponent + context.precision)
    guard let places = smallInteger(exponent), places.magnitude <= most else { return invalid() }
    if number.isInfinite { return number }
    var result = number
    result.exponent += places
    return try finalized(result)
  }

  /// The value of a number whose exponent is 0, as operations that count take it.
  func smallInteger(_ number: DecimalNumber) -> Int? {
    guard number.isFinite, number.exponent == 0, number.coefficient.bitWidth < 62 else { return nil }
    return number.isNegative ? -Int(number.coefficient) : Int(number.coefficient)
  }

  // MARK: Digits

  /// The coefficient's digits moved, those beyond the precision dropped; `rotates` brings them back at the other end.
  mutating func moved(
    _ number: DecimalNumber, by places: DecimalNumber, rotates: Bool
  ) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number, places) { return nan }
    guard let count = smallInteger(places), count.magnitude <= context.precision else { return invalid() }
    if number.isInfinite { return number }
    var result = number
    let width = try power(ofTen: context.precision)
    let digits = try quotient(number.coefficient, width).remainder
    if rotates {
      let left = count < 0 ? count + context.precision : count
      let (high, low) = try quotient(digits, power(ofTen: context.precision - left))
      result.coefficient = try shifted(low, by: left) + high
    } else if count >= 0 {
      result.coefficient = try quotient(shifted(digits, by: count), width).remainder
    } else {
      result.coefficient = try quotient(digits, power(ofTen: -count)).quotient
    }
    return result
  }

  enum Logic {
    case and, or, xor
  }

  /// A logical operation on numbers whose digits are all 0 or 1.
  mutating func logical(_ logic: Logic, _ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> DecimalNumber {
    guard let one = try bits(left), let two = try bits(right) else { return invalid() }
    var result: [UInt8] = []
    for index in 0..<max(one.count, two.count) {
      let (a, b) = (index < one.count ? one[index] : 0, index < two.count ? two[index] : 0)
      switch logic {
      case .and: result.append(a & b)
      case .or: result.append(a | b)
      case .xor: result.append(a ^ b)
      }
    }
    return try number(ofBits: result)
  }

  mutating func inverted(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    guard var bits = try bits(number) else { return invalid() }
    try vm.checkBytes(context.precision)
    bits += [UInt8](repeating: 0, count: max(0, context.precision - bits.count))
    return try self.number(ofBits: bits.map { 1 - $0 })
  }

  /// The digits from the last on, within the precision; nil where one is neither 0 nor 1.
  private func bits(_ number: DecimalNumber) throws(Raise) -> [UInt8]? {
    guard number.isFinite, number.exponent == 0, !number.isNegative else { return nil }
    var bits: [UInt8] = []
    for byte in try text(of: number.coefficient).utf8.reversed() {
      guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
      bits.append(byte - UInt8(ascii: "0"))
    }
    return Array(bits.prefix(context.precision))
  }

  private func number(ofBits bits: [UInt8]) throws(Raise) -> DecimalNumber {
    try charge(digits: bits.count, by: bits.count)
    let text = String(decoding: bits.reversed().map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    return DecimalNumber(coefficient: BigUInt(text) ?? 0)
  }

  /// What kind of number it is, as the specification names it.
  func classification(_ number: DecimalNumber) -> String {
    switch number.kind {
    case .quietNaN: return "NaN"
    case .signalingNaN: return "sNaN"
    default:
      let name =
        number.isInfinite
        ? "Infinity" : number.isZero ? "Zero" : isSubnormal(number) ? "Subnormal" : "Normal"
      return (number.isNegative ? "-" : "+") + name
    }
  }

  func isSubnormal(_ number: DecimalNumber) -> Bool {
    number.isFinite && !number.coefficient.isZero && number.adjustedExponent < context.leastExponent
  }

  func isNormal(_ number: DecimalNumber) -> Bool {
    number.isFinite && !number.coefficient.isZero && number.adjustedExponent >= context.leastExponent
  }
}
