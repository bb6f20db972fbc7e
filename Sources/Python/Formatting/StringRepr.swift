/// The source form of strings and bytes, as `repr` and `ascii` write it.
enum StringRepr {
  /// `repr(text)`; with `asciiOnly`, `ascii(text)`.
  static func repr(_ scalars: some Sequence<Unicode.Scalar>, asciiOnly: Bool = false) -> String {
    var hasSingle = false
    var hasDouble = false
    for scalar in scalars {
      if scalar == "'" { hasSingle = true }
      if scalar == "\"" { hasDouble = true }
    }
    let quote: Unicode.Scalar = hasSingle && !hasDouble ? "\"" : "'"
    var text = String.UnicodeScalarView()
    text.append(quote)
    for scalar in scalars {
      appendEscaped(scalar, quote: quote, asciiOnly: asciiOnly, to: &text)
    }
    text.append(quote)
    return String(text)
  }

  /// `repr` of a text without characters above 127. Most need no escapes, and are copied whole.
  static func repr(ascii text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 32 && $0 < 127 && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\") }
    return isPlain ? "'\(text)'" : repr(text.unicodeScalars)
  }

  private static func appendEscaped(
    _ scalar: Unicode.Scalar, quote: Unicode.Scalar, asciiOnly: Bool,
    to text: inout String.UnicodeScalarView
  ) {
    switch scalar {
    case quote, "\\":
      text.append("\\")
      text.append(scalar)
    case "\n": text.append(contentsOf: "\\n".unicodeScalars)
    case "\r": text.append(contentsOf: "\\r".unicodeScalars)
    case "\t": text.append(contentsOf: "\\t".unicodeScalars)
    default:
      if scalar.value >= 32, scalar.value < 127 || (!asciiOnly && scalar.isPythonPrintable) {
        text.append(scalar)
      } else {
        text.append(contentsOf: escape(scalar.value).unicodeScalars)
      }
    }
  }

  /// `\x0a`, `\u20ac` or `\U0001f600`.
  static func escape(_ code: UInt32) -> String {
    let (letter, width) = code < 0x100 ? ("x", 2) : code < 0x10000 ? ("u", 4) : ("U", 8)
    let digits = String(code, radix: 16)
    return "\\" + letter + String(repeating: "0", count: width - digits.utf8.count) + digits
  }

  /// `repr` of bytes.
  static func repr(bytes: some Sequence<UInt8>) -> String {
    let hasSingle = bytes.contains(UInt8(ascii: "'"))
    let hasDouble = bytes.contains(UInt8(ascii: "\""))
    let quote = UInt8(ascii: hasSingle && !hasDouble ? "\"" : "'")
    var text: [UInt8] = [UInt8(ascii: "b"), quote]
    for byte in bytes {
      switch byte {
      case quote, UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): text += Array("\\n".utf8)
      case UInt8(ascii: "\r"): text += Array("\\r".utf8)
      case UInt8(ascii: "\t"): text += Array("\\t".utf8)
      case 32..<127: text.append(byte)
      default: text += Array(escape(UInt32(byte)).utf8)
      }
    }
    text.append(quote)
    return String(decoding: text, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  /// Whether `str.isprintable` counts the character as printable, by the Unicode version of Python 3.11 (14.0).
  var isPythonPrintable: Bool {
    if value < 127 { return value >= 32 }
    guard isInUnicode14 else { return false }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator,
      .spaceSeparator:
      return false
    default:
      return true
    }
  }

  /// Whether the character was assigned in Unicode 14.0, which Python 3.11 knows.
  var isInUnicode14: Bool {
    guard let age = properties.age else { return false }
    return age.major <= 14
  }
}
