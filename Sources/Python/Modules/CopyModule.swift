/// The module `copy`.
enum CopyModule {
  static let members: [String: Value] = ModuleFunction.members([
    ModuleFunction.make("copy", "copy", "x") { vm, arguments throws(Raise) in
      try shallow(arguments.required(0), vm)
    },
    ModuleFunction.make("copy", "deepcopy", "x, memo=None") { vm, arguments throws(Raise) in
      var copier = DeepCopier(vm)
      return try copier.copy(arguments.required(0))
    },
  ])

  private static func shallow(_ value: Value, _ vm: Machine) throws(Raise) -> Value {
    if let method = try vm.attributeOfType(value, "__copy__") { return try vm.callSpecial(method, value, []) }
    switch value {
    case .list(let list):
      try vm.checkCount(list.count)
      return .list(List(vm.heap, list.elements, subtype: list.subtype.map(copied)))
    case .dict(let dict):
      try vm.checkCount(dict.count)
      let result = Dict(vm.heap, subtype: dict.subtype.map(copied))
      result.table = dict.table
      result.account()
      return .dict(result)
    case .set(let set) where !set.isFrozen:
      let result = SetObject(vm.heap, subtype: set.subtype.map(copied))
      try result.merge(set, vm)
      return .set(result)
    case .object(let object):
      if let deque = object as? DequeObject { return .object(try deque.made(deque.elements, vm)) }
      if let instance = object as? Instance {
        let result = Instance(vm.heap, instance.instanceType, base: instance.base)
        for (name, value) in instance.ownMembers { result.setOwn(name, value) }
        return .object(result)
      }
      return value
    default: return value
    }
  }

  fileprivate static func copied(_ subtype: Subtype) -> Subtype {
    let result = Subtype(subtype.type)
    for (name, value) in subtype.attributes.members { result.attributes.set(name, value) }
    return result
  }
}

/// Copies values with all that they hold. What is met twice is copied once.
private struct DeepCopier {
  private let vm: Machine
  private var copies: [ObjectIdentifier: Value] = [:]

  init(_ vm: Machine) { self.vm = vm }

  mutating func copy(_ value: Value) throws(Raise) -> Value {
    guard let object = value.heapObject else { return value }
    let identity = ObjectIdentifier(object)
    if let known = copies[identity] { return known }
    try vm.descend()
    defer { vm.ascend() }
    try vm.charge(1)
    if let method = try vm.attributeOfType(value, "__deepcopy__") {
      let result = try vm.callSpecial(method, value, [vm.dict([])])
      copies[identity] = result
      return result
    }
    switch value {
    case .list(let list):
      let result = List(vm.heap, [], subtype: list.subtype.map { Subtype($0.type) })
      copies[identity] = .list(result)
      for element in list.elements {
        let copy = try copy(element)
        result.elements.append(copy)
      }
      result.account()
      try copyAttributes(list.subtype, result.subtype)
      return .list(result)
    case .dict(let dict):
      let result = Dict(vm.heap, subtype: dict.subtype.map { Subtype($0.type) })
      copies[identity] = .dict(result)
      for entry in dict.table.entries where entry.key.isBound {
        try result.set(copy(entry.key), copy(entry.value), vm)
      }
      try copyAttributes(dict.subtype, result.subtype)
      return .dict(result)
    case .set(let set):
      let result = SetObject(vm.heap, isFrozen: set.isFrozen, subtype: set.subtype.map { Subtype($0.type) })
      for element in set.elements { try result.insert(copy(element), vm) }
      copies[identity] = .set(result)
      return .set(result)
    case .tuple(let tuple):
      var elements: [Value] = []
      for element in tuple.elements { elements.append(try copy(element)) }
      let isSame = zip(elements, tuple.elements).allSatisfy { $0.isIdentical(to: $1) }
      let result = isSame ? value : .tuple(Tuple(vm.heap, elements, subtype: tuple.subtype))
      copies[identity] = result
      return result
    case .object(let object):
      if let deque = object as? DequeObject {
        var elements: [Value] = []
        for element in deque.elements { elements.append(try copy(element)) }
        return .object(try deque.made(elements, vm))
      }
      guard let instance = object as? Instance else { return value }
      let result = Instance(vm.heap, instance.instanceType, base: instance.base)
      copies[identity] = .object(result)
      for (name, value) in instance.ownMembers {
        let copy = try copy(value)
        result.setOwn(name, copy)
      }
      return .object(result)
    default: return value
    }
  }

  private mutating func copyAttributes(_ source: Subtype?, _ target: Subtype?) throws(Raise) {
    guard let source, let target else { return }
    for (name, value) in source.attributes.members {
      let copy = try copy(value)
      target.attributes.set(name, copy)
    }
  }
}
