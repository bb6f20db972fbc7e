import OrderedCollections
import WorkflowModel

/// A `datetime`. Local time, where Python would ask the machine for its zone, is UTC.
final class DateTimeObject: Object, @unchecked Sendable {
  let value: CalendarDateTime
  let zone: ZoneObject?

  init(_ heap: Heap?, _ value: CalendarDateTime, _ zone: ZoneObject?) {
    self.value = value
    self.zone = zone
    super.init(heap)
  }

  override var type: TypeObject { DateTimeObject.dateTimeType }

  var offset: TimeDelta? { zone?.offset(at: value) }

  /// Microseconds since the epoch in UTC; of a naive time as if it were UTC.
  var microsecondsInUTC: Int128 { value.microsecondsSinceEpoch - (offset?.totalMicroseconds ?? 0) }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    let date = value.date
    let arguments = [date.year, date.month, date.day].map { String($0) } + value.time.reprArguments
    return try DateTimeObject.repr("datetime.datetime", arguments, value.time.fold, zone, vm)
  }

  static func repr(
    _ name: String, _ arguments: [String], _ fold: Int, _ zone: ZoneObject?, _ vm: Machine
  ) throws(Raise) -> String {
    var arguments = arguments
    if fold != 0 { arguments.append("fold=\(fold)") }
    if let zone { arguments.append("tzinfo=\(try zone.repr(vm))") }
    return "\(name)(\(arguments.joined(separator: ", ")))"
  }

  func isoFormat(separator: Unicode.Scalar = "T", _ precision: ClockTime.Precision = .auto) -> String {
    value.isoFormat(separator: separator, precision) + (offset.map { UTCOffset.text($0) } ?? "")
  }

  override func str(_ vm: Machine) throws(Raise) -> String { isoFormat(separator: " ") }
  override func format(_ spec: String, _ vm: Machine) throws(Raise) -> String { formatted(spec) }

  func formatted(_ format: String) -> String { StrftimeFormatter.format(brokenDown, format) }

  var brokenDown: BrokenDownTime {
    BrokenDownTime(date: value.date, time: value.time, offset: offset, zoneName: zone?.name(at: value))
  }

  private func offset(fold: Int) -> TimeDelta? {
    var local = value
    local.time.fold = fold
    return zone?.offset(at: local)
  }

  /// Whether the offset depends on the fold: a local time that comes twice, or that is left out.
  private var isAmbiguous: Bool { zone is ZoneInfoObject && offset(fold: 0) != offset(fold: 1) }

  override func hash(_ vm: Machine) throws(Raise) -> Int {
    // Both passes of a local time that comes twice have the hash of the first.
    let microseconds = value.microsecondsSinceEpoch - (offset(fold: 0)?.totalMicroseconds ?? 0)
    return Hashing.integer(Int(truncatingIfNeeded: microseconds))
  }

  /// `==` and `!=` between values that have no order; others raise.
  static func refuse(
    _ operation: Comparison, _ left: TypeObject, _ right: TypeObject, _ vm: Machine
  ) throws(Raise) -> Value? {
    if operation == .equal { return .bool(false) }
    if operation == .notEqual { return .bool(true) }
    throw vm.typeError("can't compare \(left.qualifiedName) to \(right.qualifiedName)")
  }

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    if let date = other.heapObject as? DateObject { return try DateTimeObject.refuse(operation, type, date.type, vm) }
    guard let other = other.heapObject as? DateTimeObject else { return nil }
    guard (offset == nil) == (other.offset == nil) else {
      if operation == .equal || operation == .notEqual { return .bool(operation == .notEqual) }
      throw vm.typeError("can't compare offset-naive and offset-aware datetimes")
    }
    let isEquality = operation == .equal || operation == .notEqual
    if isEquality, zone !== other.zone, isAmbiguous || other.isAmbiguous {
      // No time of another zone is equal to an ambiguous one (PEP 495).
      return .bool(operation == .notEqual)
    }
    let (left, right) =
      zone === other.zone
      ? (value.microsecondsSinceEpoch, other.value.microsecondsSinceEpoch)
      : (microsecondsInUTC, other.microsecondsInUTC)
    return .bool(operation.holds(left == right ? 0 : left < right ? -1 : 1))
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    if let delta = other.heapObject as? DeltaObject, operation == .add || (operation == .subtract && !reflected) {
      let sum = try vm.raising { () throws(Fault) in
        try value.adding(operation == .add ? delta.value : delta.value.negated())
      }
      return .object(DateTimeObject(vm.heap, sum, zone))
    }
    guard operation == .subtract, !reflected, let other = other.heapObject as? DateTimeObject else { return nil }
    guard (offset == nil) == (other.offset == nil) else {
      throw vm.typeError("can't subtract offset-naive and offset-aware datetimes")
    }
    let (left, right) =
      zone === other.zone
      ? (value.microsecondsSinceEpoch, other.value.microsecondsSinceEpoch)
      : (microsecondsInUTC, other.microsecondsInUTC)
    let delta = try vm.raising { () throws(Fault) in try TimeDelta(totalMicroseconds: left - right) }
    return DeltaObject.value(delta, vm)
  }

  override func traverse(_ visit: (Value) -> Void) {
    if let zone { visit(.object(zone)) }
  }

  override func data(_ writer: DataWriter) throws(Raise) -> DataValue? {
    var content: DataDictionary = ["value": .string(isoFormat())]
    if value.time.fold == 1 { content["fold"] = .integer(1) }
    if let zone = zone as? ZoneInfoObject { content["zone"] = .string(zone.key) }
    return writer.typed(.datetime, content)
  }

  static let dateTimeType = TypeObject(
    builtin: "datetime", module: "datetime", base: DateObject.dateType, isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      let values = try parameters.bind(arguments, vm)
      let year = try DateTimeArguments.integer(values[0], 0, vm)
      let month = try DateTimeArguments.integer(values[1], 0, vm)
      let day = try DateTimeArguments.integer(values[2], 0, vm)
      let zone = try ZoneObject.zone(values[7], vm)
      let date = try vm.raising { () throws(Fault) in try CalendarDate(year: year, month: month, day: day) }
      let time = try TimeObject.clock(values, first: 3, fold: values[8], vm)
      return .object(DateTimeObject(vm.heap, CalendarDateTime(date: date, time: time), zone))
    },
    methods: DateTimeMethods.table,
    attributes: [
      "min": .object(DateTimeObject(nil, CalendarDateTime(date: .minimum, time: .midnight), nil)),
      "max": .object(DateTimeObject(nil, CalendarDateTime(date: .maximum, time: .maximum), nil)),
      "resolution": .object(DeltaObject(nil, .resolution)),
    ])

  private static let parameters = DateTimeArguments.Parameters(
    names: ["year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"], required: 3,
    positional: 8)
}
