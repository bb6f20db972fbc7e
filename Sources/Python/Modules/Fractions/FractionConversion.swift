import BigInt

/// Fractions from values of other types.
enum FractionConversion {
  /// What `Fraction(numerator, denominator)` gives.
  static func fraction(_ numerator: Value, _ denominator: Value, _ vm: Machine) throws(Raise) -> FractionValue {
    let plain = vm.plain(numerator)
    if denominator.isNone {
      if let fraction = FractionObject.operand(plain) { return fraction }
      if case .str(let text) = plain {
        guard let fraction = try parse(text.string, vm) else {
          throw vm.valueError("Invalid literal for Fraction: \(try vm.repr(numerator))")
        }
        return fraction
      }
      if let ratio = try ratio(plain, vm) { return FractionValue(ratio.numerator, ratio.denominator) }
      throw vm.typeError("argument should be a string or a Rational instance")
    }
    guard let one = FractionObject.operand(plain), let two = FractionObject.operand(vm.plain(denominator)) else {
      throw vm.typeError("both arguments should be Rational instances")
    }
    return try FractionObject.reduced(one.numerator * two.denominator, two.numerator * one.denominator, vm)
  }

  /// The exact ratio of a float or a decimal number; nil for other types.
  static func ratio(_ value: Value, _ vm: Machine) throws(Raise) -> (numerator: BigInt, denominator: BigInt)? {
    if let decimal = value.heapObject as? DecimalObject { return try DecimalConversion.ratio(decimal.value, vm) }
    guard case .float(let number) = value else { return nil }
    if number.isInfinite { throw vm.overflowError("cannot convert Infinity to integer ratio") }
    if number.isNaN { throw vm.valueError("cannot convert NaN to integer ratio") }
    return FloatMethods.ratio(number)
  }

  /// `-3/4`, `1.25`, `1e-3`; nil where the text is none of these.
  private static func parse(_ text: String, _ vm: Machine) throws(Raise) -> FractionValue? {
    var reader = Reader(text)
    let isNegative = reader.sign()
    guard reader.startsNumber, let whole = reader.digits() else { return nil }
    try vm.checkBits(text.utf8.count * 10 / 3)
    try vm.charge((text.utf8.count >> 4) * (text.utf8.count >> 4) >> 3)
    var numerator = BigInt(whole) ?? 0
    var denominator = BigInt(1)
    if reader.take("/") {
      guard let digits = reader.digits(), !digits.isEmpty, let read = BigInt(digits) else { return nil }
      denominator = read
    } else {
      if reader.take(".") {
        guard let digits = reader.digits() else { return nil }
        numerator = BigInt(whole + digits) ?? 0
        denominator = BigInt(PowersOfTen.power(digits.utf8.count))
      }
      if reader.take("e") || reader.take("E") {
        let isInverse = reader.sign()
        guard let digits = reader.digits(), !digits.isEmpty else { return nil }
        let count = Int(digits) ?? Int.max
        try vm.checkBits(count > 1 << 40 ? Int.max : count * 10 / 3)
        let scale = BigInt(PowersOfTen.power(count))
        if isInverse { denominator *= scale } else { numerator *= scale }
      }
    }
    guard reader.isAtEnd else { return nil }
    return try FractionObject.reduced(isNegative ? -numerator : numerator, denominator, vm)
  }

  private struct Reader {
    private var scalars: ArraySlice<Unicode.Scalar>

    init(_ text: String) {
      scalars = Array(text.unicodeScalars).drop { $0.isPythonSpace }
      while let last = scalars.last, last.isPythonSpace { scalars.removeLast() }
    }

    var isAtEnd: Bool { scalars.isEmpty }

    /// Whether a digit follows, or a point and a digit.
    var startsNumber: Bool {
      guard let first = scalars.first else { return false }
      if first.decimalDigit != nil { return true }
      return first == "." && scalars.dropFirst().first?.decimalDigit != nil
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard scalars.first == scalar else { return false }
      scalars.removeFirst()
      return true
    }

    /// Whether a sign follows and is a minus.
    mutating func sign() -> Bool {
      if take("-") { return true }
      _ = take("+")
      return false
    }

    /// The digits that follow, perhaps none; nil where an underscore is not between two of them.
    mutating func digits() -> String? {
      var text = ""
      var mayEnd = true
      while let scalar = scalars.first {
        if scalar == "_" {
          guard !text.isEmpty, mayEnd else { return nil }
          mayEnd = false
        } else if let digit = scalar.decimalDigit {
          text += String(digit)
          mayEnd = true
        } else {
          break
        }
        scalars.removeFirst()
      }
      return mayEnd ? text : nil
    }
  }
}
