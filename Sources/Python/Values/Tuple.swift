/// What makes an object of a built-in type one of a class that a script derived from it: the class, and the
/// attributes that such objects may have.
final class Subtype {
  let type: TypeObject
  var attributes: AttributeStorage

  init(_ type: TypeObject) {
    self.type = type
    attributes = AttributeStorage()
  }
}

/// A `tuple`, or an instance of a class derived from it (a named tuple).
final class Tuple: Object, @unchecked Sendable {
  private(set) var elements: [Value]
  let subtype: Subtype?

  init(_ heap: Heap?, _ elements: [Value], subtype: Subtype? = nil) {
    self.elements = elements
    self.subtype = subtype
    super.init(heap)
    heap?.add(elements.count &* 16)
  }

  deinit {
    guard let heap else { return }
    heap.remove(elements.count &* 16)
    heap.release(&elements)
  }

  override var type: TypeObject { subtype?.type ?? .tuple }

  /// Puts the element at a position where nothing is; false where there is none.
  @inline(__always)
  func copyElement(_ position: Int, to place: UnsafeMutablePointer<Value>) -> Bool {
    guard position >= 0, position < elements.count else { return false }
    place.initialize(to: elements[position])
    return true
  }

  /// Puts what `tuple[index]` is where nothing is; false where that takes more than a look.
  @inline(__always)
  func copyItem(_ index: Int, to place: UnsafeMutablePointer<Value>) -> Bool {
    subtype == nil && copyElement(index < 0 ? index &+ elements.count : index, to: place)
  }

  override func traverse(_ visit: (Value) -> Void) {
    for element in elements { visit(element) }
    subtype?.traverse(visit)
  }
}

extension Subtype {
  func traverse(_ visit: (Value) -> Void) {
    visit(.object(type))
    attributes.traverse(visit)
  }
}
