import BigInt
import OrderedCollections
import WorkflowModel

/// A `decimal.Decimal`.
final class DecimalObject: Object, @unchecked Sendable {
  let value: DecimalNumber

  init(_ heap: Heap?, _ value: DecimalNumber) {
    self.value = value
    super.init(heap)
    heap?.add(DecimalObject.bytes(value))
  }

  deinit { heap?.remove(DecimalObject.bytes(value)) }

  private static func bytes(_ value: DecimalNumber) -> Int { value.coefficient.bitWidth >> 3 }

  override var type: TypeObject { DecimalObject.decimalType }

  /// The number that an operand of an operator stands for; nil for other types than `Decimal` and `int`.
  static func operand(_ value: Value) -> DecimalNumber? {
    if let decimal = value.heapObject as? DecimalObject { return decimal.value }
    return value.asInteger.map { DecimalNumber($0) }
  }

  /// The number that an argument of a method stands for.
  static func argument(_ value: Value, _ vm: Machine) throws(Raise) -> DecimalNumber {
    if let number = operand(value) ?? operand(vm.plain(value)) { return number }
    throw vm.typeError("conversion from \(value.typeName) to Decimal is not supported")
  }

  // MARK: Texts

  func text(_ vm: Machine) throws(Raise) -> String {
    try DecimalArithmetic(vm, vm.decimalContext.context).text(value)
  }

  override func repr(_ vm: Machine) throws(Raise) -> String { "Decimal('\(try text(vm))')" }
  override func str(_ vm: Machine) throws(Raise) -> String { try text(vm) }

  override func format(_ spec: String, _ vm: Machine) throws(Raise) -> String {
    try DecimalFormat(spec, DecimalArithmetic(vm, vm.decimalContext.context)).text(value)
  }

  // MARK: Operators

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    guard let other = DecimalObject.operand(other) ?? DecimalObject.operand(vm.plain(other)) else { return nil }
    let (left, right) = reflected ? (other, value) : (value, other)
    let context = vm.decimalContext
    switch operation {
    case .add: return try context.value(vm) { arithmetic throws(Raise) in try arithmetic.sum(left, right) }
    case .subtract:
      return try context.value(vm) { arithmetic throws(Raise) in try arithmetic.difference(left, right) }
    case .multiply: return try context.value(vm) { arithmetic throws(Raise) in try arithmetic.product(left, right) }
    case .divide: return try context.value(vm) { arithmetic throws(Raise) in try arithmetic.quotient(left, right) }
    case .floorDivide:
      return try context.value(vm) { arithmetic throws(Raise) in try arithmetic.wholePart(left, right) }
    case .modulo: return try context.value(vm) { arithmetic throws(Raise) in try arithmetic.remainder(left, right) }
    case .power:
      return try context.value(vm) { arithmetic throws(Raise) in try arithmetic.raised(left, to: right) }
    default: return nil
    }
  }

  override func unary(_ operation: UnaryOperator, _ vm: Machine) throws(Raise) -> Value? {
    switch operation {
    case .plus: try vm.decimalContext.value(vm) { arithmetic throws(Raise) in try arithmetic.plus(value) }
    case .negate: try vm.decimalContext.value(vm) { arithmetic throws(Raise) in try arithmetic.minus(value) }
    case .invert: nil
    }
  }

  override func isTrue(_ vm: Machine) throws(Raise) -> Bool { !value.isZero }

  // MARK: Comparison

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    let isEquality = operation == .equal || operation == .notEqual
    var left = value
    let right: DecimalNumber
    let plain = vm.plain(other)
    if let number = DecimalObject.operand(plain) {
      right = number
    } else if case .float(let number) = plain {
      try floatOperation(isEquality: isEquality, vm)
      right = DecimalNumber(exactly: number)
    } else if let fraction = plain.heapObject as? FractionObject {
      if left.isFinite {
        left = try DecimalArithmetic(vm, .widest).exactProduct(left, DecimalNumber(fraction.value.denominator))
      }
      right = DecimalNumber(fraction.value.numerator)
    } else {
      return nil
    }
    if left.isNaN || right.isNaN {
      if !isEquality || left.kind == .signalingNaN || right.kind == .signalingNaN {
        try vm.decimalContext.signal(.invalidOperation, vm)
      }
      return .bool(operation == .notEqual)
    }
    return .bool(operation.holds(try DecimalArithmetic(vm, .widest).compare(left, right)))
  }

  /// A comparison with a float for its order can be trapped, one for equality is only flagged.
  private func floatOperation(isEquality: Bool, _ vm: Machine) throws(Raise) {
    if isEquality {
      vm.decimalContext.context.flags.insert(.floatOperation)
    } else {
      try vm.decimalContext.signal(.floatOperation, vm)
    }
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int {
    switch value.kind {
    case .signalingNaN: throw vm.typeError("Cannot hash a signaling NaN value")
    case .quietNaN: return identityHash
    case .infinite: return value.isNegative ? -314_159 : 314_159
    case .finite:
      try vm.charge(value.coefficient.bitWidth >> 9)
      return Hashing.decimal(value)
    }
  }

  // MARK: As data

  override func data(_ writer: DataWriter) throws(Raise) -> DataValue? {
    writer.typed(.decimal, ["value": .string(try DecimalArithmetic(writer.vm, .widest).text(value))])
  }

  static let decimalType = TypeObject(
    builtin: "Decimal", module: "decimal", isDerivable: false,
    constructor: { vm, _, arguments throws(Raise) in
      guard arguments.values.count <= 2 else {
        throw vm.typeError("function takes at most 2 arguments (\(arguments.values.count) given)")
      }
      let bound = try signature.bind(arguments, vm)
      let context = try vm.decimalContext(bound[1])
      guard let value = bound[0] else { return .object(DecimalObject(vm.heap, .zero)) }
      if value.heapObject is DecimalObject { return value }
      return .object(DecimalObject(vm.heap, try DecimalConversion.exact(value, context, vm)))
    },
    methods: DecimalMethods.table)

  private static let signature = Signature("Decimal", "value='0', context=None")
}

extension Hashing {
  /// The hash of a finite decimal number: that of an equal integer or fraction.
  static func decimal(_ number: DecimalNumber) -> Int {
    let coefficient = UInt64(number.coefficient % BigUInt(modulus))
    // The order of the multiplicative group divides modulus - 1; a negative power is one of the inverse.
    let exponent = UInt64(number.exponent.flooredRemainder(modulus - 1))
    let residue = Int(multiplied(coefficient, power(10, exponent)))
    let hash = number.isNegative ? -residue : residue
    return hash == -1 ? -2 : hash
  }

  /// A product modulo ``modulus``.
  static func multiplied(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return UInt64(modulus).dividingFullWidth(product).remainder
  }

  /// A power modulo ``modulus``.
  static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, factor, rest) = (UInt64(1), base, exponent)
    while rest != 0 {
      if rest & 1 == 1 { result = multiplied(result, factor) }
      factor = multiplied(factor, factor)
      rest >>= 1
    }
    return result
  }
}
