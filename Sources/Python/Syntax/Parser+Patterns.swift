/// The `match` statement.
extension Parser {
  /// `match` is a name everywhere else: nil where what follows makes no match statement.
  mutating func matchStatement() throws(SyntaxFailure) -> Statement? {
    let start = place
    let before = mark
    advance()
    guard startsExpression else {
      mark = before
      return nil
    }
    let subject: Expression
    do throws(SyntaxFailure) {
      subject = try expressionList()
    } catch {
      mark = before
      return nil
    }
    guard at(.colon), following == .newline else {
      mark = before
      return nil
    }
    advance()
    advance()
    guard kind == .indent else {
      throw place.failure(
        "expected an indented block after 'match' statement on line \(start.line)", "IndentationError")
    }
    advance()
    var cases: [Statement.Case] = []
    while kind == .name("case") {
      let line = place.line
      advance()
      let pattern = try openPattern()
      let guardTest = skip(.if) ? try named() : nil
      cases.append(Statement.Case(pattern: pattern, guardTest: guardTest, body: try block("'case' statement", line)))
    }
    guard kind == .dedent, !cases.isEmpty else { throw unexpected() }
    advance()
    for (index, option) in cases.enumerated() where index < cases.count - 1 && option.guardTest == nil {
      try checkRefutable(option.pattern)
    }
    return Statement(.match(subject, cases), start)
  }

  private func checkRefutable(_ pattern: Pattern) throws(SyntaxFailure) {
    switch pattern.kind {
    case .wildcard: throw pattern.place.failure("wildcard makes remaining patterns unreachable")
    case .capture(let name):
      throw pattern.place.failure("name capture '\(name)' makes remaining patterns unreachable")
    default: return
    }
  }

  /// A pattern, or several separated by commas: a sequence without brackets.
  private mutating func openPattern() throws(SyntaxFailure) -> Pattern {
    let start = place
    let first = try starredPattern()
    guard at(.comma) else {
      if case .star = first.kind { return Pattern(.sequence([first]), start) }
      return first
    }
    var patterns = [first]
    while skip(.comma) {
      if at(.colon) || at(.if) { break }
      patterns.append(try starredPattern())
    }
    return try sequence(patterns, start)
  }

  private func sequence(_ patterns: [Pattern], _ start: Place) throws(SyntaxFailure) -> Pattern {
    let stars = patterns.count { if case .star = $0.kind { true } else { false } }
    guard stars <= 1 else { throw start.failure("multiple starred expressions in sequence pattern") }
    return Pattern(.sequence(patterns), start)
  }

  private mutating func starredPattern() throws(SyntaxFailure) -> Pattern {
    let start = place
    guard skip(.star) else { return try pattern() }
    let name = try self.name()
    return Pattern(.star(name == "_" ? nil : name), start)
  }

  private mutating func pattern() throws(SyntaxFailure) -> Pattern {
    try enter()
    defer { leave() }
    let start = place
    var options = [try closedPattern()]
    while skip(.bar) { options.append(try closedPattern()) }
    for option in options.dropLast() { try checkRefutable(option) }
    let pattern = options.count == 1 ? options[0] : Pattern(.either(options), start)
    guard skip(.as) else { return pattern }
    let name = try self.name()
    guard name != "_" else { throw start.failure("cannot use '_' as a target") }
    return Pattern(.alias(pattern, name), start)
  }

  private mutating func closedPattern() throws(SyntaxFailure) -> Pattern {
    let start = place
    switch kind {
    case .keyword(.None):
      advance()
      return Pattern(.singleton(.null), start)
    case .keyword(.True):
      advance()
      return Pattern(.singleton(.bool(true)), start)
    case .keyword(.False):
      advance()
      return Pattern(.singleton(.bool(false)), start)
    case .integer, .bigInteger, .float, .string, .imaginary, .symbol(.minus):
      return Pattern(.value(try bitwise(5)), start)
    case .name: return try namedPattern()
    case .symbol(.openParenthesis):
      advance()
      if skip(.closeParenthesis) { return Pattern(.sequence([]), start) }
      let first = try starredPattern()
      if at(.comma) { return try patternList(first, .closeParenthesis, start) }
      try expect(.closeParenthesis)
      if case .star = first.kind { return Pattern(.sequence([first]), start) }
      return first
    case .symbol(.openBracket):
      advance()
      if skip(.closeBracket) { return Pattern(.sequence([]), start) }
      return try patternList(try starredPattern(), .closeBracket, start)
    case .symbol(.openBrace): return try mappingPattern()
    default: throw unexpected()
    }
  }

  private mutating func patternList(
    _ first: Pattern, _ closing: Symbol, _ start: Place
  ) throws(SyntaxFailure) -> Pattern {
    var patterns = [first]
    while skip(.comma) {
      if at(closing) { break }
      patterns.append(try starredPattern())
    }
    try expect(closing)
    return try sequence(patterns, start)
  }

  /// A capture, a dotted name, or a class.
  private mutating func namedPattern() throws(SyntaxFailure) -> Pattern {
    let start = place
    let name = try self.name()
    var value = try make(.name(name), start)
    var isDotted = false
    while skip(.dot) {
      isDotted = true
      value = try make(.attribute(value, try self.name()), start, value)
    }
    if skip(.openParenthesis) { return try classPattern(value, start) }
    if isDotted { return Pattern(.value(value), start) }
    return Pattern(name == "_" ? .wildcard : .capture(name), start)
  }

  private mutating func classPattern(_ type: Expression, _ start: Place) throws(SyntaxFailure) -> Pattern {
    var positional: [Pattern] = []
    var named: [(name: String, value: Pattern)] = []
    while !at(.closeParenthesis) {
      if case .name(let name) = kind, following == .symbol(.assign) {
        let at = place
        advance()
        advance()
        if named.contains(where: { $0.name == name }) {
          throw at.failure("attribute name repeated in class pattern: \(name)")
        }
        named.append((name, try pattern()))
      } else {
        guard named.isEmpty else {
          throw place.failure("positional patterns follow keyword patterns")
        }
        positional.append(try pattern())
      }
      guard skip(.comma) else { break }
    }
    try expect(.closeParenthesis)
    return Pattern(.class(type, positional, named), start)
  }

  private mutating func mappingPattern() throws(SyntaxFailure) -> Pattern {
    let start = place
    advance()
    var pairs: [(key: Expression, value: Pattern)] = []
    var rest: String?
    while !at(.closeBrace) {
      if skip(.doubleStar) {
        rest = try name()
      } else {
        guard rest == nil else { throw place.failure("double star pattern must be last") }
        let key = try bitwise(5)
        try expect(.colon)
        pairs.append((key, try pattern()))
      }
      guard skip(.comma) else { break }
    }
    try expect(.closeBrace)
    return Pattern(.mapping(pairs, rest: rest), start)
  }
}
