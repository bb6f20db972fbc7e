/// Built-in functions that ask objects about themselves.
enum AttributeFunctions {
  static let table: [NativeFunction] = [
    BuiltinTable.function("callable", "obj, /") { vm, arguments throws(Raise) in
      .bool(vm.isCallable(arguments.required(0)))
    },
    BuiltinTable.function("id", "obj, /") { vm, arguments throws(Raise) in .int(identity(arguments.required(0))) },
    BuiltinTable.function("getattr", "object, name, default=None, /") { vm, arguments throws(Raise) in
      let name = try name(arguments.required(1), vm)
      guard let fallback = arguments[2] else { return try vm.attribute(arguments.required(0), name) }
      do throws(Raise) {
        return try vm.attribute(arguments.required(0), name)
      } catch {
        guard vm.caught(error, .attributeError) != nil else { throw error }
        return fallback
      }
    },
    BuiltinTable.function("hasattr", "object, name, /") { vm, arguments throws(Raise) in
      let name = try name(arguments.required(1), vm)
      do throws(Raise) {
        _ = try vm.attribute(arguments.required(0), name)
        return .bool(true)
      } catch {
        guard vm.caught(error, .attributeError) != nil else { throw error }
        return .bool(false)
      }
    },
    BuiltinTable.function("setattr", "object, name, value, /") { vm, arguments throws(Raise) in
      try vm.setAttribute(arguments.required(0), name(arguments.required(1), vm), arguments.required(2))
      return .null
    },
    BuiltinTable.function("delattr", "object, name, /") { vm, arguments throws(Raise) in
      try vm.setAttribute(arguments.required(0), name(arguments.required(1), vm), nil)
      return .null
    },
  ]

  private static func name(_ value: Value, _ vm: Machine) throws(Raise) -> String {
    guard case .str(let text) = vm.plain(value) else {
      throw vm.typeError("attribute name must be string, not '\(value.typeName)'")
    }
    return text.string
  }

  /// A number that only the object has while it lives.
  private static func identity(_ value: Value) -> Int {
    if let object = value.heapObject { return object.identityHash }
    switch value {
    case .int(let number): return Hashing.integer(number) &* 32 &+ 9_437_184
    case .bool(let flag): return flag ? 9_437_216 : 9_437_232
    case .float(let number): return Int(truncatingIfNeeded: number.bitPattern >> 1)
    default: return 9_437_248
    }
  }
}
