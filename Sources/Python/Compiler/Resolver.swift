/// Walks a program and gathers which names each scope binds and uses.
struct Resolver {
  private var scope: Scope
  private let remarks: Remarks
  /// How many sources of comprehensions are being visited, in which nothing may be assigned.
  private var sourceDepth = 0

  /// What the language does not offer although the text may be Python.
  private final class Remarks {
    var found: [SyntaxFailure] = []
    var names: [(name: String, place: Place)] = []
  }

  private init(scope: Scope, remarks: Remarks = Remarks()) {
    self.scope = scope
    self.remarks = remarks
  }

  /// Remarks on a script: modules and functions that it asks for and that are not there.
  static func remarks(_ statements: [Statement], known: [String: Value]) throws(SyntaxFailure) -> [SyntaxFailure] {
    var resolver = Resolver(scope: Scope(.module, parent: nil))
    try resolver.visit(statements)
    return resolver.allRemarks(known)
  }

  static func remarks(_ expression: Expression, known: [String: Value]) throws(SyntaxFailure) -> [SyntaxFailure] {
    var resolver = Resolver(scope: Scope(.module, parent: nil))
    try resolver.visit(expression)
    return resolver.allRemarks(known)
  }

  private func allRemarks(_ known: [String: Value]) -> [SyntaxFailure] {
    let refused = remarks.names.filter { !scope.bound.contains($0.name) && known[$0.name] == nil }.map { name in
      var failure = name.place.refusal(Environment.refusalMessage(name.name))
      failure.exception = "NameError"
      return failure
    }
    return (remarks.found + refused).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private func checkImport(_ name: String, _ place: Place) {
    guard ModuleTable.modules[name] == nil, name != "__future__" else { return }
    var failure = place.refusal(Machine.refusalMessage(name))
    failure.exception = "ImportError"
    remarks.found.append(failure)
  }

  /// The scopes of a script; each function, class and comprehension node gets its own.
  static func resolve(_ statements: [Statement]) throws(SyntaxFailure) -> Scope {
    let module = Scope(.module, parent: nil)
    var resolver = Resolver(scope: module)
    try resolver.visit(statements)
    try module.resolve()
    return module
  }

  static func resolve(_ expression: Expression) throws(SyntaxFailure) -> Scope {
    let module = Scope(.module, parent: nil)
    var resolver = Resolver(scope: module)
    try resolver.visit(expression)
    try module.resolve()
    return module
  }

  // MARK: Statements

  private mutating func visit(_ statements: [Statement]) throws(SyntaxFailure) {
    for statement in statements { try visit(statement) }
  }

  private mutating func visit(_ statement: Statement) throws(SyntaxFailure) {
    switch statement.kind {
    case .expression(let value): try visit(value)
    case .assign(let targets, let value):
      try visit(value)
      for target in targets { try bind(target) }
    case .augmented(let target, _, let value):
      try visit(value)
      if case .name(let name) = target.kind { use(name) }
      try bind(target)
    case .annotated(let target, let annotation, let value, let isSimple):
      try visit(optional: value)
      if isSimple || value != nil { try bind(target) } else { try visitParts(target) }
      if !scope.isFunction || !isSimple { try visit(annotation) }
    case .return(let value): try visit(optional: value)
    case .delete(let targets):
      for target in targets { try bind(target) }
    case .pass, .break, .continue: break
    case .raise(let value, let cause):
      try visit(optional: value)
      try visit(optional: cause)
    case .global(let names):
      for name in names { try scope.declareGlobal(scope.mangle(name), statement.place) }
    case .nonlocal(let names):
      for name in names { try scope.declareNonlocal(scope.mangle(name), statement.place) }
    case .assert(let test, let message):
      try visit(test)
      try visit(optional: message)
    case .import(let aliases):
      for alias in aliases {
        checkImport(alias.name, alias.place)
        bind(alias.alias ?? String(alias.name.prefix { $0 != "." }))
      }
    case .importFrom("__future__", _, 0): break
    case .importFrom(let module, let aliases, _):
      checkImport(module, statement.place)
      for alias in aliases { bind(alias.alias ?? alias.name) }
    case .importAll(let module, _):
      checkImport(module, statement.place)
      guard scope.kind == .module else { throw statement.place.failure("import * only allowed at module level") }
    case .conditional(let branches, let otherwise):
      for branch in branches {
        try visit(branch.test)
        try visit(branch.body)
      }
      try visit(otherwise)
    case .while(let test, let body, let otherwise):
      try visit(test)
      try visit(body)
      try visit(otherwise)
    case .for(let target, let source, let body, let otherwise):
      try visit(source)
      try bind(target)
      try visit(body)
      try visit(otherwise)
    case .try(let body, let handlers, let otherwise, let finally, _):
      try visit(body)
      for handler in handlers {
        try visit(optional: handler.type)
        if let name = handler.name { bind(name) }
        try visit(handler.body)
      }
      try visit(otherwise)
      try visit(finally)
    case .with(let items, let body):
      for (value, target) in items {
        try visit(value)
        if let target { try bind(target) }
      }
      try visit(body)
    case .function(let node):
      for decorator in node.decorators { try visit(decorator) }
      bind(node.name)
      try visit(node)
    case .class(let node):
      for decorator in node.decorators { try visit(decorator) }
      for argument in node.arguments { try visit(argument.value) }
      bind(node.name)
      let inner = Scope(.classBody, parent: scope, className: node.name)
      node.scope = inner
      var resolver = Resolver(scope: inner, remarks: remarks)
      try resolver.visit(node.body)
    case .match(let subject, let cases):
      try visit(subject)
      for option in cases {
        try visit(option.pattern)
        try visit(optional: option.guardTest)
        try visit(option.body)
      }
    }
  }

  private mutating func visit(_ node: FunctionNode) throws(SyntaxFailure) {
    for parameter in node.parameters.all {
      try visit(optional: parameter.fallback)
      try visit(optional: parameter.annotation)
    }
    try visit(optional: node.returns)
    let inner = Scope(.function, parent: scope)
    node.scope = inner
    for parameter in node.parameters.all { inner.bindParameter(inner.mangle(parameter.name)) }
    var resolver = Resolver(scope: inner, remarks: remarks)
    try resolver.visit(node.body)
    if let result = node.result { try resolver.visit(result) }
  }

  private mutating func visit(_ pattern: Pattern) throws(SyntaxFailure) {
    switch pattern.kind {
    case .value(let value): try visit(value)
    case .singleton, .wildcard: break
    case .capture(let name): bind(name)
    case .star(let name):
      if let name { bind(name) }
    case .sequence(let patterns), .either(let patterns):
      for part in patterns { try visit(part) }
    case .mapping(let pairs, let rest):
      for (key, value) in pairs {
        try visit(key)
        try visit(value)
      }
      if let rest { bind(rest) }
    case .class(let type, let positional, let named):
      try visit(type)
      for part in positional { try visit(part) }
      for (_, part) in named { try visit(part) }
    case .alias(let part, let name):
      try visit(part)
      bind(name)
    }
  }

  // MARK: Expressions

  private mutating func visit(optional expression: Expression?) throws(SyntaxFailure) {
    if let expression { try visit(expression) }
  }

  private mutating func visit(_ expression: Expression) throws(SyntaxFailure) {
    switch expression.kind {
    case .constant: break
    case .name(let name):
      use(name)
      if Environment.refused.contains(name) { remarks.names.append((name, expression.place)) }
    case .binary(_, let left, let right):
      try visit(left)
      try visit(right)
    case .unary(_, let operand), .not(let operand), .attribute(let operand, _), .starred(let operand):
      try visit(operand)
    case .boolean(_, let operands), .tuple(let operands), .list(let operands), .set(let operands):
      for operand in operands { try visit(operand) }
    case .comparison(let left, let rest):
      try visit(left)
      for (_, right) in rest { try visit(right) }
    case .call(let callee, let arguments):
      try visit(callee)
      for argument in arguments { try visit(argument.value) }
    case .item(let container, let key):
      try visit(container)
      try visit(key)
    case .slice(let start, let stop, let step):
      try visit(optional: start)
      try visit(optional: stop)
      try visit(optional: step)
    case .conditional(let test, let then, let otherwise):
      try visit(test)
      try visit(then)
      try visit(otherwise)
    case .lambda(let node): try visit(node)
    case .dict(let pairs):
      for (key, value) in pairs {
        try visit(optional: key)
        try visit(value)
      }
    case .comprehension(let node): try visit(node)
    case .named(let target, let value):
      guard sourceDepth == 0 else {
        throw expression.place.failure(
          "assignment expression cannot be used in a comprehension iterable expression")
      }
      try visit(value)
      try bindNamed(target)
    case .yield(let value):
      try yield(expression.place)
      try visit(optional: value)
    case .yieldFrom(let value):
      try yield(expression.place)
      try visit(value)
    case .formatted(let parts): try visit(parts)
    }
  }

  private mutating func visit(_ parts: [FormatPart]) throws(SyntaxFailure) {
    for part in parts {
      guard case .value(let value, _, let spec) = part else { continue }
      try visit(value)
      if let spec { try visit(spec) }
    }
  }

  private func yield(_ place: Place) throws(SyntaxFailure) {
    switch scope.kind {
    case .function: scope.isGenerator = true
    case .comprehension: throw place.failure("'yield' inside list comprehension")
    default: throw place.failure("'yield' outside function")
    }
  }

  private mutating func visit(_ node: Comprehension) throws(SyntaxFailure) {
    // The first source belongs to the enclosing scope.
    sourceDepth += 1
    if let first = node.clauses.first { try visit(first.source) }
    sourceDepth -= 1
    let inner = Scope(.comprehension, parent: scope)
    inner.isGenerator = node.kind == .generator
    inner.bindParameter(".0")
    node.scope = inner
    var resolver = Resolver(scope: inner, remarks: remarks)
    for (index, clause) in node.clauses.enumerated() {
      resolver.sourceDepth += 1
      if index > 0 { try resolver.visit(clause.source) }
      resolver.sourceDepth -= 1
      try resolver.bind(clause.target)
      for condition in clause.conditions { try resolver.visit(condition) }
    }
    try resolver.visit(optional: node.value)
    try resolver.visit(node.element)
  }

  // MARK: Names

  private func use(_ name: String) {
    let name = scope.mangle(name)
    scope.use(name)
    if name == "super", scope.kind == .function { scope.use("__class__") }
  }

  private func bind(_ name: String) { scope.bind(scope.mangle(name)) }

  private mutating func bind(_ target: Expression) throws(SyntaxFailure) {
    switch target.kind {
    case .name(let name): bind(name)
    case .tuple(let elements), .list(let elements):
      for element in elements { try bind(element) }
    case .starred(let inner): try bind(inner)
    default: try visitParts(target)
    }
  }

  private mutating func visitParts(_ target: Expression) throws(SyntaxFailure) {
    if case .name = target.kind { return }
    try visit(target)
  }

  /// `:=` binds in the function around the comprehensions.
  private func bindNamed(_ target: Expression) throws(SyntaxFailure) {
    guard case .name(let name) = target.kind else { return }
    guard scope.kind == .comprehension else { return bind(name) }
    var owner: Scope? = scope
    while let current = owner, current.kind == .comprehension {
      if current.bound.contains(name) {
        throw target.place.failure("assignment expression cannot rebind comprehension iteration variable '\(name)'")
      }
      owner = current.parent
    }
    guard let owner else { return }
    switch owner.kind {
    case .classBody:
      throw target.place.failure("assignment expression within a comprehension cannot be used in a class body")
    case .module:
      owner.bind(name)
      scope.use(name)
    default:
      owner.bind(owner.mangle(name))
      scope.use(name)
    }
  }
}
