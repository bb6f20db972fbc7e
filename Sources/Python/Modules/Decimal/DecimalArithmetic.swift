import BigInt

/// Decimal operations under a context: what they signal gathers in ``status``, what they cost the machine's budgets pay.
struct DecimalArithmetic {
  let vm: Machine
  var context: DecimalContext
  var status: DecimalSignals = []

  init(_ vm: Machine, _ context: DecimalContext) {
    self.vm = vm
    self.context = context
  }

  // MARK: Big steps, paid for

  func power(ofTen exponent: Int) throws(Raise) -> BigUInt {
    if !PowersOfTen.isKnown(exponent) {
      try vm.checkBits(exponent > 1 << 40 ? Int.max : exponent * 10 / 3)
      try charge(digits: exponent, by: exponent)
    }
    return PowersOfTen.power(exponent)
  }

  /// Charges a product or quotient of numbers of so many digits.
  func charge(digits left: Int, by right: Int) throws(Raise) {
    if left < 40, right < 40 { return try vm.charge(1) }
    try vm.charge((left / 19 &+ 1) &* (right / 19 &+ 1) >> 1)
  }

  func product(_ left: BigUInt, _ right: BigUInt) throws(Raise) -> BigUInt {
    let bits = left.bitWidth + right.bitWidth
    if bits > 256 {
      try vm.checkBits(bits - 1)
      try vm.charge(((left.bitWidth >> 6) &* (right.bitWidth >> 6)) >> 1)
    }
    return left * right
  }

  func quotient(_ left: BigUInt, _ right: BigUInt) throws(Raise) -> (quotient: BigUInt, remainder: BigUInt) {
    if left.bitWidth > 256 { try vm.charge(((left.bitWidth >> 6) &* (right.bitWidth >> 6)) >> 1) }
    return left.quotientAndRemainder(dividingBy: right)
  }

  /// A coefficient with zeros appended.
  func shifted(_ coefficient: BigUInt, by places: Int) throws(Raise) -> BigUInt {
    if coefficient.isZero || places == 0 { return coefficient }
    return try product(coefficient, power(ofTen: places))
  }

  /// A coefficient without its last `places` digits, rounded.
  func dropping(
    _ places: Int, from coefficient: BigUInt, isNegative: Bool, _ rounding: DecimalRounding
  ) throws(Raise) -> (coefficient: BigUInt, isExact: Bool) {
    if coefficient.isZero || places == 0 { return (coefficient, true) }
    if places > PowersOfTen.digits(of: coefficient) {
      return (rounding.roundsUp(lastDigit: 0, order: -1, isNegative: isNegative) ? 1 : 0, false)
    }
    let unit = try power(ofTen: places)
    let (quotient, rest) = try quotient(coefficient, unit)
    if rest.isZero { return (quotient, true) }
    let twice = rest << 1
    let order = twice == unit ? 0 : twice < unit ? -1 : 1
    let roundsUp = rounding.roundsUp(lastDigit: Int(quotient % 10), order: order, isNegative: isNegative)
    return (roundsUp ? quotient + 1 : quotient, false)
  }

  // MARK: Results

  /// Reports a condition; the result is a NaN.
  mutating func invalid(_ condition: DecimalSignals = .invalidOperation) -> DecimalNumber {
    status.formUnion(condition)
    return .quietNaN
  }

  /// The NaN that operations on NaNs give; nil where there is none among the operands.
  mutating func propagated(_ operands: DecimalNumber...) throws(Raise) -> DecimalNumber? {
    let found = operands.first { $0.kind == .signalingNaN } ?? operands.first { $0.kind == .quietNaN }
    guard var found else { return nil }
    if found.kind == .signalingNaN { status.insert(.invalidOperation) }
    found.kind = .quietNaN
    return try fittingPayload(found)
  }

  /// A NaN whose payload fits the precision.
  private func fittingPayload(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    let most = context.precision - (context.clamps ? 1 : 0)
    guard number.digits > most else { return number }
    var result = number
    result.coefficient = try quotient(number.coefficient, power(ofTen: most)).remainder
    return result
  }

  /// The number as the context can hold it: rounded to its precision, within its exponents.
  mutating func finalized(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    guard number.isFinite else { return number.isNaN ? try fittingPayload(number) : number }
    var result = number
    if result.coefficient.isZero {
      let least = context.tiniest
      let most = context.clamps ? context.top : context.greatestExponent
      if result.exponent < least || result.exponent > most {
        result.exponent = min(max(result.exponent, least), most)
        status.insert(.clamped)
      }
      return result
    }
    let digits = result.digits
    if result.exponent + digits - 1 < context.leastExponent { return try clamped(subnormal(result)) }
    if digits > context.precision {
      let excess = digits - context.precision
      let (coefficient, isExact) = try dropping(
        excess, from: result.coefficient, isNegative: result.isNegative, context.rounding)
      result.coefficient = coefficient
      result.exponent += excess
      if result.digits > context.precision {
        result.coefficient /= 10
        result.exponent += 1
      }
      status.insert(.rounded)
      if !isExact { status.insert(.inexact) }
    }
    if result.adjustedExponent > context.greatestExponent { return try overflowed(isNegative: result.isNegative) }
    return try clamped(result)
  }

  /// A number whose exponent is too large for the digits it has room for gets zeros, where the context clamps.
  private mutating func clamped(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    guard context.clamps, number.exponent > context.top else { return number }
    var result = number
    result.coefficient = try shifted(number.coefficient, by: number.exponent - context.top)
    result.exponent = context.top
    status.insert(.clamped)
    return result
  }

