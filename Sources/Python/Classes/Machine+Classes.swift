import WorkflowScripting

/// Classes of scripts.
extension Machine {
  /// What a `class` statement makes: runs the body, then puts the class together.
  func buildClass(
    _ body: Value, _ name: Value, _ bases: [Value], _ keywords: [(String, Value)]
  ) throws(Raise) -> Value {
    guard case .object(let object) = body, object.kind == .function, case .str(let name) = name else {
      throw typeError("__build_class__: func must be a function")
    }
    let types = try self.bases(bases)
    var keywords = keywords
    if let index = keywords.firstIndex(where: { $0.0 == "metaclass" }) {
      let metaclass = keywords.remove(at: index).1
      guard case .object(let object) = metaclass, object === TypeObject.typeType || object is TypeObject else {
        throw typeError("metaclass must be a class")
      }
      guard object === TypeObject.typeType else {
        throw .abort(
          Abort(
            ScriptError(.refused, exception: "TypeError", message: "the engine 'restricted' does not offer metaclasses")
          ))
      }
    }
    let names = ClassNames()
    names.set("__module__", string("__main__"))
    let cell = try runBody(unsafeDowncast(object, to: Function.self), names)
    let type = try makeClass(name.string, types, names, keywords)
    if case .object(let object) = cell, object.kind == .cell {
      unsafeDowncast(object, to: Cell.self).value = .object(type)
    }
    return .object(type)
  }

  private func bases(_ values: [Value]) throws(Raise) -> [TypeObject] {
    var types: [TypeObject] = []
    for value in values {
      guard case .object(let object) = value, object.kind == .type else {
        throw typeError("cannot use a value of type '\(value.typeName)' as a base class")
      }
      let type = unsafeDowncast(object, to: TypeObject.self)
      guard type.isDerivable else { throw typeError("type '\(type.qualifiedName)' is not an acceptable base type") }
      guard type.resolution.count < 100 else { throw typeError("too many base classes") }
      if types.contains(where: { $0 === type }) { throw typeError("duplicate base class \(type.name)") }
      types.append(type)
    }
    return types.isEmpty ? [.object] : types
  }

  private func runBody(_ function: Function, _ names: ClassNames) throws(Raise) -> Value {
    try descend()
    defer { ascend() }
    let start = stack.top
    guard let frame = try enter(function, start, count: 0, keywords: []) else { return .null }
    frame.classNames = names
    frame.exit = .native
    return try loop(nil)
  }

  /// Makes a class of its attributes, and tells those who want to know.
  func makeClass(
    _ name: String, _ bases: [TypeObject], _ names: ClassNames, _ keywords: [(String, Value)]
  ) throws(Raise) -> TypeObject {
    var qualifiedName = name
    if case .str(let text)? = names.values["__qualname__"] { qualifiedName = text.string }
    if names.values["__eq__"] != nil, names.values["__hash__"] == nil { names.set("__hash__", .null) }
    var attributes: [(String, Value)] = []
    for key in names.order where key != "__qualname__" {
      guard var value = names.values[key] else { continue }
      if case .object(let object) = value, object.kind == .function {
        if key == "__new__" { value = .object(MethodWrapper(heap, value, isStatic: true)) }
        if key == "__init_subclass__" || key == "__class_getitem__" {
          value = .object(MethodWrapper(heap, value, isStatic: false))
        }
      }
      attributes.append((key, value))
    }
    let type = try TypeObject(
      self, name: name, qualifiedName: qualifiedName, module: "__main__", bases: bases, attributes: attributes)
    if let slots = names.values["__slots__"] { try restrict(type, slots) }
    for (key, value) in attributes {
      guard case .object(let object) = value, object.kind == .instance,
        let function = object.type.lookup("__set_name__")
      else { continue }
      _ = try callSpecial(function, value, [.object(type), string(key)])
    }
    for base in type.resolution.dropFirst() {
      if let hook = base.derivation {
        try hook(self, type, keywords)
        return type
      }
    }
    if let (hook, _) = type.lookup("__init_subclass__", after: type) {
      let bound = try bind(hook, to: .object(type), type)
      _ = try call(bound, ArgumentList(keywords.map(\.1), keywords: keywords.map(\.0)))
    } else if !keywords.isEmpty {
      throw typeError("\(name).__init_subclass__() takes no keyword arguments")
    }
    return type
  }

