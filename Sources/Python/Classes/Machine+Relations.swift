/// `isinstance` and `issubclass`.
extension Machine {
  /// `isinstance(value, type)`, also for tuples and unions of types.
  func isInstance(_ value: Value, _ type: Value, _ depth: Int = 0) throws(Raise) -> Bool {
    switch type {
    case .object(let object) where object.kind == .type:
      let type = unsafeDowncast(object, to: TypeObject.self)
      if let hook = type.metatype?.lookup("__instancecheck__") {
        if value.type === type { return true }
        return try truth(callSpecial(hook, .object(type), [value]))
      }
      return value.type.isSubtype(of: type)
    case .tuple(let tuple) where depth < 50:
      for element in tuple.elements {
        if try isInstance(value, element, depth + 1) { return true }
      }
      return false
    case .object(let object):
      if let union = object as? UnionType {
        for member in union.members {
          if try isInstance(value, member, depth + 1) { return true }
        }
        return false
      }
      if object is GenericAlias { throw typeError("isinstance() argument 2 cannot be a parameterized generic") }
      if object.kind == .instance, let hook = object.type.lookup("__instancecheck__") {
        return try truth(callSpecial(hook, type, [value]))
      }
    default: break
    }
    throw typeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
  }

  /// `issubclass(type, other)`, also for tuples and unions of types.
  func isSubclass(_ type: Value, _ other: Value, _ depth: Int = 0) throws(Raise) -> Bool {
    switch other {
    case .tuple(let tuple) where depth < 50:
      for element in tuple.elements {
        if try isSubclass(type, element, depth + 1) { return true }
      }
      return false
    case .object(let wanted):
      if let union = wanted as? UnionType {
        for member in union.members {
          if try isSubclass(type, member, depth + 1) { return true }
        }
        return false
      }
      if wanted is GenericAlias { throw typeError("issubclass() argument 2 cannot be a parameterized generic") }
      if wanted.kind == .instance, let hook = wanted.type.lookup("__subclasscheck__") {
        return try truth(callSpecial(hook, other, [type]))
      }
      guard wanted.kind == .type else { break }
      let wanted = unsafeDowncast(wanted, to: TypeObject.self)
      if let hook = wanted.metatype?.lookup("__subclasscheck__") {
        return try truth(callSpecial(hook, other, [type]))
      }
      guard case .object(let object) = type, object.kind == .type else {
        throw typeError("issubclass() arg 1 must be a class")
      }
      return unsafeDowncast(object, to: TypeObject.self).isSubtype(of: wanted)
    default: break
    }
    guard case .object(let object) = type, object.kind == .type else {
      throw typeError("issubclass() arg 1 must be a class")
    }
    throw typeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
  }
}
