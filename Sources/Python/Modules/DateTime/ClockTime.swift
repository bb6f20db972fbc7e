/// A time of day to the microsecond, without a zone.
struct ClockTime: Hashable {
  var hour = 0
  var minute = 0
  var second = 0
  var microsecond = 0
  /// 1 for the second pass of a repeated hour. Not part of equality.
  var fold = 0

  static let midnight = ClockTime()
  static let maximum = ClockTime(unchecked: 86_399_999_999)

  private init() {}

  init(hour: Int, minute: Int, second: Int, microsecond: Int, fold: Int = 0) throws(Fault) {
    if hour < 0 || hour > 23 { throw .value("hour must be in 0..23") }
    if minute < 0 || minute > 59 { throw .value("minute must be in 0..59") }
    if second < 0 || second > 59 { throw .value("second must be in 0..59") }
    if microsecond < 0 || microsecond > 999_999 { throw .value("microsecond must be in 0..999999") }
    if fold != 0, fold != 1 { throw .value("fold must be either 0 or 1") }
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
    self.fold = fold
  }

  /// The time so many microseconds after midnight, less than a day.
  init(unchecked microseconds: Int) {
    hour = microseconds / 3_600_000_000
    minute = microseconds / 60_000_000 % 60
    second = microseconds / 1_000_000 % 60
    microsecond = microseconds % 1_000_000
  }

  var microseconds: Int { ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond }

  static func == (left: ClockTime, right: ClockTime) -> Bool {
    left.microseconds == right.microseconds
  }
  func hash(into hasher: inout Hasher) { hasher.combine(microseconds) }

  /// How many components `isoformat` writes.
  enum Precision: String {
    case auto, hours, minutes, seconds, milliseconds, microseconds
  }

  func isoFormat(_ precision: Precision = .auto) -> String {
    var text = twoDigits(hour)
    if precision == .hours { return text }
    text += ":" + twoDigits(minute)
    if precision == .minutes { return text }
    text += ":" + twoDigits(second)
    switch precision {
    case .milliseconds: text += "." + digits(microsecond / 1000, width: 3)
    case .microseconds: text += "." + digits(microsecond, width: 6)
    case .auto: if microsecond != 0 { text += "." + digits(microsecond, width: 6) }
    default: break
    }
    return text
  }

  /// The arguments that `repr` shows after those of the date, or of `time` itself.
  var reprArguments: [String] {
    var arguments = [String(hour), String(minute)]
    if second != 0 || microsecond != 0 { arguments.append(String(second)) }
    if microsecond != 0 { arguments.append(String(microsecond)) }
    return arguments
  }
}

extension ClockTime: Comparable {
  static func < (left: ClockTime, right: ClockTime) -> Bool {
    left.microseconds < right.microseconds
  }
}
