/// Simple statements and blocks.
extension Parser {
  /// Reads one statement, or the simple statements of one line.
  mutating func statement(into statements: inout [Statement]) throws(SyntaxFailure) {
    if let compound = try compoundStatement() {
      statements.append(compound)
      return
    }
    while true {
      statements.append(try simpleStatement())
      if skip(.semicolon) {
        if kind == .newline { break }
        if kind == .end { return }
        continue
      }
      break
    }
    if kind == .end || kind == .dedent { return }
    guard kind == .newline else { throw endOfStatement(statements.last) }
    advance()
  }

  private func endOfStatement(_ last: Statement?) -> SyntaxFailure {
    if case .expression(let value)? = last?.kind, case .name(let name) = value.kind, startsExpression,
      name == "print" || name == "exec", let place = last?.place
    {
      return place.failure("Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?")
    }
    return unexpected()
  }

  /// A block behind its colon. `owner` and `line` name the statement, for the message.
  mutating func block(_ owner: String, _ line: Int32) throws(SyntaxFailure) -> [Statement] {
    try enter()
    defer { leave() }
    guard skip(.colon) else { throw place.failure("expected ':'") }
    var statements: [Statement] = []
    guard kind == .newline else {
      if try compoundStatement() != nil { throw place.failure("invalid syntax") }
      try statement(into: &statements)
      return statements
    }
    advance()
    guard kind == .indent else {
      throw place.failure("expected an indented block after \(owner) on line \(line)", "IndentationError")
    }
    advance()
    while kind != .dedent, kind != .end { try statement(into: &statements) }
    if kind == .dedent { advance() }
    return statements
  }

  // MARK: Simple statements

  private mutating func simpleStatement() throws(SyntaxFailure) -> Statement {
    let start = place
    guard case .keyword(let keyword) = kind else { return try expressionStatement() }
    switch keyword {
    case .pass:
      advance()
      return Statement(.pass, start)
    case .break:
      advance()
      return Statement(.break, start)
    case .continue:
      advance()
      return Statement(.continue, start)
    case .return:
      advance()
      return Statement(.return(startsExpression ? try expressionList() : nil), start)
    case .raise:
      advance()
      guard startsExpression else { return Statement(.raise(nil, nil), start) }
      let value = try expression()
      return Statement(.raise(value, skip(.from) ? try expression() : nil), start)
    case .global, .nonlocal:
      advance()
      var names = [try name()]
      while skip(.comma) { names.append(try name()) }
      return Statement(keyword == .global ? .global(names) : .nonlocal(names), start)
    case .del: return try deletion()
    case .assert:
      advance()
      let test = try expression()
      return Statement(.assert(test, skip(.comma) ? try expression() : nil), start)
    case .import: return try importStatement()
    case .from: return try fromStatement()
    default: return try expressionStatement()
    }
  }

  private mutating func deletion() throws(SyntaxFailure) -> Statement {
    let start = place
    advance()
    guard startsExpression else { throw unexpected() }
    let value = try expressionList()
    var targets = [value]
    if case .tuple(let elements) = value.kind { targets = elements }
    for target in targets { try checkDeletion(target) }
    return Statement(.delete(targets), start)
  }

  private func checkDeletion(_ target: Expression) throws(SyntaxFailure) {
    switch target.kind {
    case .name, .attribute, .item: return
    case .tuple(let elements), .list(let elements):
      for element in elements { try checkDeletion(element) }
    default: throw target.place.failure("cannot delete \(describe(target))")
    }
  }

  private mutating func expressionStatement() throws(SyntaxFailure) -> Statement {
    let start = place
    let value = try assignedValue()
    switch kind {
    case .symbol(.assign):
      var targets = [value]
      var last = value
      while skip(.assign) {
        last = try assignedValue()
        targets.append(last)
      }
      targets.removeLast()
      for target in targets { try checkTarget(target, isAssignment: true) }
      return Statement(.assign(targets, last), start)
    case .symbol(.colon): return try annotation(value, start)
    case .symbol(let symbol):
      guard let operation = symbol.augmented else { return Statement(.expression(value), start) }
      switch value.kind {
      case .name, .attribute, .item: break
      default:
        throw start.failure("'\(describe(value))' is an illegal expression for augmented assignment")
      }
      advance()
      return Statement(.augmented(value, operation, try assignedValue()), start)
    default: return Statement(.expression(value), start)
    }
  }

