import BigInt
import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// How values of the standard types are made from the task's data.
enum TypedReaders {
  typealias Reader = @Sendable (_ vm: Machine, _ content: DataDictionary) throws(Raise) -> Value

  static let table: [StandardTypename: Reader] = [
    .bytes: { vm, content throws(Raise) in
      guard let bytes = text(content["value"]).flatMap(Base64.decode) else { throw damaged(.bytes, content, vm) }
      return try vm.bytes(bytes)
    },
    .date: { vm, content throws(Raise) in
      guard let value = text(content["value"]), let date = try? ISOFormatParser(Array(value.utf8)).date() else {
        throw damaged(.date, content, vm)
      }
      return .object(DateObject(vm.heap, date))
    },
    .time: { vm, content throws(Raise) in
      guard let value = text(content["value"]), var read = try? ISOFormatParser(Array(value.utf8)).time() else {
        throw damaged(.time, content, vm)
      }
      if content["fold"] == .integer(1) { read.time.fold = 1 }
      return .object(TimeObject(vm.heap, read.time, try zone(read.offset, vm)))
    },
    .datetime: { vm, content throws(Raise) in
      guard let value = text(content["value"]), var read = try? ISOFormatParser(Array(value.utf8)).dateTime() else {
        throw damaged(.datetime, content, vm)
      }
      if content["fold"] == .integer(1) { read.time.time.fold = 1 }
      let moment = CalendarDateTime(date: read.date, time: read.time.time)
      if let key = text(content["zone"]) { return .object(DateTimeObject(vm.heap, moment, try zone(named: key, vm))) }
      return .object(DateTimeObject(vm.heap, moment, try zone(read.time.offset, vm)))
    },
    .timedelta: { vm, content throws(Raise) in
      guard case .integer(let days) = content["days"] ?? 0, case .integer(let seconds) = content["seconds"] ?? 0,
        case .integer(let microseconds) = content["microseconds"] ?? 0,
        let delta = try? TimeDelta(
          totalMicroseconds: Int128(days) * TimeDelta.microsecondsPerDay + Int128(seconds) * 1_000_000
            + Int128(microseconds))
      else { throw damaged(.timedelta, content, vm) }
      return .object(DeltaObject(vm.heap, delta))
    },
    .decimal: { vm, content throws(Raise) in
      var arithmetic = DecimalArithmetic(vm, .widest)
      guard let value = text(content["value"]), let number = try arithmetic.number(value), arithmetic.status.isEmpty
      else { throw damaged(.decimal, content, vm) }
      return .object(DecimalObject(vm.heap, number))
    },
    .fraction: { vm, content throws(Raise) in
      guard let numerator = integer(content["numerator"]), let denominator = integer(content["denominator"]),
        denominator.signum() != 0
      else { throw damaged(.fraction, content, vm) }
      return try FractionObject.make(numerator, denominator, vm)
    },
    .uuid: { vm, content throws(Raise) in
      guard let number = text(content["value"]).flatMap(UUIDObject.parse) else { throw damaged(.uuid, content, vm) }
      return .object(UUIDObject(vm.heap, number))
    },
    .zoneInfo: { vm, content throws(Raise) in
      guard let key = text(content["key"]) else { throw damaged(.zoneInfo, content, vm) }
      return .object(try zone(named: key, vm))
    },
    .timezone: { vm, content throws(Raise) in
      let microseconds: Int
      switch content["seconds"] {
      case .integer(let seconds) where seconds.magnitude < 86400: microseconds = seconds * 1_000_000
      case .double(let seconds) where seconds.magnitude < 86400: microseconds = Int((seconds * 1e6).rounded())
      default: throw damaged(.timezone, content, vm)
      }
      return .object(try FixedZoneObject.make(microseconds: microseconds, name: text(content["name"]), vm))
    },
  ]

  private static func text(_ data: DataValue?) -> String? {
    if case .string(let text) = data { text } else { nil }
  }

  private static func zone(named key: String, _ vm: Machine) throws(Raise) -> ZoneInfoObject {
    if let zone = try ZoneInfoObject.zone(key, vm) { return zone }
    throw .abort(
      Abort(
        ScriptError(.value, message: "this machine's time zone database has no zone '\(key)', which the data names")))
  }

  private static func integer(_ data: DataValue?) -> BigInt? {
    switch data {
    case .integer(let number): BigInt(number)
    case .bigInteger(let number): number
    default: nil
    }
  }

  private static func zone(_ microseconds: Int?, _ vm: Machine) throws(Raise) -> ZoneObject? {
    guard let microseconds else { return nil }
    return try FixedZoneObject.make(microseconds: microseconds, vm)
  }

  private static func damaged(_ typename: StandardTypename, _ content: DataDictionary, _ vm: Machine) -> Raise {
    vm.unreadable(TypedValue(typename: typename.rawValue, content: content))
  }
}
