/// What `dict.keys()`, `dict.values()` and `dict.items()` give: a look at the dictionary as it is.
final class DictView: Object, @unchecked Sendable {
  let dict: Dict
  let part: DictIterator.Part

  init(_ heap: Heap?, _ dict: Dict, _ part: DictIterator.Part) {
    self.dict = dict
    self.part = part
    super.init(heap)
  }

  static let keysType = TypeObject(builtin: "dict_keys", isDerivable: false, methods: methods)
  static let valuesType = TypeObject(builtin: "dict_values", isDerivable: false)
  static let itemsType = TypeObject(builtin: "dict_items", isDerivable: false, methods: methods)

  private static let methods: [NativeFunction] = [
    Method.make("dict_keys", "isdisjoint", "other, /", { $0.heapObject as? DictView }) {
      vm, view, arguments throws(Raise) in
      for element in try vm.collect(arguments.required(0)) {
        if try view.contains(element, vm) == true { return .bool(false) }
      }
      return .bool(true)
    }
  ]

  override var type: TypeObject {
    switch part {
    case .keys: DictView.keysType
    case .values: DictView.valuesType
    case .items: DictView.itemsType
    }
  }

  private var isSetLike: Bool { part != .values }

  override func length(_ vm: Machine) throws(Raise) -> Int? { dict.count }

  override func iterate(_ vm: Machine) throws(Raise) -> Value? {
    .object(DictIterator(vm.heap, dict, part))
  }

  override func contains(_ value: Value, _ vm: Machine) throws(Raise) -> Bool? {
    switch part {
    case .keys: return try dict.get(value, vm) != nil
    case .values: return nil
    case .items:
      guard case .tuple(let pair) = value, pair.elements.count == 2,
        let found = try dict.get(pair.elements[0], vm)
      else { return false }
      return try vm.equal(found, pair.elements[1])
    }
  }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    try Representation.guarded(.object(self), "...", vm) { () throws(Raise) in
      let elements = try vm.collect(.object(self))
      return "\(type.name)(\(try vm.repr(vm.list(elements))))"
    }
  }

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard isSetLike else { return nil }
    let count: Int
    switch other {
    case .set(let set): count = set.count
    case .object(let object):
      guard let view = object as? DictView, view.isSetLike else { return nil }
      count = view.dict.count
    default: return nil
    }
    func isIncluded(_ part: Value, in whole: Value) throws(Raise) -> Bool {
      for element in try vm.collect(part) where try !vm.contains(whole, element) { return false }
      return true
    }
    let this = Value.object(self)
    switch operation {
    case .equal, .notEqual:
      let same = dict.count == count
      let included = same ? try isIncluded(this, in: other) : false
      return .bool(included == (operation == .equal))
    case .less, .lessOrEqual:
      guard operation == .less ? dict.count < count : dict.count <= count else { return .bool(false) }
      return .bool(try isIncluded(this, in: other))
    case .greater, .greaterOrEqual:
      guard operation == .greater ? dict.count > count : dict.count >= count else { return .bool(false) }
      return .bool(try isIncluded(other, in: this))
    }
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int {
    guard isSetLike else { return identityHash }
    throw vm.typeError("unhashable type: '\(type.name)'")
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    guard isSetLike else { return nil }
    let (left, right) = reflected ? (other, Value.object(self)) : (Value.object(self), other)
    switch operation {
    case .and, .or, .subtract, .xor:
      return try vm.binary(operation, vm.set(vm.collect(left)), vm.set(vm.collect(right)))
    default: return nil
    }
  }

  override func traverse(_ visit: (Value) -> Void) { visit(.dict(dict)) }
}