  private mutating func annotation(_ target: Expression, _ start: Place) throws(SyntaxFailure) -> Statement {
    var isSimple = false
    switch target.kind {
    case .name: isSimple = true
    case .attribute, .item: break
    case .tuple: throw start.failure("only single target (not tuple) can be annotated")
    case .list: throw start.failure("only single target (not list) can be annotated")
    default: throw start.failure("illegal target for annotation")
    }
    advance()
    let annotation = try expression()
    let value = skip(.assign) ? try assignedValue() : nil
    return Statement(.annotated(target, annotation, value, isSimple: isSimple), start)
  }

  private mutating func assignedValue() throws(SyntaxFailure) -> Expression {
    at(.yield) ? try yieldExpression() : try expressionList()
  }

  private mutating func dottedName() throws(SyntaxFailure) -> String {
    var name = try self.name()
    while skip(.dot) { name += "." + (try self.name()) }
    return name
  }

  private mutating func importStatement() throws(SyntaxFailure) -> Statement {
    let start = place
    advance()
    var aliases: [Statement.Alias] = []
    repeat {
      let at = place
      let name = try dottedName()
      aliases.append(Statement.Alias(name: name, alias: skip(.as) ? try self.name() : nil, place: at))
    } while skip(.comma)
    return Statement(.import(aliases), start)
  }

  private mutating func fromStatement() throws(SyntaxFailure) -> Statement {
    let start = place
    advance()
    var level = 0
    while at(.dot) || at(.ellipsis) {
      level += at(.dot) ? 1 : 3
      advance()
    }
    let module = level > 0 && at(.import) ? "" : try dottedName()
    try expect(.import)
    if skip(.star) { return Statement(.importAll(module, level: level), start) }
    let isParenthesized = skip(.openParenthesis)
    var aliases: [Statement.Alias] = []
    while true {
      let at = place
      let name = try self.name()
      aliases.append(Statement.Alias(name: name, alias: skip(.as) ? try self.name() : nil, place: at))
      guard skip(.comma) else { break }
      if isParenthesized, self.at(.closeParenthesis) { break }
      if !isParenthesized, kind == .newline {
        throw place.failure("trailing comma not allowed without surrounding parentheses")
      }
    }
    if isParenthesized { try expect(.closeParenthesis) }
    return Statement(.importFrom(module, aliases, level: level), start)
  }

  // MARK: Targets

  /// Refuses what cannot stand left of `=`.
  func checkTarget(_ target: Expression, isAssignment: Bool = false) throws(SyntaxFailure) {
    switch target.kind {
    case .name, .attribute, .item: return
    case .starred(let inner):
      if isAssignment { throw target.place.failure("starred assignment target must be in a list or tuple") }
      try checkTarget(inner)
    case .tuple(let elements), .list(let elements):
      var stars = 0
      for element in elements {
        if case .starred(let inner) = element.kind {
          stars += 1
          try checkTarget(inner)
        } else {
          try checkTarget(element)
        }
      }
      if stars > 1 { throw target.place.failure("multiple starred expressions in assignment") }
    case .constant(.bool), .constant(.null), .constant(.ellipsis):
      throw target.place.failure("cannot assign to \(describe(target))")
    default:
      guard isAssignment else { throw target.place.failure("cannot assign to \(describe(target))") }
      throw target.place.failure("cannot assign to \(describe(target)) here. Maybe you meant '==' instead of '='?")
    }
  }

  /// What an expression is, as messages of CPython call it.
  func describe(_ value: Expression) -> String {
    switch value.kind {
    case .constant(let constant):
      switch constant {
      case .null: "None"
      case .bool(let flag): flag ? "True" : "False"
      case .ellipsis: "ellipsis"
      default: "literal"
      }
    case .name: "name"
    case .binary, .unary, .not, .boolean: "expression"
    case .comparison: "comparison"
    case .call: "function call"
    case .attribute: "attribute"
    case .item, .slice: "subscript"
    case .conditional: "conditional expression"
    case .lambda: "lambda"
    case .tuple: "tuple"
    case .list: "list"
    case .set: "set display"
    case .dict: "dict literal"
    case .comprehension(let node):
      switch node.kind {
      case .list: "list comprehension"
      case .set: "set comprehension"
      case .dict: "dict comprehension"
      case .generator: "generator expression"
      }
    case .starred: "starred"
    case .named: "named expression"
    case .yield, .yieldFrom: "yield expression"
    case .formatted: "f-string expression"
    }
  }
}
