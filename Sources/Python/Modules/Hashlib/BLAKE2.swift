/// BLAKE2b on words of 64 bits and BLAKE2s on words of 32 (RFC 7693), with the parameters of Python's `hashlib`.
struct BLAKE2<Word: FixedWidthInteger & UnsignedInteger & Sendable>: HashState {
  struct Parameters {
    var digestSize: Int
    var key: [UInt8] = []
    var salt: [UInt8] = []
    var person: [UInt8] = []
    var fanout = 1
    var depth = 1
    var leafSize = 0
    var nodeOffset = 0
    var nodeDepth = 0
    var innerSize = 0
    var isLastNode = false
  }

  private static var wordBytes: Int { Word.bitWidth / 8 }
  private static var isWide: Bool { Word.bitWidth == 64 }
  /// The fractional parts of the square roots of the first eight primes, as SHA-2 has them.
  private static var initial: [Word] {
    [
      0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
      0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ].map { (word: UInt64) in Word(truncatingIfNeeded: word >> UInt64(64 - Word.bitWidth)) }
  }

  private var state: [Word]
  private var buffer: BlockBuffer
  private let digestSize: Int
  private let isLastNode: Bool

  init(_ parameters: Parameters) {
    digestSize = parameters.digestSize
    isLastNode = parameters.isLastNode
    buffer = BlockBuffer(size: Self.wordBytes * 16)
    state = Self.initial
    let block = Self.block(parameters)
    for index in 0..<8 { state[index] ^= Self.word(block[...], index) }
    if !parameters.key.isEmpty {
      update(parameters.key + [UInt8](repeating: 0, count: buffer.size - parameters.key.count))
    }
  }

  private static func block(_ parameters: Parameters) -> [UInt8] {
    func little(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    func filled(_ bytes: [UInt8]) -> [UInt8] {
      bytes + [UInt8](repeating: 0, count: wordBytes * 2 - bytes.count)
    }
    var block = [
      UInt8(parameters.digestSize), UInt8(parameters.key.count), UInt8(parameters.fanout), UInt8(parameters.depth),
    ]
    block += little(parameters.leafSize, 4) + little(parameters.nodeOffset, isWide ? 8 : 6)
    block += [UInt8(parameters.nodeDepth), UInt8(parameters.innerSize)]
    if isWide { block += [UInt8](repeating: 0, count: 14) }
    return block + filled(parameters.salt) + filled(parameters.person)
  }

  private static func word(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Word {
    let start = bytes.startIndex + index * wordBytes
    return (0..<wordBytes).reduce(Word(0)) { $0 | Word(bytes[start + $1]) << Word($1 * 8) }
  }

  mutating func update(_ bytes: [UInt8]) {
    var state = state
    var done = buffer.total - buffer.pending.count
    let size = buffer.size
    buffer.add(bytes, keepsLast: true) { block in
      done += size
      Self.compress(block, &state, total: done, last: 0, lastNode: 0)
    }
    self.state = state
  }

  func digest(count: Int) -> [UInt8] {
    var state = state
    let block = buffer.pending + [UInt8](repeating: 0, count: buffer.size - buffer.pending.count)
    Self.compress(block[...], &state, total: buffer.total, last: .max, lastNode: isLastNode ? .max : 0)
    let bytes = state.flatMap { word in
      (0..<Self.wordBytes).map { UInt8(truncatingIfNeeded: word >> Word($0 * 8)) }
    }
    return Array(bytes.prefix(digestSize))
  }

  private static var schedule: [[Int]] {
    [
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
      [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
      [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
      [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
      [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ]
  }

  private static func compress(
    _ block: ArraySlice<UInt8>, _ state: inout [Word], total: Int, last: Word, lastNode: Word
  ) {
    let words = (0..<16).map { word(block, $0) }
    let rotations: [Word] = isWide ? [32, 24, 16, 63] : [16, 12, 8, 7]
    let width = Word(Word.bitWidth)
    var v = state + initial
    v[12] ^= Word(truncatingIfNeeded: total)
    if !isWide { v[13] ^= Word(truncatingIfNeeded: total >> 32) }
    v[14] ^= last
    v[15] ^= lastNode
    let schedule = schedule
    func mix(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ one: Word, _ two: Word) {
      func turn(_ word: Word, _ count: Word) -> Word { word >> count | word << (width - count) }
      v[a] = v[a] &+ v[b] &+ one
      v[d] = turn(v[d] ^ v[a], rotations[0])
      v[c] = v[c] &+ v[d]
      v[b] = turn(v[b] ^ v[c], rotations[1])
      v[a] = v[a] &+ v[b] &+ two
      v[d] = turn(v[d] ^ v[a], rotations[2])
      v[c] = v[c] &+ v[d]
      v[b] = turn(v[b] ^ v[c], rotations[3])
    }
    for round in 0..<(isWide ? 12 : 10) {
      let order = schedule[round % 10]
      for column in 0..<4 {
        mix(column, column + 4, column + 8, column + 12, words[order[2 * column]], words[order[2 * column + 1]])
      }
      for diagonal in 0..<4 {
        mix(
          diagonal, (diagonal + 1) % 4 + 4, (diagonal + 2) % 4 + 8, (diagonal + 3) % 4 + 12,
          words[order[8 + 2 * diagonal]], words[order[9 + 2 * diagonal]])
      }
    }
    for index in 0..<8 { state[index] ^= v[index] ^ v[index + 8] }
  }
}
