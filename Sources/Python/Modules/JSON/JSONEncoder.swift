/// What `json.dumps` is told beside the value.
struct JSONEncoderOptions {
  var skipsKeys = false
  var isASCII = true
  var allowsNaN = true
  /// The text of one level; nil for a single line.
  var indent: String?
  var itemSeparator = ", "
  var keySeparator = ": "
  /// What makes a value that can be written of one that cannot.
  var fallback: Value?
  var sortsKeys = false
}

/// Writes JSON as Python does.
struct JSONEncoder {
  private let options: JSONEncoderOptions
  private let vm: Machine
  private var output: [UInt8] = []
  private var depth = 0
  private var active: Set<ObjectIdentifier> = []
  private var checkedLength = 0

  init(_ options: JSONEncoderOptions, _ vm: Machine) {
    self.options = options
    self.vm = vm
  }

  mutating func encode(_ value: Value) throws(Raise) -> String {
    try write(value)
    try vm.checkLength(output.count)
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func write(_ value: Value) throws(Raise) {
    try vm.charge(1)
    if output.count > checkedLength {
      try vm.checkLength(output.count)
      checkedLength = output.count + 4096
    }
    switch value {
    case .null: write("null")
    case .bool(let flag): writeRaw(flag ? "true" : "false")
    case .int(let number): writeRaw(String(number))
    case .big(let big): writeRaw(try Representation.decimal(big.value, vm))
    case .float(let number): writeRaw(try text(number))
    case .str(let text): try writeQuoted(text.string)
    case .list(let list): try nested(value) { (self: inout Self) throws(Raise) in try self.write(list.elements) }
    case .tuple(let tuple): try nested(value) { (self: inout Self) throws(Raise) in try self.write(tuple.elements) }
    case .dict(let dict): try nested(value) { (self: inout Self) throws(Raise) in try self.write(dict) }
    default:
      let plain = vm.plain(value)
      switch plain {
      case .str, .int, .float, .big: return try write(plain)
      default: break
      }
      guard let fallback = options.fallback else {
        throw vm.typeError("Object of type \(value.type.name) is not JSON serializable")
      }
      try nested(value) { (self: inout Self) throws(Raise) in try self.write(self.vm.call(fallback, value)) }
    }
  }

  /// Writes what is inside a value, which must not be met again there.
  private mutating func nested(
    _ value: Value, _ body: (inout Self) throws(Raise) -> Void
  ) throws(Raise) {
    try vm.descend(" while encoding a JSON object")
    defer { vm.ascend() }
    guard let object = value.heapObject else { return try body(&self) }
    guard active.insert(ObjectIdentifier(object)).inserted else {
      throw vm.valueError("Circular reference detected")
    }
    try body(&self)
    active.remove(ObjectIdentifier(object))
  }

  private mutating func write(_ elements: [Value]) throws(Raise) {
    if elements.isEmpty { return write("[]") }
    write("[")
    depth += 1
    for (index, element) in elements.enumerated() {
      separate(isFirst: index == 0)
      try write(element)
    }
    depth -= 1
    newline()
    write("]")
  }

  private mutating func write(_ dict: Dict) throws(Raise) {
    if dict.count == 0 { return write("{}") }
    var entries: [(key: Value, value: Value)] = []
    for entry in dict.table.entries where entry.key.isBound { entries.append((entry.key, entry.value)) }
    if options.sortsKeys {
      var keys = entries.map(\.key)
      try Sorting.sort(&keys, Sorting.Order(), vm)
      var sorted: [(key: Value, value: Value)] = []
      for key in keys { sorted.append((key, try dict.get(key, vm) ?? .null)) }
      entries = sorted
    }
    write("{")
    depth += 1
    var isFirst = true
    for (key, value) in entries {
      guard let name = try name(key) else { continue }
      separate(isFirst: isFirst)
      isFirst = false
      try writeQuoted(name)
      writeRaw(options.keySeparator)
      try write(value)
    }
    depth -= 1
    if !isFirst { newline() }
    write("}")
  }

  /// A key as a text; nil for one that is skipped.
  private func name(_ key: Value) throws(Raise) -> String? {
    switch vm.plain(key) {
    case .str(let text): return text.string
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return String(number)
    case .big(let big): return try Representation.decimal(big.value, vm)
    case .float(let number): return try text(number)
    default:
      if options.skipsKeys { return nil }
      throw vm.typeError("keys must be str, int, float, bool or None, not \(key.type.name)")
    }
  }

  private func text(_ number: Double) throws(Raise) -> String {
    if number.isFinite { return FloatText.repr(number) }
    if !options.allowsNaN { throw vm.valueError("Out of range float values are not JSON compliant") }
    return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { writeRaw(options.itemSeparator) }
    newline()
  }

  private mutating func newline() {
    guard let indent = options.indent else { return }
    output.append(10)
    for _ in 0..<depth { output.append(contentsOf: indent.utf8) }
  }

  private mutating func write(_ text: StaticString) {
    output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes a text as it is.
  private mutating func writeRaw(_ text: String) { output.append(contentsOf: text.utf8) }

  /// Writes a text as a JSON string.
  private mutating func writeQuoted(_ text: String) throws(Raise) {
    try vm.charge(text.utf8.count >> 4)
    output.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": write("\\\"")
      case "\\": write("\\\\")
      case "\n": write("\\n")
      case "\r": write("\\r")
      case "\t": write("\\t")
      case "\u{8}": write("\\b")
      case "\u{C}": write("\\f")
      default:
        if scalar.value < 32 || (options.isASCII && scalar.value > 126) {
          for unit in String(scalar).utf16 { writeEscape(unit) }
        } else if scalar.value < 128 {
          output.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          output.append(contentsOf: String(scalar).utf8)
        }
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscape(_ unit: UInt16) {
    output.append(contentsOf: "\\u".utf8)
    let digits = Array("0123456789abcdef".utf8)
    for shift in [12, 8, 4, 0] { output.append(digits[Int(unit >> UInt16(shift)) & 15]) }
  }
}
