import OrderedCollections
import WorkflowModel

/// A `dict`, or an instance of a class derived from it.
///
/// Like ``List``, one that comes from the task's data keeps the data until somebody looks inside. To set the value of a
/// new text is not to look.
final class Dict: Container, @unchecked Sendable {
  /// The entries stand in memory of their own, which is read and written in place; while there is data, those that were
  /// added behind it: all of them texts, none of them a hole.
  private let place: UnsafeMutablePointer<KeyTable>
  /// The data that the entries come from, as long as nobody looked: its first ``pendingCount`` members.
  private(set) var pending: DataDictionary?
  private(set) var pendingCount = 0
  /// Whether there is such data.
  @exclusivity(unchecked) private var isPending = false
  @exclusivity(unchecked) private var accounted = 0
  let subtype: Subtype?

  init(_ heap: Heap?, subtype: Subtype? = nil) {
    place = .allocate(capacity: 1)
    place.initialize(to: KeyTable())
    self.subtype = subtype
    super.init(heap)
  }

  /// A dictionary of the task's data.
  init(_ heap: Heap?, pending: DataDictionary) {
    place = .allocate(capacity: 1)
    place.initialize(to: KeyTable())
    self.pending = pending
    pendingCount = pending.count
    isPending = true
    subtype = nil
    super.init(heap)
  }

  /// A plain dictionary with the entries of another.
  init(_ heap: Heap?, copying other: Dict) {
    place = .allocate(capacity: 1)
    place.initialize(to: other.table)
    subtype = nil
    super.init(heap)
    account()
  }

  deinit {
    if let heap {
      heap.remove(accounted)
      if storage.count > 0 { release(heap) }
    }
    place.deinitialize(count: 1)
    place.deallocate()
  }

  private func release(_ heap: Heap) {
    var values: [Value] = []
    for entry in storage.entries {
      if entry.value.heapObject != nil { values.append(entry.value) }
      if case .tuple = entry.key { values.append(entry.key) }
      if case .object = entry.key { values.append(entry.key) }
    }
    storage.removeAll()
    heap.release(&values)
  }

  private var storage: KeyTable {
    @inline(__always) _read { yield place.pointee }
    @inline(__always) _modify { yield &place.pointee }
  }

  override var type: TypeObject { subtype?.type ?? .dict }

  var count: Int { pendingCount &+ storage.count }

  /// What was added to ``pending``, as long as nobody looked.
  var added: [KeyTable.Entry] { isPending ? storage.entries : [] }

  /// Whether it is `data`, but for what was added.
  func comes(from data: DataValue?) -> Bool {
    guard let pending, case .dictionary(let members)? = data, members.count == pendingCount,
      members.count == pending.count
    else { return false }
    return members.values.withContiguousStorageIfAvailable { members in
      pending.values.withContiguousStorageIfAvailable { $0.baseAddress == members.baseAddress } ?? false
    } ?? false
  }

  /// Lets `change` make a dictionary with more members of the data that this one comes from. It does not hold the data
  /// meanwhile, so that it need not be copied.
  func lendData(_ change: () -> DataDictionary) {
    pending = [:]
    pending = change()
  }

  /// The entries in their order, holes included (``KeyTable/Entry/key`` unbound).
  var table: KeyTable {
    @inline(__always) get {
      if isPending { materialize() }
      return storage
    }
    @inline(__always) _modify {
      if isPending { materialize() }
      yield &storage
    }
  }

  @inline(__always)
  func account() {
    let bytes = storage.bytes
    if bytes != accounted {
      heap?.add(bytes &- accounted)
      accounted = bytes
    }
  }

  private func materialize() {
    guard let data = pending?.elements.prefix(pendingCount) else { return }
    forgetData()
    guard let machine = heap?.machine else { return }
    let added = storage.entries
    storage.removeAll()
    storage.reserve(data.count + added.count)
    for (key, value) in data {
      let text = Str(heap, key)
      storage.append(.str(text), hash: text.hashCode, machine.value(of: value))
    }
    for entry in added { storage.append(entry.key, hash: entry.hash, entry.value) }
    account()
  }

  /// The keys in their order.
  var keys: [Value] {
    table.entries.compactMap { $0.key.isBound ? $0.key : nil }
  }

  /// The values in the order of their keys.
  var values: [Value] {
    table.entries.compactMap { $0.key.isBound ? $0.value : nil }
  }

