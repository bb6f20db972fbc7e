import BigInt

extension StringMethods {
  static let templateMethods: [NativeFunction] = [
    Method.raw("str", "format", \.asStr) { vm, text, arguments throws(Raise) in
      var formatter = TemplateFormatter(vm, positional: arguments.positional, named: .keywords(arguments.named))
      return try vm.text(formatter.format(text.string, depth: 2))
    },
    method("format_map", "mapping, /") { vm, text, arguments throws(Raise) in
      var formatter = TemplateFormatter(vm, positional: nil, named: .mapping(arguments.required(0)))
      return try vm.text(formatter.format(text.string, depth: 2))
    },
    method("encode", "encoding='utf-8', errors='strict'") { vm, text, arguments throws(Raise) in
      try TextCoding.encode(
        text, TextCoding.name(arguments[0], "encode", "encoding", vm) ?? "utf-8",
        errors: TextCoding.name(arguments[1], "encode", "errors", vm) ?? "strict", vm)
    },
    method("translate", "table, /") { vm, text, arguments throws(Raise) in
      try translate(text, arguments.required(0), vm)
    },
    NativeFunction("maketrans", .function) { vm, arguments throws(Raise) in
      try makeTable(makeTransSignature.bind(arguments, vm), vm)
    },
  ]

  private static let makeTransSignature = Signature("maketrans", "x, y=None, z=None, /")

  private static func makeTable(_ arguments: Signature.Bound, _ vm: Machine) throws(Raise) -> Value {
    let table = Dict(vm.heap)
    guard let to = arguments[1] else {
      guard case .dict(let mapping) = arguments.required(0) else {
        throw vm.typeError("if you give only one argument to maketrans it must be a dict")
      }
      for entry in mapping.table.entries where entry.key.isBound {
        switch entry.key {
        case .int, .bool, .big: try table.set(entry.key, entry.value, vm)
        case .str(let text):
          guard text.count == 1 else {
            throw vm.valueError("string keys in translate table must be of length 1")
          }
          try table.set(.int(Int(text[0].value)), entry.value, vm)
        default: throw vm.typeError("keys in translate table must be strings or integers")
        }
      }
      return .dict(table)
    }
    guard case .str(let from) = arguments.required(0) else {
      throw vm.typeError("first maketrans argument must be a string if there is a second argument")
    }
    let target = try text(to, "maketrans", argument: 2, vm)
    guard from.count == target.count else {
      throw vm.valueError("the first two maketrans arguments must have equal length")
    }
    for (source, result) in zip(from.string.unicodeScalars, target.string.unicodeScalars) {
      try table.set(.int(Int(source.value)), .int(Int(result.value)), vm)
    }
    if let removed = arguments[2] {
      for scalar in try text(removed, "maketrans", argument: 3, vm).string.unicodeScalars {
        try table.set(.int(Int(scalar.value)), .null, vm)
      }
    }
    return .dict(table)
  }

  private static func translate(_ text: Str, _ table: Value, _ vm: Machine) throws(Raise) -> Value {
    var result = String.UnicodeScalarView()
    var length = 0
    for scalar in text.string.unicodeScalars {
      try vm.charge(1)
      let mapped: Value
      do throws(Raise) {
        mapped = try vm.item(table, .int(Int(scalar.value)))
      } catch {
        guard vm.caught(error, .lookupError) != nil else { throw error }
        result.append(scalar)
        continue
      }
      switch mapped {
      case .null: continue
      case .str(let replacement):
        length += replacement.string.utf8.count
        try vm.checkLength(length)
        result.append(contentsOf: replacement.string.unicodeScalars)
      case .int, .bool, .big:
        guard let code = UInt32(exactly: mapped.asInteger ?? -1), code < 0x110000 else {
          throw vm.valueError("character mapping must be in range(0x110000)")
        }
        result.append(Unicode.Scalar(code) ?? "\u{FFFD}")
      default:
        throw vm.typeError("character mapping must return integer, None or str")
      }
    }
    return try vm.text(String(result))
  }
}
