/// `try` and `with`.
extension Compiler {
  func tryStatement(
    _ body: [Statement], _ handlers: [Statement.Handler], _ otherwise: [Statement], _ finally: [Statement],
    isGroup: Bool
  ) throws(SyntaxFailure) {
    guard !finally.isEmpty else { return try tryExcept(body, handlers, otherwise, isGroup: isGroup) }
    let handler = builder.label()
    let cleanup = builder.label()
    let end = builder.label()
    open(.finally(finally), handler)
    if handlers.isEmpty { try compile(body) } else { try tryExcept(body, handlers, otherwise, isGroup: isGroup) }
    close()
    try compile(finally)
    builder.jump(.jump, end)

    builder.place(handler)
    builder.emit(.pushHandled)
    open(.finallyHandler, cleanup)
    try compile(finally)
    builder.emit(.reraise)
    close()
    dropHandled(cleanup)
    builder.place(end)
  }

  private func tryExcept(
    _ body: [Statement], _ handlers: [Statement.Handler], _ otherwise: [Statement], isGroup: Bool
  ) throws(SyntaxFailure) {
    let handler = builder.label()
    let cleanup = builder.label()
    let end = builder.label()
    open(.attempt, handler)
    try compile(body)
    close()
    try compile(otherwise)
    builder.jump(.jump, end)

    // previous exception, exception
    builder.place(handler)
    builder.emit(.pushHandled)
    open(.cleanup, cleanup)
    if isGroup {
      try groupHandlers(handlers)
      let swallowed = builder.label()
      builder.emit(.copy, a: 1)
      builder.jump(.jumpIfNone, swallowed)
      builder.emit(.reraise)
      close()
      dropHandled(cleanup)
      builder.place(swallowed)
      builder.emit(.pop)
      builder.emit(.popHandled)
      builder.place(end)
      return
    }
    for clause in handlers {
      let next = builder.label()
      builder.line = clause.place.line
      if let type = clause.type {
        try compile(type)
        builder.line = clause.place.line
        builder.emit(.matchException)
        builder.jump(.jumpIfFalse, next)
      }
      if let name = clause.name {
        store(name)
        let forgotten = builder.label()
        open(.handler(name: name), forgotten)
        try compile(clause.body)
        close()
        builder.emit(.popHandled)
        forget(name)
        builder.jump(.jump, end)
        builder.place(forgotten)
        forget(name)
        builder.emit(.reraise)
      } else {
        builder.emit(.pop)
        blocks.append(Block(kind: .handler(name: nil)))
        try compile(clause.body)
        blocks.removeLast()
        builder.emit(.popHandled)
        builder.jump(.jump, end)
      }
      builder.place(next)
    }
    builder.emit(.reraise)
    close()
    dropHandled(cleanup)
    builder.place(end)
  }

  /// The clauses of `except*`: each takes what it names out of the rest of the exception; what the bodies raise is
  /// gathered. On the stack are the whole exception, what was raised, and the rest; in the end what is left to raise.
  private func groupHandlers(_ handlers: [Statement.Handler]) throws(SyntaxFailure) {
    builder.emit(.buildList, a: 0)
    builder.emit(.copy, a: 2)
    for clause in handlers {
      let next = builder.label()
      let failed = builder.label()
      let after = builder.label()
      builder.line = clause.place.line
      if let type = clause.type { try compile(type) }
      builder.line = clause.place.line
      builder.emit(.matchGroup)
      builder.emit(.copy, a: 1)
      builder.jump(.jumpIfNone, next)
      if let name = clause.name { store(name) } else { builder.emit(.pop) }
      open(.groupHandler, failed)
      try compile(clause.body)
      close()
      if let name = clause.name { forget(name) }
      builder.jump(.jump, after)
      builder.place(failed)
      builder.emit(.collectGroup)
      if let name = clause.name { forget(name) }
      builder.jump(.jump, after)
      builder.place(next)
      builder.emit(.pop)
      builder.place(after)
    }
    builder.emit(.joinGroup)
  }

  /// Where an exception leaves a handler: the exception handled before comes back.
  private func dropHandled(_ cleanup: CodeBuilder.Label) {
    builder.place(cleanup)
    builder.emit(.swap, a: 2)
    builder.emit(.popHandled)
    builder.emit(.reraise)
  }

  func with(_ items: ArraySlice<(Expression, Expression?)>, _ body: [Statement]) throws(SyntaxFailure) {
    guard let (manager, target) = items.first else { return try compile(body) }
    let handler = builder.label()
    let cleanup = builder.label()
    let suppressed = builder.label()
    let end = builder.label()
    let line = builder.line
    try compile(manager)
    builder.emit(.enterWith)
    // The store belongs to the body: an exception in it leaves through the exit function. The value is on the stack
    // then, and dropped with the rest.
    open(.with, handler)
    if let target { try store(target) } else { builder.emit(.pop) }
    try with(items.dropFirst(), body)
    close()
    builder.line = line
    callExit()
    builder.jump(.jump, end)

    // exit, exception
    builder.place(handler)
    builder.emit(.pushHandled)
    open(.cleanup, cleanup)
    builder.emit(.exitWithException)
    builder.jump(.jumpIfTrue, suppressed)
    builder.emit(.reraise)
    close()
    builder.place(cleanup)
    builder.emit(.swap, a: 2)
    builder.emit(.popHandled)
    builder.emit(.reraise)
    builder.place(suppressed)
    builder.emit(.pop)
    builder.emit(.popHandled)
    builder.emit(.pop)
    builder.place(end)
  }
}
