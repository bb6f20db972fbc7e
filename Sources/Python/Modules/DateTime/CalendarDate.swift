/// A day of the proleptic Gregorian calendar, year 1 to 9999.
struct CalendarDate: Hashable {
  let year: Int
  let month: Int
  let day: Int

  static let minimum = CalendarDate(unchecked: 1, 1, 1)
  static let maximum = CalendarDate(unchecked: 9999, 12, 31)
  /// The number of the last day, counting 0001-01-01 as 1.
  static let maximumOrdinal = 3_652_059

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(year: Int, month: Int, day: Int) throws(Fault) {
    if year < 1 || year > 9999 { throw .value("year \(year) is out of range") }
    if month < 1 || month > 12 { throw .value("month must be in 1..12") }
    if day < 1 || day > Self.days(inMonth: month, of: year) {
      throw .value("day is out of range for month")
    }
    self.init(unchecked: year, month, day)
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days of a year before the first of a month.
  static func days(beforeMonth month: Int, of year: Int) -> Int {
    // March-based months of 153 days in five: exact for all twelve.
    if month <= 2 { return (month - 1) * 31 }
    return (153 * (month - 3) + 2) / 5 + (isLeap(year) ? 60 : 59)
  }

  /// Days before the first of January of a year, from year 1.
  static func days(beforeYear year: Int) -> Int {
    let past = year - 1
    return past * 365 + past / 4 - past / 100 + past / 400
  }

  /// The day's number, 0001-01-01 being 1.
  var ordinal: Int {
    Self.days(beforeYear: year) + Self.days(beforeMonth: month, of: year) + day
  }

  /// The day with a number; nil where it is outside the calendar.
  init?(ordinal: Int) {
    guard ordinal >= 1, ordinal <= Self.maximumOrdinal else { return nil }
    // The estimate is at most one year too high.
    var year = (ordinal - 1) * 400 / 146_097 + 1
    if Self.days(beforeYear: year) >= ordinal { year -= 1 }
    while Self.days(beforeYear: year + 1) < ordinal { year += 1 }
    var rest = ordinal - Self.days(beforeYear: year)
    var month = 1
    while rest > Self.days(inMonth: month, of: year) {
      rest -= Self.days(inMonth: month, of: year)
      month += 1
    }
    self.init(unchecked: year, month, rest)
  }

  /// 0 for Monday.
  var weekday: Int { (ordinal + 6) % 7 }

  /// The day's number in its year, from 1.
  var dayOfYear: Int { Self.days(beforeMonth: month, of: year) + day }

  /// ISO 8601 year, week and day of the week from 1.
  var isoCalendar: (year: Int, week: Int, weekday: Int) {
    var year = year
    var monday = Self.ordinalOfFirstMonday(of: year)
    let week = (ordinal - monday).flooredQuotient(7)
    var number = week + 1
    if week < 0 {
      year -= 1
      monday = Self.ordinalOfFirstMonday(of: year)
      number = (ordinal - monday) / 7 + 1
    } else if week >= 52, ordinal >= Self.ordinalOfFirstMonday(of: year + 1) {
      year += 1
      number = 1
    }
    return (year, number, weekday + 1)
  }

  /// The Monday of ISO week 1.
  static func ordinalOfFirstMonday(of year: Int) -> Int {
    let first = days(beforeYear: year) + 1
    let weekday = (first + 6) % 7
    return weekday > 3 ? first - weekday + 7 : first - weekday
  }

  init(isoYear year: Int, week: Int, weekday: Int) throws(Fault) {
    if year < 1 || year > 9999 { throw .value("Year is out of range: \(year)") }
    if week < 1 || week > 53 || (week == 53 && !Self.hasWeek53(year)) {
      throw .value("Invalid week: \(week)")
    }
    if weekday < 1 || weekday > 7 { throw .value("Invalid day: \(weekday) (range is [1, 7])") }
    let ordinal = Self.ordinalOfFirstMonday(of: year) + (week - 1) * 7 + weekday - 1
    guard let date = CalendarDate(ordinal: ordinal) else {
      throw .value("year \(ordinal < 1 ? 0 : 10000) is out of range")
    }
    self = date
  }

  private static func hasWeek53(_ year: Int) -> Bool {
    let weekday = (days(beforeYear: year) + 7) % 7
    return weekday == 3 || (weekday == 2 && isLeap(year))
  }

  func adding(days: Int) throws(Fault) -> CalendarDate {
    guard let date = CalendarDate(ordinal: ordinal + days) else {
      throw .overflow("date value out of range")
    }
    return date
  }

  var isoFormat: String { "\(digits(year, width: 4))-\(twoDigits(month))-\(twoDigits(day))" }

  var repr: String { "datetime.date(\(year), \(month), \(day))" }
}

extension CalendarDate: Comparable {
  static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension Int {
  func flooredQuotient(_ divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }

  func flooredRemainder(_ divisor: Int) -> Int {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}
