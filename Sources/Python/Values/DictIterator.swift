/// The keys, values or items of a dictionary, which must not change its size meanwhile.
final class DictIterator: IteratorObject, @unchecked Sendable {
  enum Part: UInt8 { case keys, values, items }

  private var dict: Dict?
  private let part: Part
  @exclusivity(unchecked) private var position = 0
  private let expectedCount: Int

  init(_ heap: Heap?, _ dict: Dict, _ part: Part) {
    self.dict = dict
    self.part = part
    expectedCount = dict.count
    super.init(heap, part == .keys ? .dictKeyIterator : part == .values ? .dictValueIterator : .dictItemIterator)
  }

  override func next(_ vm: Machine) throws(Raise) -> Value? {
    guard let dict else { return nil }
    guard dict.count == expectedCount else {
      throw vm.runtimeError("dictionary changed size during iteration")
    }
    if let (entry, next) = dict.entry(from: position) {
      position = next
      switch part {
      case .keys: return entry.key
      case .values: return entry.value
      case .items: return vm.tuple([entry.key, entry.value])
      }
    }
    self.dict = nil
    return nil
  }

  override func traverse(_ visit: (Value) -> Void) {
    if let dict { visit(.dict(dict)) }
  }
}

/// The elements of a set, which must not change its size meanwhile.
final class SetIterator: IteratorObject, @unchecked Sendable {
  private var set: SetObject?
  @exclusivity(unchecked) private var position = 0
  private let expectedCount: Int

  init(_ heap: Heap?, _ set: SetObject) {
    self.set = set
    expectedCount = set.count
    super.init(heap, .setIterator)
  }

  override func next(_ vm: Machine) throws(Raise) -> Value? {
    guard let set else { return nil }
    guard set.count == expectedCount else { throw vm.runtimeError("Set changed size during iteration") }
    while position < set.slots.count {
      position += 1
      if set.slots[position - 1].key.isBound { return set.slots[position - 1].key }
    }
    self.set = nil
    return nil
  }

  override func traverse(_ visit: (Value) -> Void) {
    if let set { visit(.set(set)) }
  }
}
