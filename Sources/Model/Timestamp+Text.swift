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

/// A day of the proleptic Gregorian calendar.
struct CalendarDate {
  let year: Int64
  let month: Int64
  let day: Int64

  /// The date of a day counted from 1970-01-01.
  ///
  /// Years are counted from March, so that the leap day is a year's last, in eras of 400 years (146,097 days).
  init(daysSinceEpoch: Int64) {
    let (era, dayOfEra) = (daysSinceEpoch + Self.epoch).quotientAndRemainder(flooringBy: Self.daysOfEra)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  /// The date with these parts; nil where there is none.
  init?(year: Int64, month: Int64, day: Int64) {
    guard (1...12).contains(month), (1...Self.length(ofMonth: month, year: year)).contains(day) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Days from 1970-01-01.
  var daysSinceEpoch: Int64 {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).quotientAndRemainder(flooringBy: 400)
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return era * Self.daysOfEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - Self.epoch
  }

  private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static let daysOfEra: Int64 = 146_097
  /// Days from 0000-03-01 to 1970-01-01.
  private static let epoch: Int64 = 719_468
}

extension Int64 {
  /// The quotient rounded down and the remainder that is never negative, for a positive divisor.
  func quotientAndRemainder(flooringBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
