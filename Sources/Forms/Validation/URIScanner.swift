/// Tells URIs (RFC 3986, section 3) from other texts.
struct URIScanner {
  private let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Whether the text is a URI with its scheme.
  var isURI: Bool {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first,
      FormatScanner.isAlphanumeric(first), !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
      bytes[..<colon].allSatisfy({ FormatScanner.isAlphanumeric($0) || "+-.".utf8.contains($0) })
    else { return false }
    var rest = bytes[(colon + 1)...]
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      guard Self.holds(rest[(hash + 1)...], "/?:@") else { return false }
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      guard Self.holds(rest[(mark + 1)...], "/?:@") else { return false }
      rest = rest[..<mark]
    }
    guard rest.starts(with: "//".utf8) else { return Self.holds(rest, "/:@") }
    let authority = rest.dropFirst(2)
    let end = authority.firstIndex(of: UInt8(ascii: "/")) ?? authority.endIndex
    return Self.isAuthority(authority[..<end]) && Self.holds(authority[end...], "/:@")
  }

  private static func isAuthority(_ authority: ArraySlice<UInt8>) -> Bool {
    var host = authority
    if let at = host.lastIndex(of: UInt8(ascii: "@")) {
      guard holds(host[..<at], ":") else { return false }
      host = host[(at + 1)...]
    }
    if host.first == UInt8(ascii: "[") {
      guard let end = host.firstIndex(of: UInt8(ascii: "]")), end > host.startIndex + 1 else { return false }
      let literal = host[(host.startIndex + 1)..<end]
      guard holds(literal, ":"), isPort(host[(end + 1)...]) else { return false }
      return literal.contains(UInt8(ascii: ":"))
    }
    let end = host.lastIndex(of: UInt8(ascii: ":")) ?? host.endIndex
    return holds(host[..<end], "") && isPort(host[end...])
  }

  private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    return first == UInt8(ascii: ":")
      && text.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Whether there are only unreserved characters, sub-delimiters, percent-encoded bytes and the additional ones.
  private static func holds(_ text: ArraySlice<UInt8>, _ additional: String) -> Bool {
    var place = text.startIndex
    while place < text.endIndex {
      let byte = text[place]
      if byte == UInt8(ascii: "%") {
        let digits = text[(place + 1)...].prefix(2)
        guard digits.count == 2, UInt8(String(decoding: digits, as: UTF8.self), radix: 16) != nil,
          digits.first != UInt8(ascii: "+")
        else { return false }
        place += 3
        continue
      }
      guard
        FormatScanner.isAlphanumeric(byte) || "-._~!$&'()*+,;=".utf8.contains(byte) || additional.utf8.contains(byte)
      else { return false }
      place += 1
    }
    return true
  }
}
