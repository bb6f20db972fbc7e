import BigInt

/// Reading numbers as `int(text, base)` and `float(text)` do.
enum NumberText {
  /// The number that `text` writes in `base` (0: by its prefix); nil where it is not one.
  static func integer(_ text: String, base: Int = 10) -> BigInt? {
    var scalars = stripped(text)
    let isNegative = scalars.first == "-"
    if scalars.first == "-" || scalars.first == "+" { scalars.removeFirst() }
    var radix = base
    var allowsLeadingUnderscore = false
    if scalars.count >= 2, scalars.first == "0" {
      let prefixed: Int? =
        switch scalars[scalars.startIndex + 1] {
        case "x", "X": 16
        case "o", "O": 8
        case "b", "B": 2
        default: nil
        }
      if let prefixed, base == 0 || base == prefixed {
        radix = prefixed
        scalars = scalars.dropFirst(2)
        allowsLeadingUnderscore = true
      }
    }
    guard let digits = digits(scalars, radix: radix == 0 ? 10 : radix, allowsLeadingUnderscore)
    else { return nil }
    // Without a base, a leading zero is an old octal number, and refused.
    if radix == 0, digits.first == UInt8(ascii: "0"),
      digits.contains(where: { $0 != UInt8(ascii: "0") })
    {
      return nil
    }
    let magnitude = number(digits, radix: radix == 0 ? 10 : radix)
    return isNegative ? -magnitude : magnitude
  }

  /// The number of digits in 0…9 and a…z. (The library's own reading refuses radix 36.)
  private static func number(_ digits: [UInt8], radix: Int) -> BigInt {
    if radix < 36, let number = BigInt(String(decoding: digits, as: UTF8.self), radix: radix) { return number }
    var number = BigInt(0)
    for byte in digits { number = number * BigInt(radix) + BigInt(byte < 58 ? byte - 48 : byte - 87) }
    return number
  }

  /// The characters without white space around them.
  static func stripped(_ text: String) -> ArraySlice<Unicode.Scalar> {
    var scalars = Array(text.unicodeScalars)[...]
    while scalars.first?.isPythonSpace == true { scalars.removeFirst() }
    while scalars.last?.isPythonSpace == true { scalars.removeLast() }
    return scalars
  }

  /// ASCII digits without underscores; nil where a character is no digit or an underscore stands wrong.
  private static func digits(
    _ scalars: ArraySlice<Unicode.Scalar>, radix: Int, _ allowsLeadingUnderscore: Bool
  ) -> [UInt8]? {
    var digits: [UInt8] = []
    digits.reserveCapacity(scalars.count)
    var underscoreAllowed = allowsLeadingUnderscore
    for scalar in scalars {
      if scalar == "_" {
        guard underscoreAllowed else { return nil }
        underscoreAllowed = false
        continue
      }
      guard let value = digitValue(scalar), value < radix else { return nil }
      digits.append(UInt8(value < 10 ? 48 + value : 87 + value))
      underscoreAllowed = true
    }
    return digits.isEmpty || scalars.last == "_" ? nil : digits
  }

  private static func digitValue(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "a"..."z": Int(scalar.value) - 87
    case "A"..."Z": Int(scalar.value) - 55
    default: scalar.decimalDigit
    }
  }

  /// The number that `float(text)` gives; nil where the text is not one.
  static func float(_ text: String) -> Double? {
    let scalars = stripped(text)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.count)
    var previous: Unicode.Scalar = " "
    for scalar in scalars {
      if scalar == "_" {
        guard previous.decimalDigit != nil else { return nil }
      } else if let digit = scalar.decimalDigit {
        bytes.append(UInt8(48 + digit))
      } else {
        guard previous != "_", scalar.isASCII else { return nil }
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      }
      previous = scalar
    }
    guard previous != "_", let kind = FloatSyntax(bytes) else { return nil }
    switch kind {
    case .number: return Double(String(decoding: bytes, as: UTF8.self))
    case .infinity(let isNegative): return isNegative ? -Double.infinity : Double.infinity
    case .nan: return Double.nan
    }
  }
}

/// What a text says, by the grammar of `float()`: `Double(_: String)` accepts more (hexadecimal floats, `nan(1)`).
private enum FloatSyntax {
  case number
  case infinity(isNegative: Bool)
  case nan

  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let word = String(decoding: rest, as: UTF8.self).lowercased()
    switch word {
    case "inf", "infinity": self = .infinity(isNegative: isNegative)
    case "nan": self = .nan
    default:
      guard Self.isNumber(rest) else { return nil }
      self = .number
    }
  }

  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    let whole = bytes.prefix(while: isDigit)
    var rest = bytes[whole.endIndex...]
    var decimals = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      let fraction = rest.prefix(while: isDigit)
      decimals = fraction.count
      rest = rest[fraction.endIndex...]
    }
    guard whole.count + decimals > 0 else { return false }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      return !rest.isEmpty && rest.allSatisfy(isDigit)
    }
    return rest.isEmpty
  }
}
