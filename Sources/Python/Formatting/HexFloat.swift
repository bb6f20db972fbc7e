import BigInt

/// The hexadecimal text of a floating-point number: `0x1.8000000000000p+1`.
enum HexFloat {
  static func text(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    let sign = value.sign == .minus ? "-" : ""
    if value.isInfinite { return sign + "inf" }
    if value == 0 { return sign + "0x0.0p+0" }
    let digits = String(value.significandBitPattern, radix: 16)
    let fraction = String(repeating: "0", count: 13 - digits.utf8.count) + digits
    let exponent = value.isNormal ? Int(value.exponentBitPattern) - 1023 : -1022
    return "\(sign)0x\(value.isNormal ? 1 : 0).\(fraction)p\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
  }

  /// The number that a hexadecimal text says, correctly rounded.
  static func value(_ text: String) throws(Fault) -> Double {
    let invalid = Fault.value("invalid hexadecimal floating-point string")
    var rest = NumberText.stripped(text.lowercased())
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    let word = String(String.UnicodeScalarView(rest))
    let sign = isNegative ? -1.0 : 1.0
    if word == "inf" || word == "infinity" { return sign * .infinity }
    if word == "nan" { return .nan }
    if word.hasPrefix("0x") { rest = rest.dropFirst(2) }
    var digits = ""
    var decimals = 0
    var seenPoint = false
    while let next = rest.first, next != "p" {
      if next == ".", !seenPoint {
        seenPoint = true
      } else {
        guard next.isASCII, next.properties.isHexDigit else { throw invalid }
        digits.unicodeScalars.append(next)
        if seenPoint { decimals += 1 }
      }
      rest.removeFirst()
    }
    guard let mantissa = BigInt(digits, radix: 16) else { throw invalid }
    var exponent = 0
    if rest.popFirst() == "p" {
      guard let number = Int(String(String.UnicodeScalarView(rest))) else { throw invalid }
      exponent = min(max(number, -1_000_000), 1_000_000)
    }
    exponent -= decimals * 4
    if mantissa == 0 { return sign * 0 }
    let tooLarge = Fault.overflow("hexadecimal value too large to represent as a float")
    if mantissa.magnitude.bitWidth + exponent > 1025 { throw tooLarge }
    if mantissa.magnitude.bitWidth + exponent < -1100 { return sign * 0 }
    let scaled = exponent >= 0 ? mantissa << exponent : mantissa
    guard let value = IntegerArithmetic.trueDivide(scaled, exponent < 0 ? BigInt(1) << -exponent : 1) else {
      throw tooLarge
    }
    return sign * value
  }
}
