extension Compiler {
  /// Emits what leaves the value of an expression on the stack.
  func compile(_ expression: Expression) throws(SyntaxFailure) {
    let line = expression.place.line
    builder.line = line
    switch expression.kind {
    case .constant(let constant): builder.emit(.constant, a: builder.constant(constant))
    case .name(let name): load(name)
    case .binary(let operation, let left, let right):
      try compile(left)
      try compile(right)
      builder.line = line
      builder.emitBinary(operation)
    case .unary(let operation, let operand): try unary(operation, operand)
    case .not(let operand):
      try compile(operand)
      builder.emit(.not)
    case .boolean(let isAnd, let operands): try boolean(isAnd, operands)
    case .comparison(let left, let rest): try comparison(left, rest, line)
    case .call(let callee, let arguments): try call(callee, arguments, line)
    case .attribute(let object, let name):
      try compile(object)
      builder.line = line
      builder.attribute(.loadAttribute, scope.mangle(name))
    case .item(let container, let key):
      try compile(container)
      try compile(key)
      builder.line = line
      builder.emit(.loadItem)
    case .slice(let start, let stop, let step):
      try compile(optional: start)
      try compile(optional: stop)
      if let step { try compile(step) }
      builder.emit(.slice, a: step == nil ? 2 : 3)
    case .conditional(let test, let then, let otherwise):
      let alternative = builder.label()
      let end = builder.label()
      try jumpIfFalse(test, alternative)
      try compile(then)
      builder.jump(.jump, end)
      builder.place(alternative)
      try compile(otherwise)
      builder.place(end)
    case .lambda(let node): try define(node)
    case .tuple(let elements): try tuple(elements)
    case .list(let elements): try list(elements)
    case .set(let elements): try set(elements)
    case .dict(let pairs): try dict(pairs)
    case .comprehension(let node): try comprehension(node, line)
    case .starred(let inner): throw inner.place.failure("can't use starred expression here")
    case .named(let target, let value):
      try compile(value)
      builder.emit(.copy, a: 1)
      try store(target)
    case .yield(let value):
      try compile(optional: value)
      builder.emit(.yieldValue)
    case .yieldFrom(let value): try yieldFrom(value)
    case .formatted(let parts): try formatted(parts)
    }
  }

  private func compile(optional expression: Expression?) throws(SyntaxFailure) {
    if let expression {
      try compile(expression)
    } else {
      builder.emit(.constant, a: builder.constant(.null))
    }
  }

  private func unary(_ operation: UnaryOperator, _ operand: Expression) throws(SyntaxFailure) {
    if operation == .negate, case .constant(let constant) = operand.kind {
      switch constant {
      case .integer(let number):
        builder.emit(.constant, a: builder.constant(.integer(-number)))
        return
      case .float(let number):
        builder.emit(.constant, a: builder.constant(.float(-number)))
        return
      default: break
      }
    }
    try compile(operand)
    switch operation {
    case .negate: builder.emit(.negate)
    case .plus: builder.emit(.plus)
    case .invert: builder.emit(.invert)
    }
  }

  private func boolean(_ isAnd: Bool, _ operands: [Expression]) throws(SyntaxFailure) {
    let end = builder.label()
    for (index, operand) in operands.enumerated() {
      try compile(operand)
      if index < operands.count - 1 { builder.jump(isAnd ? .jumpIfFalseOrPop : .jumpIfTrueOrPop, end) }
    }
    builder.place(end)
  }

  /// Jumps where the expression is false, without making its value where that can be avoided.
  func jumpIfFalse(_ test: Expression, _ label: CodeBuilder.Label) throws(SyntaxFailure) {
    switch test.kind {
    case .boolean(isAnd: true, let operands):
      for operand in operands { try jumpIfFalse(operand, label) }
    case .boolean(isAnd: false, let operands):
      let passed = builder.label()
      for operand in operands.dropLast() { try jumpIfTrue(operand, passed) }
      if let last = operands.last { try jumpIfFalse(last, label) }
      builder.place(passed)
    case .not(let operand): try jumpIfTrue(operand, label)
    default:
      try compile(test)
      builder.jumpIfFalse(label)
    }
  }

