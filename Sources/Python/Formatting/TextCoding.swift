/// Texts as bytes and back, in the encodings that need no tables.
enum TextCoding {
  private enum Encoding { case utf8, utf8WithMark, ascii, latin1, utf16, utf16LittleEndian, utf16BigEndian, utf32 }

  private static func encoding(_ name: String) -> (encoding: Encoding, shown: String)? {
    let normalized = name.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
    switch normalized {
    case "utf_8", "utf8", "u8", "utf", "cp65001": return (.utf8, "utf-8")
    case "utf_8_sig": return (.utf8WithMark, "utf-8")
    case "ascii", "us_ascii", "646": return (.ascii, "ascii")
    case "latin_1", "latin1", "iso_8859_1", "iso8859_1", "8859", "l1", "cp819":
      return (.latin1, "latin-1")
    case "utf_16", "utf16", "u16": return (.utf16, "utf-16")
    case "utf_16_le", "utf_16le": return (.utf16LittleEndian, "utf-16-le")
    case "utf_16_be", "utf_16be": return (.utf16BigEndian, "utf-16-be")
    case "utf_32", "utf32", "u32": return (.utf32, "utf-32")
    default: return nil
    }
  }

  /// A name that a script gives for an encoding or an error handling.
  static func name(_ value: Value?, _ function: String, _ argument: String, _ vm: Machine) throws(Raise) -> String? {
    guard let value else { return nil }
    guard case .str(let text) = value else {
      throw vm.typeError("\(function)() argument '\(argument)' must be str, not \(value.argumentTypeName)")
    }
    return text.string
  }

