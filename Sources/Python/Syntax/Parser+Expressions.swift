/// Operators, from the loosest to the tightest.
extension Parser {
  /// One expression or a tuple without parentheses; stars allowed: what stands right of `=` and in `return`.
  mutating func expressionList() throws(SyntaxFailure) -> Expression {
    let start = place
    let first = try starredOrNamed()
    guard at(.comma) else {
      if case .starred = first.kind { throw start.failure("can't use starred expression here") }
      return first
    }
    var elements = [first]
    while skip(.comma) {
      guard startsExpression else { break }
      elements.append(try starredOrNamed())
    }
    return try make(.tuple(elements), start, over: elements)
  }

  /// Whether the next token can begin an expression (or a starred one).
  var startsExpression: Bool {
    switch kind {
    case .name, .integer, .bigInteger, .float, .imaginary, .string: true
    case .keyword(let keyword):
      switch keyword {
      case .None, .True, .False, .not, .lambda, .await, .yield: true
      default: false
      }
    case .symbol(let symbol):
      switch symbol {
      case .openParenthesis, .openBracket, .openBrace, .minus, .plus, .tilde, .star, .ellipsis: true
      default: false
      }
    default: false
    }
  }

  mutating func starredOrNamed() throws(SyntaxFailure) -> Expression {
    let start = place
    if skip(.star) {
      let value = try bitwise()
      return try make(.starred(value), start, value)
    }
    return try named()
  }

  /// An expression, or `name := expression`.
  mutating func named() throws(SyntaxFailure) -> Expression {
    let start = place
    let value = try expression()
    guard at(.walrus) else { return value }
    guard case .name = value.kind else {
      throw start.failure("cannot use assignment expressions with \(describe(value))")
    }
    advance()
    let right = try expression()
    return try make(.named(value, right), start, right)
  }

  /// A conditional expression, a lambda, or what binds tighter.
  mutating func expression() throws(SyntaxFailure) -> Expression {
    try enter()
    defer { leave() }
    let start = place
    if at(.lambda) { return try lambda() }
    if at(.yield) { throw place.failure("invalid syntax") }
    let value = try disjunction()
    guard at(.if) else { return value }
    advance()
    let test = try disjunction()
    guard skip(.else) else {
      throw start.failure("expected 'else' after 'if' expression")
    }
    let otherwise = try expression()
    return try make(.conditional(test: test, then: value, otherwise: otherwise), start, value, test, otherwise)
  }

  private mutating func lambda() throws(SyntaxFailure) -> Expression {
    let start = place
    advance()
    let parameters = try parameterList(until: .colon, annotated: false)
    try expect(.colon)
    let result = try expression()
    let node = FunctionNode(
      name: "<lambda>", parameters: parameters, body: [], result: result, decorators: [], returns: nil, place: start)
    return try make(.lambda(node), start, result)
  }

  mutating func disjunction() throws(SyntaxFailure) -> Expression {
    let start = place
    let first = try conjunction()
    guard at(.or) else { return first }
    var operands = [first]
    while skip(.or) { operands.append(try conjunction()) }
    return try make(.boolean(isAnd: false, operands), start, over: operands)
  }

  private mutating func conjunction() throws(SyntaxFailure) -> Expression {
    let start = place
    let first = try inversion()
    guard at(.and) else { return first }
    var operands = [first]
    while skip(.and) { operands.append(try inversion()) }
    return try make(.boolean(isAnd: true, operands), start, over: operands)
  }

  private mutating func inversion() throws(SyntaxFailure) -> Expression {
    guard at(.not) else { return try comparison() }
    try enter()
    defer { leave() }
    let start = place
    advance()
    let operand = try inversion()
    return try make(.not(operand), start, operand)
  }

  private mutating func comparison() throws(SyntaxFailure) -> Expression {
    let start = place
    let left = try bitwise()
    guard var relation = relation() else { return left }
    var rest: [(operation: Relation, right: Expression)] = []
    while true {
      let right = try bitwise()
      rest.append((relation, right))
      guard let next = self.relation() else { break }
      relation = next
    }
    return try make(.comparison(left, rest), start, over: [left] + rest.map(\.right))
  }

