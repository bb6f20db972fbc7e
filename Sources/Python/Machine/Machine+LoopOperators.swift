import WorkflowScripting

/// Operators of the loop: what needs no look at types beyond numbers is done at once.
extension Machine {
  /// `left op right` for two integers without overflow or two floats, where the operator is the first (0), second (1)
  /// or third (2) of ``BinaryOperator``: writes the result, over a plain value or where nothing is. False where it is
  /// neither.
  @inline(__always)
  func quickArithmetic(
    _ operation: UInt8, _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>,
    _ result: UnsafeMutablePointer<Value>
  ) -> Bool {
    if case .int(let one) = left.pointee, case .int(let two) = right.pointee {
      let value: Int
      let overflow: Bool
      switch operation {
      case 0: (value, overflow) = one.addingReportingOverflow(two)
      case 1: (value, overflow) = one.subtractingReportingOverflow(two)
      case 2: (value, overflow) = one.multipliedReportingOverflow(by: two)
      default: return false
      }
      if overflow { return false }
      result.initialize(to: .int(value))
      return true
    }
    if case .float(let one) = left.pointee, case .float(let two) = right.pointee {
      switch operation {
      case 0: result.initialize(to: .float(one + two))
      case 1: result.initialize(to: .float(one - two))
      case 2: result.initialize(to: .float(one * two))
      default: return false
      }
      return true
    }
    return false
  }

  /// The operators that have no instruction of their own, for two integers or two floats that stand at `left`. False
  /// where the general way must be gone.
  @inline(__always)
  func moreArithmetic(_ operation: UInt8, _ left: UnsafeMutablePointer<Value>) -> Bool {
    if case .int(let one) = left.pointee, case .int(let two) = (left + 1).pointee {
      switch operation {
      case 3 where two != 0 && one.magnitude <= 1 << 53 && two.magnitude <= 1 << 53:
        left.initialize(to: .float(Double(one) / Double(two)))
      case 4 where two > 0:
        let (quotient, remainder) = one.quotientAndRemainder(dividingBy: two)
        left.initialize(to: .int(remainder < 0 ? quotient &- 1 : quotient))
      case 5 where two > 0:
        let remainder = one % two
        left.initialize(to: .int(remainder < 0 ? remainder &+ two : remainder))
      default: return false
      }
      return true
    }
    if operation == 3, case .float(let one) = left.pointee, case .float(let two) = (left + 1).pointee, two != 0 {
      left.initialize(to: .float(one / two))
      return true
    }
    return false
  }

  /// The general way of the operators: the result replaces both sides.
  @inline(__always)
  func arithmetic(_ operation: BinaryOperator, _ r: inout Registers) throws(Raise) {
    r.frame.pointee.pc = r.pc
    let value = try binary(operation, (r.sp - 2).pointee, (r.sp - 1).pointee)
    r.replace(2, value)
  }

  /// `variable += text` where the variable alone has the text on its left: that is extended where it is, so that a text
  /// that grows piece by piece costs what is added. False where it is something else.
  @inline(never)
  func appendText(_ r: inout Registers) -> Bool {
    let left = r.sp - 2
    guard let text = left.text, let added = (r.sp - 1).text else { return false }
    let variable: UnsafeMutablePointer<Value>
    switch r.pc.pointee.operation {
    case .storeFast: variable = r.base + Int(r.pc.pointee.a)
    case .storeGlobal: variable = r.globals + Int(r.pc.pointee.a)
    default: return false
    }
    guard let former = variable.text, former.toOpaque() == text.toOpaque(),
      text.look({ $0.string.utf8.count }) &+ added.look({ $0.string.utf8.count }) <= budget.stringLength,
      heap.live &+ added.look({ $0.string.utf8.count }) <= heap.limit
    else { return false }
    variable.drop()
    variable.initialize(to: .unbound)
    guard case .str(var sole) = left.move() else { return false }
    guard isKnownUniquelyReferenced(&sole) else {
      left.initialize(to: .str(sole))
      variable.copy(from: left)
      return false
    }
    added.look { sole.append($0) }
    left.initialize(to: .str(sole))
    r.sp -= 1
    r.sp.drop()
    return true
  }

  /// An operator on a local variable and another one or a constant.
  @inline(__always)
  func fused(
    _ operation: UInt8, _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>,
    _ instruction: Instruction, _ r: inout Registers
  ) throws(Raise) {
    if quickArithmetic(operation, left, right, r.sp) {
      r.sp += 1
    } else {
      guard left.pointee.isBound else { throw unboundLocal(r.frame, Int(instruction.b)) }
      guard right.pointee.isBound else { throw unboundLocal(r.frame, Int(instruction.a)) }
      r.frame.pointee.pc = r.pc
      r.push(try binary(BinaryOperator(rawValue: operation) ?? .add, left.pointee, right.pointee))
    }
  }

  /// Whether a comparison of the two integers, floats or texts that stand at `left` holds; nil for other values.
  @inline(__always)
  func quickComparison(_ operation: UInt8, _ left: UnsafeMutablePointer<Value>) -> Bool? {
    if case .int(let one) = left.pointee, case .int(let two) = (left + 1).pointee {
      return Machine.holds(operation, one, two)
    }
    if case .float(let one) = left.pointee, case .float(let two) = (left + 1).pointee {
      return Machine.holds(operation, one, two)
    }
    if operation == Comparison.equal.rawValue || operation == Comparison.notEqual.rawValue,
      let one = left.text, let two = (left + 1).text
    {
      return one.look { one in two.look { two in one == two } } == (operation == Comparison.equal.rawValue)
    }
    return nil
  }

  @inline(__always)
  private static func holds<Number: Comparable>(_ operation: UInt8, _ left: Number, _ right: Number) -> Bool {
    switch operation {
    case 0: left < right
    case 1: left <= right
    case 2: left == right
    case 3: left != right
    case 4: left > right
    default: left >= right
    }
  }
}
