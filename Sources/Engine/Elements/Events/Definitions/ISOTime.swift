import OrderedCollections
import WorkflowModel

/// Moments as models write them.
enum ISOTime {
  /// The moment of a text of ISO 8601 (a naive one is UTC; week dates too), or of a `datetime` or `date` object.
  static func moment(_ value: DataValue) -> Timestamp? {
    switch value {
    case .string(let text): return Timestamp(text) ?? weekDate(text)
    case .typed(let typed):
      switch StandardTypename(rawValue: typed.typename) {
      case .datetime, .date:
        guard case .string(let text)? = typed.content["value"] else { return nil }
        return Timestamp(text)
      default: return nil
      }
    default: return nil
    }
  }

  /// A week date (`2026-W01-4`, with or without hyphens), perhaps with a time behind it.
  private static func weekDate(_ text: String) -> Timestamp? {
    let parts = text.uppercased().split(separator: "T", maxSplits: 1)
    guard let date = parts.first else { return nil }
    let digits = date.filter { $0 != "-" }
    guard digits.count == 8, digits.dropFirst(4).first == "W", let year = Int64(digits.prefix(4)),
      let week = Int64(digits.dropFirst(5).prefix(2)), let day = Int64(digits.suffix(1)), (1...53).contains(week),
      (1...7).contains(day), let fourth = CalendarDate(year: year, month: 1, day: 4)
    else { return nil }
    // The first week is the one with January 4; 1970-01-01 was a Thursday.
    let weekday = (fourth.daysSinceEpoch + 3).quotientAndRemainder(flooringBy: 7).remainder
    let monday = fourth.daysSinceEpoch - weekday + (week - 1) * 7
    // A week belongs to the year that its Thursday lies in.
    guard CalendarDate(daysSinceEpoch: monday + 3).year == year else { return nil }
    let calendar = CalendarDate(daysSinceEpoch: monday + day - 1)
    let time = parts.count > 1 ? "T\(parts[1])" : ""
    return Timestamp("\(padded(calendar.year, 4))-\(padded(calendar.month, 2))-\(padded(calendar.day, 2))\(time)")
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A duration of ISO 8601: `P1Y2M3DT4H5M6.5S`, or weeks alone.
///
/// Months and years have the length that they have from a given moment on.
struct ISODuration {
  private var months: Double = 0
  private var microseconds: Double = 0

  private static let day: Double = 86_400_000_000

  init?(_ value: DataValue) {
    switch value {
    case .string(let text): self.init(text)
    case .typed(let typed) where typed.typename == StandardTypename.timedelta.rawValue:
      self.init(
        microseconds:
          typed.content.number("days") * Self.day + typed.content.number("seconds") * 1_000_000
          + typed.content.number("microseconds"))
    default: return nil
    }
  }

  private init(microseconds: Double) {
    self.microseconds = microseconds
  }

  init?(_ text: String) {
    var rest = Substring(text.lowercased())
    guard rest.popFirst() == "p", !rest.isEmpty else { return nil }
    var designators = Substring("ymwd")
    var isTime = false
    while !rest.isEmpty {
      if rest.first == "t" {
        guard !isTime, rest.count > 1 else { return nil }
        (isTime, designators) = (true, "hms")
        rest.removeFirst()
        continue
      }
      guard let (number, designator) = Self.component(&rest), let place = designators.firstIndex(of: designator) else {
        return nil
      }
      designators = designators[designators.index(after: place)...]
      add(number, designator, isTime: isTime)
    }
  }

  /// A number with its designator; only the last may have a fraction.
  private static func component(_ text: inout Substring) -> (Double, Character)? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
    text = text.dropFirst(number.count)
    guard let designator = text.popFirst(), let first = number.first, first.isNumber,
      let value = Double(String(number.map { $0 == "," ? "." : $0 }))
    else { return nil }
    let hasFraction = number.contains { !$0.isNumber }
    return hasFraction && !text.isEmpty ? nil : (value, designator)
  }

  private mutating func add(_ number: Double, _ designator: Character, isTime: Bool) {
    switch designator {
    case "y": months += number * 12
    case "m" where !isTime: months += number
    case "w": microseconds += number * 7 * Self.day
    case "d": microseconds += number * Self.day
    case "h": microseconds += number * 3_600_000_000
    case "m": microseconds += number * 60_000_000
    default: microseconds += number * 1_000_000
    }
  }

  /// The length in microseconds from a moment on; nil beyond the calendar.
  func length(from start: Timestamp) -> Int64? {
    length { index in Self.daysOfMonth(of: start, plus: index) }
  }

  /// The length in microseconds up to a moment.
  func length(upTo end: Timestamp) -> Int64? {
    length { index in Self.daysOfMonth(of: end, plus: -(index + 1)) }
  }

  /// The moment that lies this long after another.
  func end(from start: Timestamp) -> Timestamp? {
    guard let length = length(from: start) else { return nil }
    let (sum, isTooLate) = start.microseconds.addingReportingOverflow(length)
    return isTooLate ? nil : Timestamp(microseconds: sum)
  }

  private func length(_ daysOfMonth: (Int64) -> Int64) -> Int64? {
    guard months < 120_000, microseconds.isFinite else { return nil }
    let whole = Int64(months)
    var days: Double = 0
    for index in 0..<whole { days += Double(daysOfMonth(index)) }
    days += (months - Double(whole)) * Double(daysOfMonth(whole))
    return Int64(exactly: (days * Self.day + microseconds).rounded())
  }

  /// The length of the month that lies a number of months after that of a moment.
  private static func daysOfMonth(of moment: Timestamp, plus months: Int64) -> Int64 {
    let date = CalendarDate(
      daysSinceEpoch: moment.microseconds.quotientAndRemainder(flooringBy: 86_400_000_000).quotient)
    let (year, month) = (date.year * 12 + date.month - 1 + months).quotientAndRemainder(flooringBy: 12)
    return CalendarDate.length(ofMonth: month + 1, year: year)
  }
}

/// A repeating interval of ISO 8601: `R3/PT10S`, `R/2026-01-01T00:00:00Z/P1D`, `R3/P1D/2026-01-01T00:00:00Z`.
struct ISOCycle {
  /// How many repetitions are left; negative for no end.
  var remaining: Int
  /// When the next is due.
  var next: Timestamp
  /// Microseconds from one to the next.
  let interval: Int64

