import BigInt

/// The methods of `datetime` that are not those of `date`.
enum DateTimeMethods {
  static let table: [NativeFunction] = components + conversions + makers

  private static let unwrap: @Sendable (Value) -> DateTimeObject? = { $0.heapObject as? DateTimeObject }

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<DateTimeObject>
  ) -> NativeFunction {
    Method.make("datetime.datetime", name, parameters, unwrap, body)
  }

  private static func getter(_ name: String, _ body: @escaping @Sendable (DateTimeObject) -> Value) -> NativeFunction {
    Method.getter("datetime.datetime", name, unwrap) { _, moment in body(moment) }
  }

  private static let components: [NativeFunction] = [
    getter("hour") { .int($0.value.time.hour) }, getter("minute") { .int($0.value.time.minute) },
    getter("second") { .int($0.value.time.second) }, getter("microsecond") { .int($0.value.time.microsecond) },
    getter("fold") { .int($0.value.time.fold) }, getter("tzinfo") { $0.zone.map { .object($0) } ?? .null },
    method("date", "") { vm, moment, _ in .object(DateObject(vm.heap, moment.value.date)) },
    method("time", "") { vm, moment, _ in .object(TimeObject(vm.heap, moment.value.time, nil)) },
    method("timetz", "") { vm, moment, _ in .object(TimeObject(vm.heap, moment.value.time, moment.zone)) },
    method("utcoffset", "") { vm, moment, _ in DeltaObject.value(moment.offset, vm) },
    method("dst", "") { vm, moment, _ in DeltaObject.value(moment.zone?.daylight(at: moment.value), vm) },
    method("tzname", "") { vm, moment, _ in moment.zone?.name(at: moment.value).map { vm.string($0) } ?? .null },
  ]

  private static let conversions: [NativeFunction] = [
    method("isoformat", "sep='T', timespec='auto'") { vm, moment, arguments throws(Raise) in
      var separator: Unicode.Scalar = "T"
      if let given = arguments[0] {
        guard case .str(let text) = given, text.count == 1 else {
          throw vm.typeError("isoformat() argument 1 must be a unicode character, not \(given.typeName)")
        }
        separator = text[0]
      }
      return vm.string(moment.isoFormat(separator: separator, try DateTimeArguments.precision(arguments[1], vm)))
    },
    method("ctime", "") { vm, moment, _ in vm.string(moment.value.ctime) },
    method("strftime", "format") { vm, moment, arguments throws(Raise) in
      try vm.text(moment.formatted(DateTimeArguments.text(arguments.required(0), "strftime", argument: 1, vm)))
    },
    method("timetuple", "") { vm, moment, _ in
      let daylight = moment.zone?.daylight(at: moment.value).map { $0.isZero ? 0 : 1 } ?? -1
      return StructTime.value(moment.brokenDown, daylight: daylight, vm)
    },
    method("utctimetuple", "") { vm, moment, _ throws(Raise) in
      let utc = try DateTimeArguments.moment(moment.microsecondsInUTC, vm)
      return StructTime.value(BrokenDownTime(date: utc.date, time: utc.time), daylight: 0, vm)
    },
    method("timestamp", "") { _, moment, _ in
      .float(IntegerArithmetic.trueDivide(BigInt(moment.microsecondsInUTC), 1_000_000) ?? .infinity)
    },
    method(
      "replace",
      "year=0, month=0, day=0, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0"
    ) { vm, moment, arguments throws(Raise) in
      let values = (0..<9).map { arguments[$0] }
      let year = try DateTimeArguments.integer(values[0], moment.value.date.year, vm)
      let month = try DateTimeArguments.integer(values[1], moment.value.date.month, vm)
      let day = try DateTimeArguments.integer(values[2], moment.value.date.day, vm)
      let date = try vm.raising { () throws(Fault) in try CalendarDate(year: year, month: month, day: day) }
      let time = try TimeObject.clock(values, first: 3, fold: values[8], base: moment.value.time, vm)
      let zone = values[7] == nil ? moment.zone : try ZoneObject.zone(values[7], vm)
      return .object(DateTimeObject(vm.heap, CalendarDateTime(date: date, time: time), zone))
    },
    method("astimezone", "tz=None") { vm, moment, arguments throws(Raise) in
      let wanted = try ZoneObject.zone(arguments[0], vm)
      let zone: ZoneObject
      if let wanted { zone = wanted } else { zone = try FixedZoneObject.make(microseconds: 0, name: "UTC", vm) }
      if moment.zone === zone { return .object(moment) }
      let utc = try DateTimeArguments.moment(moment.microsecondsInUTC, vm)
      let local = try vm.raising { () throws(Fault) in try zone.local(ofUTC: utc) }
      return .object(DateTimeObject(vm.heap, local, zone))
    },
  ]

  private static func maker(
    _ name: String, _ parameters: String,
    _ body: @escaping @Sendable (Machine, Signature.Bound) throws(Raise) -> DateTimeObject
  ) -> NativeFunction {
    let signature = Method.signature("datetime", name, parameters)
    return NativeFunction(name, .classMethod) { vm, arguments throws(Raise) in
      .object(try body(vm, signature.bind(arguments.dropFirst, vm)))
    }
  }

  /// A moment in UTC as the local time of a zone; naive without one.
  private static func local(_ microseconds: Int128, _ zone: ZoneObject?, _ vm: Machine) throws(Raise) -> DateTimeObject
  {
    let utc = try DateTimeArguments.moment(microseconds, vm)
    guard let zone else { return DateTimeObject(vm.heap, utc, nil) }
    let local = try vm.raising { () throws(Fault) in try zone.local(ofUTC: utc) }
    return DateTimeObject(vm.heap, local, zone)
  }

  private static let makers: [NativeFunction] = [
    maker("now", "tz=None") { vm, arguments throws(Raise) in
      try local(vm.now, ZoneObject.zone(arguments[0], vm), vm)
    },
    maker("today", "") { vm, _ throws(Raise) in try local(vm.now, nil, vm) },
    maker("utcnow", "") { vm, _ throws(Raise) in try local(vm.now, nil, vm) },
    maker("fromtimestamp", "timestamp, tz=None") { vm, arguments throws(Raise) in
      let zone = try ZoneObject.zone(arguments[1], vm)
      return try local(DateTimeArguments.microseconds(arguments.required(0), vm), zone, vm)
    },
    maker("utcfromtimestamp", "timestamp, /") { vm, arguments throws(Raise) in
      try local(DateTimeArguments.microseconds(arguments.required(0), vm), nil, vm)
    },
    maker("combine", "date, time, tzinfo=None") { vm, arguments throws(Raise) in
      guard let date = DateMethods.day(arguments.required(0)) else {
        throw vm.typeError("combine() argument 1 must be datetime.date, not \(arguments.required(0).argumentTypeName)")
      }
      guard let time = arguments.required(1).heapObject as? TimeObject else {
        throw vm.typeError("combine() argument 2 must be datetime.time, not \(arguments.required(1).argumentTypeName)")
      }
      let zone = arguments[2] == nil ? time.zone : try ZoneObject.zone(arguments[2], vm)
      return DateTimeObject(vm.heap, CalendarDateTime(date: date, time: time.value), zone)
    },
    NativeFunction("strptime", .classMethod) { vm, arguments throws(Raise) in
      guard arguments.count == 3 else {
        throw vm.typeError("strptime() takes exactly 2 arguments (\(arguments.count - 1) given)")
      }
      let text = try DateTimeArguments.text(arguments[1], "strptime", argument: 1, vm)
      let format = try DateTimeArguments.text(arguments[2], "strptime", argument: 2, vm)
      try vm.charge(text.utf8.count + format.utf8.count)
      let read = try vm.raising { () throws(Fault) in try StrptimeParser.parse(text, format) }
      var zone: ZoneObject?
      if let offset = read.offset {
        zone = try FixedZoneObject.make(microseconds: offset, name: read.zoneName, vm)
      }
      return .object(DateTimeObject(vm.heap, read.dateTime, zone))
    },
    maker("fromisoformat", "date_string, /") { vm, arguments throws(Raise) in
      guard case .str(let text) = arguments.required(0) else {
        throw vm.typeError("fromisoformat: argument must be str")
      }
      let read = try vm.raising { () throws(Fault) in try ISOFormatParser(singleByteSeparator(text)).dateTime() }
      guard let read else {
        throw vm.valueError("Invalid isoformat string: \(try vm.repr(arguments.required(0)))")
      }
      let zone = try read.time.offset.map { offset throws(Raise) in
        try FixedZoneObject.make(microseconds: offset, vm)
      }
      return DateTimeObject(vm.heap, CalendarDateTime(date: read.date, time: read.time.time), zone)
    },
  ]

  /// The bytes of a text whose first character beyond ASCII, which can only be the separator, is made a `T`.
  private static func singleByteSeparator(_ text: Str) -> [UInt8] {
    if text.isASCII { return Array(text.string.utf8) }
    let scalars = text.codePoints
    guard let place = scalars.firstIndex(where: { !$0.isASCII }), (7...10).contains(place) else {
      return Array(text.string.utf8)
    }
    var replaced = scalars
    replaced[place] = "T"
    return Array(String(String.UnicodeScalarView(replaced)).utf8)
  }
}
