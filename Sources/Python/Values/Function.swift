/// A function of a script.
final class Function: Container, @unchecked Sendable {
  let code: Code
  let globals: Namespace
  /// The values of the last positional parameters.
  private(set) var defaults: [Value]
  /// The values of keyword-only parameters; unbound where there is none. One for each such parameter, or empty.
  private(set) var keywordDefaults: [Value]
  /// The variables of enclosing functions.
  private(set) var closure: [Cell]
  var name: String
  var qualifiedName: String
  var attributes: AttributeStorage?

  init(
    _ heap: Heap?, code: Code, globals: Namespace, defaults: [Value], keywordDefaults: [Value], closure: [Cell]
  ) {
    self.code = code
    self.globals = globals
    self.defaults = defaults
    self.keywordDefaults = keywordDefaults
    self.closure = closure
    name = code.name
    qualifiedName = code.qualifiedName
    super.init(heap, kind: .function)
  }

  override var type: TypeObject { .function }
  override var isCallable: Bool { true }

  override func repr(_ vm: Machine) throws(Raise) -> String { "<function \(qualifiedName) at \(addressText)>" }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "__name__": vm.string(self.name)
    case "__qualname__": vm.string(qualifiedName)
    case "__doc__": attributes?["__doc__"] ?? code.documentation.map { vm.string($0) } ?? .null
    case "__module__": vm.string("__main__")
    default: attributes?[name]
    }
  }

  override func setAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    switch (name, value) {
    case ("__name__", .str(let text)?): self.name = text.string
    case ("__qualname__", .str(let text)?): qualifiedName = text.string
    case (_, let value?):
      if name.hasPrefix("__"), name != "__doc__", name != "__wrapped__", name != "__module__" { return false }
      var storage = attributes ?? AttributeStorage()
      storage.set(name, value)
      attributes = storage
    case (_, nil): return attributes?.remove(name) ?? false
    }
    return true
  }

  override func traverse(_ visit: (Value) -> Void) {
    for value in defaults { visit(value) }
    for value in keywordDefaults { visit(value) }
    for cell in closure { visit(.object(cell)) }
    attributes?.traverse(visit)
    globals.traverse(visit)
  }

  override func clear() {
    defaults = []
    keywordDefaults = []
    closure = []
    attributes = nil
  }
}

/// A variable that a function and those inside it share.
final class Cell: Container, @unchecked Sendable {
  var value: Value

  init(_ heap: Heap?, _ value: Value) {
    self.value = value
    super.init(heap, kind: .cell)
  }

  deinit { heap?.release(&value) }

  override var type: TypeObject { .cell }
  override func traverse(_ visit: (Value) -> Void) { visit(value) }
  override func clear() { value = .unbound }
}
