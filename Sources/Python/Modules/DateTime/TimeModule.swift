import BigInt
import WorkflowModel
import WorkflowScripting

/// `time.struct_time`.
enum StructTime {
  static let type = StructSequence.type(
    "time", "struct_time",
    ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"])

  static func value(
    _ time: BrokenDownTime, daylight: Int, second: Int? = nil, zone: String? = nil, _ vm: Machine
  ) -> Value {
    let parts = [
      time.date.year, time.date.month, time.date.day, time.time.hour, time.time.minute, second ?? time.time.second,
      time.weekday, time.dayOfYear, daylight,
    ]
    let subtype = Subtype(type)
    subtype.attributes.set("tm_zone", zone.map { vm.string($0) } ?? .null)
    subtype.attributes.set("tm_gmtoff", zone == nil ? .null : .int(0))
    return .tuple(Tuple(vm.heap, parts.map { .int($0) }, subtype: subtype))
  }
}

/// The module `time`, on the clock of the run. Local time is UTC.
enum TimeModule {
  static let members: [String: Value] = ModuleFunction.members(
    functions,
    [
      "struct_time": .object(StructTime.type), "timezone": .int(0), "altzone": .int(0), "daylight": .int(0),
      "tzname": .tuple(Tuple(nil, [.str(Str(nil, "UTC")), .str(Str(nil, "UTC"))])),
    ])

  private static func function(
    _ name: String, _ parameters: String,
    _ body: @escaping @Sendable (_ vm: Machine, _ arguments: Signature.Bound) throws(Raise) -> Value
  ) -> NativeFunction {
    ModuleFunction.make("time", name, parameters, body)
  }

  /// Seconds of a clock, and the same in whole nanoseconds.
  private static func clock(_ name: String) -> [NativeFunction] {
    [
      function(name, "") { vm, _ in
        .float(IntegerArithmetic.trueDivide(BigInt(vm.now), 1_000_000) ?? .infinity)
      },
      function(name + "_ns", "") { vm, _ throws(Raise) in try vm.integer(BigInt(vm.now) * 1000) },
    ]
  }

  private static let functions: [NativeFunction] =
    clock("time") + clock("monotonic") + clock("perf_counter") + clock("process_time") + [
      brokenDown("gmtime", "GMT"), brokenDown("localtime", "UTC"),
      function("strftime", "format, t=None, /") { vm, arguments throws(Raise) in
        let format = try DateTimeArguments.text(arguments.required(0), "strftime", argument: 1, vm)
        return try vm.text(StrftimeFormatter.format(time(arguments[1], "strftime", vm), format))
      },
      function("asctime", "t=None, /") { vm, arguments throws(Raise) in
        let time = try time(arguments[0], "asctime", vm)
        return vm.string(StrftimeFormatter.format(time, "%a %b %e %H:%M:%S %Y"))
      },
      function("ctime", "seconds=None, /") { vm, arguments throws(Raise) in
        vm.string(try moment(arguments[0], vm).ctime)
      },
      function("mktime", "t, /") { vm, arguments throws(Raise) in
        let time = try time(arguments.required(0), "mktime", vm)
        let moment = CalendarDateTime(date: time.date, time: time.time)
        return .float(Double(moment.microsecondsSinceEpoch / 1_000_000))
      },
      function("strptime", "string, format='%a %b %d %H:%M:%S %Y', /") { vm, arguments throws(Raise) in
        let text = try DateTimeArguments.text(arguments.required(0), "strptime", argument: 1, vm)
        let format =
          try arguments[1].map { value throws(Raise) in
            try DateTimeArguments.text(value, "strptime", argument: 2, vm)
          } ?? "%a %b %d %H:%M:%S %Y"
        let read = try vm.raising { () throws(Fault) in try StrptimeParser.parse(text, format) }
        let time = BrokenDownTime(date: read.dateTime.date, time: read.dateTime.time)
        return StructTime.value(time, daylight: read.zoneName == nil ? -1 : 0, second: read.second, vm)
      },
    ]

  private static func brokenDown(_ name: String, _ zone: String) -> NativeFunction {
    function(name, "seconds=None, /") { vm, arguments throws(Raise) in
      let moment = try moment(arguments[0], vm)
      return StructTime.value(BrokenDownTime(date: moment.date, time: moment.time), daylight: 0, zone: zone, vm)
    }
  }

  /// The day and time of a timestamp, or of now.
  private static func moment(_ value: Value?, _ vm: Machine) throws(Raise) -> CalendarDateTime {
    guard let value, !value.isNone else { return try DateTimeArguments.moment(vm.now, vm) }
    return try DateTimeArguments.moment(DateTimeArguments.microseconds(value, vm), vm)
  }

  /// The time that a tuple of nine integers says, or now.
  private static func time(_ value: Value?, _ function: String, _ vm: Machine) throws(Raise) -> BrokenDownTime {
    guard let value, !value.isNone else {
      let now = try moment(nil, vm)
      return BrokenDownTime(date: now.date, time: now.time, offset: .zero, zoneName: "UTC")
    }
    guard case .tuple(let tuple) = value else { throw vm.typeError("Tuple or struct_time argument required") }
    guard tuple.elements.count == 9 else { throw vm.typeError("\(function)(): illegal time tuple argument") }
    var numbers: [Int] = []
    for element in tuple.elements { numbers.append(try DateTimeArguments.integer(element, 0, vm)) }
    // Zeros stand for "not given".
    let date = try vm.raising { () throws(Fault) in
      try CalendarDate(year: numbers[0], month: max(numbers[1], 1), day: max(numbers[2], 1))
    }
    let clock = try vm.raising { () throws(Fault) in
      try ClockTime(hour: numbers[3], minute: numbers[4], second: min(numbers[5], 59), microsecond: 0)
    }
    var time = BrokenDownTime(date: date, time: clock, offset: .zero, zoneName: "UTC")
    time.weekday = numbers[6].flooredRemainder(7)
    time.dayOfYear = max(numbers[7], 1)
    return time
  }
}
