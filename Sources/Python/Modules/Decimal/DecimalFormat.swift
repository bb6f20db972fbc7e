import BigInt

/// `format(decimal, spec)`: of any length, rounded by the context's rounding, but not to its precision.
struct DecimalFormat {
  private var spec: FormatSpec
  private let arithmetic: DecimalArithmetic
  /// Whether a `0` before the width asks for zeros, not a fill.
  private let isZeroPadded: Bool

  init(_ text: String, _ arithmetic: DecimalArithmetic) throws(Raise) {
    let vm = arithmetic.vm
    self.arithmetic = arithmetic
    do throws(Fault) {
      spec = try FormatSpec(text, typeName: "decimal.Decimal", defaultAlignment: .right)
    } catch {
      throw DecimalFormat.invalid(vm)
    }
    let (hasAlignment, hasZero) = DecimalFormat.padding(text)
    isZeroPadded = hasZero
    guard !spec.isAlternate, spec.grouping != .underscore, !(hasAlignment && hasZero) else {
      throw DecimalFormat.invalid(vm)
    }
    if let type = spec.type, !"eEfFgGnN%".unicodeScalars.contains(type) { throw DecimalFormat.invalid(vm) }
    try vm.checkLength(spec.width ?? 0)
    try vm.checkLength(spec.precision ?? 0)
  }

  private static func invalid(_ vm: Machine) -> Raise { vm.valueError("invalid format string") }

  /// Whether a specification names an alignment, and whether a `0` implies one: it cannot do both.
  private static func padding(_ text: String) -> (hasAlignment: Bool, hasZero: Bool) {
    let alignments: Set<Unicode.Scalar> = ["<", ">", "^", "="]
    var scalars = Array(text.unicodeScalars)[...]
    var hasAlignment = true
    if scalars.count > 1, alignments.contains(scalars[1]) {
      scalars = scalars.dropFirst(2)
    } else if let first = scalars.first, alignments.contains(first) {
      scalars = scalars.dropFirst()
    } else {
      hasAlignment = false
    }
    if let sign = scalars.first, sign == "+" || sign == "-" || sign == " " { scalars = scalars.dropFirst() }
    if scalars.first == "z" { scalars = scalars.dropFirst() }
    return (hasAlignment, scalars.first == "0")
  }

  private var isUppercase: Bool { spec.type.map { $0 == "E" || $0 == "F" || $0 == "G" || $0 == "N" } ?? true }

  func text(_ number: DecimalNumber) throws(Raise) -> String {
    var spec = spec
    let suffix = spec.type == "%" ? "%" : ""
    guard number.isFinite else {
      if isZeroPadded {
        spec.fill = " "
        spec.alignment = .right
      }
      let name = try arithmetic.text(number.magnitude)
      return spec.laidOut(isNegative: number.isNegative, prefix: "", digits: "", rest: name + suffix)
    }
    let (prepared, place, zeros) = try prepared(number)
    var number = prepared
    if spec.coercesNegativeZero, number.coefficient.isZero { number.isNegative = false }
    var digits = try arithmetic.text(of: number.coefficient)
    let point = digits.utf8.count + number.exponent
    try arithmetic.vm.checkLength(isFixed ? max(zeros, Int(point.magnitude)) : 0)
    digits += String(repeating: "0", count: zeros)
    let isPlain = isFixed || (place == nil && number.exponent <= 0 && point > -6)
    let magnitude =
      isPlain
      ? DecimalText.fixed(digits, point: point)
      : DecimalText.scientific(digits, point: point, place: place ?? 1, marker: marker)
    let split = magnitude.utf8.firstIndex { !(48...57).contains($0) } ?? magnitude.endIndex
    return spec.laidOut(
      isNegative: number.isNegative, prefix: "", digits: String(magnitude[..<split]),
      rest: magnitude[split...] + suffix)
  }

  /// The number as it is shown, the place of the point where there is an exponent, and how many zeros follow the digits:
  /// those are cheaper in the text than in the number.
  private func prepared(_ number: DecimalNumber) throws(Raise) -> (number: DecimalNumber, place: Int?, zeros: Int) {
    var number = number
    switch spec.type {
    case "e", "E":
      guard let precision = spec.precision else { return (number, 1, 0) }
      let place = number.coefficient.isZero ? 1 - precision : 1
      return (try rounded(number, digits: precision + 1, isPadded: true), place, 0)
    case "f", "F", "%":
      if spec.type == "%" { number.exponent += 2 }
      if number.coefficient.isZero { number.exponent = spec.precision.map { -$0 } ?? min(number.exponent, 0) }
      guard let precision = spec.precision else { return (number, nil, 0) }
      guard number.exponent < -precision else { return (number, nil, number.exponent + precision) }
      return (try arithmetic.rescaled(number, exponent: -precision, arithmetic.context.rounding).number, nil, 0)
    default:
      guard let precision = spec.precision else { return (number, nil, 0) }
      return (try rounded(number, digits: max(precision, 1), isPadded: false), nil, 0)
    }
  }

  private var isFixed: Bool { spec.type == "f" || spec.type == "F" || spec.type == "%" }

  private var marker: String {
    guard spec.type != nil else { return arithmetic.context.isCapital ? "E" : "e" }
    return isUppercase ? "E" : "e"
  }

  /// A number with so many digits.
  private func rounded(_ number: DecimalNumber, digits: Int, isPadded: Bool) throws(Raise) -> DecimalNumber {
    let count = number.digits
    guard !number.coefficient.isZero, isPadded || count > digits else { return number }
    let rounding = arithmetic.context.rounding
    let result = try arithmetic.rescaled(number, exponent: number.exponent + count - digits, rounding).number
    guard result.digits > digits else { return result }
    return try arithmetic.rescaled(result, exponent: result.exponent + 1, rounding).number
  }
}
