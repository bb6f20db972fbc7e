/// Turns the tree of a program into code for the machine, one compiler for each function, class body or comprehension.
final class Compiler {
  /// A statement that must be left in order: what `return`, `break` and `continue` have to undo.
  struct Block {
    enum Kind {
      /// `isFor`: the iterator is on the stack.
      case loop(exit: CodeBuilder.Label, next: CodeBuilder.Label, isFor: Bool)
      /// The body of a `try` with `finally`.
      case finally([Statement])
      /// The body of a `try` with `except` only.
      case attempt
      /// An `except*` body, which cannot be left by a jump.
      case groupHandler
      /// An `except` body: the exception handled before is on the stack, the name is bound.
      case handler(name: String?)
      /// A `finally` body on the way of an exception: the exception handled before, the exception.
      case finallyHandler
      /// A `with` body: the exit function is on the stack.
      case with
      /// Code that only cleans up.
      case cleanup

      /// How the stack of the handler differs from that where the protected part begins.
      var depthAdjustment: Int {
        switch self {
        case .finallyHandler, .cleanup, .with: -1
        case .loop, .finally, .attempt, .groupHandler, .handler: 0
        }
      }
    }

    var kind: Kind
    /// Where the protected part that is open began; nil where the block protects nothing.
    var openRange: Int?
    var target: CodeBuilder.Label?
  }

  let scope: Scope
  let globals: GlobalTable
  let enclosing: Compiler?
  let name: String
  let kind: Code.Kind
  var builder = CodeBuilder()
  var blocks: [Block] = []
  var children: [Code] = []

  init(_ scope: Scope, globals: GlobalTable, enclosing: Compiler?, name: String, kind: Code.Kind) {
    self.scope = scope
    self.globals = globals
    self.enclosing = enclosing
    self.name = name
    self.kind = kind
  }

  /// The code of a script.
  static func script(_ statements: [Statement], globals: GlobalTable) throws(SyntaxFailure) -> Code {
    let scope = try Resolver.resolve(statements)
    let compiler = Compiler(scope, globals: globals, enclosing: nil, name: "<module>", kind: .module)
    try compiler.compile(statements)
    compiler.returnNone()
    return compiler.code()
  }

  /// The code of an expression, which returns its value.
  static func expression(_ expression: Expression, globals: GlobalTable) throws(SyntaxFailure) -> Code {
    let scope = try Resolver.resolve(expression)
    let compiler = Compiler(scope, globals: globals, enclosing: nil, name: "<expression>", kind: .module)
    compiler.builder.line = expression.place.line
    try compiler.compile(expression)
    compiler.builder.emit(.returnValue)
    return compiler.code()
  }

  var qualifiedName: String {
    guard let enclosing, enclosing.kind != .module else { return name }
    switch enclosing.kind {
    case .classBody: return "\(enclosing.qualifiedName).\(name)"
    default: return "\(enclosing.qualifiedName).<locals>.\(name)"
    }
  }

  func returnNone() {
    builder.emit(.constant, a: builder.constant(.null))
    builder.emit(.returnValue)
  }

  func code(parameters: Code.Parameters = Code.Parameters(), documentation: String? = nil, line: Int32 = 1) -> Code {
    var draft = CodeDraft()
    draft.name = name
    draft.qualifiedName = qualifiedName
    draft.documentation = documentation
    draft.kind = kind
    draft.isGenerator = scope.isGenerator
    draft.parameters = parameters
    draft.localNames = scope.localNames + scope.free
    draft.localCount = scope.localNames.count + scope.free.count
    draft.freeStart = scope.localNames.count
    draft.cells = scope.captured.compactMap { scope.fast[$0] }.sorted()
    draft.children = children
    draft.firstLine = Int(line)
    builder.finish(&draft)
    return Code(draft)
  }

  // MARK: Names

