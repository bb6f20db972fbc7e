/// Names, literals, and what stands in brackets.
extension Parser {
  mutating func atom() throws(SyntaxFailure) -> Expression {
    let start = place
    switch kind {
    case .name(let name):
      advance()
      return try make(.name(name), start)
    case .integer(let number): return try constant(.integer(number))
    case .bigInteger(let number): return try constant(.bigInteger(number))
    case .float(let number): return try constant(.float(number))
    case .imaginary: throw start.refusal("the engine 'restricted' does not offer complex numbers")
    case .string: return try strings()
    case .keyword(.None): return try constant(.null)
    case .keyword(.True): return try constant(.bool(true))
    case .keyword(.False): return try constant(.bool(false))
    case .symbol(.ellipsis): return try constant(.ellipsis)
    case .symbol(.openParenthesis): return try parenthesized()
    case .symbol(.openBracket): return try list()
    case .symbol(.openBrace): return try braces()
    default: throw unexpected()
    }
  }

  private mutating func constant(_ constant: Constant) throws(SyntaxFailure) -> Expression {
    let start = place
    advance()
    return try make(.constant(constant), start)
  }

  private mutating func parenthesized() throws(SyntaxFailure) -> Expression {
    try enter()
    defer { leave() }
    let start = place
    advance()
    if skip(.closeParenthesis) { return try make(.tuple([]), start) }
    if at(.yield) {
      let value = try yieldExpression()
      try close(.closeParenthesis)
      return value
    }
    let first = try starredOrNamed()
    if at(.for) || at(.async) {
      let value = try comprehension(.generator, first, nil, start)
      try close(.closeParenthesis)
      return value
    }
    guard at(.comma) else {
      if case .starred = first.kind { throw first.place.failure("cannot use starred expression here") }
      try close(.closeParenthesis)
      return first
    }
    let elements = try elements(first, until: .closeParenthesis)
    return try make(.tuple(elements), start, over: elements)
  }

  private mutating func list() throws(SyntaxFailure) -> Expression {
    try enter()
    defer { leave() }
    let start = place
    advance()
    if skip(.closeBracket) { return try make(.list([]), start) }
    let first = try starredOrNamed()
    if at(.for) || at(.async) {
      let value = try comprehension(.list, first, nil, start)
      try close(.closeBracket)
      return value
    }
    let elements = try elements(first, until: .closeBracket)
    return try make(.list(elements), start, over: elements)
  }

  private mutating func elements(
    _ first: Expression, until closing: Symbol
  ) throws(SyntaxFailure) -> [Expression] {
    var elements = [first]
    while skip(.comma) {
      if at(closing) { break }
      elements.append(try starredOrNamed())
    }
    try close(closing)
    return elements
  }

  private mutating func close(_ closing: Symbol) throws(SyntaxFailure) {
    guard skip(closing) else {
      if startsExpression { throw place.failure("invalid syntax. Perhaps you forgot a comma?") }
      if at(.assign) {
        throw place.failure("invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
      }
      throw unexpected()
    }
  }

  private mutating func braces() throws(SyntaxFailure) -> Expression {
    try enter()
    defer { leave() }
    let start = place
    advance()
    if skip(.closeBrace) { return try make(.dict([]), start) }
    if at(.doubleStar) { return try dictionary(nil, start) }
    let first = try starredOrNamed()
    if at(.colon) { return try dictionary(first, start) }
    if at(.for) || at(.async) {
      let value = try comprehension(.set, first, nil, start)
      try close(.closeBrace)
      return value
    }
    let elements = try elements(first, until: .closeBrace)
    return try make(.set(elements), start, over: elements)
  }

  /// A dictionary, behind its first key.
  private mutating func dictionary(_ firstKey: Expression?, _ start: Place) throws(SyntaxFailure) -> Expression {
    var pairs: [(key: Expression?, value: Expression)] = []
    var key = firstKey
    while true {
      if key == nil, skip(.doubleStar) {
        pairs.append((nil, try bitwise()))
      } else {
        let current: Expression
        if let key { current = key } else { current = try expression() }
        guard skip(.colon) else { throw place.failure("':' expected after dictionary key") }
        if at(.closeBrace) || at(.comma) { throw place.failure("expression expected after dictionary key and ':'") }
        let value = try expression()
        if pairs.isEmpty, at(.for) || at(.async) {
          let node = try comprehension(.dict, current, value, start)
          try close(.closeBrace)
          return node
        }
        pairs.append((current, value))
      }
      key = nil
      guard skip(.comma), !at(.closeBrace) else { break }
    }
    try close(.closeBrace)
    return try make(.dict(pairs), start, over: pairs.compactMap(\.key) + pairs.map(\.value))
  }

  mutating func yieldExpression() throws(SyntaxFailure) -> Expression {
    let start = place
    advance()
    if skip(.from) {
      let value = try expression()
      return try make(.yieldFrom(value), start, value)
    }
    guard startsExpression else { return try make(.yield(nil), start) }
    let value = try expressionList()
    return try make(.yield(value), start, value)
  }

  // MARK: Strings

  /// One or more string literals side by side.
  private mutating func strings() throws(SyntaxFailure) -> Expression {
    let start = place
    var parts: [FormatPart] = []
    var bytes: [UInt8]?
    var isFormatted = false
    var isFirst = true
    while case .string(let literal) = kind {
      let literalPlace = place
      guard isFirst || literal.isBytes == (bytes != nil) else {
        throw start.failure("cannot mix bytes and nonbytes literals")
      }
      isFirst = false
      if literal.isBytes {
        bytes = (bytes ?? []) + (try StringLiteral.bytes(text, literal, literalPlace))
      } else if literal.isFormatted {
        isFormatted = true
        var reader = FormatReader(text: text, literal: literal, place: literalPlace, nesting: nesting)
        parts += try reader.parts()
      } else {
        parts.append(.text(try StringLiteral.text(text, literal.start..<literal.end, literal.isRaw, literalPlace)))
      }
      advance()
    }
    if let bytes { return try make(.constant(.bytes(bytes)), start) }
    if !isFormatted {
      var joined = ""
      for case .text(let text) in parts { joined += text }
      return try make(.constant(.string(joined)), start)
    }
    return try make(.formatted(parts), start, over: Parser.expressions(in: parts))
  }

  static func expressions(in parts: [FormatPart]) -> [Expression] {
    parts.flatMap { part -> [Expression] in
      guard case .value(let value, _, let spec) = part else { return [] }
      return [value] + expressions(in: spec ?? [])
    }
  }
}