  init?(_ text: String, now: Timestamp) {
    let parts = text.uppercased().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), parts[0].first == "R" else { return nil }
    let count = parts[0].dropFirst()
    guard let repetitions = count.isEmpty ? -1 : Int(count) else { return nil }
    remaining = repetitions
    if let duration = ISODuration(parts[1]) {
      if parts.count == 2 {
        guard let length = duration.length(from: now), let start = duration.end(from: now) else { return nil }
        (interval, next) = (length, start)
      } else {
        guard let end = ISOTime.moment(.string(parts[2])), let length = duration.length(upTo: end) else { return nil }
        (interval, next) = (length, Timestamp(microseconds: end.microseconds &- length))
      }
    } else {
      guard parts.count == 3, let start = ISOTime.moment(.string(parts[1])),
        let length = ISODuration(parts[2])?.length(from: start)
      else { return nil }
      (interval, next) = (length, start)
    }
    // An endless repetition without a length would never let the clock pass it.
    if interval <= 0 { return nil }
  }

  init?(remembered: DataValue) {
    guard case .dictionary(let members) = remembered, case .integer(let cycles)? = members["cycles"],
      case .string(let text)? = members["next"], let next = Timestamp(text)
    else { return nil }
    remaining = cycles
    self.next = next
    guard let interval = Int64(exactly: (members.number("duration") * 1_000_000).rounded()) else { return nil }
    self.interval = interval
  }

  /// What the timer remembers: cycles, next, and the duration in seconds.
  var value: DataValue {
    ["cycles": .integer(remaining), "next": .string("\(next)"), "duration": .double(Double(interval) / 1_000_000)]
  }
}

extension DataDictionary {
  /// A number, 0 where there is none.
  fileprivate func number(_ key: String) -> Double {
    switch self[key] {
    case .integer(let number)?: Double(number)
    case .double(let number)?: number
    default: 0
    }
  }
}
