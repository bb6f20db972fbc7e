/// What `strftime` can show: C's broken-down time, with what Python adds.
struct BrokenDownTime {
  var date: CalendarDate
  var time: ClockTime
  /// The offset from UTC; nil for a naive time.
  var offset: TimeDelta?
  var zoneName: String?
  /// Day of the week and of the year, which a `struct_time` may set apart from the date.
  var weekday: Int
  var dayOfYear: Int

  init(date: CalendarDate, time: ClockTime, offset: TimeDelta? = nil, zoneName: String? = nil) {
    self.date = date
    self.time = time
    self.offset = offset
    self.zoneName = zoneName
    weekday = date.weekday
    dayOfYear = date.dayOfYear
  }
}

/// Writes a time as C's `strftime` of the GNU library does in the C locale.
struct StrftimeFormatter {
  private let time: BrokenDownTime
  private var text = String.UnicodeScalarView()

  private init(_ time: BrokenDownTime) { self.time = time }

  static func format(_ time: BrokenDownTime, _ format: String) -> String {
    var formatter = StrftimeFormatter(time)
    formatter.write(Array(format.unicodeScalars))
    return String(formatter.text)
  }

  /// `-`, `_`, `0`, `^`, `#` between the percent sign and the letter, and a width.
  private struct Flags {
    var padding: Unicode.Scalar?
    var isUppercase = false
    var swapsCase = false
    var width: Int?
  }

  private mutating func write(_ format: [Unicode.Scalar]) {
    var index = 0
    while index < format.count {
      let start = index
      guard format[index] == "%" else {
        text.append(format[index])
        index += 1
        continue
      }
      index += 1
      var flags = Flags()
      while index < format.count, ["-", "_", "0", "^", "#"].contains(format[index]) {
        switch format[index] {
        case "^": flags.isUppercase = true
        case "#": flags.swapsCase = true
        default: flags.padding = format[index]
        }
        index += 1
      }
      while index < format.count, let digit = format[index].decimalDigit, format[index].isASCII {
        flags.width = min((flags.width ?? 0) * 10 + digit, 1024)
        index += 1
      }
      var isKnown = index < format.count
      if isKnown, let allowed = Self.modified(by: format[index]) {
        index += 1
        isKnown = index < format.count && allowed.unicodeScalars.contains(format[index])
      }
      // Python writes the microseconds itself, and knows no flags there.
      if isKnown, format[index] == "f", format[index - 1] != "%" { isKnown = false }
      guard isKnown, write(format[index], flags) else {
        index = min(index + 1, format.count)
        text.append(contentsOf: format[start..<index])
        continue
      }
      index += 1
    }
  }

  /// The directives that may follow the modifiers `E` and `O`, which change nothing in this locale.
  private static func modified(by modifier: Unicode.Scalar) -> String? {
    switch modifier {
    case "E": "cCxXyY"
    case "O": "bBdeHIlmMSuUVwWy"
    default: nil
    }
  }

  /// Writes one directive; false where it is none.
  private mutating func write(_ directive: Unicode.Scalar, _ flags: Flags) -> Bool {
    switch directive {
    case "a": word(String(CalendarNames.days[time.weekday].prefix(3)), flags)
    case "A": word(CalendarNames.days[time.weekday], flags)
    case "b", "h": word(String(CalendarNames.months[time.date.month - 1].prefix(3)), flags)
    case "B": word(CalendarNames.months[time.date.month - 1], flags)
    case "p": word(time.time.hour < 12 ? "AM" : "PM", flags, lowercaseOnSwap: true)
    case "P": word(time.time.hour < 12 ? "am" : "pm", flags)
    case "Z": word(time.zoneName ?? "", flags, lowercaseOnSwap: true)
    case "z": word(time.offset.map { UTCOffset.text($0, separator: "") } ?? "", flags)
    case "n": text.append("\n")
    case "t": text.append("\t")
    case "%": word("%", flags)
    case "f": word(digits(time.time.microsecond, width: 6), Flags())
    case "s": word(epochSeconds, flags)
    default:
      if let nested = nestedFormat(directive) {
        word(Self.format(time, nested), flags)
      } else if let number = number(directive) {
        self.number(number.value, width: number.width, padding: number.padding, flags)
      } else {
        return false
      }
    }
    return true
  }

  private func nestedFormat(_ directive: Unicode.Scalar) -> String? {
    switch directive {
    case "c": "%a %b %e %H:%M:%S %Y"
    case "x", "D": "%m/%d/%y"
    case "X", "T": "%H:%M:%S"
    case "r": "%I:%M:%S %p"
    case "R": "%H:%M"
    case "F": "%Y-%m-%d"
    default: nil
    }
  }

  private func number(_ directive: Unicode.Scalar) -> (
    value: Int, width: Int, padding: Unicode.Scalar
  )? {
    let hour12 = (time.time.hour + 11) % 12 + 1
    switch directive {
    case "d": return (time.date.day, 2, "0")
    case "e": return (time.date.day, 2, " ")
    case "H": return (time.time.hour, 2, "0")
    case "k": return (time.time.hour, 2, " ")
    case "I": return (hour12, 2, "0")
    case "l": return (hour12, 2, " ")
    case "j": return (time.dayOfYear, 3, "0")
    case "m": return (time.date.month, 2, "0")
    case "M": return (time.time.minute, 2, "0")
    case "S": return (time.time.second, 2, "0")
    case "u": return (time.weekday + 1, 1, "0")
    case "w": return ((time.weekday + 1) % 7, 1, "0")
    case "y": return (time.date.year % 100, 2, "0")
    case "Y": return (time.date.year, 1, "0")
    case "C": return (time.date.year / 100, 1, "0")
    case "U": return ((time.dayOfYear + 6 - (time.weekday + 1) % 7) / 7, 2, "0")
    case "W": return ((time.dayOfYear + 6 - time.weekday) / 7, 2, "0")
    case "V": return (time.date.isoCalendar.week, 2, "0")
    case "G": return (time.date.isoCalendar.year, 1, "0")
    case "g": return (time.date.isoCalendar.year % 100, 2, "0")
    default: return nil
    }
  }

  private var epochSeconds: String {
    var seconds = time.time
    seconds.microsecond = 0
    return String(
      CalendarDateTime(date: time.date, time: seconds).microsecondsSinceEpoch / 1_000_000)
  }

  private mutating func word(_ word: String, _ flags: Flags, lowercaseOnSwap: Bool = false) {
    var word = word
    if flags.swapsCase { word = lowercaseOnSwap ? word.lowercased() : word.uppercased() }
    if flags.isUppercase { word = word.uppercased() }
    let missing = (flags.width ?? 0) - word.unicodeScalars.count
    if missing > 0 {
      text.append(
        contentsOf: String(repeating: flags.padding == "0" ? "0" : " ", count: missing)
          .unicodeScalars)
    }
    text.append(contentsOf: word.unicodeScalars)
  }

  private mutating func number(_ value: Int, width: Int, padding: Unicode.Scalar, _ flags: Flags) {
    let shown = String(value)
    var fill = padding
    if flags.padding == "_" { fill = " " }
    if flags.padding == "-" { fill = " " }
    if flags.padding == "0" { fill = "0" }
    let wanted = max(flags.padding == "-" ? 0 : width, flags.width ?? 0)
    text.append(
      contentsOf: String(repeating: String(fill), count: max(0, wanted - shown.utf8.count))
        .unicodeScalars)
    text.append(contentsOf: shown.unicodeScalars)
  }
}
