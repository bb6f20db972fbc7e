/// Brings a file to UTF-8, so that the parser and all columns count the same bytes.
///
/// By byte order mark, by the pattern of UTF-16's first character, or by the XML declaration (XML 1.0, appendix F). Read
/// are UTF-8 (and its part US-ASCII), UTF-16 and ISO 8859-1.
enum XMLEncoding {
  /// The text in UTF-8 without a byte order mark; nil and the encoding's name where it is none of these or broken.
  static func utf8(_ bytes: [UInt8]) -> (text: [UInt8]?, encoding: String) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (Array(bytes.dropFirst(3)), "UTF-8") }
    if bytes.starts(with: [0xFE, 0xFF]) { return (utf16(bytes, from: 2, isBigEndian: true), "UTF-16") }
    if bytes.starts(with: [0xFF, 0xFE]) { return (utf16(bytes, from: 2, isBigEndian: false), "UTF-16") }
    if bytes.starts(with: [0x00, 0x3C]) { return (utf16(bytes, from: 0, isBigEndian: true), "UTF-16") }
    if bytes.starts(with: [0x3C, 0x00]) { return (utf16(bytes, from: 0, isBigEndian: false), "UTF-16") }
    guard let declared = declaredEncoding(bytes) else { return (bytes, "UTF-8") }
    switch declared.uppercased() {
    case "UTF-8", "UTF8", "US-ASCII", "ASCII": return (bytes, declared)
    case "ISO-8859-1", "LATIN1", "LATIN-1": return (latin1(bytes), declared)
    default: return (nil, declared)
    }
  }

  /// The value of `encoding` in the XML declaration, which stands at the very beginning.
  private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
    guard bytes.starts(with: Array("<?xml".utf8)) else { return nil }
    guard let end = bytes.prefix(400).firstIndex(of: 0x3E) else { return nil }
    // `<?xml version="1.0" encoding="NAME"?>`: what stands in quotes behind the word.
    let parts = bytes[..<end].split(omittingEmptySubsequences: false) { $0 == 0x22 || $0 == 0x27 }
    for index in parts.indices.dropLast() where index.isMultiple(of: 2) {
      let word = String(decoding: parts[index], as: UTF8.self).trimmingXMLSpace
      guard word.hasPrefix("encoding"), word.hasSuffix("=") else { continue }
      return String(decoding: parts[index + 1], as: UTF8.self)
    }
    return nil
  }

  private static func utf16(_ bytes: [UInt8], from start: Int, isBigEndian: Bool) -> [UInt8]? {
    guard (bytes.count - start).isMultiple(of: 2) else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity((bytes.count - start) / 2)
    for index in stride(from: start, to: bytes.count, by: 2) {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
    }
    var text: [UInt8] = []
    text.reserveCapacity(units.count)
    let isBroken = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) {
      text.append($0)
    }
    return isBroken ? nil : text
  }

  private static func latin1(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte < 0x80 {
        text.append(byte)
      } else {
        text.append(0xC0 | byte >> 6)
        text.append(0x80 | byte & 0x3F)
      }
    }
    return text
  }
}
