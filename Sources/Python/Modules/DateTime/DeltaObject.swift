import BigInt
import OrderedCollections
import WorkflowModel

/// A `timedelta`.
final class DeltaObject: Object, @unchecked Sendable {
  let value: TimeDelta

  init(_ heap: Heap?, _ value: TimeDelta) {
    self.value = value
    super.init(heap)
  }

  static func value(_ delta: TimeDelta?, _ vm: Machine) -> Value {
    delta.map { .object(DeltaObject(vm.heap, $0)) } ?? .null
  }

  override var type: TypeObject { DeltaObject.deltaType }
  override func repr(_ vm: Machine) throws(Raise) -> String { value.repr }
  override func str(_ vm: Machine) throws(Raise) -> String { value.description }
  override func isTrue(_ vm: Machine) throws(Raise) -> Bool { !value.isZero }
  override func hash(_ vm: Machine) throws(Raise) -> Int { DeltaObject.hash(value) }

  static func hash(_ delta: TimeDelta) -> Int {
    var hash = Hashing.TupleHash()
    for part in [delta.days, delta.seconds, delta.microseconds] { hash.add(Hashing.integer(part)) }
    return hash.finish()
  }

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard let other = other.heapObject as? DeltaObject else { return nil }
    let order = value == other.value ? 0 : value < other.value ? -1 : 1
    return .bool(operation.holds(order))
  }

  override func unary(_ operation: UnaryOperator, _ vm: Machine) throws(Raise) -> Value? {
    switch operation {
    case .plus: return .object(self)
    case .negate: return try made(vm) { () throws(Fault) in try value.negated() }
    case .invert: return nil
    }
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    if let delta = other.heapObject as? DeltaObject {
      let (left, right) = reflected ? (delta.value, value) : (value, delta.value)
      return try combine(operation, left, right, vm)
    }
    if operation == .multiply, let factor = other.asInteger {
      return try made(vm) { () throws(Fault) in try value.multiplied(by: factor) }
    }
    if operation == .multiply, case .float(let factor) = other { return try scaled(factor, inverse: false, vm) }
    guard !reflected else { return nil }
    switch operation {
    case .divide:
      if case .float(let divisor) = other { return try scaled(divisor, inverse: true, vm) }
      guard let divisor = other.asInteger else { return nil }
      if divisor == 0 { throw vm.zeroDivisionError("integer division or modulo by zero") }
      return try made(vm) { () throws(Fault) in try value.multiplied(by: 1, dividedBy: divisor) }
    case .floorDivide:
      guard let divisor = other.asInteger else { return nil }
      if divisor == 0 { throw vm.zeroDivisionError("integer division or modulo by zero") }
      return try made(vm) { () throws(Fault) in try value.floorDivided(by: divisor) }
    default: return nil
    }
  }

  private func made(_ vm: Machine, _ body: () throws(Fault) -> TimeDelta) throws(Raise) -> Value {
    .object(DeltaObject(vm.heap, try vm.raising(body)))
  }

  private func combine(
    _ operation: BinaryOperator, _ left: TimeDelta, _ right: TimeDelta, _ vm: Machine
  ) throws(Raise) -> Value? {
    let (one, two) = (BigInt(left.totalMicroseconds), BigInt(right.totalMicroseconds))
    switch operation {
    case .add: return try made(vm) { () throws(Fault) in try left + right }
    case .subtract: return try made(vm) { () throws(Fault) in try left - right }
    case .divide:
      if two == 0 { throw vm.zeroDivisionError("division by zero") }
      return .float(IntegerArithmetic.trueDivide(one, two) ?? .infinity)
    case .floorDivide:
      if two == 0 { throw vm.zeroDivisionError("integer division or modulo by zero") }
      return try vm.integer(IntegerArithmetic.floorDivide(one, two).quotient)
    case .modulo:
      if two == 0 { throw vm.zeroDivisionError("integer modulo by zero") }
      let remainder = IntegerArithmetic.floorDivide(one, two).remainder
      return try made(vm) { () throws(Fault) in try TimeDelta(totalMicroseconds: remainder) }
    default: return nil
    }
  }

  /// The product with, or quotient by, a float: exact, and rounded once.
  private func scaled(_ factor: Double, inverse: Bool, _ vm: Machine) throws(Raise) -> Value {
    if factor.isInfinite { throw vm.overflowError("cannot convert Infinity to integer ratio") }
    if factor.isNaN { throw vm.valueError("cannot convert NaN to integer ratio") }
    let ratio = FloatMethods.ratio(factor)
    if inverse, ratio.numerator == 0 { throw vm.zeroDivisionError("integer division or modulo by zero") }
    return try made(vm) { () throws(Fault) in
      try inverse
        ? value.multiplied(by: ratio.denominator, dividedBy: ratio.numerator)
        : value.multiplied(by: ratio.numerator, dividedBy: ratio.denominator)
    }
  }

  override func data(_ writer: DataWriter) throws(Raise) -> DataValue? {
    var content: DataDictionary = ["days": .integer(value.days), "seconds": .integer(value.seconds)]
    if value.microseconds != 0 { content["microseconds"] = .integer(value.microseconds) }
    return writer.typed(.timedelta, content)
  }

  static let deltaType = TypeObject(
    builtin: "timedelta", module: "datetime", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      if arguments.values.count > 7 {
        throw vm.typeError("__new__() takes at most 7 arguments (\(arguments.values.count) given)")
      }
      let bound = try signature.bind(arguments, vm)
      var sum = TimeDeltaSum()
      // The order in which CPython adds the fractions up.
      for (index, unit) in units {
        guard let given = bound[index] else { continue }
        switch given {
        case .float(let number): try vm.raising { () throws(Fault) in try sum.add(number, of: unit) }
        default:
          guard let number = given.asInteger else {
            throw vm.typeError(
              "unsupported type for timedelta \(signature.parameters[index].name) component: \(given.typeName)")
          }
          sum.add(number, of: unit)
        }
      }
      return .object(DeltaObject(vm.heap, try vm.raising { () throws(Fault) in try sum.result() }))
    },
    methods: [
      getter("days") { .int($0.days) }, getter("seconds") { .int($0.seconds) },
      getter("microseconds") { .int($0.microseconds) },
      Method.make("datetime.timedelta", "total_seconds", "", unwrap) { _, delta, _ in
        .float(delta.value.totalSeconds)
      },
      Method.make("datetime.timedelta", "__abs__", "", unwrap) { vm, delta, _ throws(Raise) in
        if delta.value.days >= 0 { return .object(delta) }
        return try vm.unary(.negate, .object(delta))
      },
      Method.make("datetime.timedelta", "__divmod__", "other, /", unwrap) { vm, delta, arguments throws(Raise) in
        guard arguments.required(0).heapObject is DeltaObject else { return .notImplemented }
        return vm.tuple([
          try vm.binary(.floorDivide, .object(delta), arguments.required(0)),
          try vm.binary(.modulo, .object(delta), arguments.required(0)),
        ])
      },
    ],
    attributes: [
      "min": .object(DeltaObject(nil, .minimum)), "max": .object(DeltaObject(nil, .maximum)),
      "resolution": .object(DeltaObject(nil, .resolution)),
    ])

  /// The parameters by position, with the microseconds of each unit.
  private static let units: [(index: Int, microseconds: Int)] = [
    (2, 1), (3, 1000), (1, 1_000_000), (4, 60_000_000), (5, 3_600_000_000), (0, 86_400_000_000), (6, 604_800_000_000),
  ]

  private static let signature = Signature(
    "__new__", "days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0")

  private static let unwrap: @Sendable (Value) -> DeltaObject? = { $0.heapObject as? DeltaObject }

  private static func getter(_ name: String, _ body: @escaping @Sendable (TimeDelta) -> Value) -> NativeFunction {
    Method.getter("datetime.timedelta", name, unwrap) { _, delta in body(delta.value) }
  }
}
