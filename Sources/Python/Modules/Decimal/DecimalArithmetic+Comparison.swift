import BigInt

extension DecimalArithmetic {
  /// The order of two numbers that are no NaNs: negative, 0 or positive.
  func compare(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> Int {
    if left.isZero, right.isZero { return 0 }
    if left.isZero { return right.isNegative ? 1 : -1 }
    if right.isZero || left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
    let order = try compareMagnitudes(left, right)
    return left.isNegative ? -order : order
  }

  private func compareMagnitudes(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> Int {
    if left.isInfinite || right.isInfinite {
      return left.isInfinite == right.isInfinite ? 0 : left.isInfinite ? 1 : -1
    }
    if left.exponent != right.exponent {
      let (one, two) = (left.adjustedExponent, right.adjustedExponent)
      if one != two { return one < two ? -1 : 1 }
    }
    // The same number of digits before the point: what differs is at most the length.
    let one = try shifted(left.coefficient, by: max(0, left.exponent - right.exponent))
    let two = try shifted(right.coefficient, by: max(0, right.exponent - left.exponent))
    return one == two ? 0 : one < two ? -1 : 1
  }

  /// The order as a number, or a NaN. With `signals` quiet NaNs are invalid too.
  mutating func comparison(
    _ left: DecimalNumber, _ right: DecimalNumber, signals: Bool = false
  ) throws(Raise) -> DecimalNumber {
    if let nan = try propagated(left, right) {
      if signals { status.insert(.invalidOperation) }
      return nan
    }
    return DecimalNumber(BigInt(try compare(left, right)))
  }

  /// The total order of all numbers: -0 before 0, 1.0 before 1, NaNs outermost.
  func totalOrder(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> Int {
    if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
    let order = try totalOrderOfMagnitudes(left, right)
    return left.isNegative ? -order : order
  }

  private func totalOrderOfMagnitudes(_ left: DecimalNumber, _ right: DecimalNumber) throws(Raise) -> Int {
    func rank(_ number: DecimalNumber) -> Int {
      switch number.kind {
      case .finite, .infinite: 0
      case .signalingNaN: 1
      case .quietNaN: 2
      }
    }
    if left.isNaN || right.isNaN {
      if rank(left) != rank(right) { return rank(left) < rank(right) ? -1 : 1 }
      return left.coefficient == right.coefficient ? 0 : left.coefficient < right.coefficient ? -1 : 1
    }
    let order = try compare(left.magnitude, right.magnitude)
    if order != 0 || left.isInfinite { return order }
    return left.exponent == right.exponent ? 0 : left.exponent < right.exponent ? -1 : 1
  }

  enum Extreme {
    case least, greatest
  }

  /// The larger or smaller of two; a number rather than a quiet NaN.
  mutating func extreme(
    _ which: Extreme, _ left: DecimalNumber, _ right: DecimalNumber, byMagnitude: Bool = false
  ) throws(Raise) -> DecimalNumber {
    if left.isNaN || right.isNaN {
      if left.kind == .quietNaN, !right.isNaN { return try finalized(right) }
      if right.kind == .quietNaN, !left.isNaN { return try finalized(left) }
      return try propagated(left, right) ?? .quietNaN
    }
    var order = byMagnitude ? try compare(left.magnitude, right.magnitude) : try compare(left, right)
    if order == 0 { order = try totalOrder(left, right) }
    let isLeft = which == .greatest ? order >= 0 : order < 0
    return try finalized(isLeft ? left : right)
  }
}
