import WorkflowScripting

/// Classes of scripts.
extension Machine {
  /// What a `class` statement makes: runs the body, then puts the class together.
  func buildClass(
    _ body: Value, _ name: Value, _ bases: [Value], _ keywords: [(String, Value)]
  ) throws(Raise) -> Value {
    guard case .object(let object) = body, object.kind == .function, case .str(let text) = name else {
      throw typeError("__build_class__: func must be a function")
    }
    let function = unsafeDowncast(object, to: Function.self)
    let resolved = try resolvedBases(bases)
    var keywords = keywords
    var metaclass = resolved.first.map { Value.object($0.type) } ?? .object(TypeObject.typeType)
    if let index = keywords.firstIndex(where: { $0.0 == "metaclass" }) {
      metaclass = keywords.remove(at: index).1
    }
    if case .object(let object) = metaclass, let type = object as? TypeObject {
      metaclass = .object(try winner(type, bases.isEmpty ? [] : resolved.values))
    }
    let arguments = [name, tuple(resolved.values)]
    let isPlain = metaclass.isIdentical(to: .object(TypeObject.typeType))
    let names = isPlain ? ClassNames() : ClassNames(mapping: try prepared(metaclass, arguments, keywords))
    try runBody(function, names)
    if isPlain {
      if resolved.isChanged { names.set("__orig_bases__", tuple(bases)) }
      let types = try self.bases(resolved.values)
      return .object(try makeClass(text.string, types, names.members, keywords, metatype: nil))
    }
    if resolved.isChanged { try setItem(names.mapping, string("__orig_bases__"), tuple(bases)) }
    return try call(
      metaclass, ArgumentList(arguments + [names.mapping] + keywords.map(\.1), keywords: keywords.map(\.0)))
  }

  /// The bases of a class statement, where each that is no class may stand for others (`__mro_entries__`).
  private struct ResolvedBases {
    var values: [Value]
    var isChanged = false
    var first: Value? { values.first }
  }

  private func resolvedBases(_ bases: [Value]) throws(Raise) -> ResolvedBases {
    var result = ResolvedBases(values: [])
    for base in bases {
      if case .object(let object) = base, object.kind != .type,
        let hook = try attributeOrNil(base, "__mro_entries__")
      {
        guard case .tuple(let entries) = try call(hook, tuple(bases)) else {
          throw typeError("__mro_entries__ must return a tuple")
        }
        result.values += entries.elements
        result.isChanged = true
      } else {
        result.values.append(base)
      }
    }
    return result
  }

  /// The metaclass of a class: the most derived one of those of its bases and the one that is named.
  func winner(_ metaclass: TypeObject, _ bases: [Value]) throws(Raise) -> TypeObject {
    var winner = metaclass
    for base in bases {
      let other = base.type
      if winner.isSubtype(of: other) { continue }
      guard other.isSubtype(of: winner) else {
        throw typeError(
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of "
            + "all its bases")
      }
      winner = other
    }
    return winner
  }

  /// The mapping that takes the names of a class body: what the metaclass's `__prepare__` gives.
  private func prepared(
    _ metaclass: Value, _ arguments: [Value], _ keywords: [(String, Value)]
  ) throws(Raise) -> Value {
    guard let prepare = try attributeOrNil(metaclass, "__prepare__") else { return dict([]) }
    let mapping = try call(
      prepare, ArgumentList(arguments + keywords.map(\.1), keywords: keywords.map(\.0)))
    guard mapping.type.lookup("__getitem__") != nil || mapping.type.isSubtype(of: .dict) else {
      var name = "<metaclass>"
      if case .object(let object) = metaclass, let type = object as? TypeObject { name = type.name }
      throw typeError("\(name).__prepare__() must return a mapping, not \(mapping.typeName)")
    }
    return mapping
  }

  /// The classes that a class is derived from; `object` where none is named.
  func bases(_ values: [Value]) throws(Raise) -> [TypeObject] {
    var types: [TypeObject] = []
    for value in values {
      guard case .object(let object) = value, object.kind == .type else {
        throw typeError("bases must be types")
      }
      let type = unsafeDowncast(object, to: TypeObject.self)
      guard type.isDerivable else { throw typeError("type '\(type.qualifiedName)' is not an acceptable base type") }
      guard type.resolution.count < 100 else { throw typeError("too many base classes") }
      if types.contains(where: { $0 === type }) { throw typeError("duplicate base class \(type.name)") }
      types.append(type)
    }
    return types.isEmpty ? [.object] : types
  }

