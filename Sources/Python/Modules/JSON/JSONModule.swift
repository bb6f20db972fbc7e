/// The module `json`, without its functions on files.
enum JSONModule {
  static let members: [String: Value] = [
    "loads": .object(loads), "dumps": .object(dumps), "JSONDecodeError": .object(decodeErrorType),
  ]

  static let decodeErrorType = TypeObject(
    builtin: "JSONDecodeError", module: "json.decoder", base: .valueError)

  private static let loads = NativeFunction("loads") { vm, arguments throws(Raise) in
    var options = JSONDecoderOptions()
    var subject: Value? = arguments.count > 0 ? arguments[0] : nil
    try checkPositional("loads", arguments, vm)
    for (name, value) in arguments.named {
      switch name {
      case "s": subject = value
      case "object_hook": options.objectHook = given(value)
      case "object_pairs_hook": options.pairsHook = given(value)
      case "parse_float": options.parseFloat = given(value)
      case "parse_int": options.parseInteger = given(value)
      case "parse_constant": options.parseConstant = given(value)
      case "strict": options.isStrict = try vm.truth(value)
      case "cls": guard value.isNone else { throw vm.typeError("loads() offers no decoder classes here") }
      default: throw vm.typeError("JSONDecoder.__init__() got an unexpected keyword argument '\(name)'")
      }
    }
    guard let subject else { throw vm.typeError("loads() missing 1 required positional argument: 's'") }
    let text: String
    switch vm.plain(subject) {
    case .str(let value):
      if value.string.utf8.starts(with: [0xEF, 0xBB, 0xBF]) {
        throw JSONDecoder.failure("Unexpected UTF-8 BOM (decode using utf-8-sig)", value.string, byte: 0, vm)
      }
      text = value.string
    case .bytes(let bytes):
      guard case .str(let decoded) = try TextCoding.decode(bytes.bytes, "utf-8-sig", errors: "strict", vm) else {
        return .null
      }
      text = decoded.string
    default:
      throw vm.typeError("the JSON object must be str, bytes or bytearray, not \(subject.typeName)")
    }
    var decoder = JSONDecoder(text, options, vm)
    return try decoder.decode()
  }

  private static let dumps = NativeFunction("dumps") { vm, arguments throws(Raise) in
    var options = JSONEncoderOptions()
    var subject: Value? = arguments.count > 0 ? arguments[0] : nil
    try checkPositional("dumps", arguments, vm)
    var separators: Value = .null
    for (name, value) in arguments.named {
      switch name {
      case "obj": subject = value
      case "skipkeys": options.skipsKeys = try vm.truth(value)
      case "ensure_ascii": options.isASCII = try vm.truth(value)
      case "check_circular": break
      case "allow_nan": options.allowsNaN = try vm.truth(value)
      case "indent": options.indent = try indent(value, vm)
      case "separators": separators = value
      case "default": options.fallback = given(value)
      case "sort_keys": options.sortsKeys = try vm.truth(value)
      case "cls": guard value.isNone else { throw vm.typeError("dumps() offers no encoder classes here") }
      default: throw vm.typeError("JSONEncoder.__init__() got an unexpected keyword argument '\(name)'")
      }
    }
    guard let subject else { throw vm.typeError("dumps() missing 1 required positional argument: 'obj'") }
    if options.indent != nil { options.itemSeparator = "," }
    if !separators.isNone {
      let parts = try vm.collect(separators)
      guard parts.count == 2 else {
        throw vm.valueError(
          parts.count < 2
            ? "not enough values to unpack (expected 2, got \(parts.count))" : "too many values to unpack (expected 2)")
      }
      guard case .str(let item) = parts[0], case .str(let key) = parts[1] else {
        throw vm.typeError("separators must be strings")
      }
      options.itemSeparator = item.string
      options.keySeparator = key.string
    }
    var encoder = JSONEncoder(options, vm)
    return try vm.text(encoder.encode(subject))
  }

  private static func given(_ value: Value) -> Value? { value.isNone ? nil : value }

  private static func checkPositional(_ name: String, _ arguments: Arguments, _ vm: Machine) throws(Raise) {
    guard arguments.count > 1 else { return }
    let given = "\(arguments.count) were given"
    throw vm.typeError("\(name)() takes 1 positional argument but \(given)")
  }

  /// A number of spaces, or the text that stands for one level.
  private static func indent(_ value: Value, _ vm: Machine) throws(Raise) -> String? {
    switch value {
    case .null: return nil
    case .str(let text): return text.string
    default:
      let count = try vm.index(value, clamping: true)
      try vm.checkLength(count)
      return String(repeating: " ", count: max(0, count))
    }
  }
}
