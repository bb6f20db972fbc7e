/// Attributes of any values: `value.name`.
extension Machine {
  /// The value of an attribute; an AttributeError where there is none.
  func attribute(_ value: Value, _ name: String) throws(Raise) -> Value {
    if let found = try attributeOrNil(value, name) { return found }
    throw missingAttribute(value, name)
  }

  func missingAttribute(_ value: Value, _ name: String) -> Raise {
    if case .object(let object) = value {
      if let type = object as? TypeObject {
        return attributeError("type object '\(type.name)' has no attribute '\(name)'")
      }
      if let module = object as? ModuleObject {
        return attributeError("module '\(module.name)' has no attribute '\(name)'")
      }
    }
    return attributeError("'\(value.typeName)' object has no attribute '\(name)'")
  }

  /// The value of an attribute; nil where there is none. Errors of getters and `__getattr__` pass.
  func attributeOrNil(_ value: Value, _ name: String) throws(Raise) -> Value? {
    if case .object(let object) = value {
      switch object.kind {
      case .instance, .exception, .type, .module, .superProxy:
        return try object.attribute(name, self)
      default: break
      }
    }
    if let subtype = subtype(of: value) { return try subtypeAttribute(value, subtype, name) }
    let type = value.type
    if let found = type.lookup(name) { return try bind(found, to: value, type) }
    if case .object(let object) = value, let own = try object.attribute(name, self) { return own }
    if name == "__class__" { return .object(type) }
    return nil
  }

  /// What an attribute of a type is when it is read through an object: a method bound to it, a property's value.
  func bind(_ attribute: Value, to receiver: Value, _ type: TypeObject) throws(Raise) -> Value {
    guard case .object(let object) = attribute else { return attribute }
    switch object.kind {
    case .function:
      return .object(BoundMethod(heap, receiver, attribute))
    case .native:
      guard let native = object as? NativeFunction else { return attribute }
      switch native.role {
      case .method: return .object(BoundMethod(heap, receiver, attribute))
      case .function: return attribute
      case .classMethod: return .object(BoundMethod(heap, .object(type), attribute))
      case .getter: return try call(attribute, receiver)
      }
    case .property, .classMethod, .staticMethod, .instance:
      return try bindDescriptor(object, to: receiver, type)
    default:
      return attribute
    }
  }

  func subtype(of value: Value) -> Subtype? {
    switch value {
    case .tuple(let tuple): tuple.subtype
    case .list(let list): list.subtype
    case .dict(let dict): dict.subtype
    case .set(let set): set.subtype
    default: nil
    }
  }

  private func subtypeAttribute(_ value: Value, _ subtype: Subtype, _ name: String) throws(Raise) -> Value? {
    let found = subtype.type.lookup(name)
    if let found, isDataDescriptor(found) { return try bind(found, to: value, subtype.type) }
    if let own = subtype.attributes[name] { return own }
    if let found { return try bind(found, to: value, subtype.type) }
    if name == "__dict__" { return dict(subtype.attributes.members) }
    return try fallbackAttribute(value, subtype.type, name)
  }

  /// Sets, or with nil deletes, an attribute.
  func setAttribute(_ receiver: Value, _ name: String, _ value: Value?) throws(Raise) {
    if case .object(let object) = receiver {
      if try object.setAttribute(name, value, self) { return }
    } else if let subtype = subtype(of: receiver) {
      if let found = subtype.type.lookup(name), try setDescriptor(found, receiver, value) { return }
      if let value {
        subtype.attributes.set(name, value)
        return
      }
      if subtype.attributes.remove(name) { return }
    }
    guard receiver.type.lookup(name) == nil else {
      throw attributeError("'\(receiver.typeName)' object attribute '\(name)' is read-only")
    }
    throw missingAttribute(receiver, name)
  }
}
