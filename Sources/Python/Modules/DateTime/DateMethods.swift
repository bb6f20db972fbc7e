import WorkflowModel
import WorkflowScripting

/// The methods of `date`, and those that `datetime` shares with it.
enum DateMethods {
  static let oneDay: TimeDelta = (try? TimeDelta(totalMicroseconds: TimeDelta.microsecondsPerDay)) ?? .zero

  static let isoCalendarType = StructSequence.type("datetime", "IsoCalendarDate", ["year", "week", "weekday"])

  /// The day of a `date` or `datetime`.
  static let day: @Sendable (Value) -> CalendarDate? = { value in
    switch value.heapObject {
    case let date as DateObject: date.value
    case let moment as DateTimeObject: moment.value.date
    default: nil
    }
  }

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<CalendarDate>
  ) -> NativeFunction {
    Method.make("date", name, parameters, day, body)
  }

  private static func getter(_ name: String, _ body: @escaping @Sendable (CalendarDate) -> Int) -> NativeFunction {
    Method.getter("date", name, day) { _, date in .int(body(date)) }
  }

  /// A class method that makes a day, as a `date`, or at midnight as a `datetime`.
  private static func maker(
    _ name: String, _ parameters: String,
    _ body: @escaping @Sendable (Machine, Signature.Bound) throws(Raise) -> CalendarDate
  ) -> NativeFunction {
    let signature = Method.signature("date", name, parameters)
    return NativeFunction(name, .classMethod) { vm, arguments throws(Raise) in
      let date = try body(vm, signature.bind(arguments.dropFirst, vm))
      if case .object(let type) = arguments[0], type === DateTimeObject.dateTimeType {
        return .object(DateTimeObject(vm.heap, CalendarDateTime(date: date, time: .midnight), nil))
      }
      return .object(DateObject(vm.heap, date))
    }
  }

  static let shared: [NativeFunction] = [
    getter("year") { $0.year }, getter("month") { $0.month }, getter("day") { $0.day },
    method("weekday", "") { _, date, _ in .int(date.weekday) },
    method("isoweekday", "") { _, date, _ in .int(date.weekday + 1) },
    method("toordinal", "") { _, date, _ in .int(date.ordinal) },
    method("isocalendar", "") { vm, date, _ in
      let iso = date.isoCalendar
      return StructSequence.make(isoCalendarType, [.int(iso.year), .int(iso.week), .int(iso.weekday)], vm)
    },
    maker("fromordinal", "ordinal, /") { vm, arguments throws(Raise) in
      let ordinal = try DateTimeArguments.integer(arguments.required(0), 0, vm)
      if ordinal < 1 { throw vm.valueError("ordinal must be >= 1") }
      guard let date = CalendarDate(ordinal: ordinal) else {
        throw vm.valueError("year \(ordinal / 365 + 1) is out of range")
      }
      return date
    },
    maker("fromisocalendar", "year, week, day") { vm, arguments throws(Raise) in
      let year = try DateTimeArguments.integer(arguments.required(0), 0, vm)
      let week = try DateTimeArguments.integer(arguments.required(1), 0, vm)
      let day = try DateTimeArguments.integer(arguments.required(2), 0, vm)
      return try vm.raising { () throws(Fault) in try CalendarDate(isoYear: year, week: week, weekday: day) }
    },
  ]

  static let dateOnly: [NativeFunction] = [
    method("isoformat", "") { vm, date, _ in vm.string(date.isoFormat) },
    method("ctime", "") { vm, date, _ in vm.string(CalendarDateTime(date: date, time: .midnight).ctime) },
    method("strftime", "format") { vm, date, arguments throws(Raise) in
      let format = try DateTimeArguments.text(arguments.required(0), "strftime", argument: 1, vm)
      return try vm.text(StrftimeFormatter.format(BrokenDownTime(date: date, time: .midnight), format))
    },
    method("timetuple", "") { vm, date, _ in
      StructTime.value(BrokenDownTime(date: date, time: .midnight), daylight: -1, vm)
    },
    method("replace", "year=0, month=0, day=0") { vm, date, arguments throws(Raise) in
      let year = try DateTimeArguments.integer(arguments[0], date.year, vm)
      let month = try DateTimeArguments.integer(arguments[1], date.month, vm)
      let day = try DateTimeArguments.integer(arguments[2], date.day, vm)
      return .object(
        DateObject(
          vm.heap, try vm.raising { () throws(Fault) in try CalendarDate(year: year, month: month, day: day) }))
    },
    maker("today", "") { vm, _ throws(Raise) in
      try DateTimeArguments.moment(vm.now, vm).date
    },
    maker("fromtimestamp", "timestamp, /") { vm, arguments throws(Raise) in
      let microseconds = try DateTimeArguments.microseconds(arguments.required(0), vm)
      return try DateTimeArguments.moment(microseconds, vm).date
    },
    maker("fromisoformat", "date_string, /") { vm, arguments throws(Raise) in
      guard case .str(let text) = arguments.required(0) else {
        throw vm.typeError("fromisoformat: argument must be str")
      }
      let date = try vm.raising { () throws(Fault) in try ISOFormatParser(Array(text.string.utf8)).date() }
      guard let date else {
        throw vm.valueError("Invalid isoformat string: \(try vm.repr(arguments.required(0)))")
      }
      return date
    },
  ]
}

extension Machine {
  /// Now, in microseconds since the epoch, by the clock of the run.
  var now: Int128 { Int128(host.clock.now().microseconds) }
}
