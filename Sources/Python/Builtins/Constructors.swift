/// What a call of each built-in type does. `type` is the type itself or a class that a script derived from it.
enum Constructors {
  static let object: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    throw vm.typeError("cannot create 'object' instances")
  }
  static let type: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    guard arguments.count == 1 else { throw vm.typeError("type() takes 1 or 3 arguments") }
    return .object(arguments[0].type)
  }
  static let int = object
  static let bool = object
  static let float = object
  static let str = object
  static let bytes = object
  static let tuple = object
  static let list = object
  static let dict = object
  static let set = object
  static let frozenset = object
  static let range = object
  static let slice = object
}
