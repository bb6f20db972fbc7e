import BigInt

/// `repr`, `str` and `format` of every value.
enum Representation {
  /// The bound on the digits of an integer that is written or read in decimal, as in CPython.
  static let mostDigits = 4300

  static func repr(_ value: Value, _ vm: Machine) throws(Raise) -> String {
    switch value {
    case .unbound, .null: return "None"
    case .ellipsis: return "Ellipsis"
    case .notImplemented: return "NotImplemented"
    case .bool(let flag): return flag ? "True" : "False"
    case .int(let number): return String(number)
    case .float(let number): return FloatText.repr(number)
    case .str(let text):
      try vm.checkLength(text.string.utf8.count)
      return text.isASCII ? StringRepr.repr(ascii: text.string) : StringRepr.repr(text.string.unicodeScalars)
    case .bytes(let bytes):
      try vm.checkLength(bytes.bytes.count)
      return StringRepr.repr(bytes: bytes.bytes)
    case .big(let big): return try decimal(big.value, vm)
    case .tuple(let tuple): return try sequence(value, tuple.elements, "(", tuple.elements.count == 1 ? ",)" : ")", vm)
    case .list(let list): return try sequence(value, list.elements, "[", "]", vm)
    case .dict(let dict): return try self.dict(dict, vm)
    case .set(let set): return try self.set(set, vm)
    case .object(let object): return try object.repr(vm)
    }
  }

  static func str(_ value: Value, _ vm: Machine) throws(Raise) -> String {
    switch value {
    case .str(let text): return text.string
    case .object(let object): return try object.str(vm)
    default: return try repr(value, vm)
    }
  }

  /// `format(value, spec)`; `spec` is not empty.
  static func format(_ value: Value, _ spec: String, _ vm: Machine) throws(Raise) -> String {
    switch value {
    case .str(let text):
      let parsed = try specification(spec, "str", .left, vm)
      return try vm.raising { () throws(Fault) in try parsed.format(text.string, length: text.count) }
    case .int, .big, .bool:
      let typeName = value.typeName
      let parsed = try specification(spec, typeName, .right, vm)
      let number = value.asInteger ?? 0
      if parsed.type == nil || parsed.type == "d" || parsed.type == "n" { try checkDigits(number, vm) }
      return try vm.raising { () throws(Fault) in try parsed.format(number, typeName: typeName) }
    case .float(let number):
      let parsed = try specification(spec, "float", .right, vm)
      return try vm.raising { () throws(Fault) in try parsed.format(number) }
    case .object(let object): return try object.format(spec, vm)
    default: throw vm.typeError("unsupported format string passed to \(value.typeName).__format__")
    }
  }

  /// Parses a specification and checks the size of what it asks for.
  static func specification(
    _ spec: String, _ typeName: String, _ alignment: FormatSpec.Alignment, _ vm: Machine
  ) throws(Raise) -> FormatSpec {
    let parsed = try vm.raising { () throws(Fault) in
      try FormatSpec(spec, typeName: typeName, defaultAlignment: alignment)
    }
    if let width = parsed.width { try vm.checkLength(width) }
    if let precision = parsed.precision, typeName != "str" { try vm.checkLength(precision) }
    return parsed
  }

  /// `ascii(value)`.
  static func ascii(_ value: Value, _ vm: Machine) throws(Raise) -> String {
    let text = try vm.repr(value)
    guard text.utf8.contains(where: { $0 > 127 }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else {
        result += StringRepr.escape(scalar.value)
      }
    }
    return result
  }

  /// The decimal digits of an integer of any size, within CPython's bound.
  static func decimal(_ number: BigInt, _ vm: Machine) throws(Raise) -> String {
    try checkDigits(number, vm)
    return String(number)
  }

  static func checkDigits(_ number: BigInt, _ vm: Machine) throws(Raise) {
    // A number of so many bits has no more digits than the bound.
    guard number.magnitude.bitWidth > 14_280 else { return }
    guard number.magnitude < BigUInt(10).power(mostDigits) else {
      throw vm.valueError(
        "Exceeds the limit (\(mostDigits) digits) for integer string conversion; "
          + "use sys.set_int_max_str_digits() to increase the limit")
    }
  }

  // MARK: Containers

  private static func sequence(
    _ value: Value, _ elements: [Value], _ opening: String, _ closing: String, _ vm: Machine
  ) throws(Raise) -> String {
    if elements.isEmpty { return opening + closing }
    return try guarded(value, opening + "..." + (closing == ",)" ? ")" : closing), vm) { () throws(Raise) in
      var text = opening
      for (index, element) in elements.enumerated() {
        if index > 0 { text += ", " }
        text += try vm.repr(element)
        try vm.checkLength(text.utf8.count)
      }
      return text + closing
    }
  }

  private static func dict(_ dict: Dict, _ vm: Machine) throws(Raise) -> String {
    if dict.count == 0 { return "{}" }
    return try guarded(.dict(dict), "{...}", vm) { () throws(Raise) in
      var text = "{"
      for entry in dict.table.entries where entry.key.isBound {
        if text.utf8.count > 1 { text += ", " }
        text += try vm.repr(entry.key) + ": " + vm.repr(entry.value)
        try vm.checkLength(text.utf8.count)
      }
      return text + "}"
    }
  }

  private static func set(_ set: SetObject, _ vm: Machine) throws(Raise) -> String {
    let name = set.type.name
    if set.count == 0 { return name + "()" }
    return try guarded(.set(set), name + "(...)", vm) { () throws(Raise) in
      var text = ""
      for element in set.elements {
        if !text.isEmpty { text += ", " }
        text += try vm.repr(element)
        try vm.checkLength(text.utf8.count)
      }
      return name == "set" ? "{\(text)}" : "\(name)({\(text)})"
    }
  }

  /// Makes the text of a container, or `cyclic` where the container is met inside itself.
  static func guarded(
    _ value: Value, _ cyclic: String, _ vm: Machine, _ body: () throws(Raise) -> String
  ) throws(Raise) -> String {
    guard let object = value.heapObject else { return try body() }
    let identity = ObjectIdentifier(object)
    guard vm.inRepr.insert(identity).inserted else { return cyclic }
    defer { vm.inRepr.remove(identity) }
    return try body()
  }
}
