/// The `match` statement. While a pattern is tried, its subject is on the stack; names are bound on the way.
extension Compiler {
  func match(_ subject: Expression, _ cases: [Statement.Case]) throws(SyntaxFailure) {
    try compile(subject)
    let end = builder.label()
    for option in cases {
      let next = builder.label()
      builder.line = option.pattern.place.line
      builder.emit(.copy, a: 1)
      // A pattern drops its subject, and jumps with nothing more on the stack where it fails.
      try pattern(option.pattern, next)
      if let test = option.guardTest { try jumpIfFalse(test, next) }
      builder.emit(.pop)
      try compile(option.body)
      builder.jump(.jump, end)
      builder.place(next)
    }
    builder.emit(.pop)
    builder.place(end)
  }

  /// Emits a pattern for the subject on the stack, which it drops in any case. Where it fails it jumps to `failed`.
  private func pattern(_ pattern: Pattern, _ failed: CodeBuilder.Label) throws(SyntaxFailure) {
    builder.line = pattern.place.line
    switch pattern.kind {
    case .value(let value):
      try compile(value)
      builder.emit(.compare, c: Comparison.equal.rawValue)
      builder.jump(.jumpIfFalse, failed)
    case .singleton(let constant):
      builder.emit(.constant, a: builder.constant(constant))
      builder.emit(.isSame)
      builder.jump(.jumpIfFalse, failed)
    case .capture(let name): store(name)
    case .wildcard: builder.emit(.pop)
    case .star: builder.emit(.pop)
    case .either(let options):
      let matched = builder.label()
      for (index, option) in options.enumerated() {
        if index == options.count - 1 {
          try self.pattern(option, failed)
          break
        }
        let next = builder.label()
        let wrong = builder.label()
        builder.emit(.copy, a: 1)
        try self.pattern(option, wrong)
        builder.emit(.pop)
        builder.jump(.jump, matched)
        builder.place(wrong)
        builder.jump(.jump, next)
        builder.place(next)
      }
      builder.place(matched)
    case .alias(let inner, let name):
      builder.emit(.copy, a: 1)
      let wrong = builder.label()
      let end = builder.label()
      try self.pattern(inner, wrong)
      store(name)
      builder.jump(.jump, end)
      fail(wrong, drop: 1, failed)
      builder.place(end)
    case .sequence(let parts): try sequence(parts, failed)
    case .mapping(let pairs, let rest): try mapping(pairs, rest, failed)
    case .class(let type, let positional, let named): try classPattern(type, positional, named, failed)
    }
  }

  /// A way out on which `drop` values are still on the stack.
  private func fail(_ label: CodeBuilder.Label, drop: Int, _ failed: CodeBuilder.Label) {
    builder.place(label)
    for _ in 0..<drop { builder.emit(.pop) }
    builder.jump(.jump, failed)
  }

  private func sequence(_ parts: [Pattern], _ failed: CodeBuilder.Label) throws(SyntaxFailure) {
    let star = parts.firstIndex { if case .star = $0.kind { true } else { false } }
    let wrong = builder.label()
    let end = builder.label()
    builder.emit(.matchSequence)
    builder.jump(.jumpIfFalse, wrong)
    builder.emit(.length)
    builder.emit(.constant, a: builder.constant(.integer(parts.count - (star == nil ? 0 : 1))))
    builder.emit(.compare, c: (star == nil ? Comparison.equal : .greaterOrEqual).rawValue)
    builder.jump(.jumpIfFalse, wrong)
    if let star {
      builder.emit(.unpackRest, a: star, b: parts.count - star - 1)
    } else {
      builder.emit(.unpack, a: parts.count)
    }
    try each(parts, failed)
    builder.jump(.jump, end)
    fail(wrong, drop: 1, failed)
    builder.place(end)
  }

  /// Tries patterns on the values on the stack, the first on top.
  private func each(_ parts: [Pattern], _ failed: CodeBuilder.Label) throws(SyntaxFailure) {
    let end = builder.label()
    var exits: [(label: CodeBuilder.Label, drop: Int)] = []
    for (index, part) in parts.enumerated() {
      if case .star(let name) = part.kind {
        if let name { store(name) } else { builder.emit(.pop) }
        continue
      }
      let wrong = builder.label()
      try pattern(part, wrong)
      exits.append((wrong, parts.count - index - 1))
    }
    builder.jump(.jump, end)
    for exit in exits { fail(exit.label, drop: exit.drop, failed) }
    builder.place(end)
  }

  private func mapping(
    _ pairs: [(key: Expression, value: Pattern)], _ rest: String?, _ failed: CodeBuilder.Label
  ) throws(SyntaxFailure) {
    let wrong = builder.label()
    let wrongKeys = builder.label()
    let end = builder.label()
    builder.emit(.matchMapping)
    builder.jump(.jumpIfFalse, wrong)
    for (key, _) in pairs { try compile(key) }
    builder.emit(.buildTuple, a: pairs.count)
    // subject keys values-or-None
    builder.emit(.matchKeys)
    builder.emit(.copy, a: 1)
    builder.jump(.jumpIfNone, wrongKeys)
    if let rest {
      builder.emit(.swap, a: 3)
      builder.emit(.swap, a: 2)
      // values subject keys
      builder.emit(.mappingRest)
      store(rest)
      builder.emit(.pop)
    } else {
      builder.emit(.swap, a: 3)
      builder.emit(.pop)
      builder.emit(.pop)
    }
    builder.emit(.unpack, a: pairs.count)
    try each(pairs.map(\.value), failed)
    builder.jump(.jump, end)
    fail(wrongKeys, drop: 3, failed)
    fail(wrong, drop: 1, failed)
    builder.place(end)
  }

  private func classPattern(
    _ type: Expression, _ positional: [Pattern], _ named: [(name: String, value: Pattern)],
    _ failed: CodeBuilder.Label
  ) throws(SyntaxFailure) {
    let wrong = builder.label()
    let end = builder.label()
    try compile(type)
    builder.emit(.constant, a: keywordConstant(named.map { scope.mangle($0.name) }))
    builder.emit(.matchClass, a: positional.count)
    builder.emit(.copy, a: 1)
    builder.jump(.jumpIfNone, wrong)
    builder.emit(.unpack, a: positional.count + named.count)
    try each(positional + named.map(\.value), failed)
    builder.jump(.jump, end)
    fail(wrong, drop: 1, failed)
    builder.place(end)
  }
}
