import BigInt

/// Numbers from texts, and texts of numbers.
extension DecimalArithmetic {
  /// The decimal digits of a coefficient of any length.
  func text(of coefficient: BigUInt) throws(Raise) -> String {
    if coefficient.bitWidth > 256 {
      let digits = PowersOfTen.digits(of: coefficient)
      try vm.checkLength(digits)
      try charge(digits: digits, by: digits)
    }
    return String(coefficient)
  }

  enum Notation {
    case scientific, engineering
  }

  /// The text that reads back as the same number.
  func text(_ number: DecimalNumber, _ notation: Notation = .scientific) throws(Raise) -> String {
    let sign = number.isNegative ? "-" : ""
    switch number.kind {
    case .infinite: return sign + "Infinity"
    case .quietNaN, .signalingNaN:
      let payload = number.coefficient.isZero ? "" : try text(of: number.coefficient)
      return sign + (number.kind == .signalingNaN ? "sNaN" : "NaN") + payload
    case .finite: break
    }
    let digits = try text(of: number.coefficient)
    let count = digits.utf8.count
    let point = count + number.exponent
    if number.exponent <= 0, point > -6 { return sign + DecimalText.fixed(digits, point: point) }
    var place = 1
    if notation == .engineering {
      place =
        number.coefficient.isZero
        ? (point + 1).flooredRemainder(3) - 1 : (point - 1).flooredRemainder(3) + 1
    }
    if place == point { return sign + DecimalText.fixed(digits, point: point) }
    return sign + DecimalText.scientific(digits, point: point, place: place, marker: context.isCapital ? "E" : "e")
  }

  /// The number that a text stands for, rounded to the context; nil where it is none.
  mutating func number(_ text: String) throws(Raise) -> DecimalNumber? {
    guard let number = try DecimalText.parse(text, self) else { return nil }
    if number.isNaN {
      // A payload that does not fit is no payload.
      let most = context.precision - (context.clamps ? 1 : 0)
      return number.digits > most && !number.coefficient.isZero ? nil : number
    }
    return try finalized(number)
  }
}

/// The texts of decimal numbers.
enum DecimalText {
  /// Digits with a point before the digit at `point`, with the zeros that this takes.
  static func fixed(_ digits: String, point: Int) -> String {
    let count = digits.utf8.count
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
    if point >= count { return digits + String(repeating: "0", count: point - count) }
    let split = digits.utf8.index(digits.utf8.startIndex, offsetBy: point)
    return digits[..<split] + "." + digits[split...]
  }

  /// Digits with a point before the digit at `place`, and an exponent.
  static func scientific(_ digits: String, point: Int, place: Int, marker: String) -> String {
    let exponent = point - place
    return fixed(digits, point: place) + marker + (exponent < 0 ? "" : "+") + String(exponent)
  }

  /// What a text says, exactly; nil where it says no number. Exponents beyond all contexts are cut to what is still
  /// beyond them.
  static func parse(_ text: String, _ arithmetic: DecimalArithmetic) throws(Raise) -> DecimalNumber? {
    var bytes = Array(text.utf8)[...]
    var isNegative = false
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      bytes.removeFirst()
    }
    guard let first = bytes.first else { return nil }
    guard isDigit(first) || first == UInt8(ascii: ".") else {
      guard var special = try special(bytes, arithmetic) else { return nil }
      special.isNegative = isNegative
      return special
    }
    var digits: [UInt8] = []
    var places = 0
    var hasPoint = false
    while let byte = bytes.first {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if isDigit(byte) {
        digits.append(byte)
        if hasPoint { places += 1 }
      } else {
        break
      }
      bytes.removeFirst()
    }
    guard !digits.isEmpty else { return nil }
    var exponent = 0
    if let marker = bytes.first {
      guard marker | 0x20 == UInt8(ascii: "e"), let read = self.exponent(bytes.dropFirst()) else { return nil }
      exponent = read
    }
    return DecimalNumber(
      isNegative: isNegative, coefficient: try coefficient(digits[...], arithmetic), exponent: exponent - places)
  }

  private static func special(
    _ bytes: ArraySlice<UInt8>, _ arithmetic: DecimalArithmetic
  ) throws(Raise) -> DecimalNumber? {
    let word = String(decoding: bytes.prefix { !isDigit($0) }, as: UTF8.self).lowercased()
    let rest = bytes.drop { !isDigit($0) }
    switch word {
    case "inf", "infinity": return rest.isEmpty ? .infinity(isNegative: false) : nil
    case "nan", "snan":
      guard rest.allSatisfy(isDigit) else { return nil }
      let payload = rest.isEmpty ? 0 : try coefficient(rest, arithmetic)
      return DecimalNumber(kind: word == "nan" ? .quietNaN : .signalingNaN, coefficient: payload)
    default: return nil
    }
  }

  private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int? {
    var digits = bytes
    var isNegative = false
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      digits.removeFirst()
    }
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    let beyond = 1 << 61
    digits = digits.drop { $0 == UInt8(ascii: "0") }
    let read = digits.count > 19 ? nil : digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
    let exponent = Int(min(read ?? UInt64(beyond), UInt64(beyond)))
    return isNegative ? -exponent : exponent
  }

  private static func coefficient(
    _ digits: ArraySlice<UInt8>, _ arithmetic: DecimalArithmetic
  ) throws(Raise) -> BigUInt {
    if digits.count <= 19 {
      return BigUInt(digits.reduce(UInt64(0)) { $0 &* 10 &+ UInt64($1 - UInt8(ascii: "0")) })
    }
    try arithmetic.vm.checkBits(digits.count * 10 / 3)
    try arithmetic.charge(digits: digits.count, by: digits.count)
    return BigUInt(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