  private mutating func overflowed(isNegative: Bool) throws(Raise) -> DecimalNumber {
    status.formUnion([.overflow, .inexact, .rounded])
    if context.rounding.overflowsToInfinity(isNegative: isNegative) { return .infinity(isNegative: isNegative) }
    return try largest(isNegative: isNegative)
  }

  /// The finite number of the greatest magnitude.
  func largest(isNegative: Bool) throws(Raise) -> DecimalNumber {
    DecimalNumber(
      isNegative: isNegative, coefficient: try power(ofTen: context.precision) - 1, exponent: context.top)
  }

  private mutating func subnormal(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    var result = number
    status.insert(.subnormal)
    let least = context.tiniest
    guard result.exponent < least else { return result }
    let (coefficient, isExact) = try dropping(
      least - result.exponent, from: result.coefficient, isNegative: result.isNegative, context.rounding)
    result.coefficient = coefficient
    result.exponent = least
    status.insert(.rounded)
    if !isExact { status.formUnion([.inexact, .underflow]) }
    if coefficient.isZero { status.insert(.clamped) }
    return result
  }

  // MARK: Sums and products

  mutating func sum(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> DecimalNumber {
    if left.isSpecial || right.isSpecial {
      if let nan = try propagated(left, right) { return nan }
      if left.isInfinite, right.isInfinite, left.isNegative != right.isNegative { return invalid() }
      return left.isInfinite ? left : right
    }
    return try finalized(exactSum(left, right))
  }

  mutating func difference(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> DecimalNumber {
    try right.isNaN ? sum(left, right) : sum(left, right.negated)
  }

  /// The sum of two finite numbers, as exact as the rounding to the context's precision can tell.
  func exactSum(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> DecimalNumber {
    var (high, low) = left.exponent >= right.exponent ? (left, right) : (right, left)
    if high.exponent != low.exponent {
      if high.coefficient.isZero {
        high.exponent = low.exponent
      } else {
        // Of a number far below the last digit that counts, only that it is there matters.
        let lowest = high.exponent + min(-1, high.digits - context.precision - 2)
        if low.adjustedExponent < lowest {
          if !low.coefficient.isZero { low.coefficient = 1 }
          low.exponent = lowest
        }
        high.coefficient = try shifted(high.coefficient, by: high.exponent - low.exponent)
        high.exponent = low.exponent
      }
    }
    var result = DecimalNumber(coefficient: 0, exponent: low.exponent)
    if high.isNegative == low.isNegative {
      result.coefficient = high.coefficient + low.coefficient
      result.isNegative = high.isNegative
    } else if high.coefficient == low.coefficient {
      result.isNegative = context.rounding == .floor
    } else {
      let isHighLarger = high.coefficient > low.coefficient
      result.coefficient =
        isHighLarger ? high.coefficient - low.coefficient : low.coefficient - high.coefficient
      result.isNegative = isHighLarger ? high.isNegative : low.isNegative
    }
    return result
  }

  mutating func product(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> DecimalNumber {
    if left.isSpecial || right.isSpecial {
      if let nan = try propagated(left, right) { return nan }
      if left.isZero || right.isZero { return invalid() }
      return .infinity(isNegative: left.isNegative != right.isNegative)
    }
    return try finalized(exactProduct(left, right))
  }

  func exactProduct(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> DecimalNumber {
    DecimalNumber(
      isNegative: left.isNegative != right.isNegative, coefficient: try product(left.coefficient, right.coefficient),
      exponent: left.exponent + right.exponent)
  }

  /// `left × right + addend`, rounded once.
  mutating func fusedSum(
    _ left: DecimalNumber, _ right: DecimalNumber, _ addend: DecimalNumber
  ) throws(Raise) -> DecimalNumber {
    if left.isSpecial || right.isSpecial {
      if let nan = try propagated(left, right, addend) { return nan }
      if left.isZero || right.isZero { return invalid() }
      return try sum(.infinity(isNegative: left.isNegative != right.isNegative), addend)
    }
    if let nan = try propagated(addend) { return nan }
    return try sum(exactProduct(left, right), addend)
  }

  /// The number itself, rounded to the context.
  mutating func plus(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number) { return nan }
    var result = number
    if number.isZero { result.isNegative = number.isNegative && context.rounding == .floor }
    return try finalized(result)
  }

  mutating func minus(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number) { return nan }
    var result = number.negated
    if number.isZero { result.isNegative = !number.isNegative && context.rounding == .floor }
    return try finalized(result)
  }

  mutating func absolute(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number) { return nan }
    return try finalized(number.magnitude)
  }

  /// Without trailing zeros.
  mutating func normalized(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number) { return nan }
    var result = try finalized(number)
    guard result.isFinite else { return result }
    guard !result.coefficient.isZero else {
      result.exponent = 0
      return result
    }
    return try reduced(result, to: context.clamps ? context.top : context.greatestExponent)
  }

  /// Without trailing zeros, but with an exponent of at most `most`.
  func reduced(_ number: DecimalNumber, to most: Int) throws(Raise) -> DecimalNumber {
    var result = number
    // In big steps first, so that many zeros do not take many divisions.
    for step in [4096, 256, 16, 1] {
      while result.exponent + step <= most, result.coefficient.bitWidth > step * 3 {
        let (quotient, rest) = try quotient(result.coefficient, power(ofTen: step))
        guard rest.isZero else { break }
        try vm.charge(1)
        result.coefficient = quotient
        result.exponent += step
      }
    }
    return result
  }
}
