/// `types.MappingProxyType`: a view of a dictionary that cannot be changed through it.
final class MappingProxy: Object, SubscriptableObject, @unchecked Sendable {
  let mapping: Value

  init(_ heap: Heap?, _ mapping: Value) {
    self.mapping = mapping
    super.init(heap)
  }

  override var type: TypeObject { .mappingProxy }
  override func repr(_ vm: Machine) throws(Raise) -> String { "mappingproxy(\(try vm.repr(mapping)))" }
  override func str(_ vm: Machine) throws(Raise) -> String { try vm.str(mapping) }
  override func hash(_ vm: Machine) throws(Raise) -> Int { throw vm.typeError("unhashable type: 'mappingproxy'") }
  override func length(_ vm: Machine) throws(Raise) -> Int? { try vm.length(mapping) }
  override func item(_ key: Value, _ vm: Machine) throws(Raise) -> Value { try vm.item(mapping, key) }
  override func contains(_ value: Value, _ vm: Machine) throws(Raise) -> Bool? { try vm.contains(mapping, value) }
  override func iterate(_ vm: Machine) throws(Raise) -> Value? { try vm.iterator(of: mapping) }

  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    if let proxy = other.heapObject as? MappingProxy { return try vm.equal(mapping, proxy.mapping) }
    return try vm.equal(mapping, other)
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    guard operation == .or else { return nil }
    let other = (other.heapObject as? MappingProxy)?.mapping ?? other
    return try reflected ? vm.binaryOrNil(.or, other, mapping) : vm.binaryOrNil(.or, mapping, other)
  }

  override func traverse(_ visit: (Value) -> Void) { visit(mapping) }
}

extension TypeObject {
  static let mappingProxy = TypeObject(
    builtin: "mappingproxy", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      guard arguments.count == 1, arguments.keywords.isEmpty else {
        throw vm.typeError("mappingproxy() missing required argument 'mapping' (pos 1)")
      }
      switch arguments[0] {
      case .dict: return .object(MappingProxy(vm.heap, arguments[0]))
      case .object(let object) where object is MappingProxy || object.type.lookup("__getitem__") != nil:
        return .object(MappingProxy(vm.heap, arguments[0]))
      default: throw vm.typeError("mappingproxy() argument must be a mapping, not \(arguments[0].typeName)")
      }
    },
    methods: ["get", "keys", "values", "items", "copy"].map { name in
      NativeFunction(name, .method) { vm, arguments throws(Raise) in
        guard let proxy = arguments[0].heapObject as? MappingProxy else { return .null }
        return try vm.call(vm.attribute(proxy.mapping, name), arguments.dropFirst.list)
      }
    })
}
