import BigInt

/// A ratio of integers in lowest terms, with a positive denominator.
struct FractionValue: Equatable {
  let numerator: BigInt
  let denominator: BigInt

  init(_ integer: BigInt) {
    numerator = integer
    denominator = 1
  }

  /// The ratio of two integers, the second of which is not zero.
  init(_ numerator: BigInt, _ denominator: BigInt) {
    let divisor = BigInt(numerator.magnitude.greatestCommonDivisor(with: denominator.magnitude))
    let isNegative = denominator.sign == .minus
    self.numerator = (isNegative ? -numerator : numerator) / divisor
    self.denominator = BigInt(denominator.magnitude) / divisor
  }
}
