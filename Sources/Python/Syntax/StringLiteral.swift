/// The content of string literals.
enum StringLiteral {
  /// The text of a part of a literal, with its escapes replaced.
  static func text(
    _ source: [UInt8], _ range: Range<Int>, _ isRaw: Bool, _ place: Place
  ) throws(SyntaxFailure) -> String {
    let content = source[range]
    if isRaw || !content.contains(where: { $0 == UInt8(ascii: "\\") || $0 == 13 }) {
      return String(decoding: lineEnds(content), as: UTF8.self)
    }
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var position = content.startIndex
    while position < content.endIndex {
      let byte = content[position]
      position += 1
      if byte == 13 {
        if position < content.endIndex, content[position] == 10 { position += 1 }
        result.append(10)
        continue
      }
      guard byte == UInt8(ascii: "\\"), position < content.endIndex else {
        result.append(byte)
        continue
      }
      if let scalar = try escape(content, &position, place) {
        guard let scalar = Unicode.Scalar(scalar) else {
          throw place.refusal("the engine 'restricted' does not offer surrogates in strings")
        }
        result.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `\r\n` and `\r` in a literal count as `\n`.
  private static func lineEnds(_ content: ArraySlice<UInt8>) -> [UInt8] {
    guard content.contains(13) else { return Array(content) }
    var result: [UInt8] = []
    var position = content.startIndex
    while position < content.endIndex {
      let byte = content[position]
      position += 1
      if byte == 13, position < content.endIndex, content[position] == 10 { position += 1 }
      result.append(byte == 13 ? 10 : byte)
    }
    return result
  }

  /// The code point behind a backslash; nil for a line end, which counts for nothing.
  private static func escape(
    _ content: ArraySlice<UInt8>, _ position: inout Int, _ place: Place
  ) throws(SyntaxFailure) -> UInt32? {
    let byte = content[position]
    position += 1
    switch byte {
    case 10: return nil
    case 13:
      if position < content.endIndex, content[position] == 10 { position += 1 }
      return nil
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return UInt32(byte)
    case UInt8(ascii: "a"): return 7
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "v"): return 11
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var value = UInt32(byte - UInt8(ascii: "0"))
      var count = 1
      while count < 3, position < content.endIndex, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(content[position])
      {
        value = value * 8 + UInt32(content[position] - UInt8(ascii: "0"))
        position += 1
        count += 1
      }
      return value
    case UInt8(ascii: "x"): return try hexadecimal(content, &position, 2, "\\xXX", place)
    case UInt8(ascii: "u"): return try hexadecimal(content, &position, 4, "\\uXXXX", place)
    case UInt8(ascii: "U"): return try hexadecimal(content, &position, 8, "\\UXXXXXXXX", place)
    case UInt8(ascii: "N"): return try named(content, &position, place)
    default:
      // An unknown escape keeps its backslash.
      position -= 1
      return UInt32(UInt8(ascii: "\\"))
    }
  }

  private static func hexadecimal(
    _ content: ArraySlice<UInt8>, _ position: inout Int, _ count: Int, _ form: String, _ place: Place
  ) throws(SyntaxFailure) -> UInt32 {
    let digits = content[position...].prefix(count)
    guard digits.count == count,
      digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else {
      throw place.failure("(unicode error) 'unicodeescape' codec can't decode bytes: truncated \(form) escape")
    }
    position += count
    guard value <= 0x10ffff else {
      throw place.failure("(unicode error) 'unicodeescape' codec can't decode bytes: illegal Unicode character")
    }
    return value
  }

  /// `\N{NAME}`: looked up among the names that Swift's tables know.
  private static func named(
    _ content: ArraySlice<UInt8>, _ position: inout Int, _ place: Place
  ) throws(SyntaxFailure) -> UInt32 {
    guard position < content.endIndex, content[position] == UInt8(ascii: "{"),
      let close = content[position...].firstIndex(of: UInt8(ascii: "}"))
    else {
      throw place.failure(
        "(unicode error) 'unicodeescape' codec can't decode bytes: malformed \\N character escape")
    }
    let name = String(decoding: content[(position + 1)..<close], as: UTF8.self).uppercased()
    position = close + 1
    for value in UInt32(0x20)...0x1_ffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if scalar.properties.name == name || scalar.properties.nameAlias == name { return value }
    }
    throw place.failure(
      "(unicode error) 'unicodeescape' codec can't decode bytes: unknown Unicode character name")
  }

  /// The content of a bytes literal.
  static func bytes(_ source: [UInt8], _ literal: StringToken, _ place: Place) throws(SyntaxFailure) -> [UInt8] {
    let content = source[literal.start..<literal.end]
    guard content.allSatisfy({ $0 < 128 }) else {
      throw place.failure("bytes can only contain ASCII literal characters")
    }
    if literal.isRaw { return lineEnds(content) }
    var result: [UInt8] = []
    var position = content.startIndex
    while position < content.endIndex {
      let byte = content[position]
      position += 1
      guard byte == UInt8(ascii: "\\"), position < content.endIndex else {
        result.append(byte)
        continue
      }
      switch content[position] {
      case UInt8(ascii: "u"), UInt8(ascii: "U"), UInt8(ascii: "N"):
        result += [byte, content[position]]
        position += 1
      case UInt8(ascii: "x"):
        let start = position + 1
        guard start + 2 <= content.endIndex,
          let value = UInt8(String(decoding: content[start..<(start + 2)], as: UTF8.self), radix: 16)
        else {
          throw place.failure("(value error) invalid \\x escape at position \(position - 1 - content.startIndex)")
        }
        result.append(value)
        position = start + 2
      default:
        if let value = try escape(content, &position, place) { result.append(UInt8(truncatingIfNeeded: value)) }
      }
    }
    return result
  }
}
