/// A day and a time of day, without a zone: the naive part of a `datetime`.
struct CalendarDateTime: Hashable {
  var date: CalendarDate
  var time: ClockTime

  static let epochOrdinal = 719_163
  /// Microseconds from the epoch to the first and beyond the last moment of the calendar.
  private static let first = (Int128(1) - Int128(epochOrdinal)) * TimeDelta.microsecondsPerDay
  private static let end =
    (Int128(CalendarDate.maximumOrdinal + 1) - Int128(epochOrdinal)) * TimeDelta.microsecondsPerDay

  init(date: CalendarDate, time: ClockTime) {
    self.date = date
    self.time = time
  }

  /// The day and time so many microseconds after 1970-01-01; nil where it is outside the calendar.
  init?(microsecondsSinceEpoch microseconds: Int128) {
    guard microseconds >= Self.first, microseconds < Self.end else { return nil }
    let sinceFirst = microseconds - Self.first
    guard let date = CalendarDate(ordinal: Int(sinceFirst / TimeDelta.microsecondsPerDay) + 1)
    else { return nil }
    self.date = date
    time = ClockTime(unchecked: Int(sinceFirst % TimeDelta.microsecondsPerDay))
  }

  var microsecondsSinceEpoch: Int128 {
    Int128(date.ordinal - Self.epochOrdinal) * TimeDelta.microsecondsPerDay
      + Int128(time.microseconds)
  }

  func adding(_ delta: TimeDelta) throws(Fault) -> CalendarDateTime {
    let sum = microsecondsSinceEpoch + delta.totalMicroseconds
    guard let result = CalendarDateTime(microsecondsSinceEpoch: sum) else {
      throw .overflow("date value out of range")
    }
    return result
  }

  /// The span from `other` to this moment.
  func difference(to other: CalendarDateTime) throws(Fault) -> TimeDelta {
    try TimeDelta(totalMicroseconds: microsecondsSinceEpoch - other.microsecondsSinceEpoch)
  }

  func isoFormat(separator: Unicode.Scalar = "T", _ precision: ClockTime.Precision = .auto)
    -> String
  {
    date.isoFormat + String(separator) + time.isoFormat(precision)
  }

  /// `Mon Jan  5 00:00:00 2026`, as C's `ctime` writes it.
  var ctime: String {
    let weekday = CalendarNames.days[date.weekday].prefix(3)
    let month = CalendarNames.months[date.month - 1].prefix(3)
    let day = date.day < 10 ? " \(date.day)" : "\(date.day)"
    return "\(weekday) \(month) \(day) \(time.isoFormat(.seconds)) \(digits(date.year, width: 4))"
  }
}

extension CalendarDateTime: Comparable {
  static func < (left: CalendarDateTime, right: CalendarDateTime) -> Bool {
    left.microsecondsSinceEpoch < right.microsecondsSinceEpoch
  }
}

/// The names of the C locale.
enum CalendarNames {
  static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November",
    "December",
  ]
}
