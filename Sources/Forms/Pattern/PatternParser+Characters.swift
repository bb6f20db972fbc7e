extension PatternParser {
  /// A class; its opening bracket is read.
  mutating func characterClass(_ start: Int) throws(PatternError) -> CharacterSet {
    var set = CharacterSet(isNegated: take("^"))
    while true {
      let place = offset
      guard let scalar = next() else { throw failure("'[' without ']'", at: start) }
      if scalar == "]" { return set }
      let low = try member(scalar, place)
      let dash = offset
      guard take("-"), let after = peek, after != "]" else {
        back(to: dash)
        set.members.append(low)
        continue
      }
      let end = offset
      _ = next()
      guard case .range(let first) = low, first.count == 1, case .range(let last) = try member(after, end),
        last.count == 1
      else { throw failure("a range goes from one character to another", at: place) }
      guard first.lowerBound <= last.lowerBound else { throw failure("a range in the wrong order", at: place) }
      set.members.append(.range(first.lowerBound...last.lowerBound))
    }
  }

  private mutating func member(
    _ scalar: Unicode.Scalar, _ place: Int
  ) throws(PatternError) -> CharacterSet.Member {
    guard scalar == "\\" else { return .range(scalar.value...scalar.value) }
    if take("b") { return .range(8...8) }
    return try escaped(place)
  }

  /// An escape outside a class; the backslash is read.
  mutating func escape(_ start: Int) throws(PatternError) -> CharacterSet {
    CharacterSet([try escaped(start)])
  }

  private mutating func escaped(_ start: Int) throws(PatternError) -> CharacterSet.Member {
    guard let letter = next() else { throw failure("a backslash at the end", at: start) }
    switch letter {
    case "d": return .digit(isNegated: false)
    case "D": return .digit(isNegated: true)
    case "w": return .word(isNegated: false)
    case "W": return .word(isNegated: true)
    case "s": return .space(isNegated: false)
    case "S": return .space(isNegated: true)
    case "p": return try property(start, isNegated: false)
    case "P": return try property(start, isNegated: true)
    case "1"..."9", "k": throw failure("back references are not supported", at: start)
    default:
      let code = try code(of: letter, start)
      return .range(code...code)
    }
  }

  private mutating func property(_ start: Int, isNegated: Bool) throws(PatternError) -> CharacterSet.Member {
    var name = ""
    guard take("{") else { throw failure("a property has the form \\p{Name}", at: start) }
    while let scalar = next(), scalar != "}" { name.unicodeScalars.append(scalar) }
    guard let categories = GeneralCategories.named(name) else {
      throw failure("unknown property '\(name.prefix(40))': the general categories are supported", at: start)
    }
    return .categories(categories, isNegated: isNegated)
  }

  /// The character that an escape stands for, its letter being read.
  private mutating func code(of letter: Unicode.Scalar, _ start: Int) throws(PatternError) -> UInt32 {
    switch letter {
    case "t": return 9
    case "n": return 10
    case "v": return 11
    case "f": return 12
    case "r": return 13
    case "0":
      if let digit = peek, ("0"..."9").contains(digit) { throw failure("an octal escape", at: start) }
      return 0
    case "c":
      guard let control = next(), control.isASCII, control.properties.isAlphabetic else {
        throw failure("\\c wants a letter", at: start)
      }
      return control.value % 32
    case "x": return try hexadecimal(2, start)
    case "u": return try unicode(start)
    default:
      guard letter.isASCII, !CharacterSet.isWord(letter) else {
        throw failure("unknown escape '\\\(letter)'", at: start)
      }
      return letter.value
    }
  }

  /// `\u0041`, `\ud83d\ude00` or `\u{1F600}`.
  private mutating func unicode(_ start: Int) throws(PatternError) -> UInt32 {
    guard take("{") else {
      let high = try hexadecimal(4, start)
      guard (0xD800..<0xDC00).contains(high) else { return high }
      let place = offset
      guard take("\\"), take("u") else {
        back(to: place)
        return high
      }
      let low = try hexadecimal(4, start)
      guard (0xDC00..<0xE000).contains(low) else {
        back(to: place)
        return high
      }
      return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
    var code: UInt32 = 0
    var count = 0
    while let scalar = next(), scalar != "}" {
      guard let digit = Self.hexadecimalDigit(scalar), count < 8 else {
        throw failure("\\u{…} wants a code point", at: start)
      }
      code = code << 4 | digit
      count += 1
    }
    guard count > 0, code <= 0x10FFFF else { throw failure("\\u{…} wants a code point", at: start) }
    return code
  }

  private mutating func hexadecimal(_ count: Int, _ start: Int) throws(PatternError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<count {
      guard let digit = next().flatMap(Self.hexadecimalDigit) else {
        throw failure("\(count) hexadecimal digits are expected", at: start)
      }
      code = code << 4 | digit
    }
    return code
  }

  private static func hexadecimalDigit(_ scalar: Unicode.Scalar) -> UInt32? {
    guard scalar.isASCII else { return nil }
    return Character(scalar).hexDigitValue.map { UInt32($0) }
  }
}
