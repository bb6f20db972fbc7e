/// Makes the functions of modules.
enum ModuleFunction {
  /// A function whose arguments are bound to a signature.
  static func make(
    _ module: String, _ name: String, _ parameters: String,
    _ body: @escaping @Sendable (_ vm: Machine, _ arguments: Signature.Bound) throws(Raise) -> Value
  ) -> NativeFunction {
    let signature = Method.signature(module, name, parameters)
    return NativeFunction(name) { vm, arguments throws(Raise) in
      try body(vm, signature.bind(arguments, vm))
    }
  }

  /// The functions as members of a module.
  static func members(_ functions: [NativeFunction], _ others: [String: Value] = [:]) -> [String: Value] {
    var members = others
    for function in functions { members[function.name] = .object(function) }
    return members
  }
}
