/// Functions, classes and comprehensions.
extension Compiler {
  /// Emits a function, or leaves a lambda on the stack.
  func define(_ node: FunctionNode) throws(SyntaxFailure) {
    guard let inner = node.scope else { return }
    let isLambda = node.result != nil
    for decorator in node.decorators { try compile(decorator) }
    builder.line = node.place.line
    var flags = try defaults(node.parameters)
    if !isLambda, try annotations(node) { flags |= 8 }
    builder.line = node.place.line
    let compiler = Compiler(
      inner, globals: globals, enclosing: self, name: node.name, kind: isLambda ? .lambda : .function)
    let code = try compiler.function(node)
    make(code, inner, flags)
    guard !isLambda else { return }
    for decorator in node.decorators.reversed() {
      builder.line = decorator.place.line
      builder.emit(.call, a: 1)
    }
    builder.line = node.place.line
    store(node.name)
  }

  /// Emits the default values; gives the flags of `makeFunction`.
  private func defaults(_ parameters: ParameterList) throws(SyntaxFailure) -> UInt8 {
    var flags: UInt8 = 0
    let positional = parameters.positional.compactMap(\.fallback)
    if !positional.isEmpty {
      for value in positional { try compile(value) }
      builder.emit(.buildTuple, a: positional.count)
      flags |= 1
    }
    let named = parameters.keywordOnly.filter { $0.fallback != nil }
    if !named.isEmpty {
      for parameter in named {
        builder.emit(.constant, a: builder.constant(.string(scope.mangle(parameter.name))))
        if let value = parameter.fallback { try compile(value) }
      }
      builder.emit(.buildDict, a: named.count)
      flags |= 2
    }
    return flags
  }

  /// Emits the annotations of a function as a dictionary; false where there are none.
  private func annotations(_ node: FunctionNode) throws(SyntaxFailure) -> Bool {
    let list = node.parameters
    let parameters =
      list.positional + (list.rest.map { [$0] } ?? []) + list.keywordOnly + (list.keywordRest.map { [$0] } ?? [])
    var annotated = parameters.compactMap { parameter in parameter.annotation.map { (parameter.name, $0) } }
    if let returns = node.returns { annotated.append(("return", returns)) }
    guard !annotated.isEmpty else { return false }
    for (name, value) in annotated {
      builder.emit(.constant, a: builder.constant(.string(scope.mangle(name))))
      try annotation(value)
    }
    builder.emit(.buildDict, a: annotated.count)
    return true
  }

  /// Emits the value of an annotation; its text where the program asks for that (`from __future__ import annotations`).
  func annotation(_ value: Expression) throws(SyntaxFailure) {
    if globals.hasTextAnnotations {
      builder.emit(.constant, a: builder.constant(.string(AnnotationText.text(of: value))))
    } else {
      try compile(value)
    }
  }

  private func function(_ node: FunctionNode) throws(SyntaxFailure) -> Code {
    builder.line = node.place.line
    var documentation: String?
    if let result = node.result {
      try compile(result)
      if scope.isGenerator {
        builder.emit(.pop)
        returnNone()
      } else {
        builder.emit(.returnValue)
      }
    } else {
      if case .expression(let value)? = node.body.first?.kind, case .constant(.string(let text)) = value.kind {
        documentation = text
      }
      try compile(node.body)
      returnNone()
    }
    let list = node.parameters
    let parameters = Code.Parameters(
      positionalOnly: list.positionalOnly, positional: list.positional.count, keywordOnly: list.keywordOnly.count,
      hasRest: list.rest != nil, hasKeywordRest: list.keywordRest != nil)
    return code(parameters: parameters, documentation: documentation, line: node.place.line)
  }

  /// Emits the function of a code, with the cells that it needs from here.
  private func make(_ code: Code, _ inner: Scope, _ flags: UInt8) {
    var flags = flags
    if !inner.free.isEmpty {
      for name in inner.free { builder.emit(.loadCell, a: scope.cellIndex(name)) }
      builder.emit(.buildTuple, a: inner.free.count)
      flags |= 4
    }
    children.append(code)
    builder.emit(.makeFunction, a: children.count - 1, c: flags)
  }