  func load(_ name: String) {
    let name = scope.mangle(name)
    switch scope.variable(name) {
    case .fast(let index): builder.emit(.loadFast, a: index)
    case .cell(let index): builder.emit(.loadDeref, a: index)
    case .global: builder.emit(.loadGlobal, a: globals.slot(name))
    case .name: builder.emit(.loadName, a: globals.slot(name), b: builder.name(name))
    case .nameOrCell(let index): builder.emit(.loadClassDeref, a: index, b: builder.name(name))
    }
  }

  func store(_ name: String) {
    let name = scope.mangle(name)
    switch scope.variable(name) {
    case .fast(let index): builder.emit(.storeFast, a: index)
    case .cell(let index): builder.emit(.storeDeref, a: index)
    case .global: builder.emit(.storeGlobal, a: globals.slot(name))
    case .name, .nameOrCell: builder.emit(.storeName, a: builder.name(name))
    }
  }

  func delete(_ name: String) {
    let name = scope.mangle(name)
    switch scope.variable(name) {
    case .fast(let index): builder.emit(.deleteFast, a: index)
    case .cell(let index): builder.emit(.deleteDeref, a: index)
    case .global: builder.emit(.deleteGlobal, a: globals.slot(name))
    case .name, .nameOrCell: builder.emit(.deleteName, a: builder.name(name))
    }
  }

  // MARK: Blocks

  /// Opens a block whose code is protected by `target`.
  func open(_ kind: Block.Kind, _ target: CodeBuilder.Label) {
    blocks.append(Block(kind: kind, openRange: builder.position, target: target))
  }

  /// Ends the protected part of the innermost block, and the block.
  func close() {
    guard let block = blocks.popLast(), let start = block.openRange, let target = block.target else { return }
    builder.protect(start, builder.position, target, block.kind.depthAdjustment)
  }

  /// Emits what leaves the blocks from the innermost down to `limit`; `keepsValue` where a result is on the stack.
  /// What is emitted for a block is no longer protected by it. The returned blocks are open again afterwards.
  func unwind(to limit: Int, keepsValue: Bool) throws(SyntaxFailure) {
    var left: [Block] = []
    while blocks.count > limit, var block = blocks.popLast() {
      if let start = block.openRange, let target = block.target {
        builder.protect(start, builder.position, target, block.kind.depthAdjustment)
        block.openRange = -1
      }
      left.append(block)
      switch block.kind {
      case .loop(_, _, let isFor):
        if isFor { dropBelow(keepsValue) }
      case .finally(let body):
        try compile(body)
      case .attempt, .groupHandler, .cleanup: break
      case .handler(let name):
        if keepsValue { builder.emit(.swap, a: 2) }
        builder.emit(.popHandled)
        if let name { forget(name) }
      case .finallyHandler:
        dropBelow(keepsValue)
        if keepsValue { builder.emit(.swap, a: 2) }
        builder.emit(.popHandled)
      case .with:
        if keepsValue { builder.emit(.swap, a: 2) }
        callExit()
      }
    }
    blocks += left.reversed()
  }

  /// Lets the ranges that ``unwind(to:keepsValue:)`` closed begin again, behind the jump.
  func reopen() {
    for index in blocks.indices where blocks[index].openRange == -1 {
      blocks[index].openRange = builder.position
    }
  }

  private func dropBelow(_ keepsValue: Bool) {
    if keepsValue { builder.emit(.swap, a: 2) }
    builder.emit(.pop)
  }

  /// `name = None; del name`: the end of `except … as name`.
  func forget(_ name: String) {
    builder.emit(.constant, a: builder.constant(.null))
    store(name)
    delete(name)
  }

  /// Calls the exit function on the stack with three `None`s, and drops it and its result.
  func callExit() {
    for _ in 0..<3 { builder.emit(.constant, a: builder.constant(.null)) }
    builder.emit(.call, a: 3)
    builder.emit(.pop)
  }
}
