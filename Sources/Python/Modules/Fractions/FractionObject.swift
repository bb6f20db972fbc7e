import BigInt
import OrderedCollections
import WorkflowModel

/// A `fractions.Fraction`.
final class FractionObject: Object, @unchecked Sendable {
  let value: FractionValue

  init(_ heap: Heap?, _ value: FractionValue) {
    self.value = value
    super.init(heap)
    heap?.add(FractionObject.bytes(value))
  }

  deinit { heap?.remove(FractionObject.bytes(value)) }

  private static func bytes(_ value: FractionValue) -> Int {
    (value.numerator.magnitude.bitWidth + value.denominator.magnitude.bitWidth) >> 3
  }

  /// A fraction in lowest terms. A denominator of zero is Python's error.
  static func make(_ numerator: BigInt, _ denominator: BigInt, _ vm: Machine) throws(Raise) -> Value {
    .object(FractionObject(vm.heap, try reduced(numerator, denominator, vm)))
  }

  static func reduced(_ numerator: BigInt, _ denominator: BigInt, _ vm: Machine) throws(Raise) -> FractionValue {
    guard !denominator.isZero else {
      throw vm.zeroDivisionError("Fraction(\(try Representation.decimal(numerator, vm)), 0)")
    }
    let bits = max(numerator.magnitude.bitWidth, denominator.magnitude.bitWidth)
    try vm.checkBits(bits)
    // The greatest common divisor takes a step a bit, each through all words.
    try vm.charge(bits * (bits >> 6) >> 4)
    return FractionValue(numerator, denominator)
  }

  override var type: TypeObject { FractionObject.fractionType }

  /// The fraction that an operand stands for; nil for other types than `Fraction` and `int`.
  static func operand(_ value: Value) -> FractionValue? {
    if let fraction = value.heapObject as? FractionObject { return fraction.value }
    return value.asInteger.map { FractionValue($0) }
  }

  func double(_ vm: Machine) throws(Raise) -> Double { try vm.quotient(value.numerator, value.denominator) }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    let numerator = try Representation.decimal(value.numerator, vm)
    return "Fraction(\(numerator), \(try Representation.decimal(value.denominator, vm)))"
  }

  override func str(_ vm: Machine) throws(Raise) -> String {
    let numerator = try Representation.decimal(value.numerator, vm)
    return value.denominator == 1 ? numerator : numerator + "/" + (try Representation.decimal(value.denominator, vm))
  }

  override func isTrue(_ vm: Machine) throws(Raise) -> Bool { !value.numerator.isZero }

  override func hash(_ vm: Machine) throws(Raise) -> Int { Hashing.fraction(value) }

  override func unary(_ operation: UnaryOperator, _ vm: Machine) throws(Raise) -> Value? { result(operation, vm) }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    try result(operation, other, reflected: reflected, vm)
  }

  // MARK: Comparison

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    let plain = vm.plain(other)
    let right: FractionValue
    if let fraction = FractionObject.operand(plain) {
      right = fraction
    } else if case .float(let number) = plain {
      guard number.isFinite else { return try vm.compare(operation, .float(0), plain) }
      let ratio = FloatMethods.ratio(number)
      right = FractionValue(ratio.numerator, ratio.denominator)
    } else {
      return nil
    }
    let work = value.numerator.magnitude.bitWidth + right.numerator.magnitude.bitWidth
    try vm.charge((work >> 6) * (work >> 6) >> 3)
    let (one, two) = (value.numerator * right.denominator, right.numerator * value.denominator)
    return .bool(operation.holds(one == two ? 0 : one < two ? -1 : 1))
  }

  // MARK: As data

  override func data(_ writer: DataWriter) throws(Raise) -> DataValue? {
    writer.typed(
      .fraction, ["numerator": DataValue(value.numerator), "denominator": DataValue(value.denominator)])
  }

  static let fractionType = TypeObject(
    builtin: "Fraction", module: "fractions", isDerivable: false, isPlainlyNamed: true,
    constructor: { vm, _, arguments throws(Raise) in
      let bound = try signature.bind(arguments, vm)
      let value = try FractionConversion.fraction(bound[0] ?? .int(0), bound[1] ?? .null, vm)
      return .object(FractionObject(vm.heap, value))
    },
    methods: FractionMethods.table)

  private static let signature = Signature("Fraction.__new__", "numerator=0, denominator=None")
}

extension Hashing {
  /// The hash of a fraction: that of an equal integer or float.
  static func fraction(_ fraction: FractionValue) -> Int {
    let prime = BigUInt(modulus)
    let denominator = UInt64(fraction.denominator.magnitude % prime)
    let residue: Int
    if denominator == 0 {
      residue = 314_159
    } else {
      // A power of modulus - 2 is the inverse.
      let inverse = power(denominator, UInt64(modulus - 2))
      residue = Int(multiplied(UInt64(fraction.numerator.magnitude % prime), inverse))
    }
    let hash = fraction.numerator.sign == .minus ? -residue : residue
    return hash == -1 ? -2 : hash
  }
}
