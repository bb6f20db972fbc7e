import BigInt

/// The digest of FIPS 180-4 that seeds are made from. Its constants are the fractions of roots of primes.
enum SHA512 {
  private static let primes: [UInt] = {
    var primes: [UInt] = []
    var candidate: UInt = 2
    while primes.count < 80 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes
  }()

  /// The first 64 bits of the fraction of a root, by bisection on exact integers.
  private static func fraction(ofRoot degree: Int, of prime: UInt) -> UInt64 {
    let target = BigUInt(prime) << (64 * degree)
    var root = BigUInt(0)
    for bit in (0..<72).reversed() {
      let candidate = root | BigUInt(1) << bit
      if candidate.power(degree) <= target { root = candidate }
    }
    return UInt64(truncatingIfNeeded: root)
  }

  private static let rounds = primes.map { fraction(ofRoot: 3, of: $0) }
  private static let initial = primes.prefix(8).map { fraction(ofRoot: 2, of: $0) }

  static func digest(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    while padded.count % 128 != 112 { padded.append(0) }
    let bits = UInt64(message.count) * 8
    padded += [UInt8](repeating: 0, count: 8)
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
    var hash = initial
    for start in stride(from: 0, to: padded.count, by: 128) {
      compress(padded[start..<(start + 128)], &hash)
    }
    return hash.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
  }

  private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 { word >> count | word << (64 - count) }

  private static func compress(_ block: ArraySlice<UInt8>, _ hash: inout [UInt64]) {
    var words: [UInt64] = []
    for start in stride(from: block.startIndex, to: block.endIndex, by: 8) {
      words.append(block[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) })
    }
    for index in 16..<80 {
      let (early, late) = (words[index - 15], words[index - 2])
      let small = rotate(early, 1) ^ rotate(early, 8) ^ early >> 7
      let large = rotate(late, 19) ^ rotate(late, 61) ^ late >> 6
      words.append(words[index - 16] &+ small &+ words[index - 7] &+ large)
    }
    var v = hash
    for index in 0..<80 {
      let large = rotate(v[4], 14) ^ rotate(v[4], 18) ^ rotate(v[4], 41)
      let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
      let first = v[7] &+ large &+ choice &+ rounds[index] &+ words[index]
      let small = rotate(v[0], 28) ^ rotate(v[0], 34) ^ rotate(v[0], 39)
      let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
      v = [first &+ small &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for index in hash.indices { hash[index] = hash[index] &+ v[index] }
  }
}
