/// The rule of POSIX (`TZ`) for the years behind a zone's last transition: one offset, or two that change by the year.
enum ZoneRule: Sendable {
  case constant(ZoneRules.Period)
  case yearly(standard: ZoneRules.Period, daylight: ZoneRules.Period, start: Change, end: Change)

  /// The day and local time of a change.
  struct Change: Sendable {
    enum Day: Sendable {
      /// From 1 to 365; 29 February is never counted.
      case julian(Int)
      /// From 0 to 365.
      case ordinal(Int)
      /// A weekday (0 is Sunday) of a week of a month; week 5 is the last.
      case weekday(month: Int, week: Int, day: Int)
    }

    var day: Day
    /// Seconds after midnight, perhaps of another day.
    var time: Int

    /// Local seconds since the epoch.
    func seconds(in year: Int) -> Int {
      let first = CalendarDate.days(beforeYear: year) + 1
      let ordinal: Int
      switch day {
      case .julian(let number): ordinal = first + number - 1 + (CalendarDate.isLeap(year) && number > 59 ? 1 : 0)
      case .ordinal(let number): ordinal = first + number
      case .weekday(let month, let week, let day):
        let begin = first + CalendarDate.days(beforeMonth: month, of: year)
        // Ordinal 7 was a Sunday.
        var candidate = begin + (day - begin % 7 + 7) % 7 + (week - 1) * 7
        if candidate >= begin + CalendarDate.days(inMonth: month, of: year) { candidate -= 7 }
        ordinal = candidate
      }
      return (ordinal - CalendarDateTime.epochOrdinal) * 86400 + time
    }
  }

  /// Nil where the text is not such a rule.
  init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    var parser = ZoneRuleParser(text)
    guard let name = parser.name(), let west = parser.time(most: 24) else { return nil }
    let standard = ZoneRules.Period(offset: -west, daylight: 0, name: name)
    if parser.isAtEnd {
      self = .constant(standard)
      return
    }
    guard let summer = parser.name() else { return nil }
    var offset = standard.offset + 3600
    if !parser.isAtComma {
      guard let west = parser.time(most: 24) else { return nil }
      offset = -west
    }
    guard let start = parser.change(), let end = parser.change(), parser.isAtEnd else { return nil }
    let daylight = ZoneRules.Period(offset: offset, daylight: offset - standard.offset, name: summer)
    self = .yearly(standard: standard, daylight: daylight, start: start, end: end)
  }

  func period(atUTC seconds: Int) -> (period: ZoneRules.Period, isRepeated: Bool) {
    guard case .yearly(let standard, let daylight, let start, let end) = self else {
      return (constantPeriod, false)
    }
    let year = ZoneRule.year(ofSeconds: seconds + standard.offset)
    let begin = start.seconds(in: year) - standard.offset
    let finish = end.seconds(in: year) - daylight.offset
    let isDaylight =
      begin < finish ? seconds >= begin && seconds < finish : seconds >= begin || seconds < finish
    // The clock is set back when the later of the two offsets ends.
    let shift = daylight.offset - standard.offset
    let back = shift > 0 ? finish : begin
    let isRepeated = seconds >= back && seconds - back < abs(shift)
    return (isDaylight ? daylight : standard, isRepeated)
  }

  func period(atLocal seconds: Int, fold: Int) -> ZoneRules.Period {
    guard case .yearly(let standard, let daylight, let start, let end) = self else { return constantPeriod }
    let year = ZoneRule.year(ofSeconds: seconds)
    var (begin, finish) = (start.seconds(in: year), end.seconds(in: year))
    let shift = daylight.offset - standard.offset
    // With fold 1, the gap belongs to the time after it, the repeated hour too.
    if fold == (shift >= 0 ? 1 : 0) { finish -= shift } else { begin += shift }
    let isDaylight =
      begin < finish ? seconds >= begin && seconds < finish : seconds >= begin || seconds < finish
    return isDaylight ? daylight : standard
  }

  private var constantPeriod: ZoneRules.Period {
    switch self {
    case .constant(let period), .yearly(let period, _, _, _): period
    }
  }

  private static func year(ofSeconds seconds: Int) -> Int {
    let ordinal = seconds.flooredQuotient(86400) + CalendarDateTime.epochOrdinal
    return CalendarDate(ordinal: min(max(ordinal, 1), CalendarDate.maximumOrdinal))?.year ?? 1970
  }
}

/// Reads a rule from left to right.
private struct ZoneRuleParser {
  private var bytes: ArraySlice<UInt8>

  init(_ text: String) { bytes = Array(text.utf8)[...] }

  var isAtEnd: Bool { bytes.isEmpty }
  var isAtComma: Bool { bytes.first == UInt8(ascii: ",") }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard bytes.first == byte else { return false }
    bytes.removeFirst()
    return true
  }

  /// Three letters or more, or anything between angle brackets.
  mutating func name() -> String? {
    if take(UInt8(ascii: "<")) {
      let name = bytes.prefix { $0 != UInt8(ascii: ">") }
      bytes = bytes.dropFirst(name.count)
      guard take(UInt8(ascii: ">")) else { return nil }
      return String(decoding: name, as: UTF8.self)
    }
    let name = bytes.prefix { (65...90).contains($0) || (97...122).contains($0) }
    bytes = bytes.dropFirst(name.count)
    return name.count < 3 ? nil : String(decoding: name, as: UTF8.self)
  }

  private mutating func number(most: Int) -> Int? {
    let digits = bytes.prefix { (48...57).contains($0) }.prefix(4)
    guard !digits.isEmpty, let number = Int(String(decoding: digits, as: UTF8.self)), number <= most else { return nil }
    bytes = bytes.dropFirst(digits.count)
    return number
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func time(most: Int) -> Int? {
    let isNegative = take(UInt8(ascii: "-"))
    if !isNegative { _ = take(UInt8(ascii: "+")) }
    guard let hours = number(most: most) else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where take(UInt8(ascii: ":")) {
      guard let part = number(most: 59) else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }

  /// `,date[/time]`.
  mutating func change() -> ZoneRule.Change? {
    guard take(UInt8(ascii: ",")) else { return nil }
    let day: ZoneRule.Change.Day
    if take(UInt8(ascii: "J")) {
      guard let number = number(most: 365), number > 0 else { return nil }
      day = .julian(number)
    } else if take(UInt8(ascii: "M")) {
      guard let month = number(most: 12), month > 0, take(UInt8(ascii: ".")), let week = number(most: 5), week > 0,
        take(UInt8(ascii: ".")), let weekday = number(most: 6)
      else { return nil }
      day = .weekday(month: month, week: week, day: weekday)
    } else {
      guard let number = number(most: 365) else { return nil }
      day = .ordinal(number)
    }
    guard take(UInt8(ascii: "/")) else { return ZoneRule.Change(day: day, time: 7200) }
    return time(most: 167).map { ZoneRule.Change(day: day, time: $0) }
  }
}
