/// An iterator written in Swift: override ``Object/next(_:)``, ``typeForIterator`` by giving the type, and
/// ``Object/traverse(_:)``.
class IteratorObject: Object, @unchecked Sendable {
  private let iteratorType: TypeObject

  init(_ heap: Heap?, _ type: TypeObject, kind: Kind = .iterator) {
    iteratorType = type
    super.init(heap, kind: kind)
  }

  override var type: TypeObject { iteratorType }
  override func iterate(_ vm: Machine) throws(Raise) -> Value? { .object(self) }
}

/// The elements of a list, which may grow on the way, or of a tuple.
final class SequenceIterator: IteratorObject, @unchecked Sendable {
  /// Unbound once the end was met.
  private(set) var source: Value
  @exclusivity(unchecked) private(set) var position = 0
  // What `source` holds.
  @exclusivity(unchecked) private var list: Unmanaged<List>?
  @exclusivity(unchecked) private var tuple: Unmanaged<Tuple>?

  init(_ heap: Heap?, list: List) {
    source = .list(list)
    self.list = .passUnretained(list)
    super.init(heap, .listIterator, kind: .listIterator)
  }

  init(_ heap: Heap?, tuple: Tuple) {
    source = .tuple(tuple)
    self.tuple = .passUnretained(tuple)
    super.init(heap, .tupleIterator, kind: .listIterator)
  }

  /// Puts the next element where nothing is; false at the end.
  @inline(__always)
  func advance(to target: UnsafeMutablePointer<Value>) -> Bool {
    let position = position
    if let list {
      if list.look({ $0.copyElement(position, to: target) }) {
        self.position = position &+ 1
        return true
      }
    } else if let tuple {
      if tuple.look({ $0.copyElement(position, to: target) }) {
        self.position = position &+ 1
        return true
      }
    }
    end()
    return false
  }

  private func end() {
    list = nil
    tuple = nil
    source = .unbound
  }

  override func next(_ vm: Machine) throws(Raise) -> Value? {
    let value: Value?
    switch source {
    case .list(let list): value = position < list.count ? list.elements[position] : nil
    case .tuple(let tuple): value = position < tuple.elements.count ? tuple.elements[position] : nil
    default: value = nil
    }
    guard let value else {
      end()
      return nil
    }
    position &+= 1
    return value
  }

  override func traverse(_ visit: (Value) -> Void) { visit(source) }
}

/// The code points of a text.
final class TextIterator: IteratorObject, @unchecked Sendable {
  private let text: Str
  private var position = 0

  init(_ heap: Heap?, _ text: Str) {
    self.text = text
    super.init(heap, .strIterator)
  }

  override func next(_ vm: Machine) throws(Raise) -> Value? {
    guard position < text.count else { return nil }
    position += 1
    return vm.character(text[position - 1])
  }
}

/// Values that are computed one after another by a Swift closure; nil ends.
final class ClosureIterator: IteratorObject, @unchecked Sendable {
  typealias Step = (_ vm: Machine) throws(Raise) -> Value?
  private var step: Step?
  private let sources: [Value]

  /// `sources` are the values that the closure holds on to, for the search for reachable objects.
  init(_ heap: Heap?, _ type: TypeObject, sources: [Value], step: @escaping Step) {
    self.step = step
    self.sources = sources
    super.init(heap, type)
  }

  override func next(_ vm: Machine) throws(Raise) -> Value? {
    guard let step else { return nil }
    if let value = try step(vm) { return value }
    self.step = nil
    return nil
  }

  override func traverse(_ visit: (Value) -> Void) {
    for source in sources { visit(source) }
  }
}

/// Steps through what iterates, from Swift: `var walk = try vm.walk(value); while let item = try walk.next(vm) { … }`.
struct Walk {
  private var source: Source

  private enum Source {
    case list(List)
    case tuple(Tuple)
    case other(Object)
  }

  private var position = 0

  init(list: List) { source = .list(list) }
  init(tuple: Tuple) { source = .tuple(tuple) }
  init(iterator: Object) { source = .other(iterator) }

  mutating func next(_ vm: Machine) throws(Raise) -> Value? {
    try vm.charge(1)
    switch source {
    case .list(let list):
      guard position < list.count else { return nil }
      position += 1
      return list.elements[position - 1]
    case .tuple(let tuple):
      guard position < tuple.elements.count else { return nil }
      position += 1
      return tuple.elements[position - 1]
    case .other(let iterator):
      return try vm.next(iterator)
    }
  }
}
