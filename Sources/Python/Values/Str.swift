/// A `str`. Swift's own string holds the text; Python counts code points, which are bytes where the text is ASCII.
final class Str: Object, @unchecked Sendable {
  /// Changes only while nobody else has the object: see ``append(_:)``.
  @exclusivity(unchecked) private(set) var string: String
  /// Whether all code points are below 128, so that the index of a code point is that of its byte.
  @exclusivity(unchecked) private(set) var isASCII: Bool
  /// The hash, 0 where it is not computed yet.
  @exclusivity(unchecked) private var cachedHash = 0
  /// The code points, for texts that are not ASCII, once somebody asked.
  private var scalars: [Unicode.Scalar]?

  init(_ heap: Heap?, _ string: String) {
    var string = string
    string.makeContiguousUTF8()
    isASCII = string.isASCII
    self.string = string
    super.init(heap)
    heap?.add(string.utf8.count)
  }

  /// A text of which is known whether it is ASCII.
  init(_ heap: Heap?, _ string: String, isASCII: Bool) {
    self.string = string
    self.isASCII = isASCII
    super.init(heap)
    heap?.add(string.utf8.count)
  }

  /// A text of ASCII bytes that were cut out of another text.
  init(_ heap: Heap?, ascii bytes: some Collection<UInt8>) {
    string = String(unsafeUninitializedCapacity: bytes.count) { $0.initialize(fromContentsOf: bytes) }
    isASCII = true
    super.init(heap)
    heap?.add(bytes.count)
  }

  deinit { heap?.remove(string.utf8.count) }

  /// Appends a text in place, which only who has the sole reference may do: to others a text never changes.
  func append(_ other: Str) {
    heap?.add(other.string.utf8.count)
    string += other.string
    isASCII = isASCII && other.isASCII
    cachedHash = 0
    scalars = nil
  }

  override var type: TypeObject { .str }

  /// The number of code points.
  var count: Int { isASCII ? string.utf8.count : codePoints.count }

  /// The code points. Cheap only where the text is not ASCII or short.
  var codePoints: [Unicode.Scalar] {
    if let scalars { return scalars }
    let made = Array(string.unicodeScalars)
    scalars = made
    return made
  }

  /// The code point at an index in `0..<count`.
  subscript(index: Int) -> Unicode.Scalar {
    guard isASCII else { return codePoints[index] }
    let utf8 = string.utf8
    return Unicode.Scalar(utf8[utf8.index(utf8.startIndex, offsetBy: index)])
  }

  /// The text of the code points in `range`, which lies in `0..<count`.
  func text(_ range: Range<Int>) -> String {
    if isASCII {
      let utf8 = string.utf8
      let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
      let end = utf8.index(start, offsetBy: range.count)
      return String(string[start..<end])
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: codePoints[range])
    return String(text)
  }

  var hashCode: Int {
    if cachedHash == 0 {
      cachedHash = Hashing.text(string)
    }
    return cachedHash
  }

  /// Whether both have the same code points. (Swift's `==` would take canonically equivalent texts as equal.)
  static func == (left: Str, right: Str) -> Bool {
    if left === right { return true }
    if left.cachedHash != 0, right.cachedHash != 0, left.cachedHash != right.cachedHash { return false }
    guard left.isASCII == right.isASCII else { return false }
    return left.isASCII ? left.string == right.string : left.string.isIdentical(to: right.string)
  }
}

extension String {
  /// Whether all bytes are below 128.
  var isASCII: Bool {
    let answer = utf8.withContiguousStorageIfAvailable { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      let wholes = raw.count & ~7
      var offset = 0
      while offset < wholes {
        if raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
        offset += 8
      }
      return raw[wholes...].allSatisfy { $0 < 128 }
    }
    return answer ?? utf8.allSatisfy { $0 < 128 }
  }

  /// The text so many times, `length` bytes in all. What is there already is doubled, instead of character after
  /// character appended.
  func repeated(_ count: Int, length: Int) -> String {
    if count == 1 || length == 0 { return length == 0 ? "" : self }
    return String(unsafeUninitializedCapacity: length) { buffer in
      var filled = buffer[...].update(fromContentsOf: utf8) - buffer.startIndex
      while filled < length {
        let part = Swift.min(filled, length - filled)
        _ = buffer[filled...].update(fromContentsOf: buffer[..<part])
        filled += part
      }
      return length
    }
  }

  /// Whether both have the same code points.
  func isIdentical(to other: String) -> Bool {
    let count = utf8.count
    guard count == other.utf8.count else { return false }
    let same = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        unsafe left.elementsEqual(right)
      }
    }
    return (same ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// The order of the code points, which is that of the UTF-8 bytes.
  func precedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
