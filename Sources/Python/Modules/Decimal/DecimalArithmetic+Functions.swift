import BigInt

/// Roots, exponentials and logarithms, correctly rounded half to even, as the specification wants them.
extension DecimalArithmetic {
  mutating func squareRoot(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number) { return nan }
    let ideal = number.exponent.flooredQuotient(2)
    if number.isZero {
      return try finalized(DecimalNumber(isNegative: number.isNegative, coefficient: 0, exponent: ideal))
    }
    if number.isNegative { return invalid() }
    if number.isInfinite { return number }
    // One digit more than the precision, from a radicand with an even exponent.
    let odd = number.exponent - 2 * ideal
    let places = max(0, context.precision + 1 - (number.digits + odd + 1) / 2)
    let radicand = try shifted(number.coefficient, by: 2 * places + odd)
    try charge(digits: 4 * (context.precision + places), by: 4 * (context.precision + places))
    let root = radicand.squareRoot()
    var result = DecimalNumber(coefficient: root, exponent: ideal - places)
    if try product(root, root) == radicand {
      result = try reduced(result, to: ideal)
    } else if (root % 5).isZero {
      result.coefficient += 1
    }
    return try halfEven { arithmetic throws(Raise) in try arithmetic.finalized(result) }
  }

  mutating func exponential(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(number) { return nan }
    if number.isInfinite { return number.isNegative ? .zero : number }
    if number.coefficient.isZero { return .one }
    let scale = number.adjustedExponent
    if scale > 18 {
      return try halfEven { arithmetic throws(Raise) in try arithmetic.beyond(isLarge: !number.isNegative) }
    }
    if scale < -(context.precision + 1) {
      // No digit of the precision tells it from 1.
      status.formUnion([.inexact, .rounded])
      return DecimalNumber(coefficient: try power(ofTen: context.precision - 1), exponent: 1 - context.precision)
    }
    let paying = self
    return try transcendental { places throws(Raise) in
      let fixed = FixedPoint(paying, decimals: places + max(scale, 0) + 4)
      let argument = try fixed.value(number)
      let ln10 = try fixed.ln10()
      let tens = Machine.divide(argument, ln10).quotient
      let rest = argument - tens * ln10
      let digits = try fixed.decimal(fixed.exponential(rest), places: places)
      return DecimalNumber(isNegative: false, coefficient: digits.magnitude, exponent: Int(tens) - places)
    }
  }

  mutating func naturalLogarithm(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let special = try specialLogarithm(number) { return special }
    if try compare(number, .one) == 0 { return .zero }
    let extra = try digitsLost(number)
    let paying = self
    return try transcendental { places throws(Raise) in
      let fixed = FixedPoint(paying, decimals: places + extra + 4)
      return try fixed.number(fixed.logarithm(number), digits: places)
    }
  }

  mutating func decimalLogarithm(_ number: DecimalNumber) throws(Raise) -> DecimalNumber {
    if let special = try specialLogarithm(number) { return special }
    if number.coefficient == (try power(ofTen: number.digits - 1)) {
      return try halfEven { arithmetic throws(Raise) in
        try arithmetic.finalized(DecimalNumber(BigInt(number.adjustedExponent)))
      }
    }
    let extra = try digitsLost(number)
    let paying = self
    return try transcendental { places throws(Raise) in
      let fixed = FixedPoint(paying, decimals: places + extra + 4)
      let quotient = try fixed.quotient(fixed.logarithm(number), fixed.ln10())
      return try fixed.number(quotient, digits: places)
    }
  }

  private mutating func specialLogarithm(_ number: DecimalNumber) throws(Raise) -> DecimalNumber? {
    if let nan = try propagated(number) { return nan }
    if number.isZero { return .infinity(isNegative: true) }
    if number.isNegative { return invalid() }
    return number.isInfinite ? number : nil
  }

  /// How many digits a logarithm loses because its argument is near to 1.
  private func digitsLost(_ number: DecimalNumber) throws(Raise) -> Int {
    guard (-1...0).contains(number.adjustedExponent) else { return 20 }
    var wide = self
    wide.context = .widest
    let distance = try wide.exactSum(number, DecimalNumber(-1))
    return max(0, -distance.adjustedExponent) + 4
  }

  /// Work under the context with the rounding that these functions have.
  mutating func halfEven(
    _ body: (inout DecimalArithmetic) throws(Raise) -> DecimalNumber
  ) throws(Raise) -> DecimalNumber {
    let rounding = context.rounding
    context.rounding = .halfEven
    defer { context.rounding = rounding }
    return try body(&self)
  }

  /// What is too large for the context, or too small.
  mutating func beyond(isLarge: Bool, isNegative: Bool = false) throws(Raise) -> DecimalNumber {
    try finalized(
      DecimalNumber(
        isNegative: isNegative, coefficient: 1,
        exponent: isLarge ? context.greatestExponent + 1 : context.tiniest - 1))
  }

  /// Rounds a result that no decimal number represents exactly. `body` gives it with so many digits, all but the last
  /// few right.
  private mutating func transcendental(
    _ body: (_ digits: Int) throws(Raise) -> DecimalNumber
  ) throws(Raise) -> DecimalNumber {
    var guardDigits = 8
    while true {
      let number = try body(context.precision + guardDigits)
      let excess = number.digits - context.precision
      let (low, _) = try dropping(
        excess, from: number.coefficient - 100, isNegative: number.isNegative, .halfEven)
      let (high, _) = try dropping(
        excess, from: number.coefficient + 100, isNegative: number.isNegative, .halfEven)
      guard low == high else {
        guardDigits *= 2
        continue
      }
      status.formUnion([.inexact, .rounded])
      return try halfEven { arithmetic throws(Raise) in try arithmetic.finalized(number) }
    }
  }
}

