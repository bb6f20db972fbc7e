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
  var attributes = AttributeStorage()
  /// The annotations of the parameters and the result, by name.
  private(set) var annotations: Dict?
  /// Whether scripts may not change it: a function of a module that is written in the language.
  var isSealed = false

  init(
    _ heap: Heap?, code: Code, globals: Namespace, defaults: [Value], keywordDefaults: [Value], closure: [Cell],
    annotations: Dict? = nil
  ) {
    self.code = code
    self.globals = globals
    self.defaults = defaults
    self.keywordDefaults = keywordDefaults
    self.closure = closure
    self.annotations = annotations
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
    case "__doc__": attributes["__doc__"] ?? code.documentation.map { vm.string($0) } ?? .null
    case "__module__": attributes["__module__"] ?? vm.string(globals.moduleName)
    case "__annotations__": .dict(ownAnnotations(vm))
    case "__dict__": vm.dict(attributes.members)
    case "__defaults__": defaults.isEmpty ? .null : vm.tuple(defaults)
    default: attributes[name]
    }
  }

  private func ownAnnotations(_ vm: Machine) -> Dict {
    if let annotations { return annotations }
    let made = Dict(vm.heap)
    annotations = made
    return made
  }

  override func setAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    if isSealed { return false }
    switch (name, value) {
    case ("__annotations__", .dict(let dict)?): annotations = dict
    case ("__name__", .str(let text)?): self.name = text.string
    case ("__qualname__", .str(let text)?): qualifiedName = text.string
    case (_, let value?):
      if name.hasPrefix("__"), name != "__doc__", name != "__wrapped__", name != "__module__",
        name != "__isabstractmethod__"
      {
        return false
      }
      attributes.set(name, value)
    case (_, nil): return attributes.remove(name)
    }
    return true
  }

  override func traverse(_ visit: (Value) -> Void) {
    for value in defaults { visit(value) }
    for value in keywordDefaults { visit(value) }
    for cell in closure { visit(.object(cell)) }
    attributes.traverse(visit)
    if let annotations { visit(.dict(annotations)) }
    globals.traverse(visit)
  }

  override func clear() {
    defaults = []
    keywordDefaults = []
    closure = []
    attributes.clear()
    annotations = nil
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
