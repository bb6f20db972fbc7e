/// The names that every script sees.
enum BuiltinTable {
  static let functions: [NativeFunction] = [
    NativeFunction("len") { vm, arguments throws(Raise) in
      .int(try vm.length(lenSignature.bind(arguments, vm).required(0)))
    }
  ]

  private static let lenSignature = Signature("len", "obj, /")

  static let types: [TypeObject] = [
    .object, .typeType, .int, .bool, .float, .str, .bytes, .tuple, .list, .dict, .set, .frozenset, .range, .slice,
  ]

  /// Everything by name.
  static let members: [String: Value] = {
    var members: [String: Value] = [:]
    for function in functions { members[function.name] = .object(function) }
    for type in types + TypeObject.exceptions { members[type.name] = .object(type) }
    members["NotImplemented"] = .notImplemented
    members["Ellipsis"] = .ellipsis
    return members
  }()
}
