/// What `functools` makes of classes and their attributes.
extension FunctoolsModule {
  /// The other comparisons from one that the class defines, and equality.
  static let totalOrdering = ModuleFunction.make("functools", "total_ordering", "cls") {
    vm, arguments throws(Raise) in
    guard case .object(let object) = arguments.required(0), let type = object as? TypeObject, type.isScripted else {
      throw vm.typeError("total_ordering() needs a class")
    }
    let order: [Comparison] = [.less, .lessOrEqual, .greater, .greaterOrEqual]
    guard let root = order.first(where: { type.lookup($0.methodName) != nil }) else {
      throw vm.valueError("must define at least one ordering operation: < > <= >=")
    }
    for comparison in order where type.lookup(comparison.methodName) == nil {
      _ = type.setOwn(comparison.methodName, .object(derived(comparison, from: root, vm)))
    }
    return .object(type)
  }

  private static func derived(_ comparison: Comparison, from root: Comparison, _ vm: Machine) -> NativeFunction {
    NativeFunction(comparison.methodName, .method, heap: vm.heap) { vm, arguments throws(Raise) in
      guard arguments.count == 2 else { throw vm.typeError("expected 1 argument, got \(arguments.count - 1)") }
      let (left, right) = (arguments[0], arguments[1])
      guard let function = left.type.lookup(root.methodName) else { return .notImplemented }
      let known = try vm.callSpecial(function, left, [right])
      if case .notImplemented = known { return .notImplemented }
      let holds = try vm.truth(known)
      // Both are strict or both are not, and look the same way or opposite ways.
      let isStrict = comparison == .less || comparison == .greater
      let isRootStrict = root == .less || root == .greater
      let isOpposite = (comparison == .less || comparison == .lessOrEqual) != (root == .less || root == .lessOrEqual)
      let base = isOpposite ? !holds : holds
      if isOpposite == (isStrict != isRootStrict) { return .bool(base) }
      let isEqual = try vm.truth(vm.compare(.equal, left, right))
      return .bool(isStrict ? base && !isEqual : base || isEqual)
    }
  }

  /// An attribute that is computed once for each object.
  static let cachedProperty = ModuleFunction.make("functools", "cached_property", "func") {
    vm, arguments throws(Raise) in
    let function = arguments.required(0)
    let name = try vm.attributeOrNil(function, "__name__").map { value throws(Raise) in try vm.str(value) } ?? ""
    return .object(
      NativeFunction(name, .getter, heap: vm.heap) { vm, arguments throws(Raise) in
        guard case .object(let object) = arguments[0], let instance = object as? Instance else {
          return try vm.call(function, arguments[0])
        }
        if let known = instance.storage[name] { return known }
        let value = try vm.call(function, arguments[0])
        instance.storage.set(name, value)
        return value
      })
  }

  /// A function that chooses by the type of its first argument.
  static let singleDispatch = ModuleFunction.make("functools", "singledispatch", "func") {
    vm, arguments throws(Raise) in
    .object(DispatchObject(vm.heap, arguments.required(0)))
  }
}

/// What `functools.singledispatch` gives.
private final class DispatchObject: Container, @unchecked Sendable {
  private var functions: [(type: TypeObject, function: Value)]

  init(_ heap: Heap?, _ function: Value) {
    functions = [(.object, function)]
    super.init(heap)
  }

  override var type: TypeObject { .function }
  override var isCallable: Bool { true }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    "<function \(vm.qualifiedName(of: functions[0].function)) at \(addressText)>"
  }

  /// The function for the nearest type in the order of the method resolution.
  private func function(for type: TypeObject) -> Value {
    for base in type.resolution {
      if let found = functions.last(where: { $0.type === base }) { return found.function }
    }
    return functions[0].function
  }

  override func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    guard arguments.count > 0 else {
      throw vm.typeError("\(vm.qualifiedName(of: functions[0].function)) requires at least 1 positional argument")
    }
    return try vm.call(function(for: arguments[0].type), arguments)
  }

  private func register(_ type: TypeObject, _ function: Value, _ vm: Machine) throws(Raise) -> Value {
    try vm.checkTemporary(count: functions.count + 1)
    functions.append((type, function))
    return function
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "register":
      return .object(
        NativeFunction("register", heap: vm.heap) { [self] vm, arguments throws(Raise) in
          guard arguments.count > 0, case .object(let object) = arguments[0], let type = object as? TypeObject else {
            throw vm.typeError("Invalid first argument to `register()`: a class is needed")
          }
          if arguments.count > 1 { return try register(type, arguments[1], vm) }
          return .object(
            NativeFunction("register", heap: vm.heap) { [self] vm, arguments throws(Raise) in
              guard arguments.count == 1 else { throw vm.typeError("register() expects one function") }
              return try register(type, arguments[0], vm)
            })
        })
    case "dispatch":
      return .object(
        NativeFunction("dispatch", heap: vm.heap) { [self] vm, arguments throws(Raise) in
          guard arguments.count == 1, case .object(let object) = arguments[0], let type = object as? TypeObject else {
            throw vm.typeError("dispatch() argument must be a class")
          }
          return function(for: type)
        })
    default: return try vm.attributeOrNil(functions[0].function, name)
    }
  }

  override func traverse(_ visit: (Value) -> Void) {
    for (type, function) in functions {
      visit(.object(type))
      visit(function)
    }
  }

  override func clear() { functions = Array(functions.prefix(1)) }
}
