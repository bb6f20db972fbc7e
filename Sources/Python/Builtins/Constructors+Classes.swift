extension Constructors {
  static let object: TypeObject.Constructor = { vm, _, arguments throws(Raise) in
    guard arguments.values.isEmpty else { throw vm.typeError("object() takes no arguments") }
    return .object(Object(vm.heap))
  }

  /// `type(value)` and `type(name, bases, attributes)`; with a metaclass as `type`, the latter is its `__new__`.
  static let type: TypeObject.Constructor = { vm, type, arguments throws(Raise) in
    if type === TypeObject.typeType, arguments.count == 1, arguments.keywords.isEmpty {
      return .object(arguments[0].type)
    }
    guard arguments.count == 3 else {
      throw vm.typeError(
        type === TypeObject.typeType
          ? "type() takes 1 or 3 arguments" : "type.__new__() takes exactly 3 arguments (\(arguments.count) given)")
    }
    guard case .str(let name) = arguments[0] else {
      throw vm.typeError("type.__new__() argument 1 must be str, not \(arguments[0].typeName)")
    }
    guard case .tuple(let bases) = arguments[1] else {
      throw vm.typeError("type.__new__() argument 2 must be tuple, not \(arguments[1].typeName)")
    }
    guard case .dict(let attributes) = arguments[2] else {
      throw vm.typeError("type.__new__() argument 3 must be dict, not \(arguments[2].typeName)")
    }
    let winner = try vm.winner(type, bases.elements)
    if winner !== type, type === TypeObject.typeType { return try vm.construct(winner, arguments) }
    var members: [(String, Value)] = []
    for entry in attributes.table.entries where entry.key.isBound {
      guard case .str(let key) = entry.key else { throw vm.typeError("attribute names must be strings") }
      members.append((key.string, entry.value))
    }
    try vm.checkCount(members.count)
    return .object(
      try vm.makeClass(
        name.string, vm.bases(bases.elements), members, arguments.named.map { ($0.name, $0.value) },
        metatype: winner === TypeObject.typeType ? nil : winner))
  }
}
