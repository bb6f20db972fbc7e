/// A `bytes`.
final class Bytes: Object, @unchecked Sendable {
  let bytes: [UInt8]

  init(_ heap: Heap?, _ bytes: [UInt8]) {
    self.bytes = bytes
    super.init(heap)
    heap?.add(bytes.count)
  }

  deinit { heap?.remove(bytes.count) }

  override var type: TypeObject { .bytes }
}
