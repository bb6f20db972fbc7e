extension JSONParser {
  /// What a scan of a string found, from the opening quote on.
  private struct Extent {
    /// Where the text begins.
    let begin: Int
    /// The closing quote, or the first backslash.
    let stop: Int
    /// Whether it stopped at a backslash.
    let hasEscape: Bool
  }

  /// Reads a string; the position is at its opening quote.
  @inline(__always)
  mutating func readString() throws(JSONFault) -> String {
    let extent = try scan()
    if extent.hasEscape { return try readEscaped(extent) }
    position = extent.stop + 1
    return string(from: extent.begin, to: extent.stop)
  }

  /// Reads a key, and its fingerprint. Afterwards `isPlain` says whether the key's bytes are all there is to it.
  @inline(__always)
  mutating func readKeyString() throws(JSONFault) -> (String, UInt64) {
    isPlain = true
    let extent = try scan()
    if extent.hasEscape {
      isPlain = false
      var key = try readEscaped(extent)
      let mark = key.withUTF8 { buffer in
        buffer.baseAddress.map { JSONKeyCache.mark(of: $0, count: buffer.count) } ?? 0
      }
      return (key, mark)
    }
    position = extent.stop + 1
    let count = extent.stop - extent.begin
    let mark = JSONKeyCache.mark(of: bytes + extent.begin, count: count)
    // Swift keeps up to 15 bytes inside the string itself; only longer ones are worth remembering.
    if count <= 15 { return (string(from: extent.begin, to: extent.stop), mark) }
    if let known = keyCache.key(mark, equalTo: bytes + extent.begin, count: count) { return (known, mark) }
    let key = string(from: extent.begin, to: extent.stop)
    keyCache.remember(key, mark)
    return (key, mark)
  }

  @inline(__always)
  private func string(from begin: Int, to stop: Int) -> String {
    let count = stop - begin
    return String(unsafeUninitializedCapacity: count) { buffer in
      if count > 0, let base = buffer.baseAddress { base.initialize(from: bytes + begin, count: count) }
      return count
    }
  }

  /// Goes to the closing quote or the first backslash, and checks all on the way.
  @inline(__always)
  private mutating func scan() throws(JSONFault) -> Extent {
    let begin = position + 1
    let stop = try scanPlain(from: begin)
    return Extent(begin: begin, stop: stop, hasEscape: bytes[stop] == UInt8(ascii: "\\"))
  }

  /// The next quote or backslash from `start` on.
  @inline(__always)
  private mutating func scanPlain(from start: Int) throws(JSONFault) -> Int {
    var index = start
    while true {
      while end - index >= 8 {
        let word = JSONWords.load(bytes + index)
        let special = JSONWords.special(word)
        if special == 0 {
          index += 8
          continue
        }
        index += special.trailingZeroBitCount >> 3
        break
      }
      guard index < end else { throw fault(.unterminated, at: start - 1) }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return index
      case 0x00..<0x20: throw fault(.control, at: index)
      case 0x80...:
        isPlain = false
        index += try lengthOfScalar(at: index)
      default: index += 1
      }
    }
  }

  /// The number of bytes of the scalar that begins at `index`: the well-formed sequences of the Unicode Standard,
  /// table 3-7.
  private func lengthOfScalar(at index: Int) throws(JSONFault) -> Int {
    let lead = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: throw fault(.utf8, at: index)
    }
    guard end - index >= length, second.contains(bytes[index + 1]) else { throw fault(.utf8, at: index) }
    for place in (index + 2)..<(index + max(length, 2)) where bytes[place] & 0xC0 != 0x80 {
      throw fault(.utf8, at: index)
    }
    return length
  }

  /// Reads the rest of a string with escapes.
  private mutating func readEscaped(_ extent: Extent) throws(JSONFault) -> String {
    text.removeAll(keepingCapacity: true)
    var begin = extent.begin
    var stop = extent.stop
    while true {
      text.append(contentsOf: UnsafeBufferPointer(start: bytes + begin, count: stop - begin))
      position = stop + 1
      if bytes[stop] == UInt8(ascii: "\"") { break }
      try readEscape()
      begin = position
      stop = try scanPlain(from: begin)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads what follows a backslash.
  private mutating func readEscape() throws(JSONFault) {
    let byte = next
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      try readUnicodeEscape()
      return
    default: throw fault(.escape)
    }
    position += 1
  }

  /// Reads `uXXXX`, and a second one where the first is the leading half of a pair.
  private mutating func readUnicodeEscape() throws(JSONFault) {
    let start = position - 1
    var value = try readHexadecimal()
    if value & 0xFC00 == 0xD800 {
      guard end - position >= 2, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u") else {
        throw fault(.surrogate, at: start)
      }
      position += 1
      let trailing = try readHexadecimal()
      guard trailing & 0xFC00 == 0xDC00 else { throw fault(.surrogate, at: start) }
      value = 0x10000 + (value & 0x3FF) << 10 + (trailing & 0x3FF)
    }
    guard let scalar = UnicodeScalar(value) else { throw fault(.surrogate, at: start) }
    text.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
  }

  /// Reads four hexadecimal digits after the `u` at the position.
  private mutating func readHexadecimal() throws(JSONFault) -> UInt32 {
    position += 1
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = next
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw fault(.escape)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
