/// The attributes of an instance, in the order in which they were first set.
///
/// Instances of one class whose attributes were set in one order share a ``Shape``, so that the machine can remember
/// where an attribute stands.
struct AttributeStorage {
  private(set) var shape: Shape
  var values: [Value] = []

  init(shape: Shape = .empty) {
    self.shape = shape
  }

  subscript(name: String) -> Value? {
    guard let index = shape.index[name] else { return nil }
    return values[index]
  }

  /// The attributes in the order in which they were first set.
  var members: [(String, Value)] { Array(zip(shape.names, values)) }

  mutating func set(_ name: String, _ value: Value) {
    if let index = shape.index[name] {
      values[index] = value
    } else {
      shape = shape.adding(name)
      values.append(value)
    }
  }

  /// Adds an attribute that is not there yet, of which the next shape is known.
  mutating func append(_ value: Value, shape next: Shape) {
    shape = next
    values.append(value)
  }

  /// Gives all attributes away, to a dictionary that holds them from now on. No shape is shared with such an object, so
  /// that nothing remembers where its attributes stand.
  mutating func giveAway() -> [(String, Value)] {
    let given = members
    shape = Shape.outside
    values = []
    return given
  }

  /// Removes an attribute; false where there is none.
  mutating func remove(_ name: String) -> Bool {
    guard let index = shape.index[name] else { return false }
    let names = shape.names
    values.remove(at: index)
    shape = .empty
    for (position, other) in names.enumerated() where position != index {
      shape = shape.adding(other)
    }
    return true
  }

  mutating func clear() {
    shape = .empty
    values = []
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
