import BigInt
import WorkflowScripting

/// Equality, order and hashes of any values.
extension Machine {
  /// Python's `left == right` as a condition, with identity taken as equality (as in containers).
  func equal(_ left: Value, _ right: Value) throws(Raise) -> Bool {
    switch (left, right) {
    case (.int(let left), .int(let right)): return left == right
    case (.str(let left), .str(let right)): return left == right
    case (.null, .null): return true
    default:
      if left.isIdentical(to: right), !isNaN(left) { return true }
      return try truth(compare(.equal, left, right))
    }
  }

  private func isNaN(_ value: Value) -> Bool {
    if case .float(let number) = value { number.isNaN } else { false }
  }

  /// Python's `left < right` as a condition; what sorting uses.
  func isLess(_ left: Value, _ right: Value) throws(Raise) -> Bool {
    switch (left, right) {
    case (.int(let left), .int(let right)): return left < right
    case (.float(let left), .float(let right)): return left < right
    case (.str(let left), .str(let right)): return left.string.precedes(right.string)
    default: return try truth(compare(.less, left, right))
    }
  }

  /// `left op right`, with the reflected methods and the errors of Python.
  func compare(_ operation: Comparison, _ left: Value, _ right: Value) throws(Raise) -> Value {
    if let order = try numericOrder(left, right) {
      guard let order = order.value else { return .bool(operation == .notEqual) }
      return .bool(operation.holds(order))
    }
    switch (left, right) {
    case (.str(let left), .str(let right)):
      return .bool(operation.holdsText(left, right))
    case (.tuple(let one), .tuple(let two)) where one.subtype == nil && two.subtype == nil:
      return try compareSequences(operation, one.elements, two.elements)
    case (.list(let one), .list(let two)) where one.subtype == nil && two.subtype == nil:
      return try compareSequences(operation, one.elements, two.elements)
    default:
      return try compareObjects(operation, left, right)
    }
  }

  private func compareObjects(_ operation: Comparison, _ left: Value, _ right: Value) throws(Raise) -> Value {
    // A class derived from the left one's is asked first.
    if case .object(let object) = right, right.type !== left.type, right.type.isSubtype(of: left.type),
      let result = try object.richCompare(operation.reflected, left, self)
    {
      return result
    }
    if let result = try compareOne(operation, left, right) { return result }
    if let result = try compareOne(operation.reflected, right, left) { return result }
    switch operation {
    case .equal: return .bool(left.isIdentical(to: right))
    case .notEqual: return .bool(!left.isIdentical(to: right))
    default:
      throw typeError(
        "'\(operation.symbol)' not supported between instances of '\(left.typeName)' and '\(right.typeName)'")
    }
  }

  /// What the left side alone says; nil for `NotImplemented`.
  func compareOne(_ operation: Comparison, _ left: Value, _ right: Value) throws(Raise) -> Value? {
    if let special = try scriptedComparison(operation, left, right) { return special.isBound ? special : nil }
    switch (left, right) {
    case (.object(let object), _): return try object.richCompare(operation, right, self)
    case (.tuple(let one), .tuple(let two)): return try compareSequences(operation, one.elements, two.elements)
    case (.list(let one), .list(let two)): return try compareSequences(operation, one.elements, two.elements)
    case (.dict(let one), .dict(let two)):
      guard operation == .equal || operation == .notEqual else { return nil }
      return .bool(try equal(one, two) == (operation == .equal))
    case (.set(let one), .set(let two)): return .bool(try compare(operation, one, two))
    case (.bytes(let one), .bytes(let two)):
      if operation == .equal { return .bool(one.bytes == two.bytes) }
      if operation == .notEqual { return .bool(one.bytes != two.bytes) }
      let order = one.bytes == two.bytes ? 0 : one.bytes.lexicographicallyPrecedes(two.bytes) ? -1 : 1
      return .bool(operation.holds(order))
    default: return nil
    }
  }

  private func compareSequences(_ operation: Comparison, _ left: [Value], _ right: [Value]) throws(Raise) -> Value {
    try descend(" in comparison")
    defer { ascend() }
    if left.count != right.count {
      if operation == .equal { return .bool(false) }
      if operation == .notEqual { return .bool(true) }
    }
    for index in 0..<Swift.min(left.count, right.count) {
      try charge(1)
      if try equal(left[index], right[index]) { continue }
      if operation == .equal { return .bool(false) }
      if operation == .notEqual { return .bool(true) }
      return try compare(operation, left[index], right[index])
    }
    return .bool(operation.holds(left.count < right.count ? -1 : left.count > right.count ? 1 : 0))
  }

  private func equal(_ left: Dict, _ right: Dict) throws(Raise) -> Bool {
    guard left.count == right.count else { return false }
    try descend(" in comparison")
    defer { ascend() }
    for entry in left.table.entries where entry.key.isBound {
      try charge(1)
      guard let position = try right.find(entry.key, hash: entry.hash, self) else { return false }
      guard try equal(entry.value, right.table.entries[position].value) else { return false }
    }
    return true
  }

  /// Sets compare by inclusion.
  private func compare(_ operation: Comparison, _ left: SetObject, _ right: SetObject) throws(Raise) -> Bool {
    switch operation {
    case .equal: return left.count == right.count ? try isSubset(left, of: right) : false
    case .notEqual: return left.count == right.count ? try !isSubset(left, of: right) : true
    case .lessOrEqual: return try isSubset(left, of: right)
    case .less: return left.count < right.count ? try isSubset(left, of: right) : false
    case .greaterOrEqual: return try isSubset(right, of: left)
    case .greater: return right.count < left.count ? try isSubset(right, of: left) : false
    }
  }

