import BigInt

extension FormatSpec {
  /// `format(number, spec)` of an integer.
  func format(_ number: BigInt, typeName: String = "int") throws(Fault) -> String {
    switch type {
    case "e", "E", "f", "F", "g", "G", "%":
      guard let value = number.exactOrRoundedDouble else {
        throw .overflow("int too large to convert to float")
      }
      return try format(value)
    case "c": return try formatCharacter(number)
    case nil, "d", "n", "b", "o", "x", "X": break
    default: throw unknownType(of: typeName)
    }
    if precision != nil { throw .value("Precision not allowed in integer format specifier") }
    if coercesNegativeZero {
      throw .value("Negative zero coercion (z) not allowed in integer format specifier")
    }
    let radix =
      switch type {
      case "b": 2
      case "o": 8
      case "x", "X": 16
      default: 10
      }
    let digits = String(number.magnitude, radix: radix, uppercase: type == "X")
    let prefix = isAlternate && radix != 10 ? "0" + String(type ?? "x") : ""
    return laidOut(isNegative: number.sign == .minus, prefix: prefix, digits: digits, rest: "")
  }

  private func formatCharacter(_ number: BigInt) throws(Fault) -> String {
    if precision != nil { throw .value("Precision not allowed in integer format specifier") }
    if coercesNegativeZero {
      throw .value("Negative zero coercion (z) not allowed in integer format specifier")
    }
    if sign != nil { throw .value("Sign not allowed with integer format specifier 'c'") }
    if isAlternate {
      throw .value("Alternate form (#) not allowed with integer format specifier 'c'")
    }
    guard let long = Int(exactly: number) else {
      throw .overflow("Python int too large to convert to C long")
    }
    guard let code = UInt32(exactly: long), code < 0x110000 else {
      throw .overflow("%c arg not in range(0x110000)")
    }
    let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
    return padded(String(scalar), length: 1)
  }

  /// `format(value, spec)` of a floating-point number.
  func format(_ value: Double, typeName: String = "float") throws(Fault) -> String {
    var value = value
    var text = FloatText(layout: .shortest, isAlternate: isAlternate)
    switch type {
    case nil:
      text.marksFloat = true
      if let precision { text.layout = .general(significant: precision) }
    case "e", "E": text.layout = .scientific(decimals: precision ?? 6)
    case "f", "F": text.layout = .fixed(decimals: precision ?? 6)
    case "%":
      text.layout = .fixed(decimals: precision ?? 6)
      value *= 100
    case "g", "G", "n": text.layout = .general(significant: precision ?? 6)
    default: throw unknownType(of: typeName)
    }
    text.isUppercase = type == "E" || type == "F" || type == "G"
    let magnitude = text.magnitude(of: value)
    var isNegative = value.sign == .minus && !value.isNaN
    if coercesNegativeZero, isNegative, FormatSpec.isZero(magnitude) { isNegative = false }
    let split = magnitude.utf8.firstIndex { !(48...57).contains($0) } ?? magnitude.endIndex
    let rest = String(magnitude[split...]) + (type == "%" ? "%" : "")
    return laidOut(
      isNegative: isNegative, prefix: "", digits: String(magnitude[..<split]), rest: rest)
  }

  private static func isZero(_ magnitude: String) -> Bool {
    for byte in magnitude.utf8 {
      switch byte {
      case UInt8(ascii: "0"), UInt8(ascii: "."): continue
      case UInt8(ascii: "e"), UInt8(ascii: "E"): return true
      default: return false
      }
    }
    return true
  }

  /// Sign, prefix, grouped digits and the rest (point, decimals, exponent) with padding where the alignment wants it.
  func laidOut(isNegative: Bool, prefix: String, digits: String, rest: String) -> String {
    let signText =
      switch (isNegative, sign) {
      case (true, _): "-"
      case (false, .always): "+"
      case (false, .space): " "
      default: ""
      }
    let head = signText + prefix
    let headLength = signText.utf8.count + prefix.utf8.count
    let restLength = rest.utf8.count
    let zeroFilled = fill == "0" && alignment == .afterSign
    let least = zeroFilled ? max(0, (width ?? 0) - headLength - restLength) : 0
    let body = grouped(digits, leastWidth: least) + rest
    let length = headLength + body.utf8.count
    if alignment == .afterSign, let width, width > length {
      return head + String(repeating: String(fill), count: width - length) + body
    }
    return padded(head + body, length: length)
  }

  /// The digits with separators, and with leading zeros (separated too) up to a width.
  private func grouped(_ digits: String, leastWidth: Int) -> String {
    guard let grouping, !digits.isEmpty else {
      let missing = digits.isEmpty ? 0 : leastWidth - digits.utf8.count
      return missing > 0 ? String(repeating: "0", count: missing) + digits : digits
    }
    let size = type == "b" || type == "o" || type == "x" || type == "X" ? 4 : 3
    let separator = UInt8(ascii: grouping.rawValue)
    var reversed: [UInt8] = []
    var source = digits.utf8.reversed().makeIterator()
    var inGroup = 0
    var pending = source.next()
    while pending != nil || reversed.count < leastWidth {
      if inGroup == size {
        reversed.append(separator)
        inGroup = 0
      }
      reversed.append(pending ?? UInt8(ascii: "0"))
      inGroup += 1
      if pending != nil { pending = source.next() }
    }
    return String(decoding: reversed.reversed(), as: UTF8.self)
  }
}
