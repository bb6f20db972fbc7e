import BigInt
import WorkflowScripting

/// The operators on any values.
extension Machine {
  /// `left op right`, with the reflected methods and the errors of Python.
  func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws(Raise) -> Value {
    if let result = try binaryOrNil(operation, left, right) { return result }
    throw unsupported(operation, operation.symbol, left, right)
  }

  /// `left op= right`.
  func inPlace(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws(Raise) -> Value {
    if subtype(of: left) != nil, let function = special(left, operation.inPlaceMethodName) {
      let result = try callSpecial(function, left, [right])
      if case .notImplemented = result {} else { return result }
    }
    switch left {
    case .list(let list):
      if operation == .add {
        let added: [Value]
        do throws(Raise) {
          added = try collect(right)
        } catch {
          guard caught(error, .typeError) != nil, special(right, "__iter__") == nil else { throw error }
          throw typeError("'\(right.typeName)' object is not iterable")
        }
        try checkCount(list.count + added.count)
        list.append(contentsOf: added)
        list.account()
        return left
      }
      if operation == .multiply, let count = try repetition(right) {
        list.elements = try repeated(list.elements, count)
        list.account()
        return left
      }
    case .set(let set) where !set.isFrozen:
      if let result = try setInPlace(operation, set, right) { return result ? left : .notImplemented }
    case .dict(let dict):
      if operation == .or {
        try [right].withUnsafeBufferPointer { buffer throws(Raise) in
          try DictMethods.update(dict, Arguments(buffer), self)
        }
        return left
      }
    case .object(let object):
      if let result = try object.inPlace(operation, right, self) { return result }
    default: break
    }
    if let result = try binaryOrNil(operation, left, right) { return result }
    throw unsupported(operation, operation.inPlaceSymbol, left, right)
  }

  private func unsupported(_ operation: BinaryOperator, _ symbol: String, _ left: Value, _ right: Value) -> Raise {
    if operation == .add {
      switch left {
      case .str: return typeError("can only concatenate str (not \"\(right.typeName)\") to str")
      case .list: return typeError("can only concatenate list (not \"\(right.typeName)\") to list")
      case .tuple: return typeError("can only concatenate tuple (not \"\(right.typeName)\") to tuple")
      case .bytes: return typeError("can't concat \(right.typeName) to bytes")
      default: break
      }
    }
    if operation == .multiply {
      if isSequence(left) { return typeError("can't multiply sequence by non-int of type '\(right.typeName)'") }
      if isSequence(right) { return typeError("can't multiply sequence by non-int of type '\(left.typeName)'") }
    }
    return typeError("unsupported operand type(s) for \(symbol): '\(left.typeName)' and '\(right.typeName)'")
  }

  private func isSequence(_ value: Value) -> Bool {
    switch value {
    case .str, .list, .tuple, .bytes: true
    default: false
    }
  }

  /// `left op right`; nil where neither side knows how.
  func binaryOrNil(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws(Raise) -> Value? {
    switch (left, right) {
    case (.int(let one), .int(let two)): return try integers(operation, one, two)
    case (.float(let one), .float(let two)): return try floats(operation, one, two)
    case (.int, .float), (.float, .int), (.bool, .float), (.float, .bool), (.big, .float), (.float, .big):
      return try floats(operation, double(left), double(right))
    case (.bool(let one), .bool(let two)):
      switch operation {
      case .and: return .bool(one && two)
      case .or: return .bool(one || two)
      case .xor: return .bool(one != two)
      default: return try integers(operation, one ? 1 : 0, two ? 1 : 0)
      }
    case (.bool(let one), .int(let two)): return try integers(operation, one ? 1 : 0, two)
    case (.int(let one), .bool(let two)): return try integers(operation, one, two ? 1 : 0)
    case (.big(let one), .big(let two)): return try bigIntegers(operation, one.value, two.value)
    case (.big(let one), .int(let two)): return try bigIntegers(operation, one.value, BigInt(two))
    case (.int(let one), .big(let two)): return try bigIntegers(operation, BigInt(one), two.value)
    case (.big(let one), .bool(let two)): return try bigIntegers(operation, one.value, BigInt(two ? 1 : 0))
    case (.bool(let one), .big(let two)): return try bigIntegers(operation, BigInt(one ? 1 : 0), two.value)
    case (.object(let object), _):
      if case .object(let other) = right, other.type !== object.type, other.type.isSubtype(of: object.type),
        let result = try other.binary(operation, left, reflected: true, self)
      {
        return result
      }
      if let result = try object.binary(operation, right, reflected: false, self) { return result }
      if case .object(let other) = right, other.type !== object.type {
        return try other.binary(operation, left, reflected: true, self)
      }
      if let result = try reflectedSpecial(operation, left, right) { return result }
      return try sequence(operation, left, right)
    default:
      if let function = special(left, operation.methodName) {
        let result = try callSpecial(function, left, [right])
        if case .notImplemented = result {} else { return result }
      }
      if case .str(let text) = left, operation == .modulo {
        return try self.text(Representation.percent(text, right, self))
      }
      if let result = try sequence(operation, left, right) { return result }
      if case .object(let object) = right { return try object.binary(operation, left, reflected: true, self) }
      return try reflectedSpecial(operation, left, right)
    }
  }

  private func reflectedSpecial(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(Raise) -> Value? {
    guard let function = special(right, operation.reflectedMethodName) else { return nil }
    let result = try callSpecial(function, right, [left])
    if case .notImplemented = result { return nil }
    return result
  }

  /// A number as a double; an OverflowError where it is too large.
  func double(_ value: Value) throws(Raise) -> Double {
    switch value {
    case .int(let number): return Double(number)
    case .bool(let flag): return flag ? 1 : 0
    case .float(let number): return number
    case .big(let big):
      guard let double = big.value.exactOrRoundedDouble else {
        throw overflowError("int too large to convert to float")
      }
      return double
    default:
      throw typeError("must be real number, not \(value.typeName)")
    }
  }

  // MARK: Sequences

  private func sequence(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws(Raise) -> Value? {
    switch operation {
    case .add:
      switch (left, right) {
      case (.str(let one), .str(let two)):
        try checkLength(one.string.utf8.count + two.string.utf8.count)
        return .str(Str(heap, one.string + two.string, isASCII: one.isASCII && two.isASCII))
      case (.list(let one), .list(let two)):
        try checkCount(one.count + two.count)
        return .list(List(heap, one.elements + two.elements))
      case (.tuple(let one), .tuple(let two)):
        try checkCount(one.elements.count + two.elements.count)
        return .tuple(Tuple(heap, one.elements + two.elements))
      case (.bytes(let one), .bytes(let two)): return try bytes(one.bytes + two.bytes)
      default: return nil
      }
    case .multiply:
      if let count = try repetition(right), let result = try repeated(left, count) { return result }
      if let count = try repetition(left), let result = try repeated(right, count) { return result }
      return nil
    case .or:
      if case .dict(let one) = left, case .dict(let two) = right {
        let merged = Dict(heap)
        for source in [one, two] {
          for entry in source.table.entries where entry.key.isBound { try merged.set(entry.key, entry.value, self) }
        }
        return .dict(merged)
      }
      return try setOperation(operation, left, right)
    case .and, .xor, .subtract: return try setOperation(operation, left, right)
    default: return nil
    }
  }

  /// How often a sequence is repeated; nil where the value is no integer.
  private func repetition(_ value: Value) throws(Raise) -> Int? {
    switch value {
    case .int(let count): return Swift.max(count, 0)
    case .bool(let flag): return flag ? 1 : 0
    case .big(let big): return big.value.signum() < 0 ? 0 : Int.max
    case .object: return try bigInt(value).map { $0.signum() < 0 ? 0 : Int(exactly: $0) ?? Int.max }
    default: return nil
    }
  }

  private func repeated(_ value: Value, _ count: Int) throws(Raise) -> Value? {
    switch value {
    case .str(let text):
      let (length, overflow) = text.string.utf8.count.multipliedReportingOverflow(by: count)
      try checkLength(overflow ? Int.max : length)
      return .str(Str(heap, text.string.repeated(count, length: length), isASCII: text.isASCII))
    case .list(let list): return .list(List(heap, try repeated(list.elements, count)))
    case .tuple(let tuple): return .tuple(Tuple(heap, try repeated(tuple.elements, count)))
    case .bytes(let bytes):
      let (length, overflow) = bytes.bytes.count.multipliedReportingOverflow(by: count)
      try checkLength(overflow ? Int.max : length)
      return .bytes(Bytes(heap, Array(repeatElement(bytes.bytes, count: count).joined())))
    default: return nil
    }
  }

  private func repeated(_ elements: [Value], _ count: Int) throws(Raise) -> [Value] {
    let (total, overflow) = elements.count.multipliedReportingOverflow(by: count)
    try checkCount(overflow ? budget.collectionCount + 1 : total)
    if elements.count == 1 { return [Value](repeating: elements[0], count: total) }
    var result: [Value] = []
    result.reserveCapacity(total)
    if total > 0 {
      for _ in 0..<count { result.append(contentsOf: elements) }
    }
    return result
  }

  // MARK: Sets

  private func setOperation(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws(Raise) -> Value? {
    guard case .set(let one) = left, case .set(let two) = right else { return nil }
    let result = SetObject(heap, isFrozen: one.isFrozen)
    switch operation {
    case .or:
      try result.merge(one, self)
      try result.merge(two, self)
    case .and:
      // CPython walks the smaller one.
      let (walked, asked) = two.count > one.count ? (one, two) : (two, one)
      for slot in walked.slots where slot.key.isBound {
        try charge(1)
        if try asked.find(slot.key, hash: slot.hash, self) != nil {
          try result.insert(slot.key, hash: slot.hash, self)
        }
      }
    case .subtract:
      for slot in one.slots where slot.key.isBound {
        try charge(1)
        if try two.find(slot.key, hash: slot.hash, self) == nil {
          try result.insert(slot.key, hash: slot.hash, self)
        }
      }
    case .xor:
      try result.merge(two, self)
      for slot in one.slots where slot.key.isBound {
        try charge(1)
        if let found = try result.find(slot.key, hash: slot.hash, self) {
          result.remove(slot: found)
        } else {
          try result.insert(slot.key, hash: slot.hash, self)
        }
      }
    default: return nil
    }
    return .set(result)
  }

  /// `set op= other`: true when done, nil where the operator is none of sets.
  private func setInPlace(_ operation: BinaryOperator, _ set: SetObject, _ right: Value) throws(Raise) -> Bool? {
    guard case .set(let other) = right else { return nil }
    switch operation {
    case .or: try set.merge(other, self)
    case .and:
      for slot in set.slots where slot.key.isBound {
        try charge(1)
        if try other.find(slot.key, hash: slot.hash, self) == nil { _ = try set.remove(slot.key, self) }
      }
    case .subtract:
      if other === set {
        set.removeAll()
      } else {
        for slot in other.slots where slot.key.isBound {
          try charge(1)
          _ = try set.remove(slot.key, self)
        }
      }
    case .xor:
      for element in other === set ? set.elements : other.elements {
        try charge(1)
        if try !set.remove(element, self) { try set.insert(element, self) }
      }
    default: return nil
    }
    return true
  }

  // MARK: Unary

  func unary(_ operation: UnaryOperator, _ value: Value) throws(Raise) -> Value {
    switch value {
    case .int(let number):
      switch operation {
      case .negate: return number == Int.min ? try integer(-BigInt(number)) : .int(-number)
      case .plus: return value
      case .invert: return .int(~number)
      }
    case .bool(let flag): return try unary(operation, .int(flag ? 1 : 0))
    case .float(let number):
      if operation == .negate { return .float(-number) }
      if operation == .plus { return value }
    case .big(let big):
      switch operation {
      case .negate: return try integer(-big.value)
      case .plus: return value
      case .invert: return try integer(-big.value - 1)
      }
    case .object(let object):
      if let result = try object.unary(operation, self) { return result }
    default:
      if let function = special(value, operation.methodName) { return try callSpecial(function, value, []) }
    }
    throw typeError("bad operand type for unary \(operation.symbol): '\(value.typeName)'")
  }
}