  func isSubset(_ left: SetObject, of right: SetObject) throws(Raise) -> Bool {
    guard left.count <= right.count else { return false }
    for slot in left.slots where slot.key.isBound {
      try charge(1)
      guard try right.find(slot.key, hash: slot.hash, self) != nil else { return false }
    }
    return true
  }

  // MARK: Numbers

  /// Negative, 0 or positive; nil inside where one is not a number.
  private struct Order { let value: Int? }

  private func numericOrder(_ left: Value, _ right: Value) throws(Raise) -> Order? {
    switch (left, right) {
    case (.int(let left), .int(let right)): return Order(value: left < right ? -1 : left > right ? 1 : 0)
    case (.float(let left), .float(let right)): return order(left, right)
    case (.bool(let left), _): return try numericOrder(.int(left ? 1 : 0), right)
    case (_, .bool(let right)): return try numericOrder(left, .int(right ? 1 : 0))
    case (.int(let left), .float(let right)):
      if left.magnitude < 1 << 53 { return order(Double(left), right) }
      return order(BigInt(left), right)
    case (.float(let left), .int(let right)):
      if right.magnitude < 1 << 53 { return order(left, Double(right)) }
      return order(BigInt(right), left).map { Order(value: $0.value.map { -$0 }) }
    case (.big(let left), .big(let right)):
      return Order(value: left.value < right.value ? -1 : left.value > right.value ? 1 : 0)
    case (.big(let left), .int): return Order(value: left.value.signum() < 0 ? -1 : 1)
    case (.int, .big(let right)): return Order(value: right.value.signum() < 0 ? 1 : -1)
    case (.big(let left), .float(let right)): return order(left.value, right)
    case (.float(let left), .big(let right)):
      return order(right.value, left).map { Order(value: $0.value.map { -$0 }) }
    default: return nil
    }
  }

  private func order(_ left: Double, _ right: Double) -> Order? {
    Order(value: left < right ? -1 : left > right ? 1 : left == right ? 0 : nil)
  }

  private func order(_ left: BigInt, _ right: Double) -> Order? {
    if right.isNaN { return Order(value: nil) }
    if right.isInfinite { return Order(value: right < 0 ? 1 : -1) }
    guard let whole = BigInt(exactly: right.rounded(.towardZero)) else { return Order(value: nil) }
    if left != whole { return Order(value: left < whole ? -1 : 1) }
    let fraction = right - right.rounded(.towardZero)
    return Order(value: fraction > 0 ? -1 : fraction < 0 ? 1 : 0)
  }

  // MARK: Hashes

  /// Python's `hash(value)`; throws for what cannot be a key.
  func hash(_ value: Value) throws(Raise) -> Int {
    switch value {
    case .str(let text): return text.hashCode
    case .int(let number): return Hashing.integer(number)
    case .bool(let flag): return flag ? 1 : 0
    case .unbound, .null: return Hashing.none
    case .ellipsis: return 0x1f3_5b7
    case .notImplemented: return 0x2a4_6d1
    case .float(let number): return Hashing.float(number)
    case .big(let big):
      let remainder = Int(big.value.magnitude % BigUInt(Hashing.modulus))
      let hash = big.value.signum() < 0 ? -remainder : remainder
      return hash == -1 ? -2 : hash
    case .bytes(let bytes): return Hashing.bytes(bytes.bytes)
    case .tuple(let tuple):
      if tuple.subtype != nil, let hash = try scriptedHash(value) { return hash }
      try descend()
      defer { ascend() }
      var hash = Hashing.TupleHash()
      for element in tuple.elements {
        try charge(1)
        hash.add(try self.hash(element))
      }
      return hash.finish()
    case .set(let set) where set.isFrozen:
      var hash = 1_927_868_237 &* (set.count + 1)
      for slot in set.slots where slot.key.isBound {
        let part = UInt(bitPattern: slot.hash)
        hash ^= Int(bitPattern: ((part ^ 89_869_747) ^ (part << 16)) &* 3_644_798_167)
      }
      hash = hash &* 69_069 &+ 907_133_923
      return hash == -1 ? 590_923_713 : hash
    case .object(let object): return try object.hash(self)
    case .list, .dict, .set:
      if let hash = try scriptedHash(value) { return hash }
      throw typeError("unhashable type: '\(value.typeName)'")
    }
  }
}

extension Comparison {
  /// Whether it holds for sides whose order is negative, 0 or positive.
  func holds(_ order: Int) -> Bool {
    switch self {
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .equal: order == 0
    case .notEqual: order != 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  func holdsText(_ left: Str, _ right: Str) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: !(left == right)
    case .less: left.string.precedes(right.string)
    case .lessOrEqual: !right.string.precedes(left.string)
    case .greater: right.string.precedes(left.string)
    case .greaterOrEqual: !left.string.precedes(right.string)
    }
  }
}

extension Object {
  /// A comparison as the object answers it; nil for `NotImplemented`.
  final func richCompare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    switch operation {
    case .equal:
      guard let result = try compare(operation, other, vm) else {
        return try equals(other, vm).map { .bool($0) }
      }
      return result
    case .notEqual:
      guard let result = try compare(operation, other, vm) else {
        return try equals(other, vm).map { .bool(!$0) }
      }
      return result
    default:
      return try compare(operation, other, vm)
    }
  }
}
