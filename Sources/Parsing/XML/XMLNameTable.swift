/// The names of a document, each made once.
///
/// libxml2 keeps one copy of each name and namespace of a document, so that two pointers tell a name; a table of our own
/// costs less than hashing them anew for every element and attribute.
struct XMLNameTable {
  /// A name with its namespace.
  struct Name {
    let namespace: XMLNamespace
    let name: String
    /// Whether elements of this name are read.
    let isRead: Bool

    init(namespace: XMLNamespace, name: String) {
      self.namespace = namespace
      self.name = name
      isRead = namespace.isRead(name)
    }

    func attribute(_ value: String) -> XMLAttribute {
      XMLAttribute(namespace: namespace, name: name, value: value)
    }
  }

  private struct Slot {
    let local: UnsafeRawPointer
    let uri: UnsafeRawPointer?
    let name: Name
  }

  /// Open addressing; the count is a power of two, and at most half of the slots are taken.
  private var slots = [Slot?](repeating: nil, count: 256)
  private var count = 0
  /// The few namespaces of a document.
  private var namespaces: [(uri: UnsafeRawPointer?, namespace: XMLNamespace)] = []

  /// The name that two pointers stand for, made of `strings` (namespace and local name) where they are new. The
  /// pointers are compared, never read.
  mutating func find(
    local: UnsafeRawPointer, uri: UnsafeRawPointer?, strings: () -> (uri: String, local: String)
  ) -> Name {
    var index = start(local, uri)
    while let slot = slots[index] {
      if slot.local == local, slot.uri == uri { return slot.name }
      index = (index + 1) & (slots.count - 1)
    }
    let new = strings()
    let name = Name(namespace: namespace(uri, new.uri), name: new.local)
    slots[index] = Slot(local: local, uri: uri, name: name)
    count += 1
    if count > slots.count / 2 { grow() }
    return name
  }

  private mutating func namespace(_ pointer: UnsafeRawPointer?, _ uri: String) -> XMLNamespace {
    if let known = namespaces.first(where: { $0.uri == pointer }) { return known.namespace }
    let namespace = XMLNamespace(uri: uri)
    if namespaces.count < 64 { namespaces.append((pointer, namespace)) }
    return namespace
  }

  private func start(_ local: UnsafeRawPointer, _ uri: UnsafeRawPointer?) -> Int {
    let mixed = (UInt(bitPattern: local) ^ (UInt(bitPattern: uri) << 7)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot?](repeating: nil, count: old.count * 2)
    for case let slot? in old {
      var index = start(slot.local, slot.uri)
      while slots[index] != nil {
        index = (index + 1) & (slots.count - 1)
      }
      slots[index] = slot
    }
  }
}
