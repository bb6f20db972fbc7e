import BigInt

/// The generator of random numbers that CPython uses (MT19937), with its seeding and its way to floats and integers.
struct MersenneTwister {
  private static let size = 624
  private static let middle = 397

  private var state = [UInt32](repeating: 0, count: size)
  private var index = size

  /// Seeded by an integer of any size.
  init(seed: BigUInt) {
    var key: [UInt32] = []
    var rest = seed
    repeat {
      key.append(UInt32(truncatingIfNeeded: rest.words.first ?? 0))
      rest >>= 32
    } while rest > 0
    self.init(key: key)
  }

  private init(key: [UInt32]) {
    fill(19_650_218)
    var (i, j) = (1, 0)
    for _ in 0..<max(Self.size, key.count) {
      let mixed = (state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525
      state[i] = (state[i] ^ mixed) &+ key[j] &+ UInt32(truncatingIfNeeded: j)
      advance(&i)
      j = (j + 1) % key.count
    }
    for _ in 1..<Self.size {
      let mixed = (state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941
      state[i] = (state[i] ^ mixed) &- UInt32(truncatingIfNeeded: i)
      advance(&i)
    }
    state[0] = 0x8000_0000
  }

  private mutating func fill(_ seed: UInt32) {
    state[0] = seed
    for i in 1..<Self.size {
      state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(truncatingIfNeeded: i)
    }
  }

  private mutating func advance(_ i: inout Int) {
    i += 1
    if i >= Self.size {
      state[0] = state[Self.size - 1]
      i = 1
    }
  }

  /// The next 32 bits.
  mutating func next() -> UInt32 {
    if index == Self.size {
      for i in 0..<Self.size {
        let joined = (state[i] & 0x8000_0000) | (state[(i + 1) % Self.size] & 0x7fff_ffff)
        let twisted = (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_b0df)
        state[i] = state[(i + Self.middle) % Self.size] ^ twisted
      }
      index = 0
    }
    var word = state[index]
    index += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9d2c_5680
    word ^= (word << 15) & 0xefc6_0000
    return word ^ (word >> 18)
  }

  /// A float in 0 ..< 1 with 53 bits.
  mutating func nextDouble() -> Double {
    let high = next() >> 5
    let low = next() >> 6
    return (Double(high) * 67_108_864 + Double(low)) / 9_007_199_254_740_992
  }

  /// An integer of so many bits.
  mutating func nextBits(_ count: Int) -> BigUInt {
    if count <= 0 { return 0 }
    if count <= 32 { return BigUInt(next() >> UInt32(32 - count)) }
    var words: [UInt] = []
    var remaining = count
    var isHigh = false
    while remaining > 0 {
      var word = next()
      if remaining < 32 { word >>= UInt32(32 - remaining) }
      if isHigh { words[words.count - 1] |= UInt(word) << 32 } else { words.append(UInt(word)) }
      isHigh.toggle()
      remaining -= 32
    }
    return BigUInt(words: words)
  }

  /// An integer below `bound`, which is positive.
  mutating func nextInteger(below bound: BigUInt) -> BigUInt {
    let bits = bound.bitWidth
    var number = nextBits(bits)
    while number >= bound { number = nextBits(bits) }
    return number
  }

  mutating func nextInteger(below bound: Int) -> Int {
    let bits = Int.bitWidth - bound.leadingZeroBitCount
    guard bits <= 32 else { return Int(nextInteger(below: BigUInt(bound))) }
    var number = Int(next() >> UInt32(32 - bits))
    while number >= bound { number = Int(next() >> UInt32(32 - bits)) }
    return number
  }
}
