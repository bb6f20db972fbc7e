/// What `list[int]` gives: a class with the types that its content should have, which nothing checks.
final class GenericAlias: Object, @unchecked Sendable {
  let origin: TypeObject
  let parameters: [Value]

  init(_ heap: Heap?, _ origin: TypeObject, _ parameters: Value) {
    self.origin = origin
    if case .tuple(let tuple) = parameters, tuple.subtype == nil {
      self.parameters = tuple.elements
    } else {
      self.parameters = [parameters]
    }
    super.init(heap)
  }

  /// The built-in types that take parameters.
  private static let generic: [TypeObject] = [
    .list, .dict, .set, .frozenset, .tuple, .typeType, .enumerate, DequeObject.dequeType,
  ]

  static func isGeneric(_ type: TypeObject) -> Bool {
    type.resolution.contains { base in generic.contains { $0 === base } }
  }

  override var type: TypeObject { .genericAlias }
  override var isCallable: Bool { true }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    var parts: [String] = []
    for parameter in parameters { parts.append(try GenericAlias.text(of: parameter, vm)) }
    let name = try GenericAlias.text(of: .object(origin), vm)
    return "\(name)[\(parts.isEmpty ? "()" : parts.joined(separator: ", "))]"
  }

  /// A type as such texts show it.
  static func text(of value: Value, _ vm: Machine) throws(Raise) -> String {
    switch value {
    case .ellipsis: return "..."
    case .list(let list):
      var parts: [String] = []
      for element in list.elements { parts.append(try text(of: element, vm)) }
      return "[\(parts.joined(separator: ", "))]"
    case .object(let object):
      guard let type = object as? TypeObject else { break }
      if type === TypeObject.noneType { return "None" }
      guard type.isScripted, let module = type.module else { return type.qualifiedName }
      return "\(module).\(type.qualifiedName)"
    default: break
    }
    return try vm.repr(value)
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int {
    try vm.hash(vm.tuple(parameters)) ^ origin.identityHash
  }

  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    guard let other = other.heapObject as? GenericAlias else { return nil }
    guard origin === other.origin else { return false }
    return try vm.equal(vm.tuple(parameters), vm.tuple(other.parameters))
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    guard operation == .or else { return nil }
    return try UnionType.joined(reflected ? [other, .object(self)] : [.object(self), other], vm)
  }

  override func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    try vm.construct(origin, arguments)
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "__origin__": return .object(origin)
    case "__args__": return vm.tuple(parameters)
    case "__parameters__": return vm.tuple([])
    case "__mro_entries__":
      let origin = Value.object(origin)
      return .object(NativeFunction(name, heap: vm.heap) { vm, _ throws(Raise) in vm.tuple([origin]) })
    default: return try origin.attribute(name, vm)
    }
  }

  override func traverse(_ visit: (Value) -> Void) {
    visit(.object(origin))
    for parameter in parameters { visit(parameter) }
  }
}

extension TypeObject {
  static let genericAlias = TypeObject(builtin: "GenericAlias", module: "types", isDerivable: false)
}
