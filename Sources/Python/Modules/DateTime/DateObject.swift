import OrderedCollections
import WorkflowModel

/// A `date`.
final class DateObject: Object, @unchecked Sendable {
  let value: CalendarDate

  init(_ heap: Heap?, _ value: CalendarDate) {
    self.value = value
    super.init(heap)
  }

  override var type: TypeObject { DateObject.dateType }
  override func repr(_ vm: Machine) throws(Raise) -> String { value.repr }
  override func str(_ vm: Machine) throws(Raise) -> String { value.isoFormat }
  override func format(_ spec: String, _ vm: Machine) throws(Raise) -> String {
    StrftimeFormatter.format(BrokenDownTime(date: value, time: .midnight), spec)
  }
  override func hash(_ vm: Machine) throws(Raise) -> Int { Hashing.integer(value.ordinal &* 1_000_003) }

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    if let moment = other.heapObject as? DateTimeObject {
      return try DateTimeObject.refuse(operation, moment.type, type, vm)
    }
    guard let other = other.heapObject as? DateObject else { return nil }
    return .bool(operation.holds(value == other.value ? 0 : value < other.value ? -1 : 1))
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    if let delta = other.heapObject as? DeltaObject, operation == .add || (operation == .subtract && !reflected) {
      let days = operation == .add ? delta.value.days : -delta.value.days
      let date = try vm.raising { () throws(Fault) in try value.adding(days: days) }
      return .object(DateObject(vm.heap, date))
    }
    if operation == .subtract, !reflected, let date = other.heapObject as? DateObject {
      let days = value.ordinal - date.value.ordinal
      let delta = try vm.raising { () throws(Fault) in
        try TimeDelta(totalMicroseconds: Int128(days) * TimeDelta.microsecondsPerDay)
      }
      return DeltaObject.value(delta, vm)
    }
    return nil
  }

  override func data(_ writer: DataWriter) throws(Raise) -> DataValue? {
    writer.typed(.date, ["value": .string(value.isoFormat)])
  }

  static let dateType = TypeObject(
    builtin: "date", module: "datetime", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      let values = try parameters.bind(arguments, vm)
      let year = try DateTimeArguments.integer(values[0], 0, vm)
      let month = try DateTimeArguments.integer(values[1], 0, vm)
      let day = try DateTimeArguments.integer(values[2], 0, vm)
      return .object(
        DateObject(
          vm.heap, try vm.raising { () throws(Fault) in try CalendarDate(year: year, month: month, day: day) }))
    },
    methods: DateMethods.shared + DateMethods.dateOnly,
    attributes: [
      "min": .object(DateObject(nil, .minimum)), "max": .object(DateObject(nil, .maximum)),
      "resolution": .object(DeltaObject(nil, DateMethods.oneDay)),
    ])

  private static let parameters = DateTimeArguments.Parameters(
    names: ["year", "month", "day"], required: 3, positional: 3)
}
