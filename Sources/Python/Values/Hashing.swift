/// CPython's hashes of numbers, on which the order of sets and the equality of keys rest: equal numbers of any type
/// have equal hashes, modulo the prime 2^61 - 1.
enum Hashing {
  static let modulus = (1 << 61) - 1
  static let none = 0xfca_86420

  static func integer(_ value: Int) -> Int {
    let magnitude = value.magnitude % UInt(modulus)
    let hash = value < 0 ? -Int(magnitude) : Int(magnitude)
    return hash == -1 ? -2 : hash
  }

  static func float(_ value: Double, identity: Int = 0) -> Int {
    if value.isNaN { return identity }
    if value.isInfinite { return value < 0 ? -314_159 : 314_159 }
    if let exact = Int(exactly: value) { return integer(exact) }
    var exponent = value == 0 ? 0 : Int(value.exponent) + 1
    var fraction = Double(sign: .plus, exponent: -exponent, significand: value.magnitude)
    var hash: UInt = 0
    while fraction != 0 {
      hash = ((hash << 28) & UInt(modulus)) | hash >> (61 - 28)
      fraction *= 268_435_456
      exponent -= 28
      let digits = UInt(fraction)
      fraction -= Double(digits)
      hash += digits
      if hash >= UInt(modulus) { hash -= UInt(modulus) }
    }
    let shift = exponent >= 0 ? exponent % 61 : 60 - ((-1 - exponent) % 61)
    hash = ((hash << UInt(shift)) & UInt(modulus)) | hash >> UInt(61 - shift)
    let signed = value < 0 ? -Int(hash) : Int(hash)
    return signed == -1 ? -2 : signed
  }

  /// The hash of a text. CPython's differs from run to run; ours does not, so that runs repeat.
  static func text(_ text: String) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(truncatingIfNeeded: text.utf8.count)
    for byte in text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    return finish(hash)
  }

  static func bytes(_ bytes: [UInt8]) -> Int {
    var hash: UInt64 = 0x9ae1_6a3b_2f90_404f
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    return finish(hash)
  }

  /// Spreads the bits, and avoids 0, which means "not computed".
  private static func finish(_ value: UInt64) -> Int {
    var hash = value
    hash ^= hash >> 32
    hash = hash &* 0xd6e8_feb8_6659_fd93
    hash ^= hash >> 32
    let result = Int(truncatingIfNeeded: hash >> 2)
    return result == 0 ? 1 : result
  }

  /// Combines the hashes of a tuple's elements as CPython does (after xxHash).
  struct TupleHash {
    private var state: UInt = 2_870_177_450_012_600_261
    private var count: UInt = 0

    mutating func add(_ hash: Int) {
      state = state &+ UInt(bitPattern: hash) &* 14_029_467_366_897_019_727
      state = (state << 31) | (state >> 33)
      state = state &* 11_400_714_785_074_694_791
      count += 1
    }

    func finish() -> Int {
      let hash = state &+ (count ^ (2_870_177_450_012_600_261 ^ 3_527_539))
      return hash == UInt.max ? 1_546_275_796 : Int(bitPattern: hash)
    }
  }
}
