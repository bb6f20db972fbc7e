/// The methods of `dict`.
enum DictMethods {
  static let table: [NativeFunction] = [
    method("get", "key, default=None, /") { vm, dict, arguments throws(Raise) in
      try dict.get(arguments.required(0), vm) ?? arguments[1] ?? .null
    },
    method("keys", "") { vm, dict, _ in .object(DictView(vm.heap, dict, .keys)) },
    method("values", "") { vm, dict, _ in .object(DictView(vm.heap, dict, .values)) },
    method("items", "") { vm, dict, _ in .object(DictView(vm.heap, dict, .items)) },
    method("setdefault", "key, default=None, /") { vm, dict, arguments throws(Raise) in
      if let value = try dict.get(arguments.required(0), vm) { return value }
      let value = arguments[1] ?? .null
      try dict.set(arguments.required(0), value, vm)
      return value
    },
    method("pop", "key, default=None, /") { vm, dict, arguments throws(Raise) in
      // CPython does not even hash the key when there is nothing to find.
      if dict.count > 0, let value = try dict.remove(arguments.required(0), vm) { return value }
      guard let fallback = arguments[1] else { throw vm.keyError(arguments.required(0)) }
      return fallback
    },
    method("popitem", "") { vm, dict, _ throws(Raise) in
      guard let last = dict.table.entries.indices.last(where: { dict.table.entries[$0].key.isBound }) else {
        throw vm.keyError(vm.string("popitem(): dictionary is empty"))
      }
      let entry = dict.table.remove(at: last)
      dict.account()
      return vm.tuple([entry.key, entry.value])
    },
    method("clear", "") { _, dict, _ in
      dict.removeAll()
      return .null
    },
    method("copy", "") { vm, dict, _ throws(Raise) in .dict(try copy(dict, vm)) },
    Method.raw("dict", "update", \.asDict) { vm, dict, arguments throws(Raise) in
      guard arguments.count <= 1 else {
        throw vm.typeError("update expected at most 1 argument, got \(arguments.count)")
      }
      try update(dict, arguments, vm)
      return .null
    },
    NativeFunction("fromkeys", .classMethod) { vm, arguments throws(Raise) in
      let bound = try fromKeysSignature.bind(arguments.dropFirst, vm)
      let result: Value
      if case .object(let type) = arguments[0], type === TypeObject.dict {
        result = .dict(Dict(vm.heap))
      } else {
        result = try vm.call(arguments[0])
      }
      var walk = try vm.walk(bound.required(0))
      while let key = try walk.next(vm) {
        if case .dict(let dict) = result {
          try dict.set(key, bound[1] ?? .null, vm)
        } else {
          try vm.setItem(result, key, bound[1] ?? .null)
        }
      }
      return result
    },
  ]

  private static let fromKeysSignature = Signature("fromkeys", "iterable, value=None, /")

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<Dict>
  ) -> NativeFunction {
    Method.make("dict", name, parameters, \.asDict, body)
  }

  static func copy(_ dict: Dict, _ vm: Machine) throws(Raise) -> Dict {
    try vm.checkCount(dict.count)
    try vm.charge(dict.count)
    let result = Dict(vm.heap)
    result.table = dict.table
    result.account()
    return result
  }

  /// What `dict(…)` and `update(…)` do with a mapping or pairs, and keywords.
  static func update(_ dict: Dict, _ arguments: Arguments, _ vm: Machine) throws(Raise) {
    if arguments.count > 0 { try update(dict, from: arguments[0], vm) }
    for (name, value) in arguments.named { try dict.set(vm.string(name), value, vm) }
  }

  private static func update(_ dict: Dict, from source: Value, _ vm: Machine) throws(Raise) {
    if case .dict(let other) = source {
      if other === dict { return }
      try vm.checkCount(dict.count + other.count)
      try vm.charge(other.count)
      if dict.count == 0, dict.subtype == nil {
        dict.table = other.table
        dict.account()
        return
      }
      for entry in other.table.entries where entry.key.isBound { try dict.set(entry.key, entry.value, vm) }
      return
    }
    if let keys = try vm.attributeOrNil(source, "keys") {
      var walk = try vm.walk(vm.call(keys))
      while let key = try walk.next(vm) { try dict.set(key, vm.item(source, key), vm) }
      return
    }
    var walk = try vm.walk(source)
    var index = 0
    while let pair = try walk.next(vm) {
      let parts: [Value]
      do throws(Raise) {
        parts = try vm.collect(pair)
      } catch {
        guard vm.caught(error, .typeError) != nil else { throw error }
        throw vm.typeError("cannot convert dictionary update sequence element #\(index) to a sequence")
      }
      guard parts.count == 2 else {
        throw vm.valueError(
          "dictionary update sequence element #\(index) has length \(parts.count); 2 is required")
      }
      try dict.set(parts[0], parts[1], vm)
      index += 1
    }
  }
}
