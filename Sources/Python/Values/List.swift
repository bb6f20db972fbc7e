import WorkflowModel

/// A `list`.
///
/// A list of the task's data keeps the data until somebody looks at its elements (``pending``), so that a script pays
/// for what it touches only. To append is not to look.
final class List: Container, @unchecked Sendable {
  /// The elements stand in memory of their own, which is read and written in place; while there is data, those that were
  /// appended behind it.
  private let place: UnsafeMutablePointer<[Value]>
  /// The data that the elements come from, as long as nobody looked: its first ``pendingCount`` members.
  private(set) var pending: [DataValue]?
  private(set) var pendingCount = 0
  /// The elements of such data that somebody looked at one by one, by position.
  private(set) var touched: [Int: Value] = [:]
  /// Whether there is such data.
  @exclusivity(unchecked) private var isPending = false
  @exclusivity(unchecked) private var accounted = 0
  let subtype: Subtype?

  init(_ heap: Heap?, _ elements: [Value], subtype: Subtype? = nil) {
    place = .allocate(capacity: 1)
    place.initialize(to: elements)
    self.subtype = subtype
    super.init(heap)
    account()
  }

  /// A list of the task's data.
  init(_ heap: Heap?, pending: [DataValue]) {
    place = .allocate(capacity: 1)
    place.initialize(to: [])
    self.pending = pending
    pendingCount = pending.count
    isPending = true
    subtype = nil
    super.init(heap)
  }

  deinit {
    if let heap {
      heap.remove(accounted)
      heap.release(&place.pointee)
      if !touched.isEmpty {
        var values = Array(touched.values)
        touched = [:]
        heap.release(&values)
      }
    }
    place.deinitialize(count: 1)
    place.deallocate()
  }

  override var type: TypeObject { subtype?.type ?? .list }

  /// The elements. After a change of their number call ``account()``, or ``Machine/grown(_:)`` where the change can
  /// be large: it throws when the budget is exceeded.
  var elements: [Value] {
    @inline(__always) get {
      if isPending { materialize() }
      return storage
    }
    @inline(__always) _modify {
      if isPending { materialize() }
      yield &storage
    }
  }

  var count: Int { pendingCount &+ place.pointee.count }

  /// What was appended to ``pending``, as long as nobody looked.
  var appended: [Value] { isPending ? storage : [] }

  /// Appends an element, after which ``account()`` is called.
  @inline(__always)
  func append(_ element: Value) { storage.append(element) }

  /// Appends elements, after which ``account()`` is called.
  func append(contentsOf elements: [Value]) { storage.append(contentsOf: elements) }

  /// Whether it is `data`, but for what was appended.
  func comes(from data: DataValue?) -> Bool {
    guard let pending, case .list(let items)? = data, items.count == pendingCount, items.count == pending.count,
      !hasChangeableElements
    else { return false }
    return items.withUnsafeBufferPointer { items in
      pending.withUnsafeBufferPointer { $0.baseAddress == items.baseAddress }
    }
  }

  /// Whether one of the elements that somebody looked at can have changed.
  var hasChangeableElements: Bool { touched.values.contains(where: \.isChangeable) }

  /// Lets `change` make a longer list of the data that this one comes from. It does not hold the data meanwhile, so that
  /// it need not be copied.
  func lendData(_ change: () -> [DataValue]) {
    pending = []
    pending = change()
  }

  /// Puts the element at a position of ``count`` or below where nothing is; false where there is none.
  @inline(__always)
  func copyElement(_ position: Int, to target: UnsafeMutablePointer<Value>) -> Bool {
    if isPending { return copyPendingElement(position, to: target) }
    guard position >= 0, position < place.pointee.count else { return false }
    target.initialize(to: place.pointee[position])
    return true
  }

  /// Puts what `list[index]` is where nothing is; false where that takes more than a look.
  @inline(__always)
  func copyItem(_ index: Int, to target: UnsafeMutablePointer<Value>) -> Bool {
    subtype == nil && copyElement(index < 0 ? index &+ count : index, to: target)
  }

  /// Does `list[index] = value` with the value that stands at `source`, which holds nothing afterwards; false where that
  /// takes more.
  @inline(__always)
  func takeItem(_ index: Int, from source: UnsafeMutablePointer<Value>) -> Bool {
    guard subtype == nil, !isPending, index >= 0, index < place.pointee.count else { return false }
    place.pointee.withUnsafeMutableBufferPointer { elements in
      if let first = elements.baseAddress { (first + index).take(source) }
    }
    return true
  }

  /// Tells the heap the new size.
  @inline(__always)
  func account() {
    let bytes = place.pointee.capacity &* 16
    if bytes != accounted {
      heap?.add(bytes &- accounted)
      accounted = bytes
    }
  }

  private var storage: [Value] {
    @inline(__always) get { place.pointee }
    @inline(__always) _modify { yield &place.pointee }
  }

  /// How many elements are made one by one before all are.
  private static let touchLimit = 16

  private func copyPendingElement(_ position: Int, to target: UnsafeMutablePointer<Value>) -> Bool {
    guard let pending, position >= 0, position < count, let machine = heap?.machine else { return false }
    if position >= pendingCount {
      target.initialize(to: storage[position - pendingCount])
    } else if let known = touched[position] {
      target.initialize(to: known)
    } else if touched.count < List.touchLimit {
      let value = machine.value(of: pending[position])
      touched[position] = value
      target.initialize(to: value)
    } else {
      target.initialize(to: elements[position])
    }
    return true
  }

  private func materialize() {
    guard let data = pending?.prefix(pendingCount) else { return }
    let known = touched
    forgetData()
    guard let machine = heap?.machine else { return }
    storage = data.indices.map { known[$0] ?? machine.value(of: data[$0]) } + storage
    account()
  }

  private func forgetData() {
    pending = nil
    pendingCount = 0
    isPending = false
    touched = [:]
  }

  override func traverse(_ visit: (Value) -> Void) {
    for element in storage { visit(element) }
    for element in touched.values { visit(element) }
    subtype?.traverse(visit)
  }

  override func clear() {
    var old = storage
    storage = []
    old += touched.values
    forgetData()
    account()
    heap?.release(&old)
    subtype?.attributes.clear()
  }
}
