extension Timestamp: LosslessStringConvertible {
  /// The moment in UTC as ISO 8601 and as Python's `isoformat()`: `2026-01-01T00:00:00.123456+00:00`, the fraction only
  /// where it is not zero. Years outside 0 to 9999 have a sign and six digits.
  public var description: String {
    let (day, inDay) = microseconds.quotientAndRemainder(flooringBy: 86_400_000_000)
    let date = CalendarDate(daysSinceEpoch: day)
    let year =
      (0...9999).contains(date.year)
      ? Self.padded(date.year, 4) : (date.year < 0 ? "-" : "+") + Self.padded(abs(date.year), 6)
    let (seconds, fraction) = inDay.quotientAndRemainder(dividingBy: 1_000_000)
    var text = "\(year)-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))T"
    text += "\(Self.padded(seconds / 3600, 2)):\(Self.padded(seconds / 60 % 60, 2)):\(Self.padded(seconds % 60, 2))"
    if fraction != 0 { text += "." + Self.padded(fraction, 6) }
    return text + "+00:00"
  }

  /// The moment of an ISO 8601 text, in the extended format or the basic one; nil where it is not one.
  ///
  /// `2026-01-01T12:00:00.5+01:00`: the date and the time are parted by `T` or a space; seconds, fraction and the whole
  /// time may be missing (midnight); the fraction has at most nine digits, of which six count; the offset is `Z` or
  /// hours with optional minutes and seconds, and UTC where it is missing.
  public init?(_ description: String) {
    var scanner = TimestampScanner(description)
    guard let moment = scanner.moment() else { return nil }
    self = moment
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
