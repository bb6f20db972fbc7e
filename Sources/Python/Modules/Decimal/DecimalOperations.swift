import BigInt

/// The operations that are methods both of `Decimal` and of `Context`, by name.
enum DecimalOperations {
  typealias Unary =
    @Sendable (_ arithmetic: inout DecimalArithmetic, _ number: DecimalNumber) throws(Raise) -> DecimalNumber
  typealias Binary =
    @Sendable (
      _ arithmetic: inout DecimalArithmetic, _ left: DecimalNumber, _ right: DecimalNumber
    ) throws(Raise) -> DecimalNumber
  typealias Test = @Sendable (_ arithmetic: DecimalArithmetic, _ number: DecimalNumber) -> Bool

  static let unary: [(name: String, body: Unary)] = [
    ("exp", { arithmetic, number throws(Raise) in try arithmetic.exponential(number) }),
    ("ln", { arithmetic, number throws(Raise) in try arithmetic.naturalLogarithm(number) }),
    ("log10", { arithmetic, number throws(Raise) in try arithmetic.decimalLogarithm(number) }),
    ("logb", { arithmetic, number throws(Raise) in try arithmetic.logarithmOfScale(number) }),
    ("sqrt", { arithmetic, number throws(Raise) in try arithmetic.squareRoot(number) }),
    ("normalize", { arithmetic, number throws(Raise) in try arithmetic.normalized(number) }),
    ("next_plus", { arithmetic, number throws(Raise) in try arithmetic.neighbour(of: number, isUp: true) }),
    ("next_minus", { arithmetic, number throws(Raise) in try arithmetic.neighbour(of: number, isUp: false) }),
    ("logical_invert", { arithmetic, number throws(Raise) in try arithmetic.inverted(number) }),
  ]

  /// Of one number, without signals.
  static let quiet: [(name: String, body: @Sendable (DecimalNumber) -> DecimalNumber)] = [
    ("copy_abs", { $0.magnitude }), ("copy_negate", { $0.negated }), ("canonical", { $0 }),
  ]

  static let binary: [(name: String, body: Binary)] = [
    ("compare", { arithmetic, left, right throws(Raise) in try arithmetic.comparison(left, right) }),
    (
      "compare_signal",
      { arithmetic, left, right throws(Raise) in try arithmetic.comparison(left, right, signals: true) }
    ),
    (
      "compare_total",
      { arithmetic, left, right throws(Raise) in DecimalNumber(BigInt(try arithmetic.totalOrder(left, right))) }
    ),
    (
      "compare_total_mag",
      { arithmetic, left, right throws(Raise) in
        DecimalNumber(BigInt(try arithmetic.totalOrder(left.magnitude, right.magnitude)))
      }
    ),
    ("max", { arithmetic, left, right throws(Raise) in try arithmetic.extreme(.greatest, left, right) }),
    ("min", { arithmetic, left, right throws(Raise) in try arithmetic.extreme(.least, left, right) }),
    (
      "max_mag",
      { arithmetic, left, right throws(Raise) in try arithmetic.extreme(.greatest, left, right, byMagnitude: true) }
    ),
    (
      "min_mag",
      { arithmetic, left, right throws(Raise) in try arithmetic.extreme(.least, left, right, byMagnitude: true) }
    ),
    ("next_toward", { arithmetic, left, right throws(Raise) in try arithmetic.neighbour(of: left, towards: right) }),
    ("remainder_near", { arithmetic, left, right throws(Raise) in try arithmetic.nearRemainder(left, right) }),
    ("logical_and", { arithmetic, left, right throws(Raise) in try arithmetic.logical(.and, left, right) }),
    ("logical_or", { arithmetic, left, right throws(Raise) in try arithmetic.logical(.or, left, right) }),
    ("logical_xor", { arithmetic, left, right throws(Raise) in try arithmetic.logical(.xor, left, right) }),
    ("rotate", { arithmetic, left, right throws(Raise) in try arithmetic.moved(left, by: right, rotates: true) }),
    ("shift", { arithmetic, left, right throws(Raise) in try arithmetic.moved(left, by: right, rotates: false) }),
    ("scaleb", { arithmetic, left, right throws(Raise) in try arithmetic.scaled(left, by: right) }),
    (
      "copy_sign",
      { _, left, right in
        var result = left
        result.isNegative = right.isNegative
        return result
      }
    ),
  ]

  static let tests: [(name: String, body: Test)] = [
    ("is_canonical", { _, _ in true }), ("is_finite", { $1.isFinite }), ("is_infinite", { $1.isInfinite }),
    ("is_nan", { $1.isNaN }), ("is_qnan", { $1.kind == .quietNaN }), ("is_snan", { $1.kind == .signalingNaN }),
    ("is_signed", { $1.isNegative }), ("is_zero", { $1.isZero }), ("is_normal", { $0.isNormal($1) }),
    ("is_subnormal", { $0.isSubnormal($1) }),
  ]

  static func isSameQuantum(_ left: DecimalNumber, _ right: DecimalNumber) -> Bool {
    if left.isFinite, right.isFinite { return left.exponent == right.exponent }
    return (left.isNaN && right.isNaN) || (left.isInfinite && right.isInfinite)
  }
}
