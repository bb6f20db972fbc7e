/// `collections.OrderedDict`: a `dict` whose equality looks at the order.
enum OrderedDictType {
  static let type: TypeObject = TypeObject(
    builtin: "OrderedDict", module: "collections", base: .dict,
    methods: [
      method("__repr__") { vm, dict, _ throws(Raise) in
        guard dict.count > 0 else { return vm.string("OrderedDict()") }
        let text = try Representation.guarded(.dict(dict), "...", vm) { () throws(Raise) in
          var pairs: [Value] = []
          for entry in dict.table.entries where entry.key.isBound { pairs.append(vm.tuple([entry.key, entry.value])) }
          return "OrderedDict(\(try vm.repr(vm.list(pairs))))"
        }
        return try vm.text(text)
      },
      method("__eq__") { vm, dict, arguments throws(Raise) in
        guard case .dict(let other) = arguments[0] else { return .notImplemented }
        guard dict.count == other.count else { return .bool(false) }
        let isOrdered = other.subtype?.type.isSubtype(of: dict.type) == true
        if isOrdered {
          for (one, two) in zip(dict.keys, other.keys) where try !vm.equal(one, two) { return .bool(false) }
        }
        for entry in dict.table.entries where entry.key.isBound {
          guard let value = try other.get(entry.key, vm), try vm.equal(entry.value, value) else { return .bool(false) }
        }
        return .bool(true)
      },
      method("popitem") { vm, dict, arguments throws(Raise) in
        let bound = try popSignature.bind(arguments, vm)
        let isLast = try bound[0].map { value throws(Raise) in try vm.truth(value) } ?? true
        let entries = dict.table.entries
        guard let position = isLast ? entries.lastIndex(where: \.key.isBound) : entries.firstIndex(where: \.key.isBound)
        else { throw vm.keyError(vm.string("dictionary is empty")) }
        let entry = dict.table.remove(at: position)
        return vm.tuple([entry.key, entry.value])
      },
      method("move_to_end") { vm, dict, arguments throws(Raise) in
        let bound = try moveSignature.bind(arguments, vm)
        let isLast = try bound[1].map { value throws(Raise) in try vm.truth(value) } ?? true
        let key = bound.required(0)
        guard let value = try dict.remove(key, vm) else { throw vm.keyError(key) }
        let others = isLast ? [] : dict.table.entries.filter(\.key.isBound)
        if !isLast { dict.removeAll() }
        try dict.set(key, value, vm)
        for entry in others { try dict.set(entry.key, entry.value, vm) }
        return .null
      },
      method("copy") { vm, dict, _ throws(Raise) in .dict(try derived(dict, vm)) },
      method("__or__") { vm, dict, arguments throws(Raise) in
        guard case .dict(let other) = arguments[0] else { return .notImplemented }
        let result = try derived(dict, vm)
        for entry in other.table.entries where entry.key.isBound { try result.set(entry.key, entry.value, vm) }
        return .dict(result)
      },
    ])

  private static let popSignature = Signature("popitem", "last=True")
  private static let moveSignature = Signature("move_to_end", "key, last=True")

  private static func method(
    _ name: String, _ body: @escaping @Sendable (Machine, Dict, Arguments) throws(Raise) -> Value
  ) -> NativeFunction {
    Method.raw("OrderedDict", name, \.asDict, body)
  }

  /// A dictionary of the same class with the same entries.
  static func derived(_ dict: Dict, _ vm: Machine) throws(Raise) -> Dict {
    try vm.checkCount(dict.count)
    let result = Dict(vm.heap, subtype: dict.subtype.map { Subtype($0.type) })
    result.table = dict.table
    result.account()
    return result
  }
}

/// `collections.defaultdict`.
enum DefaultDictType {
  static let type: TypeObject = TypeObject(
    builtin: "defaultdict", module: "collections", base: .dict,
    constructor: { vm, type, arguments throws(Raise) in
      let factory = arguments.count > 0 ? arguments[0] : Value.null
      guard factory.isNone || vm.isCallable(factory) else {
        throw vm.typeError("first argument must be callable or None")
      }
      guard arguments.count <= 2 else {
        throw vm.typeError("defaultdict expected at most 2 arguments, got \(arguments.count)")
      }
      let dict = Dict(vm.heap, subtype: Subtype(type))
      dict.subtype?.attributes.set("default_factory", factory)
      try DictMethods.update(dict, arguments.count > 0 ? arguments.dropFirst : arguments, vm)
      return .dict(dict)
    },
    methods: [
      method("__missing__") { vm, dict, arguments throws(Raise) in
        guard arguments.count == 1 else {
          throw vm.typeError("defaultdict.__missing__() takes exactly one argument (\(arguments.count) given)")
        }
        let factory = factory(dict)
        if factory.isNone { throw vm.keyError(arguments[0]) }
        let key = arguments[0]
        let value = try vm.call(factory)
        try dict.set(key, value, vm)
        return value
      },
      method("__repr__") { vm, dict, _ throws(Raise) in
        let content = try Representation.repr(.dict(dict), vm)
        return try vm.text("defaultdict(\(try vm.repr(factory(dict))), \(content))")
      },
      method("copy") { vm, dict, _ throws(Raise) in
        let copy = try OrderedDictType.derived(dict, vm)
        copy.subtype?.attributes.set("default_factory", factory(dict))
        return .dict(copy)
      },
    ])

  private static func method(
    _ name: String, _ body: @escaping @Sendable (Machine, Dict, Arguments) throws(Raise) -> Value
  ) -> NativeFunction {
    Method.raw("collections.defaultdict", name, \.asDict, body)
  }

  private static func factory(_ dict: Dict) -> Value { dict.subtype?.attributes["default_factory"] ?? .null }
}
