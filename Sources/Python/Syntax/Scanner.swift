/// Cuts a text into tokens: names, literals, symbols, and the lines and indentation that structure it.
struct Scanner {
  let text: [UInt8]
  private(set) var position: Int
  private let end: Int
  private var line: Int32
  /// Where the line begins, and the column of that place.
  private var lineStart: Int
  private var firstColumn: Int32
  private var known: (offset: Int, column: Int32)
  /// Open brackets with their places: inside, line ends mean nothing.
  private var brackets: [(symbol: Symbol, place: Place)] = []
  private var indents: [(columns: Int, tabColumns: Int)] = [(0, 0)]
  private var tokens: [Token] = []
  /// Whether the part is the inside of brackets, as the expressions of f-strings are.
  private let isInside: Bool

  /// CPython's bounds on brackets and indentation.
  private static let bracketLimit = 200
  private static let indentLimit = 100

  init(_ text: [UInt8]) {
    self.text = text
    position = 0
    end = text.count
    line = 1
    lineStart = 0
    firstColumn = 1
    known = (0, 1)
    isInside = false
  }

  /// A part of a text, read as if it stood in brackets.
  init(_ text: [UInt8], part: Range<Int>, place: Place) {
    self.text = text
    position = part.lowerBound
    end = part.upperBound
    line = place.line
    lineStart = part.lowerBound
    firstColumn = place.column
    known = (part.lowerBound, place.column)
    isInside = true
  }

  /// All tokens of the text.
  static func tokens(_ text: [UInt8]) throws(SyntaxFailure) -> [Token] {
    var scanner = Scanner(text)
    return try scanner.scan()
  }

  mutating func scan() throws(SyntaxFailure) -> [Token] {
    if !isInside, text.starts(with: [0xef, 0xbb, 0xbf]) {
      position = 3
      lineStart = 3
      known = (3, 1)
    }
    if !isInside { try indentation() }
    while position < end {
      try token()
    }
    if let open = brackets.last {
      throw open.place.failure("'\(open.symbol.rawValue)' was never closed")
    }
    if !isInside {
      if let last = tokens.last, last.kind != .newline, last.kind != .dedent, last.kind != .indent { add(.newline) }
      while indents.count > 1 {
        indents.removeLast()
        add(.dedent)
      }
    }
    add(.end)
    return tokens
  }

  // MARK: Places

  private func place(_ offset: Int) -> Place {
    var column = known.column
    var index = known.offset
    if offset < index { (column, index) = (firstColumn, lineStart) }
    while index < offset, index < text.count {
      if text[index] & 0xc0 != 0x80 { column += 1 }
      index += 1
    }
    return Place(line: line, column: column)
  }

  /// The place of the current position; remembered, so that a long line is counted once.
  private var here: Place {
    mutating get {
      let place = place(position)
      known = (position, place.column)
      return place
    }
  }

  private mutating func add(_ kind: Token.Kind, at place: Place? = nil) {
    let place = place ?? here
    tokens.append(Token(kind: kind, place: place, end: position))
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < end ? text[position + offset] : 0
  }

  private mutating func newLine() {
    line += 1
    lineStart = position
    firstColumn = 1
    known = (position, 1)
  }

  /// Steps over a line end; false where there is none.
  private mutating func lineEnd() -> Bool {
    if byte() == UInt8(ascii: "\r") {
      position += byte(1) == UInt8(ascii: "\n") ? 2 : 1
    } else if byte() == UInt8(ascii: "\n") {
      position += 1
    } else {
      return false
    }
    newLine()
    return true
  }

  // MARK: Lines

  /// Reads the indentation of the next line that is not blank.
  private mutating func indentation() throws(SyntaxFailure) {
    while true {
      var columns = 0
      var tabColumns = 0
      scan: while position < end {
        switch byte() {
        case UInt8(ascii: " "):
          columns += 1
          tabColumns += 1
        case UInt8(ascii: "\t"):
          columns = (columns / 8 + 1) * 8
          tabColumns += 1
        case 0x0c:
          columns = 0
          tabColumns = 0
        default: break scan
        }
        position += 1
      }
      skipComment()
      if position >= end { return }
      if lineEnd() { continue }
      return try indent(columns, tabColumns)
    }
  }

  private mutating func indent(_ columns: Int, _ tabColumns: Int) throws(SyntaxFailure) {
    let current = indents[indents.count - 1]
    if columns == current.columns {
      guard tabColumns == current.tabColumns else { throw tabFailure }
      return
    }
    if columns > current.columns {
      guard tabColumns > current.tabColumns else { throw tabFailure }
      guard indents.count < Scanner.indentLimit else {
        throw here.failure("too many levels of indentation", "IndentationError")
      }
      indents.append((columns, tabColumns))
      add(.indent)
      return
    }
    while let last = indents.last, columns < last.columns {
      indents.removeLast()
      add(.dedent)
    }
    guard let last = indents.last, last.columns == columns else {
      throw here.failure("unindent does not match any outer indentation level", "IndentationError")
    }
    guard last.tabColumns == tabColumns else { throw tabFailure }
  }

  private var tabFailure: SyntaxFailure {
    place(position).failure("inconsistent use of tabs and spaces in indentation", "TabError")
  }

  private mutating func skipComment() {
    guard byte() == UInt8(ascii: "#"), position < end else { return }
    while position < end, byte() != UInt8(ascii: "\n"), byte() != UInt8(ascii: "\r") { position += 1 }
  }

  // MARK: Tokens

