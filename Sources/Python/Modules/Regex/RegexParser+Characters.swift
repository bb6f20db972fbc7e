extension RegexParser {
  /// An escape outside a set; the backslash is read.
  mutating func escape(_ flags: RegexFlags, _ start: Int) throws(RegexFailure) -> RegexNode {
    guard let letter = next() else { throw failure("bad escape (end of pattern)", start) }
    let isASCII = flags.contains(.ascii)
    switch letter {
    case "A": return .anchor(.textStart)
    case "Z": return .anchor(.textEnd)
    case "b": return .anchor(.boundary(isNegated: false, isASCII: isASCII))
    case "B": return .anchor(.boundary(isNegated: true, isASCII: isASCII))
    case "1"..."9":
      var index = Int(letter.value) - 48
      if let digit = peekDigit() {
        // Three octal digits are a character.
        if index < 4, digit < 8, let third = peekDigit(1), third < 8 {
          skip(2)
          return literalNode(UInt32(index * 64 + digit * 8 + third), flags)
        }
        index = index * 10 + digit
        skip(1)
      }
      guard index <= groupCount else { throw failure("invalid group reference \(index)", start + 1) }
      if isOpen(index) { throw failure("cannot refer to an open group", start) }
      return .backreference(index, ignoresCase: flags.contains(.ignoreCase))
    default: break
    }
    if let category = RegexParser.category(letter) {
      return .single(.set(RegexSet(categories: [category], isASCII: isASCII)))
    }
    return literalNode(try character(letter, start), flags)
  }

  private func literalNode(_ code: UInt32, _ flags: RegexFlags) -> RegexNode {
    let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
    return .single(flags.contains(.ignoreCase) ? .literalIgnoringCase(scalar) : .literal(scalar))
  }

  private static func category(
    _ letter: Unicode.Scalar
  ) -> (category: RegexSet.Category, isNegated: Bool)? {
    switch letter {
    case "d": (.digit, false)
    case "D": (.digit, true)
    case "s": (.space, false)
    case "S": (.space, true)
    case "w": (.word, false)
    case "W": (.word, true)
    default: nil
    }
  }

  /// The character that an escape stands for, its letter being read.
  private mutating func character(_ letter: Unicode.Scalar, _ start: Int) throws(RegexFailure) -> UInt32 {
    switch letter {
    case "n": return 10
    case "t": return 9
    case "r": return 13
    case "f": return 12
    case "v": return 11
    case "a": return 7
    case "x": return try hexadecimal(2, start)
    case "u": return try hexadecimal(4, start)
    case "U": return try hexadecimal(8, start)
    case "0":
      var code = 0
      for _ in 0..<2 {
        guard let digit = peekDigit(), digit < 8 else { break }
        code = code * 8 + digit
        skip(1)
      }
      return UInt32(code)
    default:
      if letter.isASCII, letter.properties.isAlphabetic || letter.decimalDigit != nil {
        throw failure("bad escape \\\(String(letter))", start)
      }
      return letter.value
    }
  }

  private mutating func hexadecimal(_ count: Int, _ start: Int) throws(RegexFailure) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<count {
      guard let scalar = current, scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
        throw failure("incomplete escape \(text(from: start))", start)
      }
      code = code << 4 | UInt32(digit)
      skip(1)
    }
    return code
  }

  /// A set; its opening bracket is read.
  mutating func set(_ flags: RegexFlags, _ start: Int) throws(RegexFailure) -> RegexSet {
    var set = RegexSet(ignoresCase: flags.contains(.ignoreCase), isASCII: flags.contains(.ascii))
    if current == "^" {
      set.isNegated = true
      skip(1)
    }
    var isFirst = true
    while true {
      let place = offset
      guard let scalar = next() else { throw failure("unterminated character set", start) }
      if scalar == "]", !isFirst { return set }
      isFirst = false
      guard let low = try member(scalar, place, &set) else {
        if current == "-", following != "]", following != nil {
          throw failure("bad character range \(text(from: place, count: offset - place + 2))", place)
        }
        continue
      }
      guard current == "-", let after = following, after != "]" else {
        if current == "-", following == nil { throw failure("unterminated character set", start) }
        set.ranges.append(low...low)
        continue
      }
      skip(1)
      let highPlace = offset
      skip(1)
      guard let high = try member(after, highPlace, &set), high >= low else {
        throw failure("bad character range \(text(from: place))", place)
      }
      set.ranges.append(low...high)
    }
  }

  /// A character of a set; nil for a category, which is added.
  private mutating func member(
    _ scalar: Unicode.Scalar, _ place: Int, _ set: inout RegexSet
  ) throws(RegexFailure) -> UInt32? {
    guard scalar == "\\" else { return scalar.value }
    guard let letter = next() else { throw failure("bad escape (end of pattern)", place) }
    if letter == "b" { return 8 }
    if let category = RegexParser.category(letter) {
      set.categories.append(category)
      return nil
    }
    if let digit = letter.decimalDigit, letter.isASCII {
      guard digit < 8 else { throw failure("bad escape \\\(String(letter))", place) }
      var code = digit
      for _ in 0..<2 {
        guard let more = peekDigit(), more < 8 else { break }
        code = code * 8 + more
        skip(1)
      }
      return UInt32(code)
    }
    return try character(letter, place)
  }
}
