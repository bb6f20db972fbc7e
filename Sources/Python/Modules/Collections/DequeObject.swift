import BigInt

/// A `deque`, as a ring buffer.
final class DequeObject: Container, SubscriptableObject, @unchecked Sendable {
  private var ring: [Value] = []
  private var head = 0
  private(set) var count = 0
  let limit: Int?
  /// Changes whenever elements come or go.
  private(set) var version = 0
  private var accounted = 0

  init(_ heap: Heap?, limit: Int?) {
    self.limit = limit
    super.init(heap)
  }

  deinit {
    guard let heap else { return }
    heap.remove(accounted)
    heap.release(&ring)
  }

  override var type: TypeObject { DequeObject.dequeType }

  subscript(index: Int) -> Value {
    get { ring[(head + index) % ring.count] }
    set { ring[(head + index) % ring.count] = newValue }
  }

  var elements: [Value] { (0..<count).map { self[$0] } }

  private func grow(_ vm: Machine) throws(Raise) {
    guard count == ring.count else { return }
    try vm.checkCount(count * 2 + 8)
    var larger = elements
    larger.append(contentsOf: repeatElement(.unbound, count: count + 8))
    ring = larger
    head = 0
    vm.heap.add(ring.count * 16 - accounted)
    accounted = ring.count * 16
  }

  func append(_ value: Value, _ vm: Machine) throws(Raise) {
    version &+= 1
    if limit == 0 { return }
    if count == limit { _ = removeFirst() }
    try grow(vm)
    self[count] = value
    count += 1
  }

  func prepend(_ value: Value, _ vm: Machine) throws(Raise) {
    version &+= 1
    if limit == 0 { return }
    if count == limit { _ = removeLast() }
    try grow(vm)
    head = (head + ring.count - 1) % ring.count
    ring[head] = value
    count += 1
  }

  func removeFirst() -> Value? {
    guard count > 0 else { return nil }
    version &+= 1
    let value = ring[head]
    ring[head] = .unbound
    head = (head + 1) % ring.count
    count -= 1
    return value
  }

  func removeLast() -> Value? {
    guard count > 0 else { return nil }
    version &+= 1
    let value = self[count - 1]
    self[count - 1] = .unbound
    count -= 1
    return value
  }

  /// Puts other elements in place of all.
  func replaceAll(_ values: [Value]) {
    version &+= 1
    ring = values
    head = 0
    count = values.count
    heap?.add(ring.count * 16 - accounted)
    accounted = ring.count * 16
  }

  override func length(_ vm: Machine) throws(Raise) -> Int? { count }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    try Representation.guarded(.object(self), "[...]", vm) { () throws(Raise) in
      let list = try vm.repr(vm.list(elements))
      return limit.map { "deque(\(list), maxlen=\($0))" } ?? "deque(\(list))"
    }
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int { throw vm.typeError("unhashable type: 'collections.deque'") }

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard let other = other.heapObject as? DequeObject else { return nil }
    return try vm.compare(operation, vm.tuple(elements), vm.tuple(other.elements))
  }

  private func position(_ key: Value, _ vm: Machine) throws(Raise) -> Int {
    var index = try vm.index(key, "sequence index must be integer, not '\(key.typeName)'")
    if index < 0 { index &+= count }
    guard index >= 0, index < count else { throw vm.indexError("deque index out of range") }
    return index
  }

  override func item(_ key: Value, _ vm: Machine) throws(Raise) -> Value { self[try position(key, vm)] }
  override func setItem(_ key: Value, _ value: Value, _ vm: Machine) throws(Raise) {
    self[try position(key, vm)] = value
  }
  override func deleteItem(_ key: Value, _ vm: Machine) throws(Raise) {
    var values = elements
    values.remove(at: try position(key, vm))
    replaceAll(values)
  }

  override func iterate(_ vm: Machine) throws(Raise) -> Value? {
    var index = 0
    let expected = version
    return .object(
      ClosureIterator(vm.heap, DequeObject.iteratorType, sources: [.object(self)]) { [self] vm throws(Raise) in
        guard version == expected else { throw vm.runtimeError("deque mutated during iteration") }
        guard index < count else { return nil }
        index += 1
        return self[index - 1]
      })
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    switch operation {
    case .add where !reflected:
      guard let other = other.heapObject as? DequeObject else {
        throw vm.typeError("can only concatenate deque (not \"\(other.typeName)\") to deque")
      }
      return .object(try made(elements + other.elements, vm))
    case .multiply:
      guard case .list(let list) = try vm.binary(.multiply, vm.list(elements), other) else { return nil }
      return .object(try made(list.elements, vm))
    default: return nil
    }
  }

  override func inPlace(_ operation: BinaryOperator, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard operation == .add else { return nil }
    for element in try vm.collect(other) { try append(element, vm) }
    return .object(self)
  }

  func made(_ values: [Value], _ vm: Machine) throws(Raise) -> DequeObject {
    let result = DequeObject(vm.heap, limit: limit)
    for value in values { try result.append(value, vm) }
    return result
  }

  override func traverse(_ visit: (Value) -> Void) {
    for value in ring { visit(value) }
  }

  override func clear() { replaceAll([]) }

  static let iteratorType = TypeObject(builtin: "_deque_iterator", module: "_collections", isDerivable: false)

  static let dequeType = TypeObject(
    builtin: "deque", module: "collections", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      let bound = try signature.bind(arguments, vm)
      var limit: Int?
      if let given = bound[1], !given.isNone {
        guard let number = given.asInteger else { throw vm.typeError("an integer is required") }
        if number < 0 { throw vm.valueError("maxlen must be non-negative") }
        limit = Int(clamping: number)
      }
      let deque = DequeObject(vm.heap, limit: limit)
      if let source = bound[0] {
        var walk = try vm.walk(source)
        while let element = try walk.next(vm) { try deque.append(element, vm) }
      }
      return .object(deque)
    }, methods: DequeMethods.table)

  private static let signature = Signature("deque", "iterable=(), maxlen=None")
}
