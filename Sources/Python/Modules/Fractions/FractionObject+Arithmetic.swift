import BigInt

extension FractionObject {
  /// The result of an operator with one side.
  func result(_ operation: UnaryOperator, _ vm: Machine) -> Value? {
    switch operation {
    case .plus: .object(self)
    case .negate: .object(FractionObject(vm.heap, FractionValue(-value.numerator, value.denominator)))
    case .invert: nil
    }
  }

  /// The result of an operator with another number.
  func result(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    let plain = vm.plain(other)
    if case .float = plain {
      switch operation {
      case .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power: break
      default: return nil
      }
      let own: Value =
        operation == .power && reflected && value.denominator == 1
        ? try vm.integer(value.numerator) : .float(try double(vm))
      return reflected ? try vm.binary(operation, plain, own) : try vm.binary(operation, own, plain)
    }
    guard let operand = FractionObject.operand(plain) else { return nil }
    let (left, right) = reflected ? (operand, value) : (value, operand)
    if operation == .power {
      // An integer to a whole, positive power stays one.
      if reflected, right.denominator == 1, right.numerator.sign == .plus {
        return try vm.binary(.power, plain, vm.integer(right.numerator))
      }
      return try power(left, right, vm)
    }
    return try FractionObject.combine(operation, left, right, vm)
  }

  /// The products that an operation on fractions takes, paid for.
  private static func charge(_ left: FractionValue, _ right: FractionValue, _ vm: Machine) throws(Raise) {
    let one = max(left.numerator.magnitude.bitWidth, left.denominator.magnitude.bitWidth)
    let two = max(right.numerator.magnitude.bitWidth, right.denominator.magnitude.bitWidth)
    try vm.checkBits(one + two)
    try vm.charge((one >> 6) * (two >> 6) >> 1)
  }

  private static func combine(
    _ operation: BinaryOperator, _ left: FractionValue, _ right: FractionValue, _ vm: Machine
  ) throws(Raise) -> Value? {
    try charge(left, right, vm)
    let (one, two) = (left.numerator * right.denominator, right.numerator * left.denominator)
    switch operation {
    case .add: return try make(one + two, left.denominator * right.denominator, vm)
    case .subtract: return try make(one - two, left.denominator * right.denominator, vm)
    case .multiply:
      return try make(left.numerator * right.numerator, left.denominator * right.denominator, vm)
    case .divide:
      if right.numerator.isZero {
        throw vm.zeroDivisionError("Fraction(\(left.numerator.signum() * right.denominator), 0)")
      }
      return try make(one, two, vm)
    case .floorDivide: return try vm.binary(.floorDivide, vm.integer(one), vm.integer(two))
    case .modulo:
      if two.isZero { throw vm.zeroDivisionError("integer modulo by zero") }
      return try make(
        IntegerArithmetic.floorDivide(one, two).remainder, left.denominator * right.denominator, vm)
    default: return nil
    }
  }

  private func power(_ base: FractionValue, _ exponent: FractionValue, _ vm: Machine) throws(Raise) -> Value {
    guard exponent.denominator == 1 else {
      let root = try vm.quotient(exponent.numerator, exponent.denominator)
      return try vm.binary(.power, .float(vm.quotient(base.numerator, base.denominator)), .float(root))
    }
    let count = try vm.integer(BigInt(exponent.numerator.magnitude))
    let numerator = try vm.binary(.power, vm.integer(base.numerator), count).asInteger ?? 0
    let denominator = try vm.binary(.power, vm.integer(base.denominator), count).asInteger ?? 1
    return exponent.numerator.sign == .minus
      ? try FractionObject.make(denominator, numerator, vm) : try FractionObject.make(numerator, denominator, vm)
  }

  /// The quotient rounded down, and the rest.
  static func divmod(_ left: FractionValue, _ right: FractionValue, _ vm: Machine) throws(Raise) -> Value {
    try charge(left, right, vm)
    let (one, two) = (left.numerator * right.denominator, right.numerator * left.denominator)
    if two.isZero { throw vm.zeroDivisionError("integer division or modulo by zero") }
    let (quotient, remainder) = IntegerArithmetic.floorDivide(one, two)
    return vm.tuple([
      try vm.integer(quotient), try make(remainder, left.denominator * right.denominator, vm),
    ])
  }
}
