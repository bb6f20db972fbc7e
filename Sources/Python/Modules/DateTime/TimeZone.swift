/// A zone whose offset from UTC never changes: Python's `timezone`.
struct FixedZone: Hashable {
  let offset: TimeDelta
  let givenName: String?

  static let utc = FixedZone(uncheckedOffset: .zero, name: nil)

  private init(uncheckedOffset offset: TimeDelta, name: String?) {
    self.offset = offset
    givenName = name
  }

  init(offset: TimeDelta, name: String? = nil) throws(Fault) {
    guard offset.totalMicroseconds.magnitude < TimeDelta.microsecondsPerDay.magnitude else {
      throw .value(
        "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "
          + offset.repr + ".")
    }
    self.init(uncheckedOffset: offset, name: name)
  }

  /// Zones are equal by offset, whatever their names.
  static func == (left: FixedZone, right: FixedZone) -> Bool { left.offset == right.offset }
  func hash(into hasher: inout Hasher) { hasher.combine(offset) }

  var name: String {
    if let givenName { return givenName }
    return offset.isZero ? "UTC" : "UTC" + UTCOffset.text(offset)
  }

  var repr: String {
    if self == .utc, givenName == nil { return "datetime.timezone.utc" }
    guard let givenName else { return "datetime.timezone(\(offset.repr))" }
    return "datetime.timezone(\(offset.repr), \(StringRepr.repr(givenName.unicodeScalars)))"
  }
}

/// The text of an offset from UTC.
enum UTCOffset {
  /// `+HH:MM`, with seconds and microseconds where they are not zero.
  static func text(_ offset: TimeDelta, separator: String = ":") -> String {
    let total = offset.totalMicroseconds
    let magnitude = Int(total.magnitude)
    let seconds = magnitude / 1_000_000
    let microseconds = magnitude % 1_000_000
    var text = total < 0 ? "-" : "+"
    text += twoDigits(seconds / 3600) + separator + twoDigits(seconds / 60 % 60)
    if seconds % 60 != 0 || microseconds != 0 { text += separator + twoDigits(seconds % 60) }
    if microseconds != 0 { text += "." + digits(microseconds, width: 6) }
    return text
  }
}
