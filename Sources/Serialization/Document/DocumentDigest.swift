import Crypto

/// SHA-256 as the text that documents have.
struct DocumentDigest {
  private var hash = SHA256()

  mutating func add(_ text: StaticString) {
    hash.update(bufferPointer: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func add(_ bytes: [UInt8]) {
    hash.update(data: bytes)
  }

  /// The digest of all that was added, in hexadecimal digits.
  var text: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in hash.finalize() { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// The digest of these bytes.
  static func text(of bytes: [UInt8]) -> String {
    var digest = DocumentDigest()
    digest.add(bytes)
    return digest.text
  }
}
