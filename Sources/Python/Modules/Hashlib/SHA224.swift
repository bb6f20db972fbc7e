/// SHA-224 (FIPS 180-4): SHA-256 with another beginning, and a part of its end.
struct SHA224: HashState {
  private var state: [UInt32] = [
    0xc105_9ed8, 0x367c_d507, 0x3070_dd17, 0xf70e_5939, 0xffc0_0b31, 0x6858_1511, 0x64f9_8fa7, 0xbefa_4fa4,
  ]
  private var buffer = BlockBuffer(size: 64)

  mutating func update(_ bytes: [UInt8]) {
    var state = state
    buffer.add(bytes) { SHA224.compress($0, &state) }
    self.state = state
  }

  func digest(count: Int) -> [UInt8] {
    var rest = buffer
    var state = state
    let length = UInt64(rest.total) * 8
    var padding: [UInt8] = [0x80]
    padding += [UInt8](repeating: 0, count: (64 + 56 - (rest.total + 1) % 64) % 64)
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: length >> UInt64(shift)))
    }
    rest.add(padding) { SHA224.compress($0, &state) }
    return state.prefix(7).flatMap { word in
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = {
    var primes: [Int] = []
    var candidate = 2
    while primes.count < 64 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      // The root of prime × 2^96 is that of the prime with 32 bits behind the point.
      let scaled = UInt128(prime) << 96
      var (low, high) = (UInt128(0), UInt128(1) << 36)
      while low < high {
        let middle = (low + high + 1) / 2
        if middle * middle * middle <= scaled { low = middle } else { high = middle - 1 }
      }
      return UInt32(truncatingIfNeeded: low)
    }
  }()

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  private static func compress(_ block: ArraySlice<UInt8>, _ state: inout [UInt32]) {
    var words: [UInt32] = []
    words.reserveCapacity(64)
    var pending: UInt32 = 0
    for (index, byte) in block.enumerated() {
      pending = pending << 8 | UInt32(byte)
      if index % 4 == 3 { words.append(pending) }
    }
    for index in 16..<64 {
      let (one, two) = (words[index - 15], words[index - 2])
      let small = rotated(one, 7) ^ rotated(one, 18) ^ one >> 3
      let large = rotated(two, 17) ^ rotated(two, 19) ^ two >> 10
      words.append(words[index - 16] &+ small &+ words[index - 7] &+ large)
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for (word, constant) in zip(words, constants) {
      let large = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let first = h &+ large &+ (e & f ^ ~e & g) &+ constant &+ word
      let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }
}
