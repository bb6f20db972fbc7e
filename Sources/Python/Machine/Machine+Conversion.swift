import BigInt

/// Conversions of any values.
extension Machine {
  /// Python's `bool(value)`.
  @inline(__always)
  func truth(_ value: Value) throws(Raise) -> Bool {
    switch value {
    case .bool(let flag): return flag
    case .int(let number): return number != 0
    case .null: return false
    default: return try generalTruth(value)
    }
  }

  private func generalTruth(_ value: Value) throws(Raise) -> Bool {
    if let scripted = try scriptedTruth(value) { return scripted }
    switch value {
    case .unbound, .null: return false
    case .ellipsis, .notImplemented: return true
    case .bool(let flag): return flag
    case .int(let number): return number != 0
    case .float(let number): return number != 0
    case .str(let text): return !text.string.isEmpty
    case .tuple(let tuple): return !tuple.elements.isEmpty
    case .list(let list): return list.count != 0
    case .dict(let dict): return dict.count != 0
    case .set(let set): return set.count != 0
    case .bytes(let bytes): return !bytes.bytes.isEmpty
    case .big: return true
    case .object(let object): return try object.isTrue(self)
    }
  }

  /// Python's `len(value)`.
  func length(_ value: Value) throws(Raise) -> Int {
    if let scripted = try scriptedLength(value) { return scripted }
    switch value {
    case .str(let text): return text.count
    case .tuple(let tuple): return tuple.elements.count
    case .list(let list): return list.count
    case .dict(let dict): return dict.count
    case .set(let set): return set.count
    case .bytes(let bytes): return bytes.bytes.count
    case .object(let object):
      if let length = try object.length(self) { return length }
    default: break
    }
    throw typeError("object of type '\(value.typeName)' has no len()")
  }

  /// Python's `repr(value)`.
  func repr(_ value: Value) throws(Raise) -> String {
    try descend(" while getting the repr of an object")
    defer { ascend() }
    try charge(40)
    if let scripted = try scriptedText(value, "__repr__") { return scripted }
    return try Representation.repr(value, self)
  }

  /// Python's `str(value)`.
  func str(_ value: Value) throws(Raise) -> String {
    if case .str(let text) = value { return text.string }
    try descend(" while getting the str of an object")
    defer { ascend() }
    try charge(1)
    if let scripted = try scriptedText(value, "__str__") { return scripted }
    if let scripted = try scriptedText(value, "__repr__") { return scripted }
    return try Representation.str(value, self)
  }

  /// Python's `format(value, spec)`.
  func format(_ value: Value, _ spec: String) throws(Raise) -> String {
    if let scripted = try scriptedFormat(value, spec) { return scripted }
    if spec.isEmpty { return try str(value) }
    return try Representation.format(value, spec, self)
  }

  /// An integer of any size as a value.
  func integer(_ value: BigInt) throws(Raise) -> Value {
    if let small = Int(exactly: value) { return .int(small) }
    try checkBits(value.magnitude.bitWidth)
    return .big(BigInteger(heap, value))
  }

  /// The integer behind an `int` or `bool`, or by `__index__`; nil for other types.
  func bigInt(_ value: Value) throws(Raise) -> BigInt? {
    switch value {
    case .int(let number): BigInt(number)
    case .bool(let flag): BigInt(flag ? 1 : 0)
    case .big(let big): big.value
    default: try scriptedIndex(value)
    }
  }

  /// An index or count: an `int`, or what has `__index__`; clamped to `Int` where `clamping`, an IndexError otherwise.
  /// `message` is the TypeError's, for other types.
  func index(_ value: Value, clamping: Bool = false, _ message: String? = nil) throws(Raise) -> Int {
    if case .int(let number) = value { return number }
    guard let integer = try bigInt(value) else {
      throw typeError(message ?? "'\(value.typeName)' object cannot be interpreted as an integer")
    }
    if let small = Int(exactly: integer) { return small }
    guard clamping else {
      throw raise(.indexError, "cannot fit '\(value.typeName)' into an index-sized integer")
    }
    return integer.signum() < 0 ? Int.min : Int.max
  }
}
