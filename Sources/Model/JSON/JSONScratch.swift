/// A stack of values which the parser has read and not yet put into their list or dictionary.
///
/// Elements are moved out, never copied: a list costs one allocation of its exact size and no reference counting. Unsafe
/// pointers stand only in this folder, each type with its invariant; here, exactly the first `count` slots are
/// initialized.
struct JSONScratch<Element>: ~Copyable {
  private var slots: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 64) {
    self.capacity = capacity
    slots = .allocate(capacity: capacity)
  }

  deinit {
    slots.deinitialize(count: count)
    slots.deallocate()
  }

  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count)
    return slots[index]
  }

  @inline(__always)
  mutating func append(_ element: consuming Element) {
    if count == capacity { grow() }
    (slots + count).initialize(to: element)
    count += 1
  }

  mutating func removeLast() -> Element {
    precondition(count > 0)
    count -= 1
    return (slots + count).move()
  }

  /// Moves the elements from `start` on into an array.
  @inline(__always)
  mutating func popArray(from start: Int) -> [Element] {
    precondition(start >= 0 && start <= count)
    let number = count - start
    count = start
    return [Element](unsafeUninitializedCapacity: number) { buffer, initialized in
      if let base = buffer.baseAddress { base.moveInitialize(from: slots + start, count: number) }
      initialized = number
    }
  }

  /// Moves the elements from `start` on into a contiguous array.
  @inline(__always)
  mutating func popContiguous(from start: Int) -> ContiguousArray<Element> {
    precondition(start >= 0 && start <= count)
    let number = count - start
    count = start
    return ContiguousArray<Element>(unsafeUninitializedCapacity: number) { buffer, initialized in
      if let base = buffer.baseAddress { base.moveInitialize(from: slots + start, count: number) }
      initialized = number
    }
  }

  /// Forgets the elements from `start` on.
  mutating func remove(from start: Int) {
    precondition(start >= 0 && start <= count)
    (slots + start).deinitialize(count: count - start)
    count = start
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: slots, count: count)
    slots.deallocate()
    slots = larger
    capacity *= 2
  }
}

extension JSONScratch where Element == UInt64 {
  /// Whether an element from `start` on equals `mark`: without a branch in the loop, since most objects are small.
  @inline(__always)
  func contains(_ mark: UInt64, from start: Int) -> Bool {
    precondition(start >= 0 && start <= count)
    var found = false
    var index = start
    while index < count {
      found = found || slots[index] == mark
      index += 1
    }
    return found
  }
}
