/// `repr`, `str` and `format` of every value.
enum Representation {
  static func repr(_ value: Value, _ vm: Machine) throws(Raise) -> String {
    switch value {
    case .unbound, .null: return "None"
    case .ellipsis: return "Ellipsis"
    case .notImplemented: return "NotImplemented"
    case .bool(let flag): return flag ? "True" : "False"
    case .int(let number): return String(number)
    case .float(let number): return "\(number)"
    case .str(let text): return "'\(text.string)'"
    case .big(let big): return String(big.value)
    case .object(let object): return try object.repr(vm)
    default: return "<\(value.typeName)>"
    }
  }

  static func str(_ value: Value, _ vm: Machine) throws(Raise) -> String {
    if case .object(let object) = value { return try object.str(vm) }
    return try repr(value, vm)
  }

  static func percent(_ text: Str, _ argument: Value, _ vm: Machine) throws(Raise) -> String { text.string }

  static func format(_ value: Value, _ spec: String, _ vm: Machine) throws(Raise) -> String {
    if case .object(let object) = value { return try object.format(spec, vm) }
    return try str(value, vm)
  }
}
