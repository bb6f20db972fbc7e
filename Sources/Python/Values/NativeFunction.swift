/// A function written in Swift: a built-in function, or a method, whose first argument is the object.
final class NativeFunction: Object, @unchecked Sendable {
  typealias Body = @Sendable (_ vm: Machine, _ arguments: Arguments) throws(Raise) -> Value

  /// How it behaves as an attribute of a type.
  enum Role: UInt8 {
    /// Bound to the object as its first argument.
    case method
    /// Not bound.
    case function
    /// Bound to the class as its first argument (`dict.fromkeys`).
    case classMethod
    /// Called when the attribute is read, with the object as its argument (`date.year`).
    case getter
  }

  let name: String
  let role: Role
  let body: Body

  init(_ name: String, _ role: Role = .function, heap: Heap? = nil, _ body: @escaping Body) {
    self.name = name
    self.role = role
    self.body = body
    super.init(heap, kind: .native)
  }

  override var type: TypeObject { role == .method ? .methodDescriptor : .builtinFunction }
  override var isCallable: Bool { true }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    role == .method ? "<method '\(name)'>" : "<built-in function \(name)>"
  }

  override func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    try body(vm, arguments)
  }
}

/// A method of an object, to be called later: `"".join`.
final class BoundMethod: Object, @unchecked Sendable {
  let receiver: Value
  let function: Value

  init(_ heap: Heap?, _ receiver: Value, _ function: Value) {
    self.receiver = receiver
    self.function = function
    super.init(heap, kind: .boundMethod)
  }

  override var type: TypeObject {
    if case .object(let function) = function, function.kind == .native { return .builtinFunction }
    return .methodType
  }
  override var isCallable: Bool { true }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    guard case .object(let target) = function else { return "<bound method>" }
    if let native = target as? NativeFunction {
      return "<built-in method \(native.name) of \(receiver.typeName) object at \(addressText)>"
    }
    return "<bound method \(vm.qualifiedName(of: function)) of \(try vm.repr(receiver))>"
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int {
    (receiver.heapObject?.identityHash ?? 0) ^ (function.heapObject?.identityHash ?? 0)
  }

  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    guard case .object(let object) = other, let method = object as? BoundMethod else { return nil }
    return method.receiver.isIdentical(to: receiver) && method.function.isIdentical(to: function)
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "__self__": receiver.isBound ? receiver : nil
    case "__func__":
      if case .object(let target) = function, target.kind == .function { function } else { nil }
    case "__name__", "__qualname__", "__doc__", "__module__": try vm.attributeOrNil(function, name)
    default: nil
    }
  }

  override func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    try vm.call(function, arguments.inserting(receiver))
  }

  override func traverse(_ visit: (Value) -> Void) {
    visit(receiver)
    visit(function)
  }
}
