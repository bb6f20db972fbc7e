/// Eight bytes of text at once.
enum JSONWords {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The eight bytes at `pointer`, the first one lowest.
  @inline(__always)
  static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
  }

  /// Marks, in its highest bit, the first byte that is a quote, a backslash, a control character or not ASCII. Bytes
  /// above the first marked one may be marked wrongly, since the subtractions borrow from them.
  @inline(__always)
  static func special(_ word: UInt64) -> UInt64 {
    let control = word &- ones &* 0x20
    let quote = (word ^ ones &* 0x22) &- ones
    let backslash = (word ^ ones &* 0x5C) &- ones
    return (word | control | quote | backslash) & highBits
  }

  /// The same, for what must be escaped: bytes outside ASCII are not marked.
  @inline(__always)
  static func escaped(_ word: UInt64) -> UInt64 {
    let control = word &- ones &* 0x20
    let quote = (word ^ ones &* 0x22) &- ones
    let backslash = (word ^ ones &* 0x5C) &- ones
    return (control | quote | backslash) & ~word & highBits
  }
}

/// Long keys that were read before: most documents repeat a few keys many times, and a remembered one needs no
/// allocation.
struct JSONKeyCache {
  private var entries: [(mark: UInt64, key: String)] = []
  private static let count = 64

  /// The fingerprint of `typename`.
  static let typenameMark: UInt64 = {
    let text: StaticString = "typename"
    return mark(of: text.utf8Start, count: text.utf8CodeUnitCount)
  }()

  /// A fingerprint of a key: equal keys have equal ones, and others mostly differ.
  @inline(__always)
  static func mark(of bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    var mark = UInt64(truncatingIfNeeded: count)
    if count < 8 {
      var word: UInt64 = 0
      var index = 0
      while index < count {
        word = word << 8 | UInt64(bytes[index])
        index += 1
      }
      return mix(mark, word)
    }
    var index = 0
    while index < count - 8 {
      mark = mix(mark, JSONWords.load(bytes + index))
      index += 8
    }
    return mix(mark, JSONWords.load(bytes + (count - 8)))
  }

  @inline(__always)
  private static func mix(_ mark: UInt64, _ word: UInt64) -> UInt64 {
    let product = (mark ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 29)
  }

  @inline(__always)
  private static func slot(_ mark: UInt64) -> Int { Int(truncatingIfNeeded: mark >> 40) & (count - 1) }

  @inline(__always)
  func key(_ mark: UInt64, equalTo bytes: UnsafePointer<UInt8>, count: Int) -> String? {
    guard !entries.isEmpty else { return nil }
    let entry = entries[Self.slot(mark)]
    guard entry.mark == mark else { return nil }
    let isEqual = entry.key.utf8.withContiguousStorageIfAvailable { buffer in
      guard buffer.count == count else { return false }
      for index in 0..<count where buffer[index] != bytes[index] { return false }
      return true
    }
    return isEqual == true ? entry.key : nil
  }

  mutating func remember(_ key: String, _ mark: UInt64) {
    if entries.isEmpty { entries = Array(repeating: (0, ""), count: Self.count) }
    entries[Self.slot(mark)] = (mark, key)
  }
}
