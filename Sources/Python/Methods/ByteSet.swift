/// A set of ASCII bytes: what is stripped from a text, or splits it.
struct ByteSet {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// The characters of a text, those that are not ASCII aside; what Python takes as space where there is none.
  init(_ text: Str?) {
    guard let text else {
      self = .space
      return
    }
    for byte in text.string.utf8 { insert(byte) }
  }

  private init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { insert(byte) }
  }

  /// What `str.isspace` is true for.
  static let space = ByteSet((0..<128).filter { Unicode.Scalar($0).isPythonSpace })

  private mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte - 64) }
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    (byte < 64 ? low >> UInt64(byte) : byte < 128 ? high >> UInt64(byte - 64) : 0) & 1 == 1
  }
}
