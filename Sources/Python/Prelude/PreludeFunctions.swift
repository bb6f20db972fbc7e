/// What the modules that are written in the language need and scripts do not get.
enum PreludeFunctions {
  static let members: [String: Value] = ModuleFunction.members(
    ofClasses + ofTexts, ["_module_type": .object(TypeObject.module)])

  private static let ofClasses: [NativeFunction] = [
    BuiltinTable.function("_resolution", "cls, /") { vm, arguments throws(Raise) in
      vm.tuple(type(arguments[0])?.resolution.map { .object($0) } ?? [])
    },
    BuiltinTable.function("_bases", "cls, /") { vm, arguments throws(Raise) in
      vm.tuple(type(arguments[0])?.bases.map { .object($0) } ?? [])
    },
    BuiltinTable.function("_derived", "cls, /") { vm, arguments throws(Raise) in
      vm.tuple(type(arguments[0])?.derivedTypes.map { .object($0) } ?? [])
    },
    BuiltinTable.function("_derives", "cls, base, /") { _, arguments throws(Raise) in
      guard let derived = type(arguments[0]), let base = type(arguments[1]) else { return .bool(false) }
      return .bool(derived.isSubtype(of: base))
    },
    BuiltinTable.function("_attribute", "cls, name, /") { vm, arguments throws(Raise) in
      guard let type = type(arguments[0]), case .str(let name) = arguments.required(1) else { return .null }
      return type.lookup(name.string) ?? .null
    },
    BuiltinTable.function("_offers", "cls, name, /") { _, arguments throws(Raise) in
      guard let type = type(arguments[0]), case .str(let name) = arguments.required(1) else { return .bool(false) }
      return .bool(TypeAbilities.has(type, name.string))
    },
    BuiltinTable.function("_alias", "cls, parameters, /") { vm, arguments throws(Raise) in
      guard let type = type(arguments[0]) else { return .null }
      return .object(GenericAlias(vm.heap, type, arguments.required(1)))
    },
    BuiltinTable.function("_is_abstract", "value, /") { vm, arguments throws(Raise) in
      .bool(try isAbstract(arguments.required(0), vm))
    },
    BuiltinTable.function("_is_sealed", "cls, /") { _, arguments throws(Raise) in
      .bool(type(arguments[0]).map { $0.isSealed || !$0.isScripted } ?? false)
    },
  ]

  private static func type(_ value: Value?) -> TypeObject? {
    if case .object(let object)? = value { object as? TypeObject } else { nil }
  }

  /// Whether `abstractmethod` marked a function, or one that a descriptor stands for.
  private static func isAbstract(_ value: Value, _ vm: Machine) throws(Raise) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object {
    case let property as Property:
      for part in [property.getter, property.setter, property.deleter] where try isAbstract(part, vm) { return true }
      return false
    case let wrapper as MethodWrapper: return try isAbstract(wrapper.function, vm)
    case is TypeObject: return false
    default:
      guard let mark = try vm.attributeOrNil(value, "__isabstractmethod__") else { return false }
      return try vm.truth(mark)
    }
  }

  private static let ofTexts: [NativeFunction] = [
    BuiltinTable.function("_function", "source, names, /") { vm, arguments throws(Raise) in
      guard case .str(let source) = arguments.required(0) else { return .null }
      return try function(source.string, arguments.required(1), vm)
    },
    BuiltinTable.function("_is_keyword", "name, /") { _, arguments throws(Raise) in
      guard case .str(let name) = arguments.required(0) else { return .bool(false) }
      return .bool(Keywords.all.contains(name.string))
    },
    BuiltinTable.function("_guard_repr", "key, /") { vm, arguments throws(Raise) in
      guard let object = arguments.required(0).heapObject else { return .bool(true) }
      return .bool(vm.inRepr.insert(ObjectIdentifier(object)).inserted)
    },
    BuiltinTable.function("_end_repr", "key, /") { vm, arguments throws(Raise) in
      if let object = arguments.required(0).heapObject { vm.inRepr.remove(ObjectIdentifier(object)) }
      return .null
    },
  ]

  /// Texts that are kept compiled: the methods of a data class are made anew whenever its script runs.
  private static let generatedLimit = 256

  /// The function that a text defines as `create`. A module makes the methods of a class in this way; the names in the
  /// text come from the class and must be identifiers.
  private static func function(_ source: String, _ names: Value, _ vm: Machine) throws(Raise) -> Value {
    try vm.descend()
    defer { vm.ascend() }
    for name in try vm.collect(names) {
      guard case .str(let name) = name, StringMethods.isIdentifier(name.string) else {
        throw vm.typeError("field names must be valid identifiers: \(try vm.repr(name))")
      }
    }
    let script: CompiledScript
    if let known = vm.generated[source] {
      script = known
    } else {
      try vm.charge(source.utf8.count &* 8)
      script = try Prelude.compile(source, vm)
      if vm.generated.count >= generatedLimit { vm.generated = [:] }
      vm.generated[source] = script
    }
    let namespace = Namespace(script.table, source: PreludeNames())
    _ = try vm.run(script.code, namespace)
    let made = namespace["create"] ?? .null
    // What is left refers to built-in names alone, which are found again.
    namespace.clear()
    return made
  }
}
