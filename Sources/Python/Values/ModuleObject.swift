/// A module: of the list that the language offers, or one of an environment.
final class ModuleObject: Container, @unchecked Sendable {
  let name: String
  private(set) var members: [String: Value]

  init(_ heap: Heap?, _ name: String, _ members: [String: Value]) {
    self.name = name
    self.members = members
    super.init(heap, kind: .module)
  }

  /// Adds a module that is inside this one.
  func add(_ name: String, _ module: ModuleObject) { members[name] = .object(module) }

  override var type: TypeObject { .module }

  override func repr(_ vm: Machine) throws(Raise) -> String { "<module '\(name)' (built-in)>" }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    if name == "__name__" { return vm.string(self.name) }
    return members[name]
  }

  override func setAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    throw vm.attributeError("module '\(self.name)' is read-only")
  }

  override func traverse(_ visit: (Value) -> Void) {
    for value in members.values { visit(value) }
  }

  override func clear() { members = [:] }
}
