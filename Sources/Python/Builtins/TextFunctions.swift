import WorkflowScripting

/// Built-in functions that make or take texts.
enum TextFunctions {
  static let table: [NativeFunction] = [
    BuiltinTable.function("repr", "obj, /") { vm, arguments throws(Raise) in
      try vm.text(vm.repr(arguments.required(0)))
    },
    BuiltinTable.function("ascii", "obj, /") { vm, arguments throws(Raise) in
      try vm.text(Representation.ascii(arguments.required(0), vm))
    },
    BuiltinTable.function("format", "value, format_spec='', /") { vm, arguments throws(Raise) in
      guard let spec = arguments[1] else { return try vm.text(vm.format(arguments.required(0), "")) }
      guard case .str(let text) = spec else {
        throw vm.typeError("format() argument 2 must be str, not \(spec.argumentTypeName)")
      }
      return try vm.text(vm.format(arguments.required(0), text.string))
    },
    BuiltinTable.function("chr", "i, /") { vm, arguments throws(Raise) in
      let code = try vm.index(arguments.required(0), clamping: true)
      guard code >= 0, code < 0x110000 else { throw vm.valueError("chr() arg not in range(0x110000)") }
      guard let scalar = Unicode.Scalar(UInt32(code)) else {
        throw vm.valueError("chr() of a surrogate is not offered: a str holds characters only")
      }
      return vm.character(scalar)
    },
    BuiltinTable.function("ord", "c, /") { vm, arguments throws(Raise) in
      let value = vm.plain(arguments.required(0))
      let count: Int
      switch value {
      case .str(let text):
        if text.count == 1 { return .int(Int(text[0].value)) }
        count = text.count
      case .bytes(let bytes):
        if bytes.bytes.count == 1 { return .int(Int(bytes.bytes[0])) }
        count = bytes.bytes.count
      default: throw vm.typeError("ord() expected string of length 1, but \(value.typeName) found")
      }
      throw vm.typeError("ord() expected a character, but string of length \(count) found")
    },
    NativeFunction("print") { vm, arguments throws(Raise) in try print(arguments, vm) },
  ]

  private static func print(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    var separator = " "
    var end = "\n"
    for (name, value) in arguments.named {
      switch name {
      case "sep": separator = try option(name, value, " ", vm)
      case "end": end = try option(name, value, "\n", vm)
      case "flush": break
      case "file":
        guard value.isNone else { throw vm.attributeError("'\(value.typeName)' object has no attribute 'write'") }
      default: throw vm.typeError("'\(name)' is an invalid keyword argument for print()")
      }
    }
    var text = ""
    for (index, value) in arguments.positional.enumerated() {
      if index > 0 { text += separator }
      text += try vm.str(value)
      try vm.checkLength(text.utf8.count)
    }
    text += end
    try vm.checkOutput(text.utf8.count)
    vm.host.output(text)
    return .null
  }

  private static func option(
    _ name: String, _ value: Value, _ fallback: String, _ vm: Machine
  ) throws(Raise) -> String {
    if value.isNone { return fallback }
    guard case .str(let text) = value else {
      throw vm.typeError("\(name) must be None or a string, not \(value.typeName)")
    }
    return text.string
  }
}
