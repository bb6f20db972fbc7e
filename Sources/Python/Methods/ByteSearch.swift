/// Finds bytes in bytes. For UTF-8 that is finding texts: a code point's bytes never begin inside another's.
enum ByteSearch {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// The offset of the first occurrence of `needle` that lies within `range`.
  static func first(_ needle: Bytes, in haystack: Bytes, _ range: Range<Int>) -> Int? {
    if needle.isEmpty { return range.lowerBound }
    let last = range.upperBound - needle.count
    var offset = range.lowerBound
    let head = needle[0]
    while offset <= last {
      if haystack[offset] == head, matches(needle, haystack, offset) { return offset }
      offset += 1
    }
    return nil
  }

  /// The offset of the last occurrence within `range`.
  static func last(_ needle: Bytes, in haystack: Bytes, _ range: Range<Int>) -> Int? {
    if needle.isEmpty { return range.upperBound }
    var offset = range.upperBound - needle.count
    let head = needle[0]
    while offset >= range.lowerBound {
      if haystack[offset] == head, matches(needle, haystack, offset) { return offset }
      offset -= 1
    }
    return nil
  }

  /// The offsets of occurrences that do not overlap, from the left, at most `limit`.
  static func all(_ needle: Bytes, in haystack: Bytes, _ range: Range<Int>, limit: Int = .max) -> [Int] {
    var found: [Int] = []
    var start = range.lowerBound
    while found.count < limit, start <= range.upperBound,
      let offset = first(needle, in: haystack, start..<range.upperBound)
    {
      found.append(offset)
      start = offset + needle.count
    }
    return found
  }

  @inline(__always)
  private static func matches(_ needle: Bytes, _ haystack: Bytes, _ offset: Int) -> Bool {
    for index in 1..<max(needle.count, 1) where haystack[offset + index] != needle[index] { return false }
    return true
  }
}