  func jumpIfTrue(_ test: Expression, _ label: CodeBuilder.Label) throws(SyntaxFailure) {
    switch test.kind {
    case .boolean(isAnd: false, let operands):
      for operand in operands { try jumpIfTrue(operand, label) }
    case .boolean(isAnd: true, let operands):
      let failed = builder.label()
      for operand in operands.dropLast() { try jumpIfFalse(operand, failed) }
      if let last = operands.last { try jumpIfTrue(last, label) }
      builder.place(failed)
    case .not(let operand): try jumpIfFalse(operand, label)
    default:
      try compile(test)
      builder.jump(.jumpIfTrue, label)
    }
  }

  private func comparison(
    _ left: Expression, _ rest: [(operation: Relation, right: Expression)], _ line: Int32
  ) throws(SyntaxFailure) {
    try compile(left)
    guard rest.count > 1 else {
      try compile(rest[0].right)
      builder.line = line
      return relation(rest[0].operation)
    }
    let cleanup = builder.label()
    let end = builder.label()
    for (index, step) in rest.enumerated() {
      try compile(step.right)
      builder.line = line
      if index == rest.count - 1 {
        relation(step.operation)
        break
      }
      // left right → right (left op right)
      builder.emit(.swap, a: 2)
      builder.emit(.copy, a: 2)
      relation(step.operation)
      builder.jump(.jumpIfFalseOrPop, cleanup)
    }
    builder.jump(.jump, end)
    builder.place(cleanup)
    builder.emit(.swap, a: 2)
    builder.emit(.pop)
    builder.place(end)
  }

  private func relation(_ operation: Relation) {
    switch operation {
    case .order(let comparison): builder.emit(.compare, c: comparison.rawValue)
    case .isSame: builder.emit(.isSame)
    case .isNotSame: builder.emit(.isSame, c: 1)
    case .isIn: builder.emit(.contains)
    case .isNotIn: builder.emit(.contains, c: 1)
    }
  }

  // MARK: Collections

  private func hasStar(_ elements: [Expression]) -> Bool {
    elements.contains { if case .starred = $0.kind { true } else { false } }
  }

  private func tuple(_ elements: [Expression]) throws(SyntaxFailure) {
    if hasStar(elements) {
      try spread(elements)
      builder.emit(.listToTuple)
      return
    }
    if let constants = constantValues(elements) {
      builder.emit(.constant, a: builder.add(.tuple(Tuple(nil, constants))))
      return
    }
    for element in elements { try compile(element) }
    builder.emit(.buildTuple, a: elements.count)
  }

  /// The values of literals; nil where one is not a literal.
  private func constantValues(_ elements: [Expression]) -> [Value]? {
    var values: [Value] = []
    for element in elements {
      guard case .constant(let constant) = element.kind else { return nil }
      values.append(CodeBuilder.value(constant))
    }
    return values
  }

  private func list(_ elements: [Expression]) throws(SyntaxFailure) {
    if hasStar(elements) || elements.count > 2000 { return try spread(elements) }
    for element in elements { try compile(element) }
    builder.emit(.buildList, a: elements.count)
  }

  /// A list of elements, some of them starred or so many that they should not all wait on the stack.
  private func spread(_ elements: [Expression]) throws(SyntaxFailure) {
    builder.emit(.buildList, a: 0)
    for element in elements {
      if case .starred(let inner) = element.kind {
        try compile(inner)
        builder.emit(.listExtend)
      } else {
        try compile(element)
        builder.emit(.listAppend, a: 1)
      }
    }
  }

  private func set(_ elements: [Expression]) throws(SyntaxFailure) {
    guard hasStar(elements) || elements.count > 2000 else {
      for element in elements { try compile(element) }
      builder.emit(.buildSet, a: elements.count)
      return
    }
    builder.emit(.buildSet, a: 0)
    for element in elements {
      if case .starred(let inner) = element.kind {
        try compile(inner)
        builder.emit(.setUpdate)
      } else {
        try compile(element)
        builder.emit(.setAdd, a: 1)
      }
    }
  }