  /// Reads a comparison operator, if one stands here.
  private mutating func relation() -> Relation? {
    switch kind {
    case .symbol(let symbol):
      let operation: Comparison
      switch symbol {
      case .less: operation = .less
      case .greater: operation = .greater
      case .lessOrEqual: operation = .lessOrEqual
      case .greaterOrEqual: operation = .greaterOrEqual
      case .equal: operation = .equal
      case .notEqual: operation = .notEqual
      default: return nil
      }
      advance()
      return .order(operation)
    case .keyword(.in):
      advance()
      return .isIn
    case .keyword(.not) where following == .keyword(.in):
      advance()
      advance()
      return .isNotIn
    case .keyword(.is):
      advance()
      return skip(.not) ? .isNotSame : .isSame
    default: return nil
    }
  }

  /// `|`, `^`, `&`, shifts, sums, products and what binds tighter, by precedence.
  mutating func bitwise(_ minimum: Int = 1) throws(SyntaxFailure) -> Expression {
    let start = place
    var left = try unary()
    while case .symbol(let symbol) = kind, let (operation, precedence) = Parser.operators[symbol],
      precedence >= minimum
    {
      advance()
      let right = try bitwise(precedence + 1)
      left = try make(.binary(operation, left, right), start, left, right)
    }
    return left
  }

  private static let operators: [Symbol: (BinaryOperator, Int)] = [
    .bar: (.or, 1), .caret: (.xor, 2), .ampersand: (.and, 3), .shiftLeft: (.shiftLeft, 4),
    .shiftRight: (.shiftRight, 4), .plus: (.add, 5), .minus: (.subtract, 5), .star: (.multiply, 6),
    .slash: (.divide, 6), .doubleSlash: (.floorDivide, 6), .percent: (.modulo, 6), .at: (.matrixMultiply, 6),
  ]

  private mutating func unary() throws(SyntaxFailure) -> Expression {
    let operation: UnaryOperator
    switch kind {
    case .symbol(.minus): operation = .negate
    case .symbol(.plus): operation = .plus
    case .symbol(.tilde): operation = .invert
    default: return try power()
    }
    try enter()
    defer { leave() }
    let start = place
    advance()
    let operand = try unary()
    return try make(.unary(operation, operand), start, operand)
  }

  private mutating func power() throws(SyntaxFailure) -> Expression {
    let start = place
    if at(.await) { throw asynchronous(place) }
    let base = try postfix()
    guard at(.doubleStar) else { return base }
    try enter()
    defer { leave() }
    advance()
    let exponent = try unary()
    return try make(.binary(.power, base, exponent), start, base, exponent)
  }

  /// Calls, subscripts and attributes behind an atom.
  private mutating func postfix() throws(SyntaxFailure) -> Expression {
    let start = place
    var value = try atom()
    while case .symbol(let symbol) = kind {
      switch symbol {
      case .dot:
        advance()
        let at = place
        let attribute = try name()
        value = try make(.attribute(value, attribute), Place(line: at.line, column: start.column), value)
      case .openParenthesis:
        advance()
        let arguments = try arguments()
        value = try make(.call(value, arguments), start, over: [value] + arguments.map(\.value))
      case .openBracket:
        advance()
        let index = try subscripts()
        try expect(.closeBracket)
        value = try make(.item(value, index), start, value, index)
      default: return value
      }
    }
    return value
  }

  private mutating func subscripts() throws(SyntaxFailure) -> Expression {
    let start = place
    let first = try subscriptPart()
    guard at(.comma) else {
      if case .starred = first.kind { return try make(.tuple([first]), start, first) }
      return first
    }
    var parts = [first]
    while skip(.comma) {
      if at(.closeBracket) { break }
      parts.append(try subscriptPart())
    }
    return try make(.tuple(parts), start, over: parts)
  }

  private mutating func subscriptPart() throws(SyntaxFailure) -> Expression {
    let start = place
    if at(.star) { return try starredOrNamed() }
    var lower: Expression?
    if !at(.colon) {
      let value = try named()
      guard at(.colon) else { return value }
      lower = value
    }
    try expect(.colon)
    var upper: Expression?
    var step: Expression?
    if !at(.colon), !at(.closeBracket), !at(.comma) { upper = try expression() }
    if skip(.colon), !at(.closeBracket), !at(.comma) { step = try expression() }
    return try make(.slice(lower, upper, step), start, lower, upper, step)
  }

