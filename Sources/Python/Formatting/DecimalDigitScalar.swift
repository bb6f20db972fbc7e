extension Unicode.Scalar {
  /// The value of a decimal digit of any script (general category Nd); nil for other characters.
  var decimalDigit: Int? {
    if value < 128 { return value >= 48 && value <= 57 ? Int(value) - 48 : nil }
    guard properties.generalCategory == .decimalNumber, let number = properties.numericValue else {
      return nil
    }
    return Int(number)
  }

  /// Whether `str.isspace` and `str.split` count the character as white space.
  var isPythonSpace: Bool {
    switch value {
    case 9...13, 28...32, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}
