/// Reads an ISO 8601 text from left to right. Every method gives nil where the text is not what it expects.
struct TimestampScanner {
  private let text: [UInt8]
  private var position = 0

  init(_ description: String) {
    text = Array(description.utf8)
  }

  mutating func moment() -> Timestamp? {
    guard let (day, isExtended) = date() else { return nil }
    var inDay: Int64 = 0
    var offset: Int64 = 0
    if position < text.count {
      guard skip("T") || skip("t") || skip(" ") else { return nil }
      guard let time = time(isExtended: isExtended), let shift = self.offset() else { return nil }
      (inDay, offset) = (time, shift)
    }
    guard position == text.count else { return nil }
    // A day before the epoch is counted back from its end: the start of the very first one would overflow.
    let isBefore = day < 0
    let (microseconds, overflow) = (isBefore ? day + 1 : day).multipliedReportingOverflow(by: 86_400_000_000)
    let (sum, sumOverflow) = microseconds.addingReportingOverflow(
      inDay - offset - (isBefore ? 86_400_000_000 : 0))
    return overflow || sumOverflow ? nil : Timestamp(microseconds: sum)
  }

  private mutating func date() -> (day: Int64, isExtended: Bool)? {
    guard let year = year() else { return nil }
    let isExtended = skip("-")
    guard let month = number(2), skip("-") == isExtended, let day = number(2) else { return nil }
    guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
    return (date.daysSinceEpoch, isExtended)
  }

  private mutating func year() -> Int64? {
    if skip("+") { return number(6) }
    if skip("-") { return number(6).map { -$0 } }
    return number(4)
  }

  /// Microseconds since midnight.
  private mutating func time(isExtended: Bool) -> Int64? {
    guard let hour = number(2), hour < 24 else { return nil }
    var minute: Int64 = 0
    var second: Int64 = 0
    var fraction: Int64 = 0
    if isExtended ? skip(":") : startsWithDigit {
      guard let value = number(2), value < 60 else { return nil }
      minute = value
      if isExtended ? skip(":") : startsWithDigit {
        guard let value = number(2), value < 60 else { return nil }
        second = value
        if skip(".") || skip(",") {
          guard let value = self.fraction() else { return nil }
          fraction = value
        }
      }
    }
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
  }

  private mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var digits = 0
    while let digit = digit() {
      digits += 1
      if digits <= 6 { value = value * 10 + digit }
    }
    guard (1...9).contains(digits) else { return nil }
    for _ in 0..<max(0, 6 - digits) { value *= 10 }
    return value
  }

  /// Microseconds east of UTC.
  private mutating func offset() -> Int64? {
    if position == text.count || skip("Z") || skip("z") { return 0 }
    let sign: Int64
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(2), hours < 24 else { return nil }
    var seconds = hours * 3600
    if skip(":") || startsWithDigit {
      guard let minutes = number(2), minutes < 60 else { return nil }
      seconds += minutes * 60
      if skip(":") || startsWithDigit {
        guard let value = number(2), value < 60 else { return nil }
        seconds += value
      }
    }
    return sign * seconds * 1_000_000
  }

  private var startsWithDigit: Bool {
    position < text.count && text[position] &- UInt8(ascii: "0") < 10
  }

  private mutating func skip(_ scalar: UnicodeScalar) -> Bool {
    guard position < text.count, text[position] == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  private mutating func digit() -> Int64? {
    guard startsWithDigit else { return nil }
    position += 1
    return Int64(text[position - 1] - UInt8(ascii: "0"))
  }

  private mutating func number(_ digits: Int) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }
}
