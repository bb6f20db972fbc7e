/// A `property`.
final class Property: Container, @unchecked Sendable {
  var getter: Value
  var setter: Value
  var deleter: Value

  init(_ heap: Heap?, getter: Value, setter: Value, deleter: Value) {
    self.getter = getter
    self.setter = setter
    self.deleter = deleter
    super.init(heap, kind: .property)
  }

  override var type: TypeObject { .property }

  override func traverse(_ visit: (Value) -> Void) {
    visit(getter)
    visit(setter)
    visit(deleter)
  }

  override func clear() {
    getter = .null
    setter = .null
    deleter = .null
  }
}

/// A `classmethod` or `staticmethod`, as its ``Object/kind`` says.
final class MethodWrapper: Object, @unchecked Sendable {
  let function: Value

  init(_ heap: Heap?, _ function: Value, isStatic: Bool) {
    self.function = function
    super.init(heap, kind: isStatic ? .staticMethod : .classMethod)
  }

  override var type: TypeObject { kind == .staticMethod ? .staticMethod : .classMethod }
  override var isCallable: Bool { kind == .staticMethod }

  override func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    guard kind == .staticMethod else { return try super.call(arguments, vm) }
    return try vm.call(function, arguments)
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "__func__", "__wrapped__": function
    case "__name__", "__qualname__", "__doc__", "__module__": try vm.attributeOrNil(function, name)
    default: nil
    }
  }

  override func traverse(_ visit: (Value) -> Void) { visit(function) }
}

extension TypeObject {
  private static let propertySignature = Signature("property", "fget=None, fset=None, fdel=None, doc=None")

  static let property = TypeObject(
    builtin: "property", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      let bound = try propertySignature.bind(arguments, vm)
      return .object(
        Property(vm.heap, getter: bound[0] ?? .null, setter: bound[1] ?? .null, deleter: bound[2] ?? .null))
    },
    methods: [
      NativeFunction("getter", .method) { vm, arguments throws(Raise) in
        try replace(vm, arguments) { $0.getter = $1 }
      },
      NativeFunction("setter", .method) { vm, arguments throws(Raise) in
        try replace(vm, arguments) { $0.setter = $1 }
      },
      NativeFunction("deleter", .method) { vm, arguments throws(Raise) in
        try replace(vm, arguments) { $0.deleter = $1 }
      },
      NativeFunction("fget", .getter) { _, arguments throws(Raise) in
        guard case .object(let object) = arguments[0], let property = object as? Property else { return .null }
        return property.getter
      },
    ])

  private static func replace(
    _ vm: Machine, _ arguments: Arguments, _ change: (Property, Value) -> Void
  ) throws(Raise) -> Value {
    guard arguments.count == 2, case .object(let object) = arguments[0], let old = object as? Property else {
      throw vm.typeError("property expects one function")
    }
    let property = Property(vm.heap, getter: old.getter, setter: old.setter, deleter: old.deleter)
    change(property, arguments[1])
    return .object(property)
  }

  static let classMethod = wrapper("classmethod", isStatic: false)
  static let staticMethod = wrapper("staticmethod", isStatic: true)

  private static func wrapper(_ name: String, isStatic: Bool) -> TypeObject {
    TypeObject(
      builtin: name, isDerivable: false,
      constructor: { vm, _, arguments throws(Raise) in
        guard arguments.count == 1, arguments.keywords.isEmpty else {
          throw vm.typeError("\(name) expected 1 argument, got \(arguments.count)")
        }
        return .object(MethodWrapper(vm.heap, arguments[0], isStatic: isStatic))
      })
  }
}

extension Machine {
  /// What a descriptor in a class gives when it is read through an object.
  func bindDescriptor(_ object: Object, to receiver: Value, _ type: TypeObject) throws(Raise) -> Value {
    switch object.kind {
    case .property:
      let property = unsafeDowncast(object, to: Property.self)
      guard !property.getter.isNone else { throw attributeError("property of '\(type.name)' object has no getter") }
      return try call(property.getter, receiver)
    case .staticMethod: return unsafeDowncast(object, to: MethodWrapper.self).function
    case .classMethod:
      return .object(BoundMethod(heap, .object(type), unsafeDowncast(object, to: MethodWrapper.self).function))
    case .instance:
      guard let get = object.type.lookup("__get__") else { return .object(object) }
      return try callSpecial(get, .object(object), [receiver, .object(type)])
    default: return .object(object)
    }
  }

  /// Whether a class attribute comes before the instance's own.
  func isDataDescriptor(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .property: return true
    case .native: return (object as? NativeFunction)?.role == .getter
    case .instance: return object.type.lookup("__set__") != nil || object.type.lookup("__delete__") != nil
    default: return false
    }
  }

  /// Lets a descriptor take an assignment (nil: a deletion); false where the attribute is none.
  func setDescriptor(_ attribute: Value, _ receiver: Value, _ value: Value?) throws(Raise) -> Bool {
    guard case .object(let object) = attribute else { return false }
    if object.kind == .property {
      let property = unsafeDowncast(object, to: Property.self)
      let function = value == nil ? property.deleter : property.setter
      guard !function.isNone else {
        let name = qualifiedName(of: property.getter).split(separator: ".").last.map(String.init) ?? ""
        throw attributeError(
          "property '\(name)' of '\(receiver.typeName)' object has no \(value == nil ? "deleter" : "setter")")
      }
      _ = try call(function, ArgumentList([receiver] + (value.map { [$0] } ?? [])))
      return true
    }
    guard object.kind == .instance else { return false }
    if let value, let set = object.type.lookup("__set__") {
      _ = try callSpecial(set, .object(object), [receiver, value])
      return true
    }
    if value == nil, let delete = object.type.lookup("__delete__") {
      _ = try callSpecial(delete, .object(object), [receiver])
      return true
    }
    return false
  }

  /// What `__getattr__` gives, and the few attributes that every object has; nil where there is none.
  func fallbackAttribute(_ receiver: Value, _ type: TypeObject, _ name: String) throws(Raise) -> Value? {
    if name == "__class__" { return .object(type) }
    guard let hook = type.lookup("__getattr__") else { return nil }
    return try callSpecial(hook, receiver, [string(name)])
  }
}
