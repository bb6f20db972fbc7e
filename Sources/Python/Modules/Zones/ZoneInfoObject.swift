import OrderedCollections
import WorkflowModel

/// A `zoneinfo.ZoneInfo`: a zone of the IANA database. An engine makes one for each name, so that two of them are the
/// same zone, also after a save.
final class ZoneInfoObject: ZoneObject, @unchecked Sendable {
  let key: String
  private let rules: ZoneRules

  private init(_ heap: Heap?, _ key: String, _ rules: ZoneRules) {
    self.key = key
    self.rules = rules
    super.init(heap)
  }

  /// The engine's zone with a name; nil where the database has none.
  static func zone(_ key: String, _ vm: Machine) throws(Raise) -> ZoneInfoObject? {
    if let known = vm.zones[key] { return known }
    try vm.charge(2000)
    guard let rules = ZoneFile.content(key).flatMap(ZoneRules.init) else { return nil }
    let zone = ZoneInfoObject(vm.heap, key, rules)
    vm.zones[key] = zone
    return zone
  }

  override var type: TypeObject { ZoneInfoObject.zoneInfoType }
  override func repr(_ vm: Machine) throws(Raise) -> String {
    "zoneinfo.ZoneInfo(key=\(StringRepr.repr(key.unicodeScalars)))"
  }
  override func str(_ vm: Machine) throws(Raise) -> String { key }

  private func period(at local: CalendarDateTime?) -> ZoneRules.Period? {
    guard let local else { return rules.constant }
    let seconds = Int(local.microsecondsSinceEpoch / 1_000_000) - (local.microsecondsSinceEpoch % 1_000_000 < 0 ? 1 : 0)
    return rules.period(atLocal: seconds, fold: local.time.fold)
  }

  override func offset(at local: CalendarDateTime?) -> TimeDelta? {
    period(at: local).map { TimeDelta(offsetSeconds: $0.offset) }
  }
  override func daylight(at local: CalendarDateTime?) -> TimeDelta? {
    period(at: local).map { TimeDelta(offsetSeconds: $0.daylight) }
  }
  override func name(at local: CalendarDateTime?) -> String? { period(at: local)?.name }

  override func local(ofUTC utc: CalendarDateTime) throws(Fault) -> CalendarDateTime {
    let microseconds = utc.microsecondsSinceEpoch
    let seconds = Int(microseconds / 1_000_000) - (microseconds % 1_000_000 < 0 ? 1 : 0)
    let (period, isRepeated) = rules.period(atUTC: seconds)
    var local = try utc.adding(TimeDelta(offsetSeconds: period.offset))
    local.time.fold = isRepeated ? 1 : 0
    return local
  }

  override func data(_ writer: DataWriter) throws(Raise) -> DataValue? {
    writer.typed(.zoneInfo, ["key": .string(key)])
  }

  static let zoneInfoType = TypeObject(
    builtin: "ZoneInfo", module: "zoneinfo", base: ZoneObject.baseType, isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      try .object(named(signature.bind(arguments, vm).required(0), vm))
    },
    methods: [
      Method.getter("zoneinfo.ZoneInfo", "key", { $0.heapObject as? ZoneInfoObject }) { vm, zone in
        vm.string(zone.key)
      },
      NativeFunction("no_cache", .classMethod) { vm, arguments throws(Raise) in
        try .object(named(signature.bind(arguments.dropFirst, vm).required(0), vm))
      },
    ])

  private static let signature = Signature("ZoneInfo", "key")

  private static func named(_ key: Value, _ vm: Machine) throws(Raise) -> ZoneInfoObject {
    guard case .str(let text) = vm.plain(key) else {
      throw vm.typeError("expected str, bytes or os.PathLike object, not \(key.typeName)")
    }
    if let zone = try zone(text.string, vm) { return zone }
    if text.string.hasPrefix("/") {
      throw vm.valueError("ZoneInfo keys may not be absolute paths, got: \(text.string)")
    }
    let words = text.string.split(separator: "/", omittingEmptySubsequences: false)
    let isNormal = words.allSatisfy { !$0.isEmpty && $0 != "." } && !words.drop { $0 == ".." }.contains("..")
    if !isNormal {
      throw vm.valueError("ZoneInfo keys must be normalized relative paths, got: \(text.string)")
    }
    if words.first == ".." {
      throw vm.valueError("ZoneInfo keys must refer to subdirectories of TZPATH, got: \(text.string)")
    }
    throw vm.raise(
      ZoneInfoModule.notFound, arguments: [vm.string("No time zone found with key \(text.string)")])
  }
}

/// The module `zoneinfo`.
enum ZoneInfoModule {
  static let notFound = TypeObject(builtin: "ZoneInfoNotFoundError", module: "zoneinfo", base: .keyError)

  static let members: [String: Value] = [
    "ZoneInfo": .object(ZoneInfoObject.zoneInfoType), "ZoneInfoNotFoundError": .object(notFound),
  ]
}
