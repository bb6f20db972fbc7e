/// The names that every script sees.
enum BuiltinTable {
  static let functions: [NativeFunction] =
    NumberFunctions.table + TextFunctions.table + IterationFunctions.table + AttributeFunctions.table
    + ClassFunctions.table + ScopeFunctions.table

  static let types: [TypeObject] = [
    .object, .typeType, .int, .bool, .float, .str, .bytes, .tuple, .list, .dict, .set, .frozenset, .range, .slice,
    .superType, .property, .classMethod, .staticMethod, .enumerate, .filter, .map, .reversed, .zip,
  ]

  /// Everything by name.
  static let members: [String: Value] = {
    var members: [String: Value] = [:]
    for function in functions { members[function.name] = .object(function) }
    for type in types + TypeObject.exceptions { members[type.name] = .object(type) }
    members["EnvironmentError"] = .object(TypeObject.osError)
    members["IOError"] = .object(TypeObject.osError)
    members["__debug__"] = .bool(true)
    members["NotImplemented"] = .notImplemented
    members["Ellipsis"] = .ellipsis
    return members
  }()

  /// A function whose arguments are bound to a signature.
  static func function(
    _ name: String, _ parameters: String,
    _ body: @escaping @Sendable (_ vm: Machine, _ arguments: Signature.Bound) throws(Raise) -> Value
  ) -> NativeFunction {
    let signature = Signature(name, parameters)
    return NativeFunction(name) { vm, arguments throws(Raise) in
      try body(vm, signature.bind(arguments, vm))
    }
  }
}
