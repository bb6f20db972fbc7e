/// The attributes of an instance, in the order in which they were first set.
///
/// Instances of one class whose attributes were set in one order share a ``Shape``, so that the machine can remember
/// where an attribute stands. The values are in memory of their own, which the loop reads and writes in place.
struct AttributeStorage: ~Copyable {
  private(set) var shape: Shape
  private var memory: UnsafeMutablePointer<Value>?
  private var capacity = 0
  private var count = 0

  init(shape: Shape = .empty) {
    self.shape = shape
  }

  deinit {
    guard let memory else { return }
    memory.drop(count)
    memory.deallocate()
  }

  /// Where the values stand, by the index that the shape gives.
  @inline(__always)
  var slots: UnsafeMutablePointer<Value> {
    // Whoever has an index of this shape knows that there is something.
    memory.unsafelyUnwrapped
  }

  subscript(name: String) -> Value? {
    guard let index = shape.index[name], let memory, index < count else { return nil }
    return memory[index]
  }

  private var values: [Value] {
    Array(UnsafeBufferPointer(start: memory, count: count))
  }

  /// The attributes in the order in which they were first set.
  var members: [(String, Value)] { Array(zip(shape.names, values)) }

  mutating func set(_ name: String, _ value: Value) {
    if let index = shape.index[name], let memory, index < count {
      memory[index] = value
    } else {
      append(value, shape: shape.adding(name))
    }
  }

  /// Adds an attribute that is not there yet, of which the next shape is known.
  mutating func append(_ value: Value, shape next: Shape) {
    if count == capacity { grow() }
    shape = next
    (slots + count).initialize(to: value)
    count &+= 1
  }

  private mutating func grow() {
    let larger = Swift.max(capacity &* 2, 4)
    let made = UnsafeMutablePointer<Value>.allocate(capacity: larger)
    if let memory {
      made.moveInitialize(from: memory, count: count)
      memory.deallocate()
    }
    memory = made
    capacity = larger
  }

  /// Gives all attributes away, to a dictionary that holds them from now on. No shape is shared with such an object, so
  /// that nothing remembers where its attributes stand.
  mutating func giveAway() -> [(String, Value)] {
    let given = members
    shape = Shape.outside
    _ = takeValues()
    return given
  }

  /// Takes all values out; the shape is as it was.
  private mutating func takeValues() -> [Value] {
    let taken = values
    memory?.drop(count)
    count = 0
    return taken
  }

  /// Removes an attribute; false where there is none.
  mutating func remove(_ name: String) -> Bool {
    guard shape.index[name] != nil else { return false }
    let kept = members.filter { $0.0 != name }
    clear()
    for (other, value) in kept { set(other, value) }
    return true
  }

  mutating func clear() {
    let old = takeValues()
    shape = .empty
    _ = consume old
  }

  /// Lets the values go in the way of ``Heap/release(_:)-([Value])``: the object ends.
  mutating func release(_ heap: Heap) {
    guard let memory, count > 0 else { return }
    let held = count
    count = 0
    heap.release(memory, held)
  }

  func traverse(_ visit: (Value) -> Void) {
    for value in values { visit(value) }
  }
}

/// Which attributes an instance has and where each stands.
final class Shape: @unchecked Sendable {
  private(set) var names: [String]
  private(set) var index: [String: Int]
  /// Whether it belongs to one instance alone, because sharing would cost more than it saves.
  let isPrivate: Bool
  private var additions: [String: Shape] = [:]

  /// More attributes than this, or more ways on from one shape, are not shared.
  private static let sharingLimit = 64

  private init(names: [String], isPrivate: Bool) {
    self.names = names
    self.isPrivate = isPrivate
    index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  }

  /// The shape without attributes of objects whose class has no shapes of its own.
  static let empty = Shape(names: [], isPrivate: false)

  /// The shape of objects whose attributes stand in a dictionary.
  static let outside = Shape(names: [], isPrivate: true)

  /// A shape without attributes, to begin with for the instances of one class.
  static func root() -> Shape { Shape(names: [], isPrivate: false) }

  /// The shape with one attribute more.
  func adding(_ name: String) -> Shape {
    if isPrivate {
      index[name] = names.count
      names.append(name)
      return self
    }
    // The empty shape is shared between engines, so it learns nothing.
    if self === Shape.empty { return Shape(names: [name], isPrivate: true) }
    if let known = additions[name] { return known }
    guard names.count < Shape.sharingLimit, additions.count < Shape.sharingLimit else {
      return Shape(names: names + [name], isPrivate: true)
    }
    let made = Shape(names: names + [name], isPrivate: false)
    additions[name] = made
    return made
  }
}