  static func encode(_ text: Str, _ name: String, errors: String, _ vm: Machine) throws(Raise) -> Value {
    guard let (encoding, shown) = encoding(name) else {
      throw vm.raise(.lookupError, "unknown encoding: \(name)")
    }
    let utf8 = text.string.utf8
    try vm.checkLength(utf8.count)
    switch encoding {
    case .utf8: return try vm.bytes(Array(utf8))
    case .utf8WithMark: return try vm.bytes([0xEF, 0xBB, 0xBF] + utf8)
    case .ascii, .latin1:
      return try encode(text, limit: encoding == .ascii ? 128 : 256, shown, errors, vm)
    case .utf16, .utf16LittleEndian, .utf16BigEndian:
      try vm.checkLength(utf8.count * 2 + 2)
      var bytes: [UInt8] = encoding == .utf16 ? [0xFF, 0xFE] : []
      for unit in text.string.utf16 {
        let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
        bytes += encoding == .utf16BigEndian ? [high, low] : [low, high]
      }
      return try vm.bytes(bytes)
    case .utf32:
      try vm.checkLength(utf8.count * 4 + 4)
      var bytes: [UInt8] = [0xFF, 0xFE, 0, 0]
      for scalar in text.string.unicodeScalars {
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: scalar.value >> UInt32(shift))) }
      }
      return try vm.bytes(bytes)
    }
  }

  private static func encode(
    _ text: Str, limit: UInt32, _ shown: String, _ errors: String, _ vm: Machine
  ) throws(Raise) -> Value {
    var bytes: [UInt8] = []
    for (position, scalar) in text.string.unicodeScalars.enumerated() {
      if scalar.value < limit {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        continue
      }
      switch errors {
      case "ignore": continue
      case "replace": bytes.append(UInt8(ascii: "?"))
      case "backslashreplace": bytes += Array(StringRepr.escape(scalar.value).utf8)
      case "xmlcharrefreplace": bytes += Array("&#\(scalar.value);".utf8)
      case "strict":
        throw vm.raise(
          .unicodeEncodeError,
          "'\(shown)' codec can't encode character '\(StringRepr.escape(scalar.value))' in position \(position): "
            + "ordinal not in range(\(limit))")
      default: throw vm.raise(.lookupError, "unknown error handler name '\(errors)'")
      }
    }
    return try vm.bytes(bytes)
  }

  static func decode(_ bytes: [UInt8], _ name: String, errors: String, _ vm: Machine) throws(Raise) -> Value {
    // CPython does not even look at the name where there is nothing to decode.
    if bytes.isEmpty { return try vm.text("") }
    guard let (encoding, shown) = encoding(name) else {
      throw vm.raise(.lookupError, "unknown encoding: \(name)")
    }
    switch encoding {
    case .utf8: return try decodeUTF8(bytes[...], errors, vm)
    case .utf8WithMark:
      return try decodeUTF8(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], errors, vm)
    case .ascii, .latin1:
      var text = String.UnicodeScalarView()
      for (position, byte) in bytes.enumerated() {
        if encoding == .ascii, byte > 127 {
          try handle(byte, position, "ordinal not in range(128)", shown, errors, &text, vm)
        } else {
          text.append(Unicode.Scalar(byte))
        }
      }
      return try vm.text(String(text))
    case .utf16, .utf16LittleEndian, .utf16BigEndian:
      var isBig = encoding == .utf16BigEndian
      var rest = bytes[...]
      if encoding == .utf16, bytes.starts(with: [0xFE, 0xFF]) {
        isBig = true
        rest = rest.dropFirst(2)
      } else if encoding == .utf16, bytes.starts(with: [0xFF, 0xFE]) {
        rest = rest.dropFirst(2)
      }
      guard rest.count % 2 == 0 else {
        throw vm.raise(
          .unicodeDecodeError,
          "'\(shown)' codec can't decode byte 0x\(String(bytes[bytes.count - 1], radix: 16)) in position "
            + "\(bytes.count - 1): truncated data")
      }
      var units: [UInt16] = []
      for index in stride(from: rest.startIndex, to: rest.endIndex, by: 2) {
        let (first, second) = (UInt16(rest[index]), UInt16(rest[index + 1]))
        units.append(isBig ? first << 8 | second : second << 8 | first)
      }
      return try vm.text(String(decoding: units, as: UTF16.self))
    case .utf32: throw vm.raise(.lookupError, "unknown encoding: \(name)")
    }
  }

  private static func decodeUTF8(_ bytes: ArraySlice<UInt8>, _ errors: String, _ vm: Machine) throws(Raise) -> Value {
    if let text = String(validating: bytes, as: UTF8.self) { return try vm.text(text) }
    var text = String.UnicodeScalarView()
    var rest = bytes
    while let first = rest.first {
      let position = rest.startIndex - bytes.startIndex
      let sequence = UTF8Sequence(rest)
      if let scalar = sequence.scalar {
        text.append(scalar)
      } else {
        try handle(first, position, sequence.reason, "utf-8", errors, &text, vm, count: sequence.length)
      }
      rest = rest.dropFirst(sequence.length)
    }
    return try vm.text(String(text))
  }

  private static func handle(
    _ byte: UInt8, _ position: Int, _ reason: String, _ shown: String, _ errors: String,
    _ text: inout String.UnicodeScalarView, _ vm: Machine, count: Int = 1
  ) throws(Raise) {
    switch errors {
    case "ignore": return
    case "replace": text.append("\u{FFFD}")
    case "backslashreplace": text.append(contentsOf: StringRepr.escape(UInt32(byte)).unicodeScalars)
    case "strict":
      let digits = String(byte, radix: 16)
      let what =
        count == 1
        ? "byte 0x\(digits.utf8.count == 1 ? "0" : "")\(digits) in position \(position)"
        : "bytes in position \(position)-\(position + count - 1)"
      throw vm.raise(.unicodeDecodeError, "'\(shown)' codec can't decode \(what): \(reason)")
    default: throw vm.raise(.lookupError, "unknown error handler name '\(errors)'")
    }
  }
}

/// The code point at the start of UTF-8 bytes, or what is wrong there and how many bytes to skip.
private struct UTF8Sequence {
  var scalar: Unicode.Scalar?
  var length = 1
  var reason = ""

  init(_ bytes: ArraySlice<UInt8>) {
    let first = bytes[bytes.startIndex]
    let needed: Int
    var range: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0..<0x80:
      scalar = Unicode.Scalar(first)
      return
    case 0xC2...0xDF: needed = 1
    case 0xE0...0xEF:
      needed = 2
      if first == 0xE0 { range = 0xA0...0xBF }
      if first == 0xED { range = 0x80...0x9F }
    case 0xF0...0xF4:
      needed = 3
      if first == 0xF0 { range = 0x90...0xBF }
      if first == 0xF4 { range = 0x80...0x8F }
    default:
      reason = "invalid start byte"
      return
    }
    var code = UInt32(first) & (0x3F >> UInt32(needed))
    for offset in 1...needed {
      guard offset < bytes.count else {
        reason = "unexpected end of data"
        return
      }
      let byte = bytes[bytes.startIndex + offset]
      guard range.contains(byte) else {
        reason = "invalid continuation byte"
        return
      }
      range = 0x80...0xBF
      code = code << 6 | UInt32(byte & 0x3F)
      length = offset + 1
    }
    scalar = Unicode.Scalar(code)
  }
}
