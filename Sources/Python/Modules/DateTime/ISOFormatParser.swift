/// Reads what `fromisoformat` accepts: the ISO 8601 forms of Python 3.11, extended and basic, calendar and week dates.
///
/// A text of no such form is nil, and the caller's message quotes it; numbers that are out of range are faults.
struct ISOFormatParser {
  private let text: [UInt8]

  /// `text` is UTF-8 in which the caller replaced a separator of more bytes than one.
  init(_ text: [UInt8]) { self.text = text }

  /// A time of day with the offset that follows it, if one does.
  struct ZonedTime {
    var time: ClockTime
    /// The offset in microseconds; it may be one that no zone can have.
    var offset: Int?
  }

  /// The date part that is all of the text.
  func date() throws(Fault) -> CalendarDate? {
    guard [7, 8, 10].contains(text.count) else { return nil }
    return try date(text[...])
  }

  /// A date, one character, a time; or a date alone.
  func dateTime() throws(Fault) -> (date: CalendarDate, time: ZonedTime)? {
    guard text.count >= 7 else { return nil }
    guard let end = dateLength(), end <= text.count, let date = try date(text[..<end]) else {
      return nil
    }
    if end == text.count { return (date, ZonedTime(time: .midnight, offset: nil)) }
    guard let time = try Self.time(text[(end + 1)...]) else { return nil }
    return (date, time)
  }

  /// A time, possibly after a `T`.
  func time() throws(Fault) -> ZonedTime? {
    try Self.time(text.first == UInt8(ascii: "T") ? text[1...] : text[...])
  }

  private static let dash = UInt8(ascii: "-")
  private static let week = UInt8(ascii: "W")

  private func isDigit(_ index: Int) -> Bool {
    index < text.count && text[index] >= 48 && text[index] <= 57
  }

  /// How long the date part is; a basic form and the separator can be told apart only by what follows.
  private func dateLength() -> Int? {
    if text.count == 7 { return 7 }
    if text[4] == Self.dash {
      guard text[5] == Self.week else { return 10 }
      guard text.count > 8, text[8] == Self.dash else { return 8 }
      if text.count == 9 { return nil }
      // `2020-W01-10`: two digits after the dash are an hour, and the dash the separator.
      return text.count > 10 && isDigit(10) ? 8 : 10
    }
    guard text[4] == Self.week else { return 8 }
    var index = 7
    while isDigit(index) { index += 1 }
    if index < 9 { return index }
    // An even end leaves an even number of digits for the time only without a day of the week.
    return index % 2 == 0 ? 7 : 8
  }

  private func date(_ part: ArraySlice<UInt8>) throws(Fault) -> CalendarDate? {
    var reader = DigitReader(part)
    guard let year = reader.number(4) else { return nil }
    let separated = reader.take(Self.dash)
    if reader.take(Self.week) {
      guard let week = reader.number(2) else { return nil }
      var weekday = 1
      if !reader.isAtEnd {
        if separated != reader.take(Self.dash) { return nil }
        guard let day = reader.number(1) else { return nil }
        weekday = day
      }
      return try? CalendarDate(isoYear: year, week: week, weekday: weekday)
    }
    // Like CPython, this does not look at what follows a basic form in a text of one of the three lengths.
    guard let month = reader.number(2), separated == reader.take(Self.dash), let day = reader.number(2) else {
      return nil
    }
    return try CalendarDate(year: year, month: month, day: day)
  }

  private static func time(_ part: ArraySlice<UInt8>) throws(Fault) -> ZonedTime? {
    let isZoneStart = { (byte: UInt8) in
      byte == UInt8(ascii: "+") || byte == dash || byte == UInt8(ascii: "Z")
    }
    let zoneStart = part.firstIndex(where: isZoneStart) ?? part.endIndex
    // What is left over before a zone CPython does not look at.
    guard let parts = ClockParts(part[..<zoneStart]), !parts.hasRest || zoneStart < part.endIndex else { return nil }
    let time = try ClockTime(
      hour: parts.hour, minute: parts.minute, second: parts.second, microsecond: parts.microsecond)
    var result = ZonedTime(time: time, offset: nil)
    guard zoneStart < part.endIndex else { return result }
    let zone = part[(zoneStart + 1)...]
    if part[zoneStart] == UInt8(ascii: "Z") {
      guard zone.isEmpty else { return nil }
      result.offset = 0
      return result
    }
    guard let offset = ClockParts(zone), !offset.hasRest else { return nil }
    result.offset = part[zoneStart] == dash ? -offset.microseconds : offset.microseconds
    return result
  }
}

/// `HH[:MM[:SS[.ffffff]]]`, with all colons or none.
private struct ClockParts {
  private var fields = [0, 0, 0]
  private(set) var microsecond = 0
  /// Whether something follows that belongs to no part.
  private(set) var hasRest = false

  var hour: Int { fields[0] }
  var minute: Int { fields[1] }
  var second: Int { fields[2] }
  var microseconds: Int { ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond }

  init?(_ part: ArraySlice<UInt8>) {
    var reader = DigitReader(part)
    let colon = UInt8(ascii: ":")
    var separated = false
    fields: for index in 0..<3 {
      guard let number = reader.number(2) else { return nil }
      fields[index] = number
      guard let next = reader.peek else { return }
      if index == 0 { separated = next == colon }
      if reader.count == 1 {
        hasRest = true
        return
      }
      switch next {
      case colon where separated:
        // After the seconds CPython takes a colon for a point.
        _ = reader.take(next)
      case UInt8(ascii: "."), UInt8(ascii: ","):
        _ = reader.take(next)
        break fields
      default:
        if separated { return nil }
      }
    }
    guard let fraction = reader.fraction() else { return nil }
    microsecond = fraction
    hasRest = !reader.isAtEnd
  }
}

/// Reads fixed numbers of ASCII digits.
struct DigitReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  var isAtEnd: Bool { rest.isEmpty }
  var peek: UInt8? { rest.first }
  var count: Int { rest.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var number = 0
    for byte in rest.prefix(count) {
      guard byte >= 48, byte <= 57 else { return nil }
      number = number * 10 + Int(byte) - 48
    }
    rest.removeFirst(count)
    return number
  }

  /// The decimals of a second, cut to microseconds.
  mutating func fraction() -> Int? {
    let shown = min(rest.count, 6)
    guard shown > 0, var number = number(shown) else { return nil }
    for _ in shown..<6 { number *= 10 }
    while let next = rest.first, next >= 48, next <= 57 { rest.removeFirst() }
    return number
  }
}
