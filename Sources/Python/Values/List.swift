import WorkflowModel

/// A `list`.
///
/// A list of the task's data keeps the data until somebody looks at its elements (``pending``), so that a script pays
/// for what it touches only.
final class List: Container, @unchecked Sendable {
  private var storage: [Value]
  /// The data that the elements come from, as long as nobody looked.
  private(set) var pending: [DataValue]?
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

  var count: Int { pending?.count ?? storage.count }

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
    guard let data = pending else { return }
    pending = nil
    guard let machine = heap?.machine else { return }
    storage = machine.values(of: data)
    account()
  }

  override func traverse(_ visit: (Value) -> Void) {
    for element in storage { visit(element) }
    subtype?.traverse(visit)
  }

  override func clear() {
    var old = storage
    storage = []
    pending = nil
    account()
    heap?.release(&old)
    subtype?.attributes.clear()
  }
}
