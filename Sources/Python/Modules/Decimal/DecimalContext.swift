/// What decimal operations report: the signals that a context can trap, and the conditions that are kinds of
/// `InvalidOperation`.
struct DecimalSignals: OptionSet, Hashable {
  let rawValue: UInt16

  static let invalidOperation = DecimalSignals(rawValue: 1)
  static let conversionSyntax = DecimalSignals(rawValue: 1 << 1)
  static let divisionImpossible = DecimalSignals(rawValue: 1 << 2)
  static let divisionUndefined = DecimalSignals(rawValue: 1 << 3)
  static let invalidContext = DecimalSignals(rawValue: 1 << 4)
  static let floatOperation = DecimalSignals(rawValue: 1 << 5)
  static let divisionByZero = DecimalSignals(rawValue: 1 << 6)
  static let overflow = DecimalSignals(rawValue: 1 << 7)
  static let underflow = DecimalSignals(rawValue: 1 << 8)
  static let subnormal = DecimalSignals(rawValue: 1 << 9)
  static let inexact = DecimalSignals(rawValue: 1 << 10)
  static let rounded = DecimalSignals(rawValue: 1 << 11)
  static let clamped = DecimalSignals(rawValue: 1 << 12)

  /// All that the signal `InvalidOperation` stands for.
  static let invalid: DecimalSignals = [
    .invalidOperation, .conversionSyntax, .divisionImpossible, .divisionUndefined, .invalidContext,
  ]
  /// What a result that must be exact cannot have.
  static let inexactness: DecimalSignals = [.inexact, .rounded, .clamped]
}

enum DecimalRounding: String, CaseIterable {
  case ceiling = "ROUND_CEILING"
  case floor = "ROUND_FLOOR"
  case up = "ROUND_UP"
  case down = "ROUND_DOWN"
  case halfUp = "ROUND_HALF_UP"
  case halfDown = "ROUND_HALF_DOWN"
  case halfEven = "ROUND_HALF_EVEN"
  case zeroFiveUp = "ROUND_05UP"

  /// Whether a magnitude is rounded away from zero. `order` compares the part that is dropped with half a unit of the
  /// last digit that stays; it is not zero as a whole.
  func roundsUp(lastDigit: Int, order: Int, isNegative: Bool) -> Bool {
    switch self {
    case .ceiling: !isNegative
    case .floor: isNegative
    case .up: true
    case .down: false
    case .halfUp: order >= 0
    case .halfDown: order > 0
    case .halfEven: order > 0 || (order == 0 && lastDigit % 2 == 1)
    case .zeroFiveUp: lastDigit == 0 || lastDigit == 5
    }
  }

  /// Whether a magnitude too large for the context becomes infinite, and not the largest finite number.
  func overflowsToInfinity(isNegative: Bool) -> Bool {
    switch self {
    case .ceiling: !isNegative
    case .floor: isNegative
    case .down, .zeroFiveUp: false
    case .up, .halfUp, .halfDown, .halfEven: true
    }
  }
}

/// The settings of decimal arithmetic, and what was signaled.
struct DecimalContext {
  var precision = 28
  var rounding = DecimalRounding.halfEven
  /// The adjusted exponents between which numbers are normal.
  var leastExponent = -999_999
  var greatestExponent = 999_999
  /// Whether exponents are written with an `E`.
  var isCapital = true
  /// Whether large exponents are clamped so that the number fits an interchange format.
  var clamps = false
  var flags: DecimalSignals = []
  var traps: DecimalSignals = DecimalSignals.invalid.union([.divisionByZero, .overflow])

  static let mostPrecision = 999_999_999_999_999_999
  static let mostExponent = 999_999_999_999_999_999
  static let leastSubnormalExponent = -1_999_999_999_999_999_997

  static let standard = DecimalContext()

  /// Python's `BasicContext`.
  static let basic: DecimalContext = {
    var context = DecimalContext()
    context.precision = 9
    context.rounding = .halfUp
    context.traps = DecimalSignals.invalid.union([.divisionByZero, .overflow, .underflow, .clamped])
    return context
  }()

  /// Python's `ExtendedContext`.
  static let extended: DecimalContext = {
    var context = DecimalContext()
    context.precision = 9
    context.traps = []
    return context
  }()

  /// The widest there is: for exact results.
  static let widest: DecimalContext = {
    var context = DecimalContext()
    context.precision = mostPrecision
    context.leastExponent = -mostExponent
    context.greatestExponent = mostExponent
    context.traps = []
    return context
  }()

  /// The smallest exponent of a subnormal number.
  var tiniest: Int { leastExponent - (precision - 1) }
  /// The largest exponent of a number with all digits.
  var top: Int { greatestExponent - (precision - 1) }
}
