import BigInt

/// Decimal numbers from values of other types, and back.
enum DecimalConversion {
  /// What `Decimal(value)` gives: the exact number, whatever the precision.
  static func exact(_ value: Value, _ context: DecimalContextObject, _ vm: Machine) throws(Raise) -> DecimalNumber {
    switch vm.plain(value) {
    case .str(let text): return try exact(text.string, context, vm)
    case .float(let number):
      try context.signal(.floatOperation, vm)
      return DecimalNumber(exactly: number)
    case .tuple(let tuple): return try exact(tuple.elements, context, vm)
    case .list(let list): return try exact(list.elements, context, vm)
    default: return try DecimalObject.argument(value, vm)
    }
  }

  private static func exact(
    _ text: String, _ context: DecimalContextObject, _ vm: Machine
  ) throws(Raise) -> DecimalNumber {
    var arithmetic = DecimalArithmetic(vm, .widest)
    guard let number = try arithmetic.number(digits(text, isStrict: false)) else {
      try context.signal(.conversionSyntax, vm)
      return .quietNaN
    }
    return try checked(number, arithmetic.status, context, vm)
  }

  /// A number that no context can hold exactly is invalid.
  private static func checked(
    _ number: DecimalNumber, _ status: DecimalSignals, _ context: DecimalContextObject, _ vm: Machine
  ) throws(Raise) -> DecimalNumber {
    guard !status.isDisjoint(with: .inexactness) else { return number }
    try context.signal(.invalidOperation, vm)
    return .quietNaN
  }

  /// What `context.create_decimal(value)` gives: the number rounded to the context.
  static func rounded(_ value: Value, _ context: DecimalContextObject, _ vm: Machine) throws(Raise) -> DecimalNumber {
    if case .str(let text) = vm.plain(value) {
      return try context.number(vm) { arithmetic throws(Raise) in
        try arithmetic.number(digits(text.string, isStrict: true)) ?? arithmetic.invalid(.conversionSyntax)
      }
    }
    let number = try exact(value, context, vm)
    if number.isNaN {
      guard number.digits <= context.context.precision || number.coefficient.isZero else {
        try context.signal(.conversionSyntax, vm)
        return .quietNaN
      }
      return number
    }
    return try context.number(vm) { arithmetic throws(Raise) in try arithmetic.finalized(number) }
  }

  /// The text with digits of all scripts as ASCII ones; what is around it and underscores left out unless `isStrict`.
  private static func digits(_ text: String, isStrict: Bool) -> String {
    let isPlain = text.utf8.allSatisfy { $0 < 128 && $0 > 32 && $0 != UInt8(ascii: "_") }
    if isPlain { return text }
    var scalars = Array(text.unicodeScalars)[...]
    if !isStrict {
      scalars = scalars.drop { $0.isPythonSpace }
      while let last = scalars.last, last.isPythonSpace { scalars.removeLast() }
    }
    var result = ""
    for scalar in scalars where isStrict || scalar != "_" {
      if let digit = scalar.decimalDigit { result += String(digit) } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  /// The number of a triple `(sign, digits, exponent)`.
  private static func exact(
    _ parts: [Value], _ context: DecimalContextObject, _ vm: Machine
  ) throws(Raise) -> DecimalNumber {
    guard parts.count == 3 else { throw vm.valueError("argument must be a sequence of length 3") }
    guard let sign = parts[0].asInteger, sign == 0 || sign == 1 else {
      throw vm.valueError("sign must be an integer with the value 0 or 1")
    }
    let digits: [Value]
    switch vm.plain(parts[1]) {
    case .tuple(let tuple): digits = tuple.elements
    case .list(let list): digits = list.elements
    default: throw vm.valueError("coefficient must be a tuple of digits")
    }
    var text = ""
    for digit in digits {
      guard let digit = digit.asInteger, digit >= 0, digit <= 9 else {
        throw vm.valueError("coefficient must be a tuple of digits")
      }
      text += String(digit)
    }
    let mark = sign == 1 ? "-" : ""
    if case .str(let kind) = vm.plain(parts[2]) {
      switch kind.string {
      case "F": return .infinity(isNegative: sign == 1)
      case "n": return try exact(mark + "NaN" + text, context, vm)
      case "N": return try exact(mark + "sNaN" + text, context, vm)
      default: throw vm.valueError("string argument in the third position must be 'F', 'n' or 'N'")
      }
    }
    guard let exponent = parts[2].asInteger else { throw vm.valueError("exponent must be an integer") }
    return try exact("\(mark)\(text.isEmpty ? "0" : text)E\(exponent)", context, vm)
  }

  // MARK: To other types

  /// The integer that is left when a number is rounded.
  static func integer(_ number: DecimalNumber, _ rounding: DecimalRounding, _ vm: Machine) throws(Raise) -> BigInt {
    guard number.isFinite else {
      throw number.isNaN
        ? vm.valueError("cannot convert NaN to integer")
        : vm.overflowError("cannot convert Infinity to integer")
    }
    let result = try DecimalArithmetic(vm, .widest).rescaled(number, exponent: 0, rounding).number
    return result.isNegative ? -BigInt(result.coefficient) : BigInt(result.coefficient)
  }

  static func double(_ number: DecimalNumber, _ vm: Machine) throws(Raise) -> Double {
    switch number.kind {
    case .signalingNaN: throw vm.valueError("cannot convert signaling NaN to float")
    case .quietNaN: return number.isNegative ? -Double.nan : .nan
    case .infinite: return number.isNegative ? -.infinity : .infinity
    case .finite:
      if number.coefficient.isZero || number.adjustedExponent < -400 { return number.isNegative ? -0.0 : 0 }
      if number.adjustedExponent > 400 { return number.isNegative ? -.infinity : .infinity }
      return NumberText.float(try DecimalArithmetic(vm, .widest).text(number)) ?? .nan
    }
  }

  /// Numerator and denominator in lowest terms.
  static func ratio(_ number: DecimalNumber, _ vm: Machine) throws(Raise) -> (numerator: BigInt, denominator: BigInt) {
    guard number.isFinite else {
      throw number.isNaN
        ? vm.valueError("cannot convert NaN to integer ratio")
        : vm.overflowError("cannot convert Infinity to integer ratio")
    }
    let arithmetic = DecimalArithmetic(vm, .widest)
    var numerator = number.coefficient
    var denominator = BigUInt(1)
    if numerator.isZero { return (0, 1) }
    if number.exponent >= 0 {
      numerator = try arithmetic.shifted(numerator, by: number.exponent)
    } else {
      denominator = try arithmetic.power(ofTen: -number.exponent)
      try arithmetic.charge(digits: -number.exponent, by: -number.exponent)
      let divisor = numerator.greatestCommonDivisor(with: denominator)
      numerator /= divisor
      denominator /= divisor
    }
    return (number.isNegative ? -BigInt(numerator) : BigInt(numerator), BigInt(denominator))
  }
}