  /// The arguments of a call or class, behind the opening parenthesis.
  mutating func arguments() throws(SyntaxFailure) -> [Argument] {
    var arguments: [Argument] = []
    var keywords: Set<String> = []
    var hasKeyword = false
    var hasKeywordSpread = false
    while !at(.closeParenthesis) {
      let start = place
      if skip(.star) {
        if hasKeywordSpread {
          throw start.failure("iterable argument unpacking follows keyword argument unpacking")
        }
        arguments.append(Argument(kind: .spread, value: try expression()))
      } else if skip(.doubleStar) {
        hasKeywordSpread = true
        arguments.append(Argument(kind: .keywordSpread, value: try expression()))
      } else if case .name(let name) = kind, following == .symbol(.assign) {
        advance()
        advance()
        guard keywords.insert(name).inserted else { throw start.failure("keyword argument repeated: \(name)") }
        hasKeyword = true
        if at(.comma) || at(.closeParenthesis) { throw start.failure("expected argument value expression") }
        arguments.append(Argument(kind: .keyword(name), value: try expression()))
      } else {
        var value = try named()
        if at(.assign) {
          if case .constant(let constant) = value.kind, [.null, .bool(true), .bool(false)].contains(constant) {
            throw start.failure("cannot assign to \(describe(value))")
          }
          throw start.failure("expression cannot contain assignment, perhaps you meant \"==\"?")
        }
        if at(.for) || at(.async) {
          value = try comprehension(.generator, value, nil, start)
          if !arguments.isEmpty || at(.comma) && following != .symbol(.closeParenthesis) {
            throw start.failure("Generator expression must be parenthesized")
          }
        }
        if hasKeywordSpread {
          throw start.failure("positional argument follows keyword argument unpacking")
        }
        if hasKeyword { throw start.failure("positional argument follows keyword argument") }
        arguments.append(Argument(kind: .positional, value: value))
      }
      guard skip(.comma) else { break }
    }
    guard skip(.closeParenthesis) else {
      if startsExpression { throw place.failure("invalid syntax. Perhaps you forgot a comma?") }
      throw unexpected()
    }
    return arguments
  }

  mutating func comprehension(
    _ kind: Comprehension.Kind, _ element: Expression, _ value: Expression?, _ start: Place
  ) throws(SyntaxFailure) -> Expression {
    try enter()
    defer { leave() }
    if case .starred = element.kind {
      throw element.place.failure("iterable unpacking cannot be used in comprehension")
    }
    var clauses: [Comprehension.Clause] = []
    var parts = [element] + (value.map { [$0] } ?? [])
    while at(.for) || at(.async) {
      if at(.async) { throw asynchronous(place) }
      advance()
      let target = try targetList()
      guard skip(.in) else { throw unexpected() }
      let source = try disjunction()
      var conditions: [Expression] = []
      while skip(.if) {
        let place = self.place
        var condition = try disjunction()
        if at(.walrus), case .name = condition.kind {
          advance()
          let right = try disjunction()
          condition = try make(.named(condition, right), place, right)
        }
        conditions.append(condition)
      }
      clauses.append(Comprehension.Clause(target: target, source: source, conditions: conditions))
      parts += [source] + conditions
    }
    let node = Comprehension(kind: kind, element: element, value: value, clauses: clauses)
    return try make(.comprehension(node), start, over: parts)
  }

  /// The targets of `for`: up to `in`.
  mutating func targetList() throws(SyntaxFailure) -> Expression {
    let start = place
    let first = try targetPart()
    guard at(.comma) else {
      try checkTarget(first)
      return first
    }
    var elements = [first]
    while skip(.comma) {
      guard startsExpression else { break }
      elements.append(try targetPart())
    }
    let target = try make(.tuple(elements), start, over: elements)
    try checkTarget(target)
    return target
  }

  private mutating func targetPart() throws(SyntaxFailure) -> Expression {
    let start = place
    if skip(.star) {
      let value = try bitwise()
      return try make(.starred(value), start, value)
    }
    return try bitwise()
  }
}
