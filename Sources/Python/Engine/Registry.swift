/// The predefined `registry` of environment modules.
enum Registry {
  private static let signature = Signature("register", "cls, to_dict, from_dict, typename=None")

  /// `registry.register(cls, to_dict, from_dict, typename=None)`.
  static func module(_ vm: Machine) -> ModuleObject {
    ModuleObject(vm.heap, "registry", ["register": .object(register)])
  }

  private static let register = NativeFunction("register") { vm, arguments throws(Raise) in
    let bound = try signature.bind(arguments, vm)
    guard case .object(let object) = bound.required(0), let type = object as? TypeObject else {
      throw vm.typeError("register() argument 'cls' must be a class, not \(bound.required(0).typeName)")
    }
    for index in [1, 2] where !vm.isCallable(bound.required(index)) {
      throw vm.typeError("register() argument '\(signature.parameters[index].name)' must be callable")
    }
    var typename = type.name
    if let given = bound[3], !given.isNone {
      guard case .str(let text) = given else { throw vm.typeError("register() argument 'typename' must be a string") }
      typename = text.string
    }
    vm.register(
      typename, Registration(type: type, toDict: bound.required(1), fromDict: bound.required(2)))
    return .null
  }
}
