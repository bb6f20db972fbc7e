/// Hashes and identifiers as text, whole or the beginning of one.
enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      if byte < 16 { text += "0" }
      text += String(byte, radix: 16)
    }
    return text
  }

  /// The first and the last value of `count` bytes whose text begins with `prefix`; nil where none does.
  static func range(of prefix: some Sequence<UInt8>, count: Int) -> (first: [UInt8], last: [UInt8])? {
    var first = [UInt8](repeating: 0, count: count)
    var last = [UInt8](repeating: 0xFF, count: count)
    var position = 0
    for character in prefix {
      guard position < 2 * count, let digit = digit(character) else { return nil }
      let index = position / 2
      let isHigh = position.isMultiple(of: 2)
      let bits = isHigh ? digit << 4 : digit
      let kept: UInt8 = isHigh ? 0x0F : 0xF0
      first[index] |= bits
      last[index] = (last[index] & kept) | bits
      position += 1
    }
    return (first, last)
  }

  private static func digit(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
