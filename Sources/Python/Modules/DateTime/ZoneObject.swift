import OrderedCollections
import WorkflowModel

/// A `tzinfo`: what says how far a local time is from UTC.
class ZoneObject: Object, @unchecked Sendable {
  /// The offset of a local time; nil where the zone depends on the date and there is none.
  func offset(at local: CalendarDateTime?) -> TimeDelta? { nil }
  /// The part of the offset that is daylight saving; nil where the zone does not say.
  func daylight(at local: CalendarDateTime?) -> TimeDelta? { nil }
  func name(at local: CalendarDateTime?) -> String? { nil }
  /// The local time of a time in UTC.
  func local(ofUTC utc: CalendarDateTime) throws(Fault) -> CalendarDateTime { utc }

  static let baseType = TypeObject(builtin: "tzinfo", module: "datetime", isDerivable: false, methods: methods)

  private static func method(
    _ name: String, _ body: @escaping @Sendable (Machine, ZoneObject, CalendarDateTime?) -> Value
  )
    -> NativeFunction
  {
    Method.make("tzinfo", name, "dt, /", { $0.heapObject as? ZoneObject }) { vm, zone, arguments throws(Raise) in
      let value = arguments.required(0)
      if value.isNone { return body(vm, zone, nil) }
      guard let moment = value.heapObject as? DateTimeObject else {
        throw vm.typeError("\(name)(dt) argument must be a datetime instance or None, not \(value.typeName)")
      }
      return body(vm, zone, moment.value)
    }
  }

  private static let methods: [NativeFunction] = [
    method("utcoffset") { vm, zone, local in DeltaObject.value(zone.offset(at: local), vm) },
    method("dst") { vm, zone, local in DeltaObject.value(zone.daylight(at: local), vm) },
    method("tzname") { vm, zone, local in zone.name(at: local).map { vm.string($0) } ?? .null },
    Method.make("tzinfo", "fromutc", "dt, /", { $0.heapObject as? ZoneObject }) {
      vm, zone, arguments throws(Raise) in
      guard let moment = arguments.required(0).heapObject as? DateTimeObject else {
        throw vm.typeError("fromutc: argument must be a datetime instance, not \(arguments.required(0).typeName)")
      }
      guard moment.zone === zone else { throw vm.valueError("fromutc: dt.tzinfo is not self") }
      let local = try vm.raising { () throws(Fault) in try zone.local(ofUTC: moment.value) }
      return .object(DateTimeObject(vm.heap, local, zone))
    },
  ]

  /// The zone that a `tzinfo` argument names; nil for None.
  static func zone(_ value: Value?, _ vm: Machine) throws(Raise) -> ZoneObject? {
    guard let value, !value.isNone else { return nil }
    guard let zone = value.heapObject as? ZoneObject else {
      throw vm.typeError(
        "tzinfo argument must be None or of a tzinfo subclass, not type '\(value.typeName)'")
    }
    return zone
  }
}

/// A `timezone`.
final class FixedZoneObject: ZoneObject, @unchecked Sendable {
  let value: FixedZone

  init(_ heap: Heap?, _ value: FixedZone) {
    self.value = value
    super.init(heap)
  }

  static let utc = FixedZoneObject(nil, .utc)

  /// The zone with an offset; UTC itself where the offset is zero and there is no name.
  static func make(_ value: FixedZone, _ vm: Machine) -> FixedZoneObject {
    value.offset.isZero && value.givenName == nil ? utc : FixedZoneObject(vm.heap, value)
  }

  /// The zone so many microseconds from UTC.
  static func make(microseconds: Int, name: String? = nil, _ vm: Machine) throws(Raise) -> FixedZoneObject {
    let zone = try vm.raising { () throws(Fault) in
      try FixedZone(offset: TimeDelta(totalMicroseconds: Int128(microseconds)), name: name)
    }
    return make(zone, vm)
  }

  override func offset(at local: CalendarDateTime?) -> TimeDelta? { value.offset }
  override func name(at local: CalendarDateTime?) -> String? { value.name }
  override func local(ofUTC utc: CalendarDateTime) throws(Fault) -> CalendarDateTime { try utc.adding(value.offset) }

  override var type: TypeObject { FixedZoneObject.zoneType }
  override func repr(_ vm: Machine) throws(Raise) -> String { value.repr }
  override func str(_ vm: Machine) throws(Raise) -> String { value.name }
  override func hash(_ vm: Machine) throws(Raise) -> Int { DeltaObject.hash(value.offset) }
  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    (other.heapObject as? FixedZoneObject).map { $0.value == value }
  }

  override func data(_ writer: DataWriter) throws(Raise) -> DataValue? {
    var content: DataDictionary = ["seconds": FixedZoneObject.seconds(value.offset)]
    if let name = value.givenName { content["name"] = .string(name) }
    return writer.typed(.timezone, content)
  }

  /// The seconds of an offset: an integer where it has no microseconds.
  private static func seconds(_ offset: TimeDelta) -> DataValue {
    offset.microseconds == 0 ? .integer(offset.days * 86400 + offset.seconds) : .double(offset.totalSeconds)
  }

  static let zoneType = TypeObject(
    builtin: "timezone", module: "datetime", base: ZoneObject.baseType, isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      let bound = try signature.bind(arguments, vm)
      guard let delta = bound.required(0).heapObject as? DeltaObject else {
        throw vm.typeError(
          "timezone() argument 1 must be datetime.timedelta, not \(bound.required(0).argumentTypeName)")
      }
      var name: String?
      if let given = bound[1] {
        guard case .str(let text) = given else {
          throw vm.typeError("timezone() argument 2 must be str, not \(given.argumentTypeName)")
        }
        name = text.string
      }
      let zone = try vm.raising { () throws(Fault) in try FixedZone(offset: delta.value, name: name) }
      return .object(make(zone, vm))
    },
    attributes: [
      "utc": .object(utc), "min": .object(limit(-86340)), "max": .object(limit(86340)),
    ])

  private static let signature = Signature("timezone", "offset, name=None")

  private static func limit(_ seconds: Int) -> FixedZoneObject {
    let zone = try? FixedZone(offset: TimeDelta(offsetSeconds: seconds))
    return FixedZoneObject(nil, zone ?? .utc)
  }
}