  /// The value of a text key; runs no code.
  @inline(__always)
  func value(text key: Str) -> Value? {
    if isPending { materialize() }
    guard let position = storage.find(text: key) else { return nil }
    return storage.entries[position].value
  }

  /// Puts what `dict[key]` is where nothing is; false where that takes more than a look.
  @inline(__always)
  func copyItem(_ key: Str, to target: UnsafeMutablePointer<Value>) -> Bool {
    guard subtype == nil else { return false }
    if isPending { materialize() }
    guard let position = storage.find(text: key) else { return false }
    storage.copyValue(at: position, to: target)
    return true
  }

  /// The entry at a position or behind it, and the position behind that; nil where there is none.
  func entry(from position: Int) -> (entry: KeyTable.Entry, next: Int)? {
    if isPending { materialize() }
    return storage.entry(from: position)
  }

  /// Sets the value of a text key; runs no code.
  @inline(__always)
  func set(text key: Str, _ value: Value) {
    if isPending { materialize() }
    if let position = storage.find(text: key) {
      storage.setValue(at: position, value)
    } else {
      storage.append(.str(key), hash: key.hashCode, value)
      account()
    }
  }

  /// The value of a text key that stands in the program.
  subscript(text: String) -> Value? { value(text: Str(nil, text)) }

  /// The position of `key` with the hash `hash`, or nil.
  func find(_ key: Value, hash: Int, _ vm: Machine) throws(Raise) -> Int? {
    if isPending { materialize() }
    if case .str(let text) = key, !storage.hasDerivedTexts { return storage.find(text: text) }
    restart: while true {
      let version = storage.version
      var slot: Int?
      while let candidate = storage.candidate(hash: hash, after: slot) {
        let other = storage.entries[candidate.position].key
        if other.isIdentical(to: key) { return candidate.position }
        let isEqual = try vm.equal(other, key)
        // The comparison may have run code that changed this very dictionary.
        if storage.version != version { continue restart }
        if isEqual { return candidate.position }
        slot = candidate.slot
      }
      return nil
    }
  }

  /// The value of a key; nil where there is none. Throws for an unhashable key.
  func get(_ key: Value, _ vm: Machine) throws(Raise) -> Value? {
    if isPending { materialize() }
    if case .str(let text) = key, !storage.hasDerivedTexts { return value(text: text) }
    guard let position = try find(key, hash: vm.hash(key), vm) else { return nil }
    return storage.entries[position].value
  }

  func set(_ key: Value, _ value: Value, _ vm: Machine) throws(Raise) {
    if case .str(let text) = key, isNew(text) { return try add(text, value, vm) }
    let hash = try vm.hash(key)
    if let position = try find(key, hash: hash, vm) {
      storage.setValue(at: position, value)
    } else {
      try vm.checkGrowth(to: storage.count + 1)
      storage.append(key, hash: hash, value)
      account()
    }
  }

  /// Whether a text can be added to the data that the entries come from.
  private func isNew(_ key: Str) -> Bool {
    guard let pending, key.string != "typename" else { return false }
    return pending.index(forKey: key.string).map { $0 >= pendingCount } ?? true
  }

  private func forgetData() {
    pending = nil
    pendingCount = 0
    isPending = false
  }

  /// Sets the value of a text that ``pending`` does not have.
  private func add(_ key: Str, _ value: Value, _ vm: Machine) throws(Raise) {
    if let position = storage.find(text: key) {
      storage.setValue(at: position, value)
    } else {
      try vm.checkGrowth(to: count + 1)
      storage.append(.str(key), hash: key.hashCode, value)
      account()
    }
  }

  /// Removes a key and gives back its value; nil where there is none.
  func remove(_ key: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard let position = try find(key, hash: vm.hash(key), vm) else { return nil }
    let entry = storage.remove(at: position)
    account()
    return entry.value
  }

  func removeAll() {
    forgetData()
    storage.removeAll()
    account()
  }

  override func traverse(_ visit: (Value) -> Void) {
    for entry in storage.entries where entry.key.isBound {
      visit(entry.key)
      visit(entry.value)
    }
    subtype?.traverse(visit)
  }

  override func clear() {
    var old = values
    removeAll()
    heap?.release(&old)
    subtype?.attributes.clear()
  }
}