  func define(_ node: ClassNode) throws(SyntaxFailure) {
    guard let inner = node.scope else { return }
    for decorator in node.decorators { try compile(decorator) }
    let compiler = Compiler(inner, globals: globals, enclosing: self, name: node.name, kind: .classBody)
    let code = try compiler.classBody(node)
    builder.line = node.place.line
    make(code, inner, 0)
    builder.emit(.constant, a: builder.constant(.string(node.name)))
    if node.arguments.contains(where: { $0.kind == .spread || $0.kind == .keywordSpread }) {
      if try !spreadArguments(node.arguments) { builder.emit(.buildDict, a: 0) }
      builder.line = node.place.line
      builder.emit(.buildClassSpread)
    } else {
      let names = try plainArguments(node.arguments)
      builder.line = node.place.line
      builder.emit(.buildClass, a: node.arguments.count, b: names.isEmpty ? 0 : keywordConstant(names) + 1)
    }
    for decorator in node.decorators.reversed() {
      builder.line = decorator.place.line
      builder.emit(.call, a: 1)
    }
    builder.line = node.place.line
    store(node.name)
  }

  private func classBody(_ node: ClassNode) throws(SyntaxFailure) -> Code {
    builder.line = node.place.line
    builder.emit(.constant, a: builder.constant(.string(qualifiedName)))
    builder.emit(.storeName, a: builder.name("__qualname__"))
    if case .expression(let value)? = node.body.first?.kind, case .constant(.string(let text)) = value.kind {
      builder.emit(.constant, a: builder.constant(.string(text)))
      builder.emit(.storeName, a: builder.name("__doc__"))
    }
    if hasAnnotations(node.body) {
      builder.emit(.buildDict, a: 0)
      builder.emit(.storeName, a: builder.name("__annotations__"))
    }
    try compile(node.body)
    // The cell that `super()` finds the class in.
    if let cell = scope.fast["__class__"] {
      builder.emit(.loadCell, a: cell)
      builder.emit(.returnValue)
    } else {
      returnNone()
    }
    return code(line: node.place.line)
  }

  private func hasAnnotations(_ statements: [Statement]) -> Bool {
    statements.contains { statement in
      switch statement.kind {
      case .annotated(_, _, _, isSimple: true): true
      case .conditional(let branches, let otherwise):
        branches.contains { hasAnnotations($0.body) } || hasAnnotations(otherwise)
      case .for(_, _, let body, let otherwise), .while(_, let body, let otherwise):
        hasAnnotations(body) || hasAnnotations(otherwise)
      case .try(let body, let handlers, let otherwise, let finally, _):
        hasAnnotations(body) || handlers.contains { hasAnnotations($0.body) } || hasAnnotations(otherwise)
          || hasAnnotations(finally)
      case .with(_, let body): hasAnnotations(body)
      default: false
      }
    }
  }

  // MARK: Comprehensions

  func comprehension(_ node: Comprehension, _ line: Int32) throws(SyntaxFailure) {
    guard let inner = node.scope, let first = node.clauses.first else { return }
    let name =
      switch node.kind {
      case .list: "<listcomp>"
      case .set: "<setcomp>"
      case .dict: "<dictcomp>"
      case .generator: "<genexpr>"
      }
    let compiler = Compiler(inner, globals: globals, enclosing: self, name: name, kind: .comprehension)
    make(try compiler.comprehensionBody(node, line), inner, 0)
    try compile(first.source)
    builder.line = line
    builder.emit(.iterate)
    builder.emit(.call, a: 1)
  }

  private func comprehensionBody(_ node: Comprehension, _ line: Int32) throws(SyntaxFailure) -> Code {
    builder.line = line
    switch node.kind {
    case .list: builder.emit(.buildList, a: 0)
    case .set: builder.emit(.buildSet, a: 0)
    case .dict: builder.emit(.buildDict, a: 0)
    case .generator: break
    }
    try clause(node, 0)
    builder.line = line
    if node.kind == .generator { returnNone() } else { builder.emit(.returnValue) }
    return code(parameters: Code.Parameters(positionalOnly: 1, positional: 1), line: line)
  }

  private func clause(_ node: Comprehension, _ index: Int) throws(SyntaxFailure) {
    guard index < node.clauses.count else { return try element(node) }
    let clause = node.clauses[index]
    if index == 0 {
      load(".0")
    } else {
      try compile(clause.source)
      builder.emit(.iterate)
    }
    let end = builder.label()
    let start = builder.here()
    builder.jump(.forIterate, end)
    try store(clause.target)
    for condition in clause.conditions { try jumpIfFalse(condition, start) }
    try self.clause(node, index + 1)
    builder.jump(.jump, start)
    builder.place(end)
  }

  private func element(_ node: Comprehension) throws(SyntaxFailure) {
    // The collection lies under the iterators.
    let depth = node.clauses.count + 1
    try compile(node.element)
    switch node.kind {
    case .list: builder.emit(.listAppend, a: depth)
    case .set: builder.emit(.setAdd, a: depth)
    case .dict:
      if let value = node.value { try compile(value) }
      builder.emit(.dictAdd, a: depth)
    case .generator:
      builder.emit(.yieldValue)
      builder.emit(.pop)
    }
  }
}
