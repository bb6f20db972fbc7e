import BigInt

/// An `int` that does not fit `Int`.
final class BigInteger: Object, @unchecked Sendable {
  let value: BigInt

  init(_ heap: Heap?, _ value: BigInt) {
    self.value = value
    super.init(heap)
    heap?.add(BigInteger.bytes(value))
  }

  deinit { heap?.remove(BigInteger.bytes(value)) }

  override var type: TypeObject { .int }

  private static func bytes(_ value: BigInt) -> Int { value.magnitude.words.count &* 8 }
}
