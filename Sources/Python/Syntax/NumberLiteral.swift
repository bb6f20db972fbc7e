import BigInt

/// A number as it stands in a program.
struct NumberLiteral {
  let kind: Token.Kind
  /// Where the literal ends.
  let end: Int

  /// Longer decimal literals are refused, as by CPython.
  private static let digitLimit = 4300

  /// Reads the literal that begins at `start`. `place` tells the place of an offset, for failures.
  static func scan(
    _ text: ArraySlice<UInt8>, from start: Int, _ place: (Int) -> Place
  ) throws(SyntaxFailure) -> NumberLiteral {
    var reader = Reader(text: text, position: start)
    if reader.byte == UInt8(ascii: "0"), let base = reader.base {
      return try based(&reader, base, start, place)
    }
    let whole = try reader.digits(place)
    var isFloat = false
    if reader.byte == UInt8(ascii: ".") {
      isFloat = true
      reader.position += 1
      if reader.isDigit { _ = try reader.digits(place) }
    }
    if reader.byte | 0x20 == UInt8(ascii: "e") {
      var ahead = reader
      ahead.position += 1
      if ahead.byte == UInt8(ascii: "+") || ahead.byte == UInt8(ascii: "-") { ahead.position += 1 }
      if ahead.isDigit {
        isFloat = true
        reader = ahead
        _ = try reader.digits(place)
      }
    }
    let digits = text[start..<reader.position].filter { $0 != UInt8(ascii: "_") }
    let literal = String(decoding: digits, as: UTF8.self)
    if reader.byte | 0x20 == UInt8(ascii: "j") {
      reader.position += 1
      try reader.checkEnd("imaginary", place)
      return NumberLiteral(kind: .imaginary(double(literal)), end: reader.position)
    }
    try reader.checkEnd("decimal", place)
    if isFloat { return NumberLiteral(kind: .float(double(literal)), end: reader.position) }
    if whole.count > 1, whole.first == "0", whole.contains(where: { $0 != "0" }) {
      throw place(start).failure(
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
    }
    if let small = Int(whole) { return NumberLiteral(kind: .integer(small), end: reader.position) }
    guard whole.utf8.count <= digitLimit else {
      throw place(start).failure(
        "Exceeds the limit (\(digitLimit) digits) for integer string conversion: value has \(whole.utf8.count) digits; "
          + "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals "
          + "to avoid decimal conversion limits.")
    }
    guard let big = BigInt(whole) else { throw place(start).failure("invalid decimal literal") }
    return NumberLiteral(kind: .bigInteger(big), end: reader.position)
  }

  private static func double(_ literal: String) -> Double {
    // Swift wants digits on both sides of the point.
    var text = literal
    if text.hasPrefix(".") { text = "0" + text }
    if let point = text.firstIndex(of: ".") {
      let next = text.index(after: point)
      if next == text.endIndex || !text[next].isNumber { text.insert("0", at: next) }
    }
    return Double(text) ?? .infinity
  }

  private static func based(
    _ reader: inout Reader, _ base: (radix: Int, name: String), _ start: Int, _ place: (Int) -> Place
  ) throws(SyntaxFailure) -> NumberLiteral {
    reader.position += 2
    var digits: [UInt8] = []
    var lastIsDigit = false
    while true {
      let byte = reader.byte
      if byte == UInt8(ascii: "_") {
        guard Reader.digit(reader.text, reader.position + 1, base.radix) else {
          throw place(reader.position).failure("invalid \(base.name) literal")
        }
      } else if Reader.digit(reader.text, reader.position, base.radix) {
        digits.append(byte)
        lastIsDigit = true
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        throw place(reader.position).failure(
          "invalid digit '\(Character(Unicode.Scalar(byte)))' in \(base.name) literal")
      } else {
        break
      }
      reader.position += 1
    }
    guard lastIsDigit else { throw place(start).failure("invalid \(base.name) literal") }
    try reader.checkEnd(base.name, place)
    let text = String(decoding: digits, as: UTF8.self)
    if let small = Int(text, radix: base.radix) { return NumberLiteral(kind: .integer(small), end: reader.position) }
    guard let big = BigInt(text, radix: base.radix) else { throw place(start).failure("invalid \(base.name) literal") }
    return NumberLiteral(kind: .bigInteger(big), end: reader.position)
  }

  private struct Reader {
    let text: ArraySlice<UInt8>
    var position: Int

    var byte: UInt8 { position < text.endIndex ? text[position] : 0 }
    var isDigit: Bool { Reader.digit(text, position, 10) }

    static func digit(_ text: ArraySlice<UInt8>, _ position: Int, _ radix: Int) -> Bool {
      guard position < text.endIndex else { return false }
      let value: Int
      switch text[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(text[position] - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = Int(text[position] - UInt8(ascii: "a")) + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = Int(text[position] - UInt8(ascii: "A")) + 10
      default: return false
      }
      return value < radix
    }

    /// The base that a prefix such as `0x` names.
    var base: (radix: Int, name: String)? {
      guard position + 1 < text.endIndex else { return nil }
      return switch text[position + 1] | 0x20 {
      case UInt8(ascii: "x"): (16, "hexadecimal")
      case UInt8(ascii: "o"): (8, "octal")
      case UInt8(ascii: "b"): (2, "binary")
      default: nil
      }
    }

    /// Reads decimal digits with single underscores between; gives them without.
    mutating func digits(_ place: (Int) -> Place) throws(SyntaxFailure) -> String {
      var digits: [UInt8] = []
      while true {
        if isDigit {
          digits.append(byte)
        } else if byte == UInt8(ascii: "_"), !digits.isEmpty {
          guard Reader.digit(text, position + 1, 10) else { throw place(position).failure("invalid decimal literal") }
        } else {
          return String(decoding: digits, as: UTF8.self)
        }
        position += 1
      }
    }

    /// Refuses a name that begins right behind the literal, except for the keywords that CPython lets pass.
    func checkEnd(_ name: String, _ place: (Int) -> Place) throws(SyntaxFailure) {
      let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
      guard isLetter || byte == UInt8(ascii: "_") || byte >= 0x80 else { return }
      for keyword in ["and", "else", "for", "if", "in", "is", "or", "not"] {
        let word = Array(keyword.utf8)
        if text[position...].starts(with: word) { return }
      }
      throw place(Swift.max(position - 1, text.startIndex)).failure("invalid \(name) literal")
    }
  }
}