/// Real numbers as integers that count a small power of two.
private struct FixedPoint {
  private let arithmetic: DecimalArithmetic
  private let bits: Int
  private let one: BigInt
  /// How often an argument is halved, or its root taken, before a series begins.
  private let reductions = 8

  init(_ arithmetic: DecimalArithmetic, decimals: Int) {
    self.arithmetic = arithmetic
    bits = decimals * 10 / 3 + 96
    one = BigInt(1) << bits
  }

  func value(_ number: DecimalNumber) throws(Raise) -> BigInt {
    var coefficient = number.coefficient << bits
    if number.exponent >= 0 {
      coefficient = try arithmetic.shifted(coefficient, by: number.exponent)
    } else {
      coefficient = try arithmetic.quotient(coefficient, arithmetic.power(ofTen: -number.exponent)).quotient
    }
    return number.isNegative ? -BigInt(coefficient) : BigInt(coefficient)
  }

  private func product(_ left: BigInt, _ right: BigInt) throws(Raise) -> BigInt {
    let magnitude = try arithmetic.product(left.magnitude, right.magnitude) >> bits
    return left.sign == right.sign ? BigInt(magnitude) : -BigInt(magnitude)
  }

  func quotient(_ left: BigInt, _ right: BigInt) throws(Raise) -> BigInt {
    let magnitude = try arithmetic.quotient(left.magnitude << bits, right.magnitude).quotient
    return left.sign == right.sign ? BigInt(magnitude) : -BigInt(magnitude)
  }

  /// The number times 10^`places`, as an integer.
  func decimal(_ number: BigInt, places: Int) throws(Raise) -> BigInt {
    let magnitude =
      places >= 0
      ? try arithmetic.shifted(number.magnitude, by: places) >> bits
      : try arithmetic.quotient(number.magnitude >> bits, arithmetic.power(ofTen: -places)).quotient
    return number.sign == .minus ? -BigInt(magnitude) : BigInt(magnitude)
  }

  /// The number with about so many digits.
  func number(_ number: BigInt, digits: Int) throws(Raise) -> DecimalNumber {
    let scale = Int((Double(number.magnitude.bitWidth - bits) * 0.30103).rounded(.down))
    let decimal = try decimal(number, places: digits - scale)
    return DecimalNumber(
      isNegative: number.sign == .minus, coefficient: decimal.magnitude, exponent: scale - digits)
  }

  /// Charges the division of a number by one of a single word, which takes some units a word.
  private func chargeForSmallQuotient() throws(Raise) { try arithmetic.vm.charge(1 + bits >> 4) }

  /// The sum of `term / 1 + term × factor / 3 + term × factor² / 5 …`, where each factor is an integer's reciprocal.
  private func inverseTangent(ofReciprocal divisor: Int) throws(Raise) -> BigInt {
    let square = BigInt(divisor * divisor)
    var term = one / BigInt(divisor)
    var sum = term
    var index = 3
    while !term.isZero {
      try chargeForSmallQuotient()
      term /= square
      sum += term / BigInt(index)
      index += 2
    }
    return sum
  }

  /// The natural logarithm of 10, by a formula of Machin's kind for the hyperbolic tangent.
  func ln10() throws(Raise) -> BigInt {
    try inverseTangent(ofReciprocal: 31) * 46 + inverseTangent(ofReciprocal: 49) * 34
      + inverseTangent(ofReciprocal: 161) * 20
  }

  func exponential(_ number: BigInt) throws(Raise) -> BigInt {
    let argument = number >> reductions
    var sum = one
    var term = one
    var index = 1
    while !term.isZero {
      try chargeForSmallQuotient()
      term = try product(term, argument) / BigInt(index)
      sum += term
      index += 1
    }
    for _ in 0..<reductions { sum = try product(sum, sum) }
    return sum
  }

  /// The natural logarithm of a positive number.
  func logarithm(_ number: DecimalNumber) throws(Raise) -> BigInt {
    // The tens are taken out so that what is left is between 0.3 and 3.
    var tens = number.adjustedExponent
    var rest = number
    rest.exponent -= tens
    var argument = try value(rest)
    if argument > one * 3 {
      tens += 1
      rest.exponent -= 1
      argument = try value(rest)
    }
    for _ in 0..<reductions {
      // Newton's method: a division for each doubling of the right bits and more.
      try arithmetic.charge(digits: bits, by: bits)
      argument = BigInt((argument.magnitude << bits).squareRoot())
    }
    let ratio = try quotient(argument - one, argument + one)
    let square = try product(ratio, ratio)
    var term = ratio
    var sum = ratio
    var index = 3
    while !term.isZero {
      try chargeForSmallQuotient()
      term = try product(term, square)
      sum += term / BigInt(index)
      index += 2
    }
    return (sum << (reductions + 1)) + (tens == 0 ? 0 : try ln10() * BigInt(tens))
  }
}
