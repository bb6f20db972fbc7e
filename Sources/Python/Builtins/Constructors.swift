/// What a call of each built-in type does. `type` is the type itself or a class that a script derived from it.
enum Constructors {
  static let bool: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    let bound = try boolSignature.bind(arguments, vm)
    return .bool(try bound[0].map { value throws(Raise) in try vm.truth(value) } ?? false)
  }

  static let tuple: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    let bound = try tupleSignature.bind(arguments, vm)
    if let source = bound[0], case .tuple(let tuple) = source, tuple.subtype == nil, type === TypeObject.tuple {
      return source
    }
    let elements = try bound[0].map { value throws(Raise) in try vm.collect(value) } ?? []
    return .tuple(Tuple(vm.heap, elements, subtype: subtype(type, of: .tuple)))
  }

  static let list: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    let isDerived = type !== TypeObject.list
    let bound = try listSignature.bind(isDerived ? arguments.withoutKeywords : arguments, vm)
    let elements = try bound[0].map { value throws(Raise) in try vm.collect(value) } ?? []
    return .list(List(vm.heap, elements, subtype: subtype(type, of: .list)))
  }

  static let dict: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    guard arguments.count <= 1 else {
      throw vm.typeError("dict expected at most 1 argument, got \(arguments.count)")
    }
    let dict = Dict(vm.heap, subtype: subtype(type, of: .dict))
    try DictMethods.update(dict, arguments, vm)
    return .dict(dict)
  }

  static let set: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    let bound = try setSignature.bind(arguments, vm)
    let set = SetObject(vm.heap, subtype: subtype(type, of: .set))
    if let source = bound[0] { try SetMethods.add(source, to: set, vm) }
    return .set(set)
  }

  static let frozenset: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    let bound = try frozensetSignature.bind(arguments, vm)
    if let source = bound[0], case .set(let set) = source, set.isFrozen, set.subtype == nil,
      type === TypeObject.frozenset
    {
      return source
    }
    let set = SetObject(vm.heap, isFrozen: true, subtype: subtype(type, of: .frozenset))
    if let source = bound[0] { try SetMethods.add(source, to: set, vm) }
    return .set(set)
  }

  static let range: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    guard arguments.keywords.isEmpty else { throw vm.typeError("range() takes no keyword arguments") }
    guard arguments.count > 0 else { throw vm.typeError("range expected at least 1 argument, got 0") }
    guard arguments.count <= 3 else {
      throw vm.typeError("range expected at most 3 arguments, got \(arguments.count)")
    }
    var numbers: [Int] = []
    for value in arguments.positional { numbers.append(try vm.index(value)) }
    let step = numbers.count == 3 ? numbers[2] : 1
    if step == 0 { throw vm.valueError("range() arg 3 must not be zero") }
    let start = numbers.count == 1 ? 0 : numbers[0]
    guard let range = RangeObject(vm.heap, start: start, stop: numbers.count == 1 ? numbers[0] : numbers[1], step: step)
    else {
      throw vm.overflowError("Python int too large to convert to C ssize_t")
    }
    return .object(range)
  }

  static let slice: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    let bound = try sliceSignature.bind(arguments, vm)
    let first = bound.required(0)
    guard let second = bound[1] else {
      return .object(SliceObject(vm.heap, start: .null, stop: first, step: .null))
    }
    return .object(SliceObject(vm.heap, start: first, stop: second, step: bound[2] ?? .null))
  }

  private static let boolSignature = Signature("bool", "x=False, /")
  private static let tupleSignature = Signature("tuple", "iterable=(), /")
  private static let listSignature = Signature("list", "iterable=(), /")
  private static let setSignature = Signature("set", "iterable=(), /")
  private static let frozensetSignature = Signature("frozenset", "iterable=(), /")
  private static let sliceSignature = Signature("slice", "start, stop=None, step=None, /")

  /// What marks an object of a built-in type as one of a class derived from it.
  private static func subtype(_ type: TypeObject, of base: TypeObject) -> Subtype? {
    type === base ? nil : Subtype(type)
  }
}

extension Arguments {
  /// The positional arguments alone: what the constructor of a class derived from `list` looks at.
  var withoutKeywords: Arguments { Arguments(UnsafeBufferPointer(rebasing: values[0..<count])) }
}