  /// Runs the body of a class. The cell in which `super()` finds the class becomes a name of the body, as in CPython.
  private func runBody(_ function: Function, _ names: ClassNames) throws(Raise) {
    try descend()
    defer { ascend() }
    let module = string(function.globals.moduleName)
    if names.mapping.isBound {
      try setItem(names.mapping, string("__module__"), module)
    } else {
      names.set("__module__", module)
    }
    let start = stack.top
    guard let frame = try enter(function, start, count: 0, keywords: []) else { return }
    frame.pointee.classNames = names
    frame.pointee.exit = .native
    let cell = try loop(nil)
    guard !cell.isNone else { return }
    if names.mapping.isBound {
      try setItem(names.mapping, string("__classcell__"), cell)
    } else {
      names.set("__classcell__", cell)
    }
  }

  /// Makes a class of its attributes, and tells those who want to know. What `type(name, bases, attributes)` does.
  func makeClass(
    _ name: String, _ bases: [TypeObject], _ members: [(String, Value)], _ keywords: [(String, Value)],
    metatype: TypeObject?
  ) throws(Raise) -> TypeObject {
    try charge(50 + members.count)
    var qualifiedName = name
    var module = callerModule
    var cell: Value?
    var attributes: [(String, Value)] = []
    var slots: Value?
    var names: Set<String> = []
    for (key, member) in members {
      var value = member
      switch key {
      case "__qualname__":
        guard case .str(let text) = value else {
          throw typeError("type __qualname__ must be a str, not \(value.typeName)")
        }
        qualifiedName = text.string
        continue
      case "__classcell__":
        cell = value
        continue
      case "__module__": if case .str(let text) = value { module = text.string }
      case "__slots__": slots = value
      case "__new__": value = wrapped(value, isStatic: true)
      case "__init_subclass__", "__class_getitem__": value = wrapped(value, isStatic: false)
      default: break
      }
      names.insert(key)
      attributes.append((key, value))
    }
    if !names.contains("__module__") { attributes.append(("__module__", string(module))) }
    if names.contains("__eq__"), !names.contains("__hash__") { attributes.append(("__hash__", .null)) }
    if !names.contains("__doc__") { attributes.append(("__doc__", .null)) }
    let type = try TypeObject(
      self, name: name, qualifiedName: qualifiedName, module: module, bases: bases, attributes: attributes,
      metatype: metatype)
    if let slots { try restrict(type, slots) }
    if case .object(let object)? = cell, object.kind == .cell {
      unsafeDowncast(object, to: Cell.self).value = .object(type)
    }
    try announce(type, attributes, keywords)
    return type
  }

  private func wrapped(_ value: Value, isStatic: Bool) -> Value {
    guard case .object(let object) = value, object.kind == .function else { return value }
    return .object(MethodWrapper(heap, value, isStatic: isStatic))
  }

  /// The module of the code that runs.
  var callerModule: String {
    stack.depth > 0 ? stack.innermost.pointee.globals.moduleName : "__main__"
  }

  /// `__set_name__` of the attributes of a new class, then `__init_subclass__` of its bases.
  private func announce(
    _ type: TypeObject, _ attributes: [(String, Value)], _ keywords: [(String, Value)]
  ) throws(Raise) {
    for (key, value) in attributes {
      guard case .object(let object) = value, object.kind == .instance,
        let function = object.type.lookup("__set_name__")
      else { continue }
      do throws(Raise) {
        _ = try callSpecial(function, value, [.object(type), string(key)])
      } catch {
        guard case .exception(let exception) = error else { throw error }
        let failure = runtimeError(
          "Error calling __set_name__ on '\(object.type.name)' instance '\(key)' in '\(type.name)'")
        if case .exception(let outer) = failure {
          outer.cause = .object(exception)
          outer.context = exception
        }
        throw failure
      }
    }
    if let (hook, _) = type.lookup("__init_subclass__", after: type) {
      let bound = try bind(hook, to: .object(type), type)
      _ = try call(bound, ArgumentList(keywords.map(\.1), keywords: keywords.map(\.0)))
    } else if !keywords.isEmpty {
      throw typeError("\(type.name).__init_subclass__() takes no keyword arguments")
    }
  }

  /// `__slots__`: the only attributes of instances, unless a base allows any.
  private func restrict(_ type: TypeObject, _ slots: Value) throws(Raise) {
    var names: Set<String> = []
    if case .str(let text) = slots {
      names.insert(text.string)
    } else {
      for slot in try collect(slots) {
        guard case .str(let text) = slot else {
          throw typeError("__slots__ items must be strings, not '\(slot.typeName)'")
        }
        names.insert(text.string)
      }
    }
    for name in names.sorted() where type.ownAttributes.contains(where: { $0.0 == name }) {
      throw valueError("'\(name)' in __slots__ conflicts with class variable")
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
    if let metatype = type.metatype, let function = metatype.lookup("__call__") {
      return try call(bind(function, to: .object(type), metatype), arguments)
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
    let missing = type.abstractMethods
    guard missing.isEmpty else {
      throw typeError(
        "Can't instantiate abstract class \(type.name) with abstract method\(missing.count == 1 ? "" : "s") "
          + missing.joined(separator: ", "))
    }
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
}
