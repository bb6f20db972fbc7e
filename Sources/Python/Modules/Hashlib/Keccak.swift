/// SHA-3 and SHAKE (FIPS 202), which the cryptography library does not have on all platforms.
struct Keccak: HashState {
  private var lanes = [UInt64](repeating: 0, count: 25)
  private var buffer: BlockBuffer
  /// The bits that end a message, before the padding.
  private let suffix: UInt8

  /// `rate` bytes of the state take up the message at a time.
  init(rate: Int, suffix: UInt8) {
    buffer = BlockBuffer(size: rate)
    self.suffix = suffix
  }

  mutating func update(_ bytes: [UInt8]) {
    var state = lanes
    buffer.add(bytes) { Keccak.absorb($0, &state) }
    lanes = state
  }

  func digest(count: Int) -> [UInt8] {
    var last = buffer.pending + [suffix]
    last += [UInt8](repeating: 0, count: buffer.size - last.count)
    last[last.count - 1] |= 0x80
    var state = lanes
    Keccak.absorb(last[...], &state)
    var digest: [UInt8] = []
    while true {
      for index in 0..<buffer.size {
        if digest.count == count { return digest }
        digest.append(UInt8(truncatingIfNeeded: state[index / 8] >> UInt64(index % 8 * 8)))
      }
      Keccak.permute(&state)
    }
  }

  private static func absorb(_ block: ArraySlice<UInt8>, _ lanes: inout [UInt64]) {
    for (index, byte) in block.enumerated() { lanes[index / 8] ^= UInt64(byte) << UInt64(index % 8 * 8) }
    permute(&lanes)
  }

  private static let roundConstants: [UInt64] = {
    // The bits of a shift register, at the powers of two (FIPS 202, algorithm 5).
    var register: UInt8 = 1
    return (0..<24).map { _ in
      var constant: UInt64 = 0
      for power in 0..<7 {
        if register & 1 == 1 { constant |= 1 << ((1 << UInt64(power)) - 1) }
        register = register & 0x80 != 0 ? register << 1 ^ 0x71 : register << 1
      }
      return constant
    }
  }()

  private static func permute(_ lanes: inout [UInt64]) {
    for constant in roundConstants {
      var columns = [UInt64](repeating: 0, count: 5)
      for index in 0..<25 { columns[index % 5] ^= lanes[index] }
      for index in 0..<25 {
        let next = columns[(index + 1) % 5]
        let turned = next << 1 | next >> 63
        lanes[index] ^= columns[(index + 4) % 5] ^ turned
      }
      var (x, y, moved) = (1, 0, lanes[1])
      for step in 0..<24 {
        (x, y) = (y, (2 * x + 3 * y) % 5)
        let shift = UInt64((step + 1) * (step + 2) / 2 % 64)
        let rotated = shift == 0 ? moved : moved << shift | moved >> (64 - shift)
        (moved, lanes[x + 5 * y]) = (lanes[x + 5 * y], rotated)
      }
      for row in stride(from: 0, to: 25, by: 5) {
        let old = Array(lanes[row..<(row + 5)])
        for column in 0..<5 {
          let masked = ~old[(column + 1) % 5] & old[(column + 2) % 5]
          lanes[row + column] = old[column] ^ masked
        }
      }
      lanes[0] ^= constant
    }
  }
}
