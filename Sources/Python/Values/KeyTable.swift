/// The hash table behind `dict`: keys with values in the order in which they were added.
///
/// Keys are found by hash and by Python's equality, which may run code of the script; see ``Dict`` for the entry
/// points. An index of small integers points into the dense entries; a removed entry stays as a hole until the table is
/// rebuilt.
struct KeyTable {
  struct Entry {
    /// Unbound in a hole.
    var key: Value
    var value: Value
    var hash: Int
  }

  private(set) var entries: [Entry] = []
  /// Positions in `entries`: -1 for free, -2 for one that was removed. Empty while there are few entries.
  private var index: [Int32] = []
  private(set) var count = 0
  /// Slots of the index that are not free.
  private var filled = 0
  /// Changes whenever a key is added or removed.
  private(set) var version = 0

  /// Whether a key is of a class derived from `str`, which a text must be compared with as scripts do.
  private(set) var hasDerivedTexts = false

  private static let unindexedLimit = 8

  /// Bytes of the buffers.
  var bytes: Int { entries.capacity &* 40 &+ index.capacity &* 4 }

  /// The position of the text `key`, whose comparison runs no code.
  func find(text key: Str) -> Int? {
    let hash = key.hashCode
    return entries.withUnsafeBufferPointer { entries in
      if index.isEmpty {
        for position in entries.indices where KeyTable.matches(entries, position, hash, key) { return position }
        return nil
      }
      let mask = index.count &- 1
      var slot = hash & mask
      while true {
        let position = Int(index[slot])
        if position == -1 { return nil }
        if position >= 0, KeyTable.matches(entries, position, hash, key) { return position }
        slot = (slot &+ 1) & mask
      }
    }
  }

  @inline(__always)
  private static func matches(
    _ entries: UnsafeBufferPointer<Entry>, _ position: Int, _ hash: Int, _ key: Str
  ) -> Bool {
    guard entries[position].hash == hash, case .str(let other) = entries[position].key else { return false }
    return other === key || other == key
  }

  /// Puts the value at a position where nothing is.
  @inline(__always)
  func copyValue(at position: Int, to place: UnsafeMutablePointer<Value>) {
    place.initialize(to: entries[position].value)
  }

  /// The entry at a position or behind it, and the position behind that; nil where there is none.
  func entry(from position: Int) -> (entry: Entry, next: Int)? {
    var position = position
    while position < entries.count {
      if entries[position].key.isBound { return (entries[position], position + 1) }
      position += 1
    }
    return nil
  }

  /// The positions of entries with the hash `hash`, one after another: begin with `nil`; the answer's `next` goes on.
  func candidate(hash: Int, after slot: Int?) -> (position: Int, slot: Int)? {
    if index.isEmpty {
      var position = slot.map { $0 + 1 } ?? 0
      while position < entries.count {
        if entries[position].hash == hash, entries[position].key.isBound { return (position, position) }
        position += 1
      }
      return nil
    }
    let mask = index.count &- 1
    var current = slot.map { ($0 &+ 1) & mask } ?? KeyTable.start(hash, mask)
    while true {
      let position = Int(index[current])
      if position == -1 { return nil }
      if position >= 0, entries[position].hash == hash { return (position, current) }
      current = (current &+ 1) & mask
    }
  }

  private static func start(_ hash: Int, _ mask: Int) -> Int { hash & mask }

  /// Adds a key that is not there.
  mutating func append(_ key: Value, hash: Int, _ value: Value) {
    version &+= 1
    if case .object(let object) = key, object.kind == .instance { noteDerived(object) }
    entries.append(Entry(key: key, value: value, hash: hash))
    count &+= 1
    if index.isEmpty {
      if entries.count > KeyTable.unindexedLimit { rebuild() }
    } else if filled &* 3 >= index.count &* 2 {
      rebuild()
    } else {
      insertIndex(hash, entries.count &- 1)
    }
  }

  private mutating func noteDerived(_ key: Object) {
    if case .str = unsafeDowncast(key, to: Instance.self).base { hasDerivedTexts = true }
  }

  mutating func setValue(at position: Int, _ value: Value) {
    entries[position].value = value
  }

  mutating func setKey(at position: Int, _ key: Value) {
    entries[position].key = key
  }

  /// Removes the entry at a position and gives it back.
  mutating func remove(at position: Int) -> Entry {
    version &+= 1
    let entry = entries[position]
    if !index.isEmpty {
      let mask = index.count &- 1
      var slot = KeyTable.start(entry.hash, mask)
      while Int(index[slot]) != position { slot = (slot &+ 1) & mask }
      index[slot] = -2
    }
    count &-= 1
    if count == 0 {
      removeAll()
    } else if position == entries.count - 1 {
      entries.removeLast()
      while let last = entries.last, !last.key.isBound { entries.removeLast() }
      // Positions of holes behind are gone, and no index points to holes.
    } else {
      entries[position] = Entry(key: .unbound, value: .unbound, hash: 0)
    }
    return entry
  }

  mutating func removeAll() {
    version &+= 1
    entries = []
    index = []
    filled = 0
    count = 0
    hasDerivedTexts = false
  }

  /// Makes room for `extra` more entries.
  mutating func reserve(_ extra: Int) {
    entries.reserveCapacity(entries.count + extra)
  }

  /// Closes the holes and builds the index anew.
  private mutating func rebuild() {
    if count < entries.count { entries.removeAll { !$0.key.isBound } }
    guard entries.count > KeyTable.unindexedLimit else {
      index = []
      filled = 0
      return
    }
    filled = 0
    var capacity = 16
    while capacity < entries.count &* 3 { capacity &*= 2 }
    index = [Int32](repeating: -1, count: capacity)
    for position in entries.indices { insertIndex(entries[position].hash, position) }
  }

  private mutating func insertIndex(_ hash: Int, _ position: Int) {
    let mask = index.count &- 1
    var slot = KeyTable.start(hash, mask)
    while index[slot] >= 0 { slot = (slot &+ 1) & mask }
    if index[slot] == -1 { filled &+= 1 }
    index[slot] = Int32(truncatingIfNeeded: position)
  }
}
