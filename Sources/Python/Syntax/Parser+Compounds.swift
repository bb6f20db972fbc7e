/// Compound statements, functions and classes.
extension Parser {
  /// Reads a compound statement, if one begins here.
  mutating func compoundStatement() throws(SyntaxFailure) -> Statement? {
    let start = place
    switch kind {
    case .keyword(let keyword):
      switch keyword {
      case .if: return try conditional()
      case .while: return try whileLoop()
      case .for: return try forLoop()
      case .try: return try tryStatement()
      case .with: return try withStatement()
      case .def: return Statement(.function(try function([])), start)
      case .class: return Statement(.class(try classDefinition([])), start)
      case .async: throw asynchronous(start)
      default: return nil
      }
    case .symbol(.at): return try decorated()
    case .name("match"): return try matchStatement()
    case .indent: throw unexpected()
    default: return nil
    }
  }

  private mutating func conditional() throws(SyntaxFailure) -> Statement {
    let start = place
    var branches: [(test: Expression, body: [Statement])] = []
    var owner = "'if' statement"
    repeat {
      let line = place.line
      advance()
      let test = try named()
      if at(.assign) {
        throw test.place.failure("invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
      }
      branches.append((test, try block(owner, line)))
      owner = "'elif' statement"
    } while at(.elif)
    return Statement(.conditional(branches, otherwise: try otherwise()), start)
  }

  private mutating func otherwise() throws(SyntaxFailure) -> [Statement] {
    let line = place.line
    return skip(.else) ? try block("'else' statement", line) : []
  }

  private mutating func whileLoop() throws(SyntaxFailure) -> Statement {
    let start = place
    advance()
    let test = try named()
    let body = try block("'while' statement", start.line)
    return Statement(.while(test, body, otherwise: try otherwise()), start)
  }

  private mutating func forLoop() throws(SyntaxFailure) -> Statement {
    let start = place
    advance()
    let target = try targetList()
    guard skip(.in) else { throw unexpected() }
    let source = try expressionList()
    let body = try block("'for' statement", start.line)
    return Statement(.for(target, source, body, otherwise: try otherwise()), start)
  }

  private mutating func tryStatement() throws(SyntaxFailure) -> Statement {
    let start = place
    advance()
    let body = try block("'try' statement", start.line)
    var handlers: [Statement.Handler] = []
    var isGroup = false
    while at(.except) {
      let at = place
      advance()
      let hasStar = skip(.star)
      if !handlers.isEmpty, hasStar != isGroup {
        throw at.failure("cannot have both 'except' and 'except*' on the same 'try'")
      }
      isGroup = hasStar
      var type: Expression?
      var name: String?
      if !self.at(.colon) {
        type = try expression()
        if self.at(.comma) { throw at.failure("multiple exception types must be parenthesized") }
        if skip(.as) { name = try self.name() }
      } else if isGroup {
        throw place.failure("expected one or more exception types")
      } else if let previous = handlers.last, previous.type == nil {
        throw at.failure("default 'except:' must be last")
      }
      if let previous = handlers.last, previous.type == nil {
        throw previous.place.failure("default 'except:' must be last")
      }
      let body = try block(type == nil ? "'except' statement" : "'except' statement", at.line)
      handlers.append(Statement.Handler(type: type, name: name, body: body, place: at))
    }
    let otherwise = handlers.isEmpty ? [] : try otherwise()
    var final: [Statement] = []
    let line = place.line
    if skip(.finally) {
      final = try block("'finally' statement", line)
    } else if handlers.isEmpty {
      throw place.failure("expected 'except' or 'finally' block")
    }
    return Statement(.try(body, handlers, otherwise: otherwise, finally: final, isGroup: isGroup), start)
  }

  private mutating func withStatement() throws(SyntaxFailure) -> Statement {
    let start = place
    advance()
    var items: [(Expression, Expression?)] = []
    let before = mark
    var isParenthesized = false
    if skip(.openParenthesis) {
      // Either parentheses around all items, or an expression that begins with one.
      do throws(SyntaxFailure) {
        repeat {
          if at(.closeParenthesis) { break }
          items.append(try withItem())
        } while skip(.comma)
        isParenthesized = skip(.closeParenthesis) && at(.colon)
      } catch {
        isParenthesized = false
      }
      if !isParenthesized {
        mark = before
        items = []
      }
    }
    if !isParenthesized {
      repeat { items.append(try withItem()) } while skip(.comma)
    }
    return Statement(.with(items, try block("'with' statement", start.line)), start)
  }

  private mutating func withItem() throws(SyntaxFailure) -> (Expression, Expression?) {
    let value = try expression()
    guard skip(.as) else { return (value, nil) }
    let start = place
    let target = at(.star) ? try starredOrNamed() : try bitwise()
    guard target.place == start else { throw unexpected() }
    try checkTarget(target)
    return (value, target)
  }

  // MARK: Functions and classes

  private mutating func decorated() throws(SyntaxFailure) -> Statement {
    let start = place
    var decorators: [Expression] = []
    while skip(.at) {
      decorators.append(try named())
      guard kind == .newline else { throw unexpected() }
      advance()
    }
    switch kind {
    case .keyword(.def): return Statement(.function(try function(decorators)), start)
    case .keyword(.class): return Statement(.class(try classDefinition(decorators)), start)
    default: throw unexpected()
    }
  }

  private mutating func function(_ decorators: [Expression]) throws(SyntaxFailure) -> FunctionNode {
    let start = place
    advance()
    let name = try self.name()
    try expect(.openParenthesis)
    let parameters = try parameterList(until: .closeParenthesis, annotated: true)
    try expect(.closeParenthesis)
    let returns = skip(.arrow) ? try expressionList() : nil
    let body = try block("function definition", start.line)
    return FunctionNode(
      name: name, parameters: parameters, body: body, result: nil, decorators: decorators, returns: returns,
      place: start)
  }

  private mutating func classDefinition(_ decorators: [Expression]) throws(SyntaxFailure) -> ClassNode {
    let start = place
    advance()
    let name = try self.name()
    let arguments = skip(.openParenthesis) ? try arguments() : []
    let body = try block("class definition", start.line)
    return ClassNode(name: name, arguments: arguments, body: body, decorators: decorators, place: start)
  }

  /// The parameters of a function or lambda, up to the closing symbol.
  mutating func parameterList(until closing: Symbol, annotated: Bool) throws(SyntaxFailure) -> ParameterList {
    var list = ParameterList()
    var names: Set<String> = []
    var isKeywordOnly = false
    var hasSlash = false
    while !at(closing) {
      let start = place
      if list.keywordRest != nil { throw start.failure("arguments cannot follow var-keyword argument") }
      if skip(.slash) {
        guard !hasSlash else { throw start.failure("/ may appear only once") }
        guard !isKeywordOnly else { throw start.failure("/ must be ahead of *") }
        guard !list.positional.isEmpty else { throw start.failure("at least one argument must precede /") }
        hasSlash = true
        list.positionalOnly = list.positional.count
      } else if skip(.doubleStar) {
        list.keywordRest = try parameter(&names, annotated, hasDefault: false)
        if at(.assign) { throw place.failure("var-keyword argument cannot have default value") }
      } else if skip(.star) {
        guard !isKeywordOnly else { throw start.failure("* argument may appear only once") }
        isKeywordOnly = true
        if at(.comma) {
          if following == .symbol(closing) || following == .symbol(.doubleStar) {
            throw start.failure("named arguments must follow bare *")
          }
        } else if at(closing) {
          throw start.failure("named arguments must follow bare *")
        } else {
          list.rest = try parameter(&names, annotated, hasDefault: false)
          if at(.assign) { throw place.failure("var-positional argument cannot have default value") }
        }
      } else {
        let parameter = try parameter(&names, annotated, hasDefault: true)
        if isKeywordOnly {
          list.keywordOnly.append(parameter)
        } else {
          if parameter.fallback == nil, list.positional.last?.fallback != nil {
            throw start.failure("non-default argument follows default argument")
          }
          list.positional.append(parameter)
        }
      }
      guard skip(.comma) else { break }
    }
    return list
  }

  private mutating func parameter(
    _ names: inout Set<String>, _ annotated: Bool, hasDefault: Bool
  ) throws(SyntaxFailure) -> ParameterList.Parameter {
    let start = place
    let name = try self.name()
    guard names.insert(name).inserted else {
      throw start.failure("duplicate argument '\(name)' in function definition")
    }
    var annotation: Expression?
    if annotated, skip(.colon) { annotation = at(.star) ? try starredOrNamed() : try expression() }
    var fallback: Expression?
    if hasDefault, skip(.assign) {
      if at(.comma) || at(.closeParenthesis) { throw start.failure("expected default value expression") }
      fallback = try expression()
    }
    return ParameterList.Parameter(name: name, fallback: fallback, annotation: annotation, place: start)
  }
}
