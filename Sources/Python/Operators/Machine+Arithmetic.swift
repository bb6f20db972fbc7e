import BigInt
import WorkflowScripting

/// Arithmetic on numbers, with Python's rounding: division and remainder follow the sign of the divisor.
extension Machine {
  func integers(_ operation: BinaryOperator, _ left: Int, _ right: Int) throws(Raise) -> Value? {
    switch operation {
    case .add:
      let (result, overflow) = left.addingReportingOverflow(right)
      return overflow ? try integer(BigInt(left) + BigInt(right)) : .int(result)
    case .subtract:
      let (result, overflow) = left.subtractingReportingOverflow(right)
      return overflow ? try integer(BigInt(left) - BigInt(right)) : .int(result)
    case .multiply:
      let (result, overflow) = left.multipliedReportingOverflow(by: right)
      return overflow ? try integer(BigInt(left) * BigInt(right)) : .int(result)
    case .divide:
      guard right != 0 else { throw zeroDivisionError("division by zero") }
      if left.magnitude <= 1 << 53, right.magnitude <= 1 << 53 { return .float(Double(left) / Double(right)) }
      return .float(try quotient(BigInt(left), BigInt(right)))
    case .floorDivide:
      guard right != 0 else { throw zeroDivisionError("integer division or modulo by zero") }
      if right == -1 { return try unary(.negate, .int(left)) }
      let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
      return .int(remainder != 0 && (remainder < 0) != (right < 0) ? quotient - 1 : quotient)
    case .modulo:
      guard right != 0 else { throw zeroDivisionError("integer modulo by zero") }
      if right == -1 { return .int(0) }
      let remainder = left % right
      return .int(remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder)
    case .power: return try power(BigInt(left), BigInt(right))
    case .shiftLeft, .shiftRight: return try bigIntegers(operation, BigInt(left), BigInt(right))
    case .and: return .int(left & right)
    case .or: return .int(left | right)
    case .xor: return .int(left ^ right)
    case .matrixMultiply: return nil
    }
  }

  func bigIntegers(_ operation: BinaryOperator, _ left: BigInt, _ right: BigInt) throws(Raise) -> Value? {
    let bits = Swift.max(left.magnitude.bitWidth, right.magnitude.bitWidth)
    try charge(bits >> 6)
    switch operation {
    case .add: return try integer(left + right)
    case .subtract: return try integer(left - right)
    case .multiply:
      try checkBits(left.magnitude.bitWidth + right.magnitude.bitWidth - 1)
      try chargeProduct(left, right)
      return try integer(left * right)
    case .divide:
      guard !right.isZero else { throw zeroDivisionError("division by zero") }
      try chargeProduct(left, right)
      return .float(try quotient(left, right))
    case .floorDivide:
      guard !right.isZero else { throw zeroDivisionError("integer division or modulo by zero") }
      try chargeProduct(left, right)
      return try integer(Machine.divide(left, right).quotient)
    case .modulo:
      guard !right.isZero else { throw zeroDivisionError("integer modulo by zero") }
      try chargeProduct(left, right)
      return try integer(Machine.divide(left, right).remainder)
    case .power: return try power(left, right)
    case .shiftLeft:
      guard right.signum() >= 0 else { throw valueError("negative shift count") }
      if left.isZero { return .int(0) }
      guard let count = Int(exactly: right), count <= budget.integerBits else {
        throw exceeded("integerBits", budget.integerBits, "bits in an integer")
      }
      try checkBits(left.magnitude.bitWidth + count)
      return try integer(left << count)
    case .shiftRight:
      guard right.signum() >= 0 else { throw valueError("negative shift count") }
      guard let count = Int(exactly: right), count < left.magnitude.bitWidth + 1 else {
        return .int(left.signum() < 0 ? -1 : 0)
      }
      return try integer(Machine.divide(left, BigInt(1) << count).quotient)
    case .and: return try integer(left & right)
    case .or: return try integer(left | right)
    case .xor: return try integer(left ^ right)
    case .matrixMultiply: return nil
    }
  }

  private func chargeProduct(_ left: BigInt, _ right: BigInt) throws(Raise) {
    let words = (left.magnitude.bitWidth >> 6, right.magnitude.bitWidth >> 6)
    try charge((words.0 &* words.1) >> 3)
  }

  /// Floor division.
  static func divide(_ left: BigInt, _ right: BigInt) -> (quotient: BigInt, remainder: BigInt) {
    let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
    if !remainder.isZero, (remainder.signum() < 0) != (right.signum() < 0) {
      return (quotient - 1, remainder + right)
    }
    return (quotient, remainder)
  }

  /// The correctly rounded quotient of two integers.
  func quotient(_ left: BigInt, _ right: BigInt) throws(Raise) -> Double {
    guard let quotient = IntegerArithmetic.trueDivide(left, right) else {
      throw overflowError("integer division result too large for a float")
    }
    return quotient
  }

  private func power(_ base: BigInt, _ exponent: BigInt) throws(Raise) -> Value {
    if exponent.signum() < 0 {
      if base.isZero { throw zeroDivisionError("0.0 cannot be raised to a negative power") }
      return .float(try power(double(integer(base)), double(integer(exponent))))
    }
    if exponent.isZero || base == 1 { return .int(1) }
    if base.isZero { return .int(0) }
    if base == -1 { return .int(exponent % 2 == 0 ? 1 : -1) }
    guard let count = Int(exactly: exponent) else {
      throw exceeded("integerBits", budget.integerBits, "bits in an integer")
    }
    let (bits, overflow) = (base.magnitude.bitWidth - 1).multipliedReportingOverflow(by: count)
    try checkBits(overflow ? Int.max : bits)
    try charge((bits >> 6) &* (bits >> 6) >> 3)
    return try integer(base.power(count))
  }

  func floats(_ operation: BinaryOperator, _ left: Double, _ right: Double) throws(Raise) -> Value? {
    switch operation {
    case .add: return .float(left + right)
    case .subtract: return .float(left - right)
    case .multiply: return .float(left * right)
    case .divide:
      guard right != 0 else { throw zeroDivisionError("float division by zero") }
      return .float(left / right)
    case .floorDivide:
      guard right != 0 else { throw zeroDivisionError("float floor division by zero") }
      return .float(Machine.divide(left, right).quotient)
    case .modulo:
      guard right != 0 else { throw zeroDivisionError("float modulo") }
      return .float(Machine.divide(left, right).remainder)
    case .power: return .float(try power(left, right))
    default: return nil
    }
  }

  /// Floor division of doubles, as CPython's `float_divmod`.
  static func divide(_ left: Double, _ right: Double) -> (quotient: Double, remainder: Double) {
    var remainder = left.truncatingRemainder(dividingBy: right)
    var quotient = (left - remainder) / right
    if remainder != 0 {
      if (right < 0) != (remainder < 0) {
        remainder += right
        quotient -= 1
      }
    } else {
      remainder = Double(signOf: right, magnitudeOf: 0)
    }
    if quotient != 0 {
      var floor = quotient.rounded(.down)
      if quotient - floor > 0.5 { floor += 1 }
      return (floor, remainder)
    }
    return (Double(signOf: left / right, magnitudeOf: 0), remainder)
  }
}
