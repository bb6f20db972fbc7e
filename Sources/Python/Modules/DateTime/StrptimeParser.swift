/// Reads a time by a format, as `strptime` does.
struct StrptimeParser {
  /// What was read.
  struct Result {
    var dateTime: CalendarDateTime
    /// The offset from UTC, in microseconds, and the zone's name.
    var offset: Int?
    var zoneName: String?
    /// What a `struct_time` keeps beside the date.
    var second: Int
  }

  private let text: [Unicode.Scalar]
  private let format: [StrptimeDirective]
  private var failures: Set<Int> = []
  private var found: [StrptimeDirective.Field: Range<Int>] = [:]

  static func parse(_ text: String, _ format: String) throws(Fault) -> Result {
    var parser = StrptimeParser(
      text: Array(text.unicodeScalars), format: try StrptimeDirective.directives(of: format))
    guard let end = parser.match(0, at: 0) else {
      throw .value(
        "time data \(StringRepr.repr(text.unicodeScalars)) does not match format "
          + StringRepr.repr(format.unicodeScalars))
    }
    if end < parser.text.count {
      throw .value("unconverted data remains: \(parser.string(end..<parser.text.count))")
    }
    return try parser.result()
  }

  private init(text: [Unicode.Scalar], format: [StrptimeDirective]) {
    self.text = text
    self.format = format
  }

  private func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(text[range]))
  }

  /// Matches the rest of the format and gives where it ends. Tries the longer numbers first.
  private mutating func match(_ index: Int, at position: Int) -> Int? {
    guard index < format.count else { return position }
    let key = index * (text.count + 1) + position
    if failures.contains(key) { return nil }
    for end in format[index].ends(in: text, from: position) {
      if case .field(let field) = format[index] { found[field] = position..<end }
      if let result = match(index + 1, at: end) { return result }
    }
    failures.insert(key)
    return nil
  }

  private func number(_ field: StrptimeDirective.Field) -> Int? {
    found[field].flatMap { Int(string($0).filter { $0 != " " }) }
  }

  private func name(_ field: StrptimeDirective.Field, in names: [String], prefix: Int = .max)
    -> Int?
  {
    guard let range = found[field] else { return nil }
    let word = string(range).lowercased()
    return names.firstIndex { $0.lowercased().prefix(prefix) == word }
  }

  private func result() throws(Fault) -> Result {
    let date = try date()
    var hour = number(.hour24) ?? 0
    if let hour12 = number(.hour12) {
      let isAfternoon = found[.halfOfDay].map { string($0).lowercased() == "pm" } ?? false
      hour = hour12 % 12 + (isAfternoon ? 12 : 0)
    }
    var microsecond = 0
    if let range = found[.microsecond] {
      microsecond = Int(string(range) + String(repeating: "0", count: 6 - range.count)) ?? 0
    }
    let second = number(.second) ?? 0
    let offset = try offset()
    let time = try ClockTime(
      hour: hour, minute: number(.minute) ?? 0, second: second, microsecond: microsecond)
    return Result(
      dateTime: CalendarDateTime(date: date, time: time), offset: offset,
      zoneName: found[.zoneName].map { string($0).uppercased() }, second: second)
  }

  private func date() throws(Fault) -> CalendarDate {
    var year = number(.year)
    if let short = number(.shortYear) { year = short <= 68 ? 2000 + short : 1900 + short }
    let month =
      number(.month) ?? name(.monthName, in: CalendarNames.months).map { $0 + 1 }
      ?? name(.shortMonthName, in: CalendarNames.months, prefix: 3).map { $0 + 1 } ?? 1
    var weekday =
      name(.weekdayName, in: CalendarNames.days)
      ?? name(.shortWeekdayName, in: CalendarNames.days, prefix: 3)
    if let sundayBased = number(.weekdayFromSunday) { weekday = (sundayBased + 6) % 7 }
    if let isoWeekday = number(.isoWeekday) { weekday = isoWeekday - 1 }
    try checkWeeks(year: year, weekday: weekday)
    if let isoYear = number(.isoYear), let week = number(.isoWeek), let weekday {
      // Weeks 0 and 53 of any year are taken, unlike `fromisocalendar`.
      let ordinal = CalendarDate.ordinalOfFirstMonday(of: isoYear) + (week - 1) * 7 + weekday
      guard let date = CalendarDate(ordinal: ordinal) else {
        throw .value("year \(ordinal < 1 ? 0 : 10000) is out of range")
      }
      return date
    }
    let actualYear = year ?? 1900
    var dayOfYear = number(.dayOfYear)
    if dayOfYear == nil, let weekday {
      dayOfYear = try self.dayOfYear(year: actualYear, weekday: weekday)
    }
    guard let dayOfYear else {
      return try CalendarDate(year: actualYear, month: month, day: number(.day) ?? 1)
    }
    let first = try CalendarDate(year: actualYear, month: 1, day: 1)
    guard let date = CalendarDate(ordinal: first.ordinal + dayOfYear - 1) else {
      throw .value("year \(dayOfYear < 1 ? 0 : 10000) is out of range")
    }
    return date
  }

  private func checkWeeks(year: Int?, weekday: Int?) throws(Fault) {
    let weekdays = "and a weekday directive ('%A', '%a', '%w', or '%u')."
    if found[.isoYear] != nil {
      if found[.isoWeek] == nil || weekday == nil {
        throw .value(
          "ISO year directive '%G' must be used with the ISO week directive '%V' " + weekdays)
      }
      if found[.dayOfYear] != nil {
        throw .value(
          "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead."
        )
      }
    } else if found[.isoWeek] != nil {
      if weekday == nil || (year == nil && found[.isoWeek] == nil) {
        throw .value(
          "ISO week directive '%V' must be used with the ISO year directive '%G' " + weekdays)
      }
      throw .value(
        "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead."
      )
    }
  }

  /// The day that a week of the year (`%U`, `%W`) and a weekday name; nil without a week.
  private func dayOfYear(year: Int, weekday: Int) throws(Fault) -> Int? {
    let startsOnMonday = found[.weekFromSunday] == nil
    guard let week = number(.weekFromSunday) ?? number(.weekFromMonday) else { return nil }
    var first = try CalendarDate(year: year, month: 1, day: 1).weekday
    var weekday = weekday
    if !startsOnMonday {
      first = (first + 1) % 7
      weekday = (weekday + 1) % 7
    }
    if week == 0 { return 1 + weekday - first }
    return 1 + (7 - first) % 7 + 7 * (week - 1) + weekday
  }

  private func offset() throws(Fault) -> Int? {
    guard let range = found[.offset] else { return nil }
    let text = string(range)
    if text == "Z" { return 0 }
    var rest = Array(text.utf8)
    if rest[3] == UInt8(ascii: ":") {
      rest.remove(at: 3)
      if rest.count > 5 {
        if rest[5] != UInt8(ascii: ":") { throw .value("Inconsistent use of : in \(text)") }
        rest.remove(at: 5)
      }
    }
    var reader = DigitReader(rest[1...])
    let hours = reader.number(2) ?? 0
    let minutes = reader.number(2) ?? 0
    let seconds = reader.number(2) ?? 0
    var microseconds = 0
    if reader.take(UInt8(ascii: ".")) { microseconds = reader.fraction() ?? 0 }
    let magnitude = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + microseconds
    return rest[0] == UInt8(ascii: "-") ? -magnitude : magnitude
  }
}