  private func dict(_ pairs: [(key: Expression?, value: Expression)]) throws(SyntaxFailure) {
    if pairs.count <= 1000, pairs.allSatisfy({ $0.key != nil }) {
      for case (let key?, let value) in pairs {
        try compile(key)
        try compile(value)
      }
      builder.emit(.buildDict, a: pairs.count)
      return
    }
    builder.emit(.buildDict, a: 0)
    for (key, value) in pairs {
      if let key {
        try compile(key)
        try compile(value)
        builder.emit(.dictAdd, a: 1)
      } else {
        try compile(value)
        builder.emit(.dictUpdate)
      }
    }
  }

  private func formatted(_ parts: [FormatPart]) throws(SyntaxFailure) {
    for part in parts {
      switch part {
      case .text(let text): builder.emit(.constant, a: builder.constant(.string(text)))
      case .value(let value, let conversion, let spec):
        try compile(value)
        if let spec { try formatted(spec) }
        builder.emit(.format, c: conversion | (spec == nil ? 0 : 4))
      }
    }
    if parts.count != 1 { builder.emit(.buildString, a: parts.count) }
  }

  // MARK: Calls

  private func call(_ callee: Expression, _ arguments: [Argument], _ line: Int32) throws(SyntaxFailure) {
    let isSpread = arguments.contains { $0.kind == .spread || $0.kind == .keywordSpread } || arguments.count > 250
    if case .attribute(let object, let name) = callee.kind, !isSpread {
      try compile(object)
      builder.line = callee.place.line
      builder.attribute(.loadMethod, scope.mangle(name))
      let names = try plainArguments(arguments)
      builder.line = line
      if names.isEmpty {
        builder.emit(.callMethod, a: arguments.count)
      } else {
        builder.emit(.callMethodKeywords, a: arguments.count, b: keywordConstant(names))
      }
      return
    }
    try compile(callee)
    guard isSpread else {
      let names = try plainArguments(arguments)
      builder.line = line
      if names.isEmpty {
        builder.emit(.call, a: arguments.count)
      } else {
        builder.emit(.callKeywords, a: arguments.count, b: keywordConstant(names))
      }
      return
    }
    let hasKeywords = try spreadArguments(arguments)
    builder.line = line
    builder.emit(.callSpread, c: hasKeywords ? 1 : 0)
  }

  func keywordConstant(_ names: [String]) -> Int {
    builder.add(.tuple(Tuple(nil, names.map { .str(Str(nil, $0)) })))
  }

  /// Emits arguments without stars; gives the names of the keywords.
  func plainArguments(_ arguments: [Argument]) throws(SyntaxFailure) -> [String] {
    var names: [String] = []
    for argument in arguments {
      if case .keyword(let name) = argument.kind { names.append(scope.mangle(name)) }
      try compile(argument.value)
    }
    return names
  }

  /// Emits arguments as a tuple and, where there are keywords, a dictionary.
  func spreadArguments(_ arguments: [Argument]) throws(SyntaxFailure) -> Bool {
    builder.emit(.buildList, a: 0)
    // CPython builds no list of a single starred argument; its error names the function then.
    let isSingle = arguments.count { $0.kind == .positional || $0.kind == .spread } == 1
    for argument in arguments {
      switch argument.kind {
      case .positional:
        try compile(argument.value)
        builder.emit(.listAppend, a: 1)
      case .spread:
        try compile(argument.value)
        builder.emit(.listExtend, c: isSingle ? 1 : 0)
      default: break
      }
    }
    builder.emit(.listToTuple)
    guard arguments.contains(where: { $0.kind != .positional && $0.kind != .spread }) else { return false }
    builder.emit(.buildDict, a: 0)
    for argument in arguments {
      switch argument.kind {
      case .keyword(let name):
        // A dictionary of one, so that a repeated name is found.
        builder.emit(.constant, a: builder.constant(.string(scope.mangle(name))))
        try compile(argument.value)
        builder.emit(.buildDict, a: 1)
        builder.emit(.dictMerge, a: 3)
      case .keywordSpread:
        try compile(argument.value)
        builder.emit(.dictMerge, a: 3)
      default: break
      }
    }
    return true
  }

  private func yieldFrom(_ value: Expression) throws(SyntaxFailure) {
    try compile(value)
    builder.emit(.yieldFromIterator)
    builder.emit(.constant, a: builder.constant(.null))
    let done = builder.label()
    let start = builder.here()
    builder.jump(.send, done)
    builder.emit(.yieldValue, c: 1)
    builder.jump(.jump, start)
    builder.place(done)
  }
}