  private mutating func token() throws(SyntaxFailure) {
    switch byte() {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0c: position += 1
    case UInt8(ascii: "#"): skipComment()
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      if brackets.isEmpty, !isInside {
        let place = here
        _ = lineEnd()
        if let last = tokens.last, last.kind != .newline {
          tokens.append(Token(kind: .newline, place: place, end: position))
        }
        try indentation()
      } else {
        _ = lineEnd()
      }
    case UInt8(ascii: "\\"):
      let place = here
      position += 1
      guard lineEnd() else {
        throw place.failure("unexpected character after line continuation character")
      }
      if position >= end { throw place.failure("unexpected EOF while parsing") }
    case UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "."):
      if byte(1) >= UInt8(ascii: "0"), byte(1) <= UInt8(ascii: "9") { try number() } else { try symbol() }
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try string(StringToken(), at: here)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
      try name()
    default: try symbol()
    }
  }

  private mutating func name() throws(SyntaxFailure) {
    let start = position
    let place = here
    var isASCII = true
    while position < end {
      switch byte() {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        position += 1
        continue
      case 0x80...:
        isASCII = false
        position += 1
        continue
      default: break
      }
      break
    }
    let name = String(decoding: text[start..<position], as: UTF8.self)
    if !isASCII { try checkIdentifier(name, start) }
    if byte() == UInt8(ascii: "\"") || byte() == UInt8(ascii: "'"), let prefix = StringToken(prefix: name) {
      return try string(prefix, at: place)
    }
    if let keyword = Keyword.byName[name] {
      add(.keyword(keyword), at: place)
    } else {
      add(.name(name), at: place)
    }
  }

  private func checkIdentifier(_ name: String, _ start: Int) throws(SyntaxFailure) {
    var offset = start
    for (index, scalar) in name.unicodeScalars.enumerated() {
      let properties = scalar.properties
      guard index == 0 ? properties.isXIDStart || scalar == "_" : properties.isXIDContinue else {
        let code = String(scalar.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: Swift.max(0, 4 - code.count)) + code
        throw place(offset).failure("invalid character '\(scalar)' (U+\(padded))")
      }
      offset += UTF8.width(scalar)
    }
  }

  private mutating func symbol() throws(SyntaxFailure) {
    let place = here
    for length in [3, 2, 1] where position + length <= end {
      let piece = text[position..<(position + length)]
      guard let symbol = Symbol(rawValue: String(decoding: piece, as: UTF8.self)) else { continue }
      try bracket(symbol, place)
      position += length
      add(.symbol(symbol), at: place)
      return
    }
    let character = Character(Unicode.Scalar(byte()))
    guard byte() >= 0x20, byte() != 0x7f else {
      throw place.failure("invalid non-printable character U+\(hexadecimal(byte()))")
    }
    if "$?!`".contains(character) { throw place.failure("invalid syntax") }
    throw place.failure("invalid syntax")
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - text.count) + text
  }

  private mutating func bracket(_ symbol: Symbol, _ place: Place) throws(SyntaxFailure) {
    switch symbol {
    case .openParenthesis, .openBracket, .openBrace:
      guard brackets.count < Scanner.bracketLimit else { throw place.failure("too many nested parentheses") }
      brackets.append((symbol, place))
    case .closeParenthesis, .closeBracket, .closeBrace:
      guard let open = brackets.popLast() else { throw place.failure("unmatched '\(symbol.rawValue)'") }
      let expected: Symbol =
        switch open.symbol {
        case .openParenthesis: .closeParenthesis
        case .openBracket: .closeBracket
        default: .closeBrace
        }
      guard symbol == expected else {
        let where_ = open.place.line == place.line ? "" : " on line \(open.place.line)"
        throw place.failure(
          "closing parenthesis '\(symbol.rawValue)' does not match opening parenthesis '\(open.symbol.rawValue)'\(where_)"
        )
      }
    default: break
    }
  }

  // MARK: Literals

  private mutating func number() throws(SyntaxFailure) {
    let place = here
    let scanner = self
    let literal = try NumberLiteral.scan(text[..<end], from: position) { offset in scanner.place(offset) }
    position = literal.end
    add(literal.kind, at: place)
  }

  private mutating func string(_ prefix: StringToken, at place: Place) throws(SyntaxFailure) {
    var token = prefix
    let quote = byte()
    let isTriple = byte(1) == quote && byte(2) == quote
    position += isTriple ? 3 : 1
    token.start = position
    token.contentPlace = here
    while true {
      guard position < end else {
        if isTriple {
          throw place.failure("unterminated triple-quoted string literal (detected at line \(line))")
        }
        throw place.failure("unterminated string literal (detected at line \(line))")
      }
      let current = byte()
      if current == quote {
        if !isTriple { break }
        if byte(1) == quote, byte(2) == quote { break }
        position += 1
      } else if current == UInt8(ascii: "\\") {
        position += 1
        if position < end, !lineEnd() { position += 1 }
      } else if current == UInt8(ascii: "\n") || current == UInt8(ascii: "\r") {
        guard isTriple else { throw place.failure("unterminated string literal (detected at line \(line))") }
        _ = lineEnd()
      } else {
        position += 1
      }
    }
    token.end = position
    position += isTriple ? 3 : 1
    add(.string(token), at: place)
  }
}

extension StringToken {
  /// The prefix of a literal; nil where the letters are none.
  init?(prefix: String) {
    guard prefix.utf8.count <= 2 else { return nil }
    switch prefix.lowercased() {
    case "r": isRaw = true
    case "u": break
    case "b": isBytes = true
    case "f": isFormatted = true
    case "br", "rb":
      isBytes = true
      isRaw = true
    case "fr", "rf":
      isFormatted = true
      isRaw = true
    default: return nil
    }
  }
}
