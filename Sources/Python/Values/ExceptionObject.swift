/// An exception, of a built-in class or one of a script.
final class ExceptionObject: Container, @unchecked Sendable {
  let exceptionType: TypeObject
  var arguments: [Value]
  var attributes: AttributeStorage
  /// What was being handled when it was raised.
  var context: ExceptionObject?
  /// `raise … from cause`.
  var cause: Value = .null
  var suppressesContext = false
  /// The group of which this one is a part that `except*` took out.
  var whole: ExceptionObject?
  /// The places it came through, innermost first.
  var traceback: [TracebackEntry] = []

  struct TracebackEntry {
    let code: Code
    /// Tells which text the code is from.
    let table: GlobalTable
    let line: Int
  }

  init(_ heap: Heap?, _ type: TypeObject, _ arguments: [Value]) {
    exceptionType = type
    self.arguments = arguments
    attributes = AttributeStorage(shape: type.rootShape)
    super.init(heap, kind: .exception)
  }

  deinit {
    guard let heap else { return }
    var held = arguments
    held.append(cause)
    if let context { held.append(.object(context)) }
    arguments = []
    cause = .null
    context = nil
    heap.release(&held)
  }

  override var type: TypeObject { exceptionType }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    if let text = try vm.specialText(.object(self), exceptionType, "__repr__") { return text }
    let parts = try vm.repr(vm.tuple(arguments))
    return exceptionType.name + (arguments.count == 1 ? "(\(try vm.repr(arguments[0])))" : parts)
  }

  override func str(_ vm: Machine) throws(Raise) -> String {
    if let text = try vm.specialText(.object(self), exceptionType, "__str__") { return text }
    return try plainText(vm)
  }

  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    guard let function = exceptionType.lookup("__eq__") else { return nil }
    return try vm.truth(vm.callSpecial(function, .object(self), [other]))
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    let found = exceptionType.lookup(name)
    if let found, vm.isDataDescriptor(found) { return try vm.bind(found, to: .object(self), exceptionType) }
    if let own = ownAttribute(name, vm) { return own }
    if let found { return try vm.bind(found, to: .object(self), exceptionType) }
    return try vm.fallbackAttribute(.object(self), exceptionType, name)
  }

  override func setAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    if let found = exceptionType.lookup(name), try vm.setDescriptor(found, .object(self), value) { return true }
    if try setOwnAttribute(name, value, vm) { return true }
    if let value {
      attributes.set(name, value)
      return true
    }
    return attributes.remove(name)
  }

  override func traverse(_ visit: (Value) -> Void) {
    visit(.object(exceptionType))
    for argument in arguments { visit(argument) }
    attributes.traverse(visit)
    if let context { visit(.object(context)) }
    if let whole { visit(.object(whole)) }
    visit(cause)
  }

  override func clear() {
    arguments = []
    attributes.clear()
    context = nil
    whole = nil
    cause = .null
  }
}
