/// A `set` or `frozenset`.
///
/// The order of a set's elements can be seen, and is no insertion order: for numbers it follows from CPython's table,
/// so the table is CPython's: linear probes in groups of ten, then a perturbed jump; grown when three fifths are used.
final class SetObject: Container, @unchecked Sendable {
  struct Slot {
    /// Unbound where the slot is free (hash 0) or its element was removed (hash -1).
    var key: Value = .unbound
    var hash = 0
  }

  let isFrozen: Bool
  let subtype: Subtype?
  private(set) var slots = [Slot](repeating: Slot(), count: 8)
  @exclusivity(unchecked) private(set) var count = 0
  /// Slots that are not free.
  @exclusivity(unchecked) private var filled = 0
  /// Changes whenever an element is added or removed.
  @exclusivity(unchecked) private(set) var version = 0
  @exclusivity(unchecked) private var accounted = 0

  init(_ heap: Heap?, isFrozen: Bool = false, subtype: Subtype? = nil) {
    self.isFrozen = isFrozen
    self.subtype = subtype
    super.init(heap)
    account()
  }

  deinit { heap?.remove(accounted) }

  override var type: TypeObject { subtype?.type ?? (isFrozen ? .frozenset : .set) }

  /// The elements in the order of the table.
  var elements: [Value] {
    slots.compactMap { $0.key.isBound ? $0.key : nil }
  }

  private func account() {
    let bytes = slots.capacity &* 24
    if bytes != accounted {
      heap?.add(bytes &- accounted)
      accounted = bytes
    }
  }

  /// The slot of an element, or nil.
  func find(_ key: Value, hash: Int, _ vm: Machine) throws(Raise) -> Int? {
    restart: while true {
      let before = version
      let mask = slots.count - 1
      var position = hash & mask
      var perturb = UInt(bitPattern: hash)
      while true {
        let probes = position + 9 <= mask ? 9 : 0
        for slot in position...(position + probes) {
          let found = slots[slot].hash
          if slots[slot].key.isBound {
            guard found == hash else { continue }
            let other = slots[slot].key
            if other.isIdentical(to: key) { return slot }
            let isEqual = try vm.equal(other, key)
            if version != before { continue restart }
            if isEqual { return slot }
          } else if found == 0 {
            return nil
          }
        }
        perturb >>= 5
        position = Int(truncatingIfNeeded: UInt(bitPattern: position) &* 5 &+ 1 &+ perturb) & mask
      }
    }
  }

  func has(_ key: Value, _ vm: Machine) throws(Raise) -> Bool {
    try find(key, hash: vm.hash(key), vm) != nil
  }

  /// Adds an element; false where an equal one is there.
  @discardableResult
  func insert(_ key: Value, _ vm: Machine) throws(Raise) -> Bool {
    try insert(key, hash: vm.hash(key), vm)
  }

  @discardableResult
  func insert(_ key: Value, hash: Int, _ vm: Machine) throws(Raise) -> Bool {
    guard try find(key, hash: hash, vm) == nil else { return false }
    try vm.checkGrowth(to: count + 1)
    insertNew(key, hash: hash)
    if filled * 5 >= (slots.count - 1) * 3 {
      resize(atLeast: count > 50_000 ? count * 2 : count * 4)
    }
    return true
  }

  /// Removes an element; false where there is none.
  func remove(_ key: Value, _ vm: Machine) throws(Raise) -> Bool {
    guard let slot = try find(key, hash: vm.hash(key), vm) else { return false }
    remove(slot: slot)
    return true
  }

  /// Removes the element in an occupied slot.
  func remove(slot: Int) {
    version &+= 1
    slots[slot] = Slot(key: .unbound, hash: -1)
    count -= 1
  }

  /// Adds all elements of another set, as `set.update` and `set.copy` do.
  func merge(_ other: SetObject, _ vm: Machine) throws(Raise) {
    guard other !== self, other.count > 0 else { return }
    try vm.checkCount(count + other.count)
    try vm.charge(other.count)
    if (filled + other.count) * 5 >= (slots.count - 1) * 3 {
      resize(atLeast: (count + other.count) * 2)
    }
    if filled == 0 {
      if slots.count == other.slots.count, other.filled == other.count {
        version &+= 1
        slots = other.slots
        count = other.count
        filled = other.filled
      } else {
        for slot in other.slots where slot.key.isBound { insertNew(slot.key, hash: slot.hash) }
      }
      return
    }
    for slot in other.slots where slot.key.isBound { try insert(slot.key, hash: slot.hash, vm) }
  }

  func removeAll() {
    version &+= 1
    slots = [Slot](repeating: Slot(), count: 8)
    count = 0
    filled = 0
    account()
  }

  /// Puts an element that is not there into the first free slot.
  private func insertNew(_ key: Value, hash: Int) {
    version &+= 1
    let mask = slots.count - 1
    var position = hash & mask
    var perturb = UInt(bitPattern: hash)
    while true {
      let probes = position + 9 <= mask ? 9 : 0
      for slot in position...(position + probes) where !slots[slot].key.isBound && slots[slot].hash == 0 {
        slots[slot] = Slot(key: key, hash: hash)
        count += 1
        filled += 1
        return
      }
      perturb >>= 5
      position = Int(truncatingIfNeeded: UInt(bitPattern: position) &* 5 &+ 1 &+ perturb) & mask
    }
  }

  private func resize(atLeast minimum: Int) {
    var size = 8
    while size <= minimum { size *= 2 }
    let old = slots
    slots = [Slot](repeating: Slot(), count: size)
    count = 0
    filled = 0
    for slot in old where slot.key.isBound { insertNew(slot.key, hash: slot.hash) }
    account()
  }

  override func traverse(_ visit: (Value) -> Void) {
    for slot in slots where slot.key.isBound { visit(slot.key) }
    subtype?.traverse(visit)
  }

  override func clear() {
    removeAll()
    subtype?.attributes.clear()
  }
}
