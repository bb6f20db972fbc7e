/// The account of all objects of an engine: how many bytes live, and which containers there are.
///
/// An object adds itself when it is made and removes itself when its last reference goes. Cycles of references are
/// found by ``collect(newerThan:roots:)`` when an evaluation ends.
final class Heap: @unchecked Sendable {
  /// What an object costs beside its content.
  static let objectBytes = 64
  /// How deep objects may release each other before the rest waits its turn: a list of lists of lists … must not
  /// overflow the native stack when it goes.
  private static let releaseDepth = 64

  /// Bytes of all living objects.
  @exclusivity(unchecked) private(set) var live = 0
  /// The bytes at which allocation is refused.
  @exclusivity(unchecked) var limit = Int.max
  @exclusivity(unchecked) unowned(unsafe) var newest: Container?
  /// The machine of the engine, for content that is made when it is touched.
  unowned(unsafe) var machine: Machine?
  @exclusivity(unchecked) private(set) var lastSerial = 0
  private var epoch: UInt32 = 0
  @exclusivity(unchecked) private var depth = 0
  private var waiting: [[Value]] = []

  @inline(__always)
  func add(_ bytes: Int) { live &+= bytes }

  @inline(__always)
  func remove(_ bytes: Int) { live &-= bytes }

  func nextSerial() -> Int {
    lastSerial &+= 1
    return lastSerial
  }

  /// Whether more is alive than the budget allows.
  var isExhausted: Bool { live > limit }

  /// Lets go of values that an object held, without recursion that grows with their nesting.
  func release(_ values: inout [Value]) {
    guard values.contains(where: { $0.heapObject != nil }) else { return }
    guard depth < Heap.releaseDepth else {
      waiting.append(values)
      values = []
      return
    }
    drop(&values, leaving: [])
  }

  /// Lets go of the values that stand at `place`, which holds nothing afterwards; see ``release(_:)-([Value])``.
  func release(_ place: UnsafeMutablePointer<Value>, _ count: Int) {
    guard (0..<count).contains(where: { !(place + $0).isPlain }) else { return }
    guard depth < Heap.releaseDepth else {
      waiting.append((0..<count).map { (place + $0).move() })
      return
    }
    depth += 1
    place.drop(count)
    depth -= 1
    releaseWaiting()
  }

  /// Lets go of one value; see ``release(_:)-([Value])``.
  func release(_ value: inout Value) {
    guard value.heapObject != nil else { return }
    guard depth < Heap.releaseDepth else {
      waiting.append([value])
      value = .null
      return
    }
    drop(&value, leaving: .null)
  }

  /// Drops content one level deeper, and on the outermost level all that waits for its turn.
  private func drop<Content>(_ content: inout Content, leaving nothing: Content) {
    depth += 1
    do {
      // The optimizer may end a value's life before the level is counted, and then nothing bounds the recursion. It may
      // not where the lifetime is extended.
      let dropped = content
      content = nothing
      withExtendedLifetime(dropped) {}
    }
    depth -= 1
    releaseWaiting()
  }

  /// On the outermost level, drops all that waits for its turn.
  @inline(__always)
  private func releaseWaiting() {
    guard depth == 0, !waiting.isEmpty else { return }
    depth = 1
    while let dropped = waiting.popLast() { withExtendedLifetime(dropped) {} }
    depth = 0
  }

  /// Breaks the cycles among the containers with a serial above `serial` that cannot be reached from `roots`, which are asked
  /// for only when there is such a container at all.
  func collect(newerThan serial: Int, roots: () -> [Value]) {
    guard let newest, newest.serial > serial else { return }
    epoch &+= 1
    var pending = roots()
    while let value = pending.popLast() {
      guard let object = value.heapObject, object.mark != epoch else { continue }
      object.mark = epoch
      object.traverse { inner in
        if inner.heapObject != nil { pending.append(inner) }
      }
    }
    // The references are held while the objects are cleared, so that the list does not change below the walk.
    var garbage: [Container] = []
    var container: Container? = newest
    while let current = container, current.serial > serial {
      if current.mark != epoch { garbage.append(current) }
      container = current.older
    }
    for object in garbage { object.clear() }
  }
}
