extension Constructors {
  static let object: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    guard arguments.values.isEmpty else { throw vm.typeError("object() takes no arguments") }
    return .object(Object(vm.heap))
  }

  static let type: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    guard arguments.count == 1, arguments.keywords.isEmpty else {
      throw vm.typeError("type() takes 1 or 3 arguments")
    }
    return .object(arguments[0].type)
  }
}
