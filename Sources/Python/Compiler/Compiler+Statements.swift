extension Compiler {
  func compile(_ statements: [Statement]) throws(SyntaxFailure) {
    for statement in statements { try compile(statement) }
  }

  func compile(_ statement: Statement) throws(SyntaxFailure) {
    builder.line = statement.place.line
    switch statement.kind {
    case .expression(let value):
      if case .constant = value.kind { return }
      try compile(value)
      builder.emit(.pop)
    case .assign(let targets, let value): try assign(targets, value)
    case .augmented(let target, let operation, let value): try augment(target, operation, value)
    case .annotated(let target, let annotation, let value, let isSimple):
      try annotated(target, annotation, value, isSimple)
    case .return(let value): try returnStatement(value, statement.place)
    case .delete(let targets):
      for target in targets { try delete(target) }
    case .pass: break
    case .break: try breakStatement(statement.place)
    case .continue: try continueStatement(statement.place)
    case .raise(let value, let cause):
      if let value { try compile(value) }
      if let cause { try compile(cause) }
      builder.line = statement.place.line
      builder.emit(.raise, c: value == nil ? 0 : cause == nil ? 1 : 2)
    case .global, .nonlocal: break
    case .assert(let test, let message): try assertion(test, message)
    case .import(let aliases): importModules(aliases)
    case .importFrom("__future__", let aliases, 0): try importFuture(aliases)
    case .importFrom(let module, let aliases, let level): importNames(module, aliases, level)
    case .importAll(let module, let level):
      builder.emit(.importName, a: builder.name(module), b: 1, c: UInt8(clamping: level))
      builder.emit(.importAll)
    case .conditional(let branches, let otherwise): try conditional(branches, otherwise)
    case .while(let test, let body, let otherwise): try whileLoop(test, body, otherwise)
    case .for(let target, let source, let body, let otherwise): try forLoop(target, source, body, otherwise)
    case .try(let body, let handlers, let otherwise, let finally, let isGroup):
      try tryStatement(body, handlers, otherwise, finally, isGroup: isGroup)
    case .with(let items, let body): try with(items[...], body)
    case .function(let node): try define(node)
    case .class(let node): try define(node)
    case .match(let subject, let cases): try match(subject, cases)
    }
  }

  // MARK: Assignment

  private func assign(_ targets: [Expression], _ value: Expression) throws(SyntaxFailure) {
    try compile(value)
    for (index, target) in targets.enumerated() {
      if index < targets.count - 1 { builder.emit(.copy, a: 1) }
      try store(target)
    }
  }

  /// Stores the value on the stack.
  func store(_ target: Expression) throws(SyntaxFailure) {
    switch target.kind {
    case .name(let name): store(name)
    case .attribute(let object, let name):
      try compile(object)
      builder.line = target.place.line
      builder.attribute(.storeAttribute, scope.mangle(name))
    case .item(let container, let key):
      try compile(container)
      try compile(key)
      builder.line = target.place.line
      builder.emit(.storeItem)
    case .tuple(let elements), .list(let elements): try unpack(elements)
    case .starred(let inner): try store(inner)
    default: throw target.place.failure("cannot assign to expression")
    }
  }

  private func unpack(_ elements: [Expression]) throws(SyntaxFailure) {
    let star = elements.firstIndex { if case .starred = $0.kind { true } else { false } }
    if let star {
      builder.emit(.unpackRest, a: star, b: elements.count - star - 1)
    } else {
      builder.emit(.unpack, a: elements.count)
    }
    for element in elements { try store(element) }
  }

  private func augment(
    _ target: Expression, _ operation: BinaryOperator, _ value: Expression
  ) throws(SyntaxFailure) {
    switch target.kind {
    case .name(let name):
      load(name)
      try compile(value)
      builder.emit(.inPlace, c: operation.rawValue)
      store(name)
    case .attribute(let object, let name):
      try compile(object)
      builder.emit(.copy, a: 1)
      builder.attribute(.loadAttribute, scope.mangle(name))
      try compile(value)
      builder.emit(.inPlace, c: operation.rawValue)
      builder.emit(.swap, a: 2)
      builder.attribute(.storeAttribute, scope.mangle(name))
    case .item(let container, let key):
      try compile(container)
      try compile(key)
      builder.emit(.copy, a: 2)
      builder.emit(.copy, a: 2)
      builder.emit(.loadItem)
      try compile(value)
      builder.emit(.inPlace, c: operation.rawValue)
      // container key value → value container key
      builder.emit(.swap, a: 3)
      builder.emit(.swap, a: 2)
      builder.emit(.storeItem)
    default: throw target.place.failure("illegal expression for augmented assignment")
    }
  }

  private func annotated(
    _ target: Expression, _ annotation: Expression, _ value: Expression?, _ isSimple: Bool
  ) throws(SyntaxFailure) {
    if let value {
      try compile(value)
      try store(target)
    }
    guard kind == .classBody, isSimple, case .name(let name) = target.kind else {
      if !scope.isFunction {
        try self.annotation(annotation)
        builder.emit(.pop)
      }
      return
    }
    // A class remembers its annotations in their order: data classes are made from them.
    try self.annotation(annotation)
    builder.emit(.loadName, a: globals.slot("__annotations__"), b: builder.name("__annotations__"))
    builder.emit(.constant, a: builder.constant(.string(scope.mangle(name))))
    builder.emit(.storeItem)
  }

  private func delete(_ target: Expression) throws(SyntaxFailure) {
    switch target.kind {
    case .name(let name): delete(name)
    case .attribute(let object, let name):
      try compile(object)
      builder.emit(.deleteAttribute, a: builder.name(scope.mangle(name)))
    case .item(let container, let key):
      try compile(container)
      try compile(key)
      builder.emit(.deleteItem)
    case .tuple(let elements), .list(let elements):
      for element in elements { try delete(element) }
    default: throw target.place.failure("cannot delete expression")
    }
  }

  // MARK: Leaving

  private func returnStatement(_ value: Expression?, _ place: Place) throws(SyntaxFailure) {
    try checkGroupHandler(place, from: 0)
    guard kind == .function || kind == .lambda else { throw place.failure("'return' outside function") }
    if let value {
      try compile(value)
    } else {
      builder.emit(.constant, a: builder.constant(.null))
    }
    try unwind(to: 0, keepsValue: true)
    builder.emit(.returnValue)
    reopen()
  }

  private func breakStatement(_ place: Place) throws(SyntaxFailure) {
    guard let index = loopIndex, case .loop(let exit, _, let isFor) = blocks[index].kind else {
      throw place.failure("'break' outside loop")
    }
    try checkGroupHandler(place, from: index)
    try unwind(to: index + 1, keepsValue: false)
    if isFor { builder.emit(.pop) }
    builder.jump(.jump, exit)
    reopen()
  }

  private func continueStatement(_ place: Place) throws(SyntaxFailure) {
    guard let index = loopIndex, case .loop(_, let next, _) = blocks[index].kind else {
      throw place.failure("'continue' not properly in loop")
    }
    try checkGroupHandler(place, from: index)
    try unwind(to: index + 1, keepsValue: false)
    builder.jump(.jump, next)
    reopen()
  }

  private func checkGroupHandler(_ place: Place, from index: Int) throws(SyntaxFailure) {
    guard blocks[index...].contains(where: { if case .groupHandler = $0.kind { true } else { false } }) else { return }
    throw place.failure("'break', 'continue' and 'return' cannot appear in an except* block")
  }

  private var loopIndex: Int? {
    blocks.lastIndex { if case .loop = $0.kind { true } else { false } }
  }

  private func assertion(_ test: Expression, _ message: Expression?) throws(SyntaxFailure) {
    let passed = builder.label()
    let line = builder.line
    try compile(test)
    builder.jump(.jumpIfTrue, passed)
    builder.line = line
    builder.emit(.assertionError)
    if let message {
      try compile(message)
      builder.emit(.call, a: 1)
    }
    builder.emit(.raise, c: 1)
    builder.place(passed)
  }

  // MARK: Imports

  private func importModules(_ aliases: [Statement.Alias]) {
    for alias in aliases {
      builder.line = alias.place.line
      // Without `as`, `import a.b` binds `a`; the machine gives the member with it.
      builder.emit(.importName, a: builder.name(alias.name), b: 0, c: 0)
      if let name = alias.alias {
        for part in alias.name.split(separator: ".").dropFirst() {
          builder.emit(.importFrom, a: builder.name(String(part)))
          builder.emit(.swap, a: 2)
          builder.emit(.pop)
        }
        store(name)
      } else {
        store(String(alias.name.prefix { $0 != "." }))
      }
    }
  }

  private func importNames(_ module: String, _ aliases: [Statement.Alias], _ level: Int) {
    builder.emit(.importName, a: builder.name(module), b: 1, c: UInt8(clamping: level))
    for alias in aliases {
      builder.line = alias.place.line
      builder.emit(.importFrom, a: builder.name(alias.name))
      store(alias.alias ?? alias.name)
    }
    builder.emit(.pop)
  }

  /// `from __future__ import annotations` changes how the rest is compiled; the other features are there anyway.
  private func importFuture(_ aliases: [Statement.Alias]) throws(SyntaxFailure) {
    for alias in aliases {
      guard Compiler.futureFeatures.contains(alias.name) else {
        throw alias.place.failure("future feature \(alias.name) is not defined")
      }
      if alias.name == "annotations" { globals.hasTextAnnotations = true }
    }
  }

  private static let futureFeatures: Set<String> = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
  ]

  // MARK: Branches and loops

  private func conditional(
    _ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement]
  ) throws(SyntaxFailure) {
    let end = builder.label()
    for branch in branches {
      let next = builder.label()
      builder.line = branch.test.place.line
      try jumpIfFalse(branch.test, next)
      try compile(branch.body)
      builder.jump(.jump, end)
      builder.place(next)
    }
    try compile(otherwise)
    builder.place(end)
  }

  private func whileLoop(
    _ test: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) throws(SyntaxFailure) {
    let exit = builder.label()
    let end = builder.label()
    let start = builder.here()
    try jumpIfFalse(test, end)
    blocks.append(Block(kind: .loop(exit: exit, next: start, isFor: false)))
    try compile(body)
    blocks.removeLast()
    builder.jump(.jump, start)
    builder.place(end)
    try compile(otherwise)
    builder.place(exit)
  }

  private func forLoop(
    _ target: Expression, _ source: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) throws(SyntaxFailure) {
    let exit = builder.label()
    let end = builder.label()
    let line = builder.line
    try compile(source)
    builder.emit(.iterate)
    let start = builder.here()
    builder.line = line
    builder.jump(.forIterate, end)
    blocks.append(Block(kind: .loop(exit: exit, next: start, isFor: true)))
    try store(target)
    try compile(body)
    blocks.removeLast()
    builder.jump(.jump, start)
    builder.place(end)
    try compile(otherwise)
    builder.place(exit)
  }
}
