import OrderedCollections
import WorkflowModel

/// A `time`.
final class TimeObject: Object, @unchecked Sendable {
  let value: ClockTime
  let zone: ZoneObject?

  init(_ heap: Heap?, _ value: ClockTime, _ zone: ZoneObject?) {
    self.value = value
    self.zone = zone
    super.init(heap)
  }

  override var type: TypeObject { TimeObject.timeType }

  var offset: TimeDelta? { zone?.offset(at: nil) }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    try DateTimeObject.repr("datetime.time", value.reprArguments, value.fold, zone, vm)
  }

  func isoFormat(_ precision: ClockTime.Precision = .auto) -> String {
    value.isoFormat(precision) + (offset.map { UTCOffset.text($0) } ?? "")
  }

  override func str(_ vm: Machine) throws(Raise) -> String { isoFormat() }
  override func format(_ spec: String, _ vm: Machine) throws(Raise) -> String { formatted(spec) }

  func formatted(_ format: String) -> String {
    guard let date = try? CalendarDate(year: 1900, month: 1, day: 1) else { return "" }
    return StrftimeFormatter.format(
      BrokenDownTime(date: date, time: value, offset: offset, zoneName: zone?.name(at: nil)), format)
  }

  /// Microseconds after midnight in UTC.
  private var comparable: Int128 { Int128(value.microseconds) - (offset?.totalMicroseconds ?? 0) }

  override func hash(_ vm: Machine) throws(Raise) -> Int { Hashing.integer(Int(comparable)) }

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard let other = other.heapObject as? TimeObject else { return nil }
    guard (offset == nil) == (other.offset == nil) else {
      if operation == .equal || operation == .notEqual { return .bool(operation == .notEqual) }
      throw vm.typeError("can't compare offset-naive and offset-aware times")
    }
    let (left, right) = (comparable, other.comparable)
    return .bool(operation.holds(left == right ? 0 : left < right ? -1 : 1))
  }

  override func traverse(_ visit: (Value) -> Void) {
    if let zone { visit(.object(zone)) }
  }

  override func data(_ writer: DataWriter) throws(Raise) -> DataValue? {
    var content: DataDictionary = ["value": .string(isoFormat())]
    if value.fold == 1 { content["fold"] = .integer(1) }
    return writer.typed(.time, content)
  }

  static let timeType = TypeObject(
    builtin: "time", module: "datetime", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      let values = try parameters.bind(arguments, vm)
      let time = try clock(values, first: 0, fold: values[5], vm)
      return .object(TimeObject(vm.heap, time, try ZoneObject.zone(values[4], vm)))
    },
    methods: methods,
    attributes: [
      "min": .object(TimeObject(nil, .midnight, nil)), "max": .object(TimeObject(nil, .maximum, nil)),
      "resolution": .object(DeltaObject(nil, .resolution)),
    ])

  private static let parameters = DateTimeArguments.Parameters(
    names: ["hour", "minute", "second", "microsecond", "tzinfo", "fold"], required: 0, positional: 5)

  /// The time of four arguments and a fold; what is not given stays as in `base`.
  static func clock(
    _ values: [Value?], first: Int, fold: Value?, base: ClockTime = .midnight, _ vm: Machine
  ) throws(Raise) -> ClockTime {
    let hour = try DateTimeArguments.integer(values[first], base.hour, vm)
    let minute = try DateTimeArguments.integer(values[first + 1], base.minute, vm)
    let second = try DateTimeArguments.integer(values[first + 2], base.second, vm)
    let microsecond = try DateTimeArguments.integer(values[first + 3], base.microsecond, vm)
    let fold = try DateTimeArguments.integer(fold, base.fold, vm)
    return try vm.raising { () throws(Fault) in
      try ClockTime(hour: hour, minute: minute, second: second, microsecond: microsecond, fold: fold)
    }
  }

  private static let unwrap: @Sendable (Value) -> TimeObject? = { $0.heapObject as? TimeObject }

  private static func method(
    _ name: String, _ parameters: String, _ body: @escaping Method.Body<TimeObject>
  ) -> NativeFunction {
    Method.make("datetime.time", name, parameters, unwrap, body)
  }

  private static func getter(_ name: String, _ body: @escaping @Sendable (TimeObject) -> Value) -> NativeFunction {
    Method.getter("datetime.time", name, unwrap) { _, time in body(time) }
  }

  private static let methods: [NativeFunction] = [
    getter("hour") { .int($0.value.hour) }, getter("minute") { .int($0.value.minute) },
    getter("second") { .int($0.value.second) }, getter("microsecond") { .int($0.value.microsecond) },
    getter("fold") { .int($0.value.fold) }, getter("tzinfo") { $0.zone.map { .object($0) } ?? .null },
    method("isoformat", "timespec='auto'") { vm, time, arguments throws(Raise) in
      vm.string(time.isoFormat(try DateTimeArguments.precision(arguments[0], vm)))
    },
    method("strftime", "format") { vm, time, arguments throws(Raise) in
      try vm.text(time.formatted(DateTimeArguments.text(arguments.required(0), "strftime", argument: 1, vm)))
    },
    method("utcoffset", "") { vm, time, _ in DeltaObject.value(time.offset, vm) },
    method("dst", "") { vm, time, _ in DeltaObject.value(time.zone?.daylight(at: nil), vm) },
    method("tzname", "") { vm, time, _ in time.zone?.name(at: nil).map { vm.string($0) } ?? .null },
    method("replace", "hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0") {
      vm, time, arguments throws(Raise) in
      let values = (0..<6).map { arguments[$0] }
      let clock = try clock(values, first: 0, fold: values[5], base: time.value, vm)
      let zone = values[4] == nil ? time.zone : try ZoneObject.zone(values[4], vm)
      return .object(TimeObject(vm.heap, clock, zone))
    },
    NativeFunction("fromisoformat", .classMethod) { vm, arguments throws(Raise) in
      guard arguments.count == 2, case .str(let text) = arguments[1] else {
        throw vm.typeError("fromisoformat: argument must be str")
      }
      let read = try vm.raising { () throws(Fault) in try ISOFormatParser(Array(text.string.utf8)).time() }
      guard let read else { throw vm.valueError("Invalid isoformat string: \(try vm.repr(arguments[1]))") }
      let zone = try read.offset.map { offset throws(Raise) in try FixedZoneObject.make(microseconds: offset, vm) }
      return .object(TimeObject(vm.heap, read.time, zone))
    },
  ]
}
