import BigInt

/// Sums of numbers of any types, exactly; the result's type is the one to which all of them convert.
struct ExactStatistics {
  enum Kind: String {
    case int, float
    case fraction = "Fraction"
    case decimal = "Decimal"
  }

  private(set) var kind = Kind.int
  private(set) var count = 0
  /// The sum of the infinities and NaNs, if there are any: no other numbers count then.
  private(set) var special: Value?
  /// Sums of numerators and of their squares, by denominator.
  private var parts: [BigInt: (sum: BigInt, squares: BigInt)] = [:]

  mutating func add(_ value: Value, _ vm: Machine) throws(Raise) {
    count += 1
    try vm.charge(8)
    let plain = vm.plain(value)
    switch plain {
    case .int, .big, .bool: add(plain.asInteger ?? 0, 1)
    case .float(let number):
      try coerce(.float, vm)
      if number.isFinite {
        let ratio = FloatMethods.ratio(number)
        add(ratio.numerator, ratio.denominator)
      } else {
        try addSpecial(plain, vm)
      }
    case .object(let object):
      if let fraction = object as? FractionObject {
        try coerce(.fraction, vm)
        add(fraction.value.numerator, fraction.value.denominator)
      } else if let decimal = object as? DecimalObject {
        try coerce(.decimal, vm)
        if decimal.value.isFinite {
          let ratio = try DecimalConversion.ratio(decimal.value, vm)
          add(ratio.numerator, ratio.denominator)
        } else {
          try addSpecial(plain, vm)
        }
      } else {
        throw unsupported(value, vm)
      }
    default: throw unsupported(value, vm)
    }
  }

  private func unsupported(_ value: Value, _ vm: Machine) -> Raise {
    vm.typeError("can't convert type '\(value.type.name)' to numerator/denominator")
  }

  private mutating func add(_ numerator: BigInt, _ denominator: BigInt) {
    let old = parts[denominator] ?? (0, 0)
    parts[denominator] = (old.sum + numerator, old.squares + numerator * numerator)
  }

  private mutating func addSpecial(_ value: Value, _ vm: Machine) throws(Raise) {
    special = try special.map { sum throws(Raise) in try vm.binary(.add, sum, value) } ?? value
  }

  private mutating func coerce(_ other: Kind, _ vm: Machine) throws(Raise) {
    switch (kind, other) {
    case (.int, _): kind = other
    case (.fraction, .float): kind = .float
    case (.float, .fraction): break
    case (let one, let two) where one == two: break
    default: throw vm.typeError("don't know how to coerce \(kind.rawValue) and \(other.rawValue)")
    }
  }

  /// The sum of all numbers.
  func sum(_ vm: Machine) throws(Raise) -> FractionValue {
    try total(parts.map { ($0.value.sum, $0.key) }, vm)
  }

  /// The sum of the squared distances from the mean.
  func squaredDeviations(_ vm: Machine) throws(Raise) -> FractionValue {
    let sum = try sum(vm)
    let squares = try total(parts.map { ($0.value.squares, $0.key * $0.key) }, vm)
    let numerator =
      BigInt(count) * squares.numerator * sum.denominator * sum.denominator
      - sum.numerator * sum.numerator * squares.denominator
    let denominator = BigInt(count) * squares.denominator * sum.denominator * sum.denominator
    return try FractionObject.reduced(numerator, denominator, vm)
  }

  private func total(_ ratios: [(BigInt, BigInt)], _ vm: Machine) throws(Raise) -> FractionValue {
    var total = FractionValue(0)
    for (numerator, denominator) in ratios {
      total = try FractionObject.reduced(
        total.numerator * denominator + numerator * total.denominator, total.denominator * denominator, vm)
    }
    return total
  }

  /// An exact result as a value of the numbers' type.
  func value(_ result: FractionValue, _ vm: Machine) throws(Raise) -> Value {
    switch kind {
    case .int where result.denominator == 1: return try vm.integer(result.numerator)
    case .int, .float: return .float(try vm.quotient(result.numerator, result.denominator))
    case .fraction: return .object(FractionObject(vm.heap, result))
    case .decimal:
      return try vm.decimalContext.value(vm) { arithmetic throws(Raise) in
        try arithmetic.quotient(DecimalNumber(result.numerator), DecimalNumber(result.denominator))
      }
    }
  }

  /// The square root of an exact result, rounded once: a decimal number for decimal numbers, else a float.
  func root(_ result: FractionValue, _ vm: Machine) throws(Raise) -> Value {
    let numerator = result.numerator.magnitude
    let denominator = result.denominator.magnitude
    guard kind == .decimal else {
      if numerator.isZero { return .float(0) }
      // A quotient of 128 bits and more, of which an even number stands behind the point.
      let shift = max(0, (denominator.bitWidth - numerator.bitWidth + 130) / 2 + 1)
      let (quotient, rest) = (numerator << (2 * shift)).quotientAndRemainder(dividingBy: denominator)
      let root = quotient.squareRoot()
      let isExact = rest.isZero && root * root == quotient
      return .float(IntegerArithmetic.scaledDouble(root << 1 | (isExact ? 0 : 1), exponent: -shift - 1) ?? .infinity)
    }
    if numerator.isZero { return .object(DecimalObject(vm.heap, DecimalNumber(coefficient: 0, exponent: -1))) }
    return try vm.decimalContext.value(vm) { arithmetic throws(Raise) in
      try arithmetic.squareRoot(ofRatio: numerator, denominator)
    }
  }
}

extension DecimalArithmetic {
  /// The square root of a ratio, rounded once.
  mutating func squareRoot(ofRatio numerator: BigUInt, _ denominator: BigUInt) throws(Raise) -> DecimalNumber {
    var wide = DecimalArithmetic(vm, context)
    wide.context.precision = 2 * context.precision + 6
    let ratio = try wide.quotient(DecimalNumber(coefficient: numerator), DecimalNumber(coefficient: denominator))
    if !wide.status.contains(.inexact) {
      let quotient = try quotient(DecimalNumber(coefficient: numerator), DecimalNumber(coefficient: denominator))
      return try squareRoot(quotient)
    }
    wide.context.precision = context.precision + 3
    let root = try wide.squareRoot(ratio)
    return try halfEven { arithmetic throws(Raise) in try arithmetic.finalized(root) }
  }
}
