/// An object that can be part of a cycle of references, because it can be changed after it was made. All containers of
/// an engine are linked, newest first, so that cycles can be broken when an evaluation ends.
class Container: Object, @unchecked Sendable {
  @exclusivity(unchecked) final unowned(unsafe) var newer: Container?
  @exclusivity(unchecked) final unowned(unsafe) var older: Container?
  /// Its number among all containers of the engine, in the order in which they were made.
  final let serial: Int

  /// What a container costs beside an object's ``Heap/objectBytes`` and its content: its fields, and the memory in which
  /// the content stands.
  private static let ownBytes = 128

  override init(_ heap: Heap?, kind: Kind = .other) {
    serial = heap?.nextSerial() ?? 0
    super.init(heap, kind: kind)
    if let heap {
      heap.add(Self.ownBytes)
      older = heap.newest
      heap.newest?.newer = self
      heap.newest = self
    }
  }

  deinit {
    guard let heap else { return }
    heap.remove(Self.ownBytes)
    newer?.older = older
    older?.newer = newer
    if heap.newest === self { heap.newest = older }
  }

  /// Drops all references, when nothing can reach the object any more.
  func clear() {}
}
