import WorkflowModel

/// A `list`.
///
/// A list of the task's data keeps the data until somebody looks at its elements (``pending``), so that a script pays
/// for what it touches only. To append is not to look.
final class List: Container, @unchecked Sendable {
  /// The elements; while there is data, those that were appended behind it.
  private var storage: [Value]
  /// The data that the elements come from, as long as nobody looked: its first ``pendingCount`` members.
  private(set) var pending: [DataValue]?
  private(set) var pendingCount = 0
  private var accounted = 0
  let subtype: Subtype?

  init(_ heap: Heap?, _ elements: [Value], subtype: Subtype? = nil) {
    storage = elements
    self.subtype = subtype
    super.init(heap)
    account()
  }

  /// A list of the task's data.
  init(_ heap: Heap?, pending: [DataValue]) {
    storage = []
    self.pending = pending
    pendingCount = pending.count
    subtype = nil
    super.init(heap)
  }

  deinit {
    guard let heap else { return }
    heap.remove(accounted)
    heap.release(&storage)
  }

  override var type: TypeObject { subtype?.type ?? .list }

  /// The elements. After a change of their number call ``account()``, or ``Machine/grown(_:)`` where the change can
  /// be large: it throws when the budget is exceeded.
  var elements: [Value] {
    @inline(__always) get {
      if pending != nil { materialize() }
      return storage
    }
    @inline(__always) _modify {
      if pending != nil { materialize() }
      yield &storage
    }
  }

  var count: Int { pendingCount &+ storage.count }

  /// What was appended to ``pending``, as long as nobody looked.
  var appended: [Value] { pending == nil ? [] : storage }

  /// Appends an element, after which ``account()`` is called.
  @inline(__always)
  func append(_ element: Value) { storage.append(element) }

  /// Appends elements, after which ``account()`` is called.
  func append(contentsOf elements: [Value]) { storage.append(contentsOf: elements) }

  /// Whether it is `data`, but for what was appended.
  func comes(from data: DataValue?) -> Bool {
    guard let pending, case .list(let items)? = data, items.count == pendingCount, items.count == pending.count else {
      return false
    }
    return items.withUnsafeBufferPointer { items in
      pending.withUnsafeBufferPointer { $0.baseAddress == items.baseAddress }
    }
  }

  /// Lets `change` make a longer list of the data that this one comes from. It does not hold the data meanwhile, so that
  /// it need not be copied.
  func lendData(_ change: () -> [DataValue]) {
    pending = []
    pending = change()
  }

  /// Tells the heap the new size.
  @inline(__always)
  func account() {
    let bytes = storage.capacity &* 16
    if bytes != accounted {
      heap?.add(bytes &- accounted)
      accounted = bytes
    }
  }

  private func materialize() {
    guard let data = pending?.prefix(pendingCount) else { return }
    forgetData()
    guard let machine = heap?.machine else { return }
    storage = machine.values(of: data) + storage
    account()
  }

  private func forgetData() {
    pending = nil
    pendingCount = 0
  }

  override func traverse(_ visit: (Value) -> Void) {
    for element in storage { visit(element) }
    subtype?.traverse(visit)
  }

  override func clear() {
    var old = storage
    storage = []
    forgetData()
    account()
    heap?.release(&old)
    subtype?.attributes.clear()
  }
}
