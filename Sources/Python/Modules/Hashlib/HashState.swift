import Crypto

/// A hash function on its way through a message. Copies go ways of their own.
protocol HashState {
  mutating func update(_ bytes: [UInt8])
  /// The digest of what came so far; `count` bytes of it where the function gives any number.
  func digest(count: Int) -> [UInt8]
}

/// A hash function of the cryptography library.
struct LibraryHash<Function: HashFunction>: HashState {
  private var function = Function()

  mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { function.update(bufferPointer: $0) }
  }

  func digest(count: Int) -> [UInt8] { Array(function.finalize()) }
}

/// Gathers a message into blocks of a fixed size.
struct BlockBuffer {
  private(set) var pending: [UInt8] = []
  /// How many bytes were given, those that wait included.
  private(set) var total = 0
  let size: Int

  init(size: Int) { self.size = size }

  /// Hands out each block that is full; with `keepsLast` not before something follows it.
  mutating func add(_ bytes: [UInt8], keepsLast: Bool = false, _ body: (ArraySlice<UInt8>) -> Void) {
    total += bytes.count
    pending += bytes
    var position = 0
    while pending.count - position > (keepsLast ? size : size - 1) {
      body(pending[position..<(position + size)])
      position += size
    }
    pending.removeFirst(position)
  }
}
