/// Makes the tree of a program from its tokens, by recursive descent. What nests is bounded, so that no text can
/// overflow the native stack.
struct Parser {
  let text: [UInt8]
  private var tokens: [Token]
  private var position = 0
  private(set) var nesting = 0

  /// How deep brackets, operators and blocks may be nested.
  private static let nestingLimit = 120
  /// How deep a chain such as `a + b + …` or `a.b.c…` may grow.
  private static let depthLimit = 1000

  /// The statements of a script.
  static func script(_ source: String) throws(SyntaxFailure) -> [Statement] {
    let text = Array(source.utf8)
    try checkCharacters(text)
    var parser = Parser(text: text, tokens: try Scanner.tokens(text))
    return try parser.program()
  }

  /// An expression, as `eval` reads it: blanks before it mean nothing.
  static func expression(_ source: String) throws(SyntaxFailure) -> Expression {
    let text = Array(source.utf8)
    try checkCharacters(text)
    let start = text.firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } ?? text.count
    let trimmed = Array(text[start...])
    var parser = Parser(text: trimmed, tokens: try Scanner.tokens(trimmed))
    let expression = try parser.expressionList()
    parser.skip(.newline)
    guard parser.kind == .end else { throw parser.unexpected() }
    return expression
  }

  init(text: [UInt8], tokens: [Token], nesting: Int = 0) {
    self.nesting = nesting
    self.text = text
    self.tokens = tokens
  }

  private static func checkCharacters(_ text: [UInt8]) throws(SyntaxFailure) {
    guard !text.contains(0) else {
      throw Place(line: 1, column: 1).failure("source code string cannot contain null bytes")
    }
  }

  // MARK: Tokens

  var token: Token { tokens[position] }
  var kind: Token.Kind { tokens[position].kind }
  var place: Place { tokens[position].place }
  /// The token after the next one.
  var following: Token.Kind { position + 1 < tokens.count ? tokens[position + 1].kind : .end }
  var mark: Int {
    get { position }
    set { position = newValue }
  }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  func at(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
  func at(_ keyword: Keyword) -> Bool { kind == .keyword(keyword) }

  mutating func skip(_ symbol: Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  mutating func skip(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  mutating func skip(_ kind: Token.Kind) {
    while self.kind == kind, kind != .end { advance() }
  }

  mutating func expect(_ symbol: Symbol, _ message: String? = nil) throws(SyntaxFailure) {
    guard skip(symbol) else {
      throw place.failure(
        message
          ?? (symbol == .colon || symbol == .openParenthesis
            ? "expected '\(symbol.rawValue)'" : unexpected().message))
    }
  }

  mutating func expect(_ keyword: Keyword) throws(SyntaxFailure) {
    guard skip(keyword) else { throw unexpected() }
  }

  mutating func name() throws(SyntaxFailure) -> String {
    guard case .name(let name) = kind else { throw unexpected() }
    advance()
    return name
  }

  /// The failure for a token that cannot stand where it stands.
  func unexpected() -> SyntaxFailure {
    switch kind {
    case .indent: place.failure("unexpected indent", "IndentationError")
    case .keyword(.async), .keyword(.await): asynchronous(place)
    default: place.failure("invalid syntax")
    }
  }

  func asynchronous(_ place: Place) -> SyntaxFailure {
    place.refusal("the engine 'restricted' does not offer 'async' and 'await'")
  }

  // MARK: Nesting

  mutating func enter() throws(SyntaxFailure) {
    nesting += 1
    guard nesting <= Parser.nestingLimit else { throw place.failure("too many nested parentheses") }
  }

  mutating func leave() { nesting -= 1 }

  /// An expression over others, one level deeper than the deepest of them.
  func make(_ kind: Expression.Kind, _ place: Place, _ parts: Expression?...) throws(SyntaxFailure) -> Expression {
    try make(kind, place, over: parts.compactMap(\.self))
  }

  func make(_ kind: Expression.Kind, _ place: Place, over parts: [Expression]) throws(SyntaxFailure) -> Expression {
    var depth = 0
    for part in parts { depth = Swift.max(depth, part.depth) }
    guard depth < Parser.depthLimit else {
      throw place.failure("the expression is too deeply nested")
    }
    return Expression(kind, place, depth: depth + 1)
  }

  // MARK: Programs

  private mutating func program() throws(SyntaxFailure) -> [Statement] {
    var statements: [Statement] = []
    while kind != .end {
      if kind == .newline {
        advance()
        continue
      }
      try statement(into: &statements)
    }
    return statements
  }
}