  /// `__slots__`: the only attributes of instances, unless a base allows any.
  private func restrict(_ type: TypeObject, _ slots: Value) throws(Raise) {
    var names: Set<String> = []
    if case .str(let text) = slots {
      names.insert(text.string)
    } else {
      for slot in try collect(slots) {
        guard case .str(let text) = slot else { throw typeError("__slots__ items must be strings") }
        names.insert(text.string)
      }
    }
    for base in type.resolution.dropFirst() where base.isScripted {
      guard let inherited = base.slots else { return }
      names.formUnion(inherited)
    }
    if !names.contains("__dict__") { type.slots = names }
  }

  // MARK: Instances

  /// Calls a class of a script.
  func constructScripted(_ type: TypeObject, _ arguments: Arguments) throws(Raise) -> Value {
    for base in type.resolution {
      if let caller = base.caller { return try caller(self, type, arguments) }
    }
    return try makeInstance(type, arguments)
  }

  func makeInstance(_ type: TypeObject, _ arguments: Arguments) throws(Raise) -> Value {
    let made: Value
    if let function = type.lookup("__new__") {
      let bound = try bind(function, to: .object(type), type)
      made = try call(bound, arguments.inserting(.object(type)))
      guard made.type.isSubtype(of: type) else { return made }
    } else {
      made = try makeBare(type, arguments, hasInitializer: type.lookup("__init__") != nil)
    }
    if let function = type.lookup("__init__") {
      let bound = try bind(function, to: made, type)
      let result = try call(bound, arguments)
      guard result.isNone else {
        throw typeError("__init__() should return None, not '\(result.typeName)'")
      }
    }
    return made
  }

  /// What `__new__` of the built-in base makes.
  func makeBare(_ type: TypeObject, _ arguments: Arguments, hasInitializer: Bool) throws(Raise) -> Value {
    guard let base = type.resolution.first(where: { $0.constructor != nil }), base !== TypeObject.object,
      let constructor = base.constructor
    else {
      if !hasInitializer, arguments.count + arguments.keywords.count > 0 {
        throw typeError("\(type.name)() takes no arguments")
      }
      return .object(Instance(heap, type))
    }
    let empty = Arguments(UnsafeBufferPointer(start: nil, count: 0))
    let isMutable = base === TypeObject.list || base === TypeObject.dict || base === TypeObject.set
    var given = isMutable && hasInitializer ? empty : arguments
    if hasInitializer, base.isSubtype(of: .baseException) {
      given = Arguments(UnsafeBufferPointer(rebasing: arguments.values[0..<arguments.count]))
    }
    let value = try constructor(self, type, given)
    switch value {
    case .str, .int, .big, .float, .bytes, .bool: return .object(Instance(heap, type, base: value))
    default: return value
    }
  }

  // MARK: Relations

  /// `isinstance(value, type)`, also for tuples of types.
  func isInstance(_ value: Value, _ type: Value, _ depth: Int = 0) throws(Raise) -> Bool {
    switch type {
    case .object(let object) where object.kind == .type:
      return value.type.isSubtype(of: unsafeDowncast(object, to: TypeObject.self))
    case .tuple(let tuple) where depth < 50:
      for element in tuple.elements {
        if try isInstance(value, element, depth + 1) { return true }
      }
      return false
    default:
      throw typeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
    }
  }

  /// `issubclass(type, other)`, also for tuples of types.
  func isSubclass(_ type: Value, _ other: Value, _ depth: Int = 0) throws(Raise) -> Bool {
    guard case .object(let object) = type, object.kind == .type else {
      throw typeError("issubclass() arg 1 must be a class")
    }
    switch other {
    case .object(let wanted) where wanted.kind == .type:
      return unsafeDowncast(object, to: TypeObject.self).isSubtype(of: unsafeDowncast(wanted, to: TypeObject.self))
    case .tuple(let tuple) where depth < 50:
      for element in tuple.elements {
        if try isSubclass(type, element, depth + 1) { return true }
      }
      return false
    default:
      throw typeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    }
  }
}
