/// The methods of `set` and `frozenset`.
enum SetMethods {
  static let table: [NativeFunction] = shared("set", \.asMutableSet) + changing
  static let frozenTable: [NativeFunction] = shared("frozenset", \.asFrozenSet)

  private static func shared(
    _ type: String, _ unwrap: @escaping @Sendable (Value) -> SetObject?
  ) -> [NativeFunction] {
    [
      Method.make(type, "copy", "", unwrap) { vm, set, _ throws(Raise) in
        if set.isFrozen, set.subtype == nil { return .set(set) }
        return .set(try copy(set, vm))
      },
      combining(type, "union", unwrap) { vm, result, other throws(Raise) in try add(other, to: result, vm) },
      combining(type, "difference", unwrap) { vm, result, other throws(Raise) in
        try remove(other, from: result, vm)
      },
      Method.raw(type, "intersection", unwrap) { vm, set, arguments throws(Raise) in
        var result = try copy(set, vm)
        for other in arguments.positional { result = try intersection(result, other, vm) }
        return .set(result)
      },
      Method.make(type, "symmetric_difference", "other, /", unwrap) { vm, set, arguments throws(Raise) in
        let other = try asSet(arguments.required(0), vm)
        return try vm.binary(.xor, .set(copy(set, vm)), .set(other))
      },
      Method.make(type, "isdisjoint", "other, /", unwrap) { vm, set, arguments throws(Raise) in
        for element in try vm.collect(arguments.required(0)) where try set.has(element, vm) {
          return .bool(false)
        }
        return .bool(true)
      },
      Method.make(type, "issubset", "other, /", unwrap) { vm, set, arguments throws(Raise) in
        .bool(try vm.isSubset(set, of: asSet(arguments.required(0), vm)))
      },
      Method.make(type, "issuperset", "other, /", unwrap) { vm, set, arguments throws(Raise) in
        for element in try vm.collect(arguments.required(0)) where try !set.has(element, vm) {
          return .bool(false)
        }
        return .bool(true)
      },
    ]
  }

  private static let changing: [NativeFunction] = [
    Method.make("set", "add", "object, /", \.asMutableSet) { vm, set, arguments throws(Raise) in
      try set.insert(arguments.required(0), vm)
      return .null
    },
    Method.make("set", "remove", "object, /", \.asMutableSet) { vm, set, arguments throws(Raise) in
      let element = arguments.required(0)
      guard try set.remove(frozen(element, vm), vm) else { throw vm.keyError(element) }
      return .null
    },
    Method.make("set", "discard", "object, /", \.asMutableSet) { vm, set, arguments throws(Raise) in
      _ = try set.remove(frozen(arguments.required(0), vm), vm)
      return .null
    },
    Method.make("set", "pop", "", \.asMutableSet) { vm, set, _ throws(Raise) in
      guard let slot = set.slots.firstIndex(where: \.key.isBound) else {
        throw vm.keyError(vm.string("pop from an empty set"))
      }
      let element = set.slots[slot].key
      set.remove(slot: slot)
      return element
    },
    Method.make("set", "clear", "", \.asMutableSet) { _, set, _ in
      set.removeAll()
      return .null
    },
    updating("update") { vm, set, other throws(Raise) in try add(other, to: set, vm) },
    updating("difference_update") { vm, set, other throws(Raise) in try remove(other, from: set, vm) },
    updating("intersection_update") { vm, set, other throws(Raise) in
      let result = try intersection(set, other, vm)
      set.removeAll()
      try set.merge(result, vm)
    },
    Method.make("set", "symmetric_difference_update", "other, /", \.asMutableSet) {
      vm, set, arguments throws(Raise) in
      let other = try asSet(arguments.required(0), vm)
      if other === set {
        set.removeAll()
        return .null
      }
      for slot in other.slots where slot.key.isBound {
        try vm.charge(1)
        if try !set.remove(slot.key, vm) { try set.insert(slot.key, hash: slot.hash, vm) }
      }
      return .null
    },
  ]

  /// A method that takes any number of iterables and changes the set by each.
  private static func updating(
    _ name: String, _ body: @escaping @Sendable (Machine, SetObject, Value) throws(Raise) -> Void
  ) -> NativeFunction {
    Method.raw("set", name, \.asMutableSet) { vm, set, arguments throws(Raise) in
      guard arguments.keywords.isEmpty else { throw vm.typeError("set.\(name)() takes no keyword arguments") }
      for other in arguments.positional { try body(vm, set, other) }
      return .null
    }
  }

  /// The same on a copy, which it gives back.
  private static func combining(
    _ type: String, _ name: String, _ unwrap: @escaping @Sendable (Value) -> SetObject?,
    _ body: @escaping @Sendable (Machine, SetObject, Value) throws(Raise) -> Void
  ) -> NativeFunction {
    Method.raw(type, name, unwrap) { vm, set, arguments throws(Raise) in
      guard arguments.keywords.isEmpty else { throw vm.typeError("\(type).\(name)() takes no keyword arguments") }
      let result = try copy(set, vm)
      for other in arguments.positional { try body(vm, result, other) }
      return .set(result)
    }
  }

  /// A set of the same kind with the same elements.
  static func copy(_ set: SetObject, _ vm: Machine) throws(Raise) -> SetObject {
    let result = SetObject(vm.heap, isFrozen: set.isFrozen)
    try result.merge(set, vm)
    return result
  }

  /// The set that a value is, or one of what it iterates over.
  private static func asSet(_ value: Value, _ vm: Machine) throws(Raise) -> SetObject {
    if case .set(let set) = value { return set }
    let set = SetObject(vm.heap)
    try add(value, to: set, vm)
    return set
  }

  static func add(_ iterable: Value, to set: SetObject, _ vm: Machine) throws(Raise) {
    if case .set(let other) = iterable { return try set.merge(other, vm) }
    var walk = try vm.walk(iterable)
    while let element = try walk.next(vm) { try set.insert(element, vm) }
  }

  private static func remove(_ iterable: Value, from set: SetObject, _ vm: Machine) throws(Raise) {
    if case .set(let other) = iterable, other === set { return set.removeAll() }
    for element in try vm.collect(iterable) { _ = try set.remove(element, vm) }
  }

  private static func intersection(
    _ set: SetObject, _ other: Value, _ vm: Machine
  ) throws(Raise) -> SetObject {
    let result = SetObject(vm.heap, isFrozen: set.isFrozen)
    if case .set(let other) = other {
      let (walked, asked) = other.count > set.count ? (set, other) : (other, set)
      for element in walked.elements where try asked.has(element, vm) { try result.insert(element, vm) }
      return result
    }
    var walk = try vm.walk(other)
    while let element = try walk.next(vm) {
      if try set.has(element, vm) { try result.insert(element, vm) }
    }
    return result
  }

  /// A set as an element is looked up as the frozen set that equals it.
  private static func frozen(_ value: Value, _ vm: Machine) throws(Raise) -> Value {
    guard case .set(let set) = value, !set.isFrozen else { return value }
    let frozen = SetObject(vm.heap, isFrozen: true)
    try frozen.merge(set, vm)
    return .set(frozen)
  }
}
