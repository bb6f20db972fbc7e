extension FormatSpec {
  /// `format(text, spec)` of a string; `length` is its number of characters (code points).
  func format(_ text: String, length: Int) throws(Fault) -> String {
    if type != nil, type != "s" { throw unknownType(of: "str") }
    if let sign {
      throw .value("\(sign == .space ? "Space" : "Sign") not allowed in string format specifier")
    }
    if coercesNegativeZero {
      throw .value("Negative zero coercion (z) not allowed in string format specifier")
    }
    if isAlternate { throw .value("Alternate form (#) not allowed in string format specifier") }
    if alignment == .afterSign {
      throw .value("'=' alignment not allowed in string format specifier")
    }
    guard let precision, precision < length else { return padded(text, length: length) }
    return padded(
      String(String.UnicodeScalarView(text.unicodeScalars.prefix(precision))), length: precision)
  }
}
