/// Which data-model methods the built-in types have: they are not found as attributes, but `collections.abc` and
/// `typing` ask for them.
enum TypeAbilities {
  /// Whether a class or one of its bases has a data-model method.
  static func has(_ type: TypeObject, _ method: String) -> Bool {
    for base in type.resolution {
      if let value = base.ownAttribute(method) { return !value.isNone }
      if !base.isScripted, hasBuiltin(base, method) { return true }
      if method == "__hash__", unhashable.contains(where: { $0 === base }) { return false }
    }
    return method == "__hash__"
  }

  private static func hasBuiltin(_ type: TypeObject, _ method: String) -> Bool {
    switch method {
    case "__iter__": isContainer(type) || isIterator(type)
    case "__next__": isIterator(type)
    case "__len__", "__contains__": isContainer(type)
    case "__reversed__": reversible.contains { $0 === type }
    case "__call__": callable.contains { $0 === type }
    case "send", "throw", "close": type === TypeObject.generator
    case "__int__", "__float__", "__abs__", "__round__": type === TypeObject.int || type === TypeObject.float
    case "__index__": type === TypeObject.int
    case "__bytes__": type === TypeObject.bytes
    default: false
    }
  }

  private static func isContainer(_ type: TypeObject) -> Bool { containers.contains { $0 === type } }

  private static func isIterator(_ type: TypeObject) -> Bool {
    iterators.contains { $0 === type } || type.module == "itertools" || type.name.hasSuffix("iterator")
  }

  private static let unhashable: [TypeObject] = [.list, .dict, .set, DequeObject.dequeType]
  private static let reversible: [TypeObject] = [.list, .dict, .range, DequeObject.dequeType, .mappingProxy]
  private static let iterators: [TypeObject] = [.generator, .enumerate, .filter, .map, .reversed, .zip]
  private static let callable: [TypeObject] = [
    .function, .builtinFunction, .methodDescriptor, .methodType, .typeType, .staticMethod, .genericAlias,
    PartialObject.partialType,
  ]
  private static let containers: [TypeObject] =
    [.str, .bytes, .tuple, .list, .dict, .set, .frozenset, .range, .mappingProxy, DequeObject.dequeType]
    + [DictView.keysType, DictView.valuesType, DictView.itemsType]
}
