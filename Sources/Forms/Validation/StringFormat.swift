import WorkflowModel

/// The formats that are asserted, as the form libraries of the web do. Others say nothing, as the standard allows
/// (2020-12, validation, section 7.2).
enum StringFormat: String, Sendable {
  case date, time, email, uri, uuid, password
  case dateTime = "date-time"

  /// The format for people.
  var phrase: String {
    switch self {
    case .date: "a date such as 2026-01-31"
    case .time: "a time such as 09:30:00"
    case .dateTime: "a date and time with offset such as 2026-01-31T09:30:00Z"
    case .email: "an e-mail address"
    case .uri: "a URI"
    case .uuid: "a UUID"
    case .password: "a reference to a secret such as secret:name"
    }
  }

  func includes(_ text: String) -> Bool {
    var scanner = FormatScanner(text)
    switch self {
    case .date: return scanner.date() && scanner.isAtEnd
    case .time: return scanner.time(needsOffset: false) && scanner.isAtEnd
    case .dateTime:
      guard scanner.date(), scanner.take(anyOf: "Tt ") else { return false }
      return scanner.time(needsOffset: true) && scanner.isAtEnd
    case .email: return Self.isEmail(text)
    case .uri: return URIScanner(text).isURI
    case .uuid: return scanner.uuid() && scanner.isAtEnd
    case .password: return SecretReference(text) != nil
    }
  }

  /// RFC 5321, section 4.1.2, without quoted local parts and address literals; the domain needs a dot.
  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254 else { return false }
    let atoms = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard atoms.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(FormatScanner.isAtomCharacter) }) else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1
      && labels.allSatisfy { label in
        let bytes = Array(label.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
        return first != UInt8(ascii: "-") && last != UInt8(ascii: "-")
          && bytes.allSatisfy { FormatScanner.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
      }
  }
}

/// Reads the parts of dates and identifiers.
struct FormatScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = Substring(text).utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(anyOf choices: StaticString) -> Bool {
    guard let next = rest.first else { return false }
    let isChosen = choices.withUTF8Buffer { $0.contains(next) }
    if isChosen { rest.removeFirst() }
    return isChosen
  }

  /// A full date of RFC 3339, section 5.6.
  mutating func date() -> Bool {
    guard let year = number(4), take(anyOf: "-"), let month = number(2), take(anyOf: "-"), let day = number(2) else {
      return false
    }
    return CalendarDate(year: year, month: month, day: day) != nil
  }

  /// A full time of RFC 3339, section 5.6; its offset may be missing where none is needed.
  mutating func time(needsOffset: Bool) -> Bool {
    guard let hour = number(2), take(anyOf: ":"), let minute = number(2), take(anyOf: ":"), let second = number(2)
    else { return false }
    if take(anyOf: ".") {
      guard number(1) != nil else { return false }
      while number(1) != nil {}
    }
    guard let offset = offset() else { return false }
    if offset.isMissing, needsOffset { return false }
    guard hour < 24, minute < 60 else { return false }
    if second < 60 { return true }
    // A leap second is the last of its day in UTC.
    let minutes = (hour * 60 + minute - offset.minutes).quotientAndRemainder(flooringBy: 24 * 60).remainder
    return second == 60 && minutes == 24 * 60 - 1
  }

  private mutating func offset() -> (minutes: Int64, isMissing: Bool)? {
    if take(anyOf: "Zz") { return (0, false) }
    guard let sign = rest.first, take(anyOf: "+-") else { return (0, true) }
    guard let hour = number(2), hour < 24 else { return nil }
    _ = take(anyOf: ":")
    guard let minute = rest.isEmpty ? 0 : number(2), minute < 60 else { return nil }
    let minutes = hour * 60 + minute
    return (sign == UInt8(ascii: "-") ? -minutes : minutes, false)
  }

  /// RFC 9562, section 4, also as a URN.
  mutating func uuid() -> Bool {
    let prefix = "urn:uuid:"
    if rest.count > prefix.utf8.count, String(decoding: rest.prefix(prefix.utf8.count), as: UTF8.self) == prefix {
      rest = rest.dropFirst(prefix.utf8.count)
    }
    for (index, count) in [8, 4, 4, 4, 12].enumerated() {
      if index > 0, !take(anyOf: "-") { return false }
      for _ in 0..<count where !take(anyOf: "0123456789abcdefABCDEF") { return false }
    }
    return true
  }

  private mutating func number(_ digits: Int) -> Int64? {
    guard rest.count >= digits else { return nil }
    var value: Int64 = 0
    for byte in rest.prefix(digits) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    rest = rest.dropFirst(digits)
    return value
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  static func isAtomCharacter(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
  }
}
