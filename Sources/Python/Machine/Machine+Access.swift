/// Attributes as instructions read and write them where what they remember of the last time does not fit, and what they
/// remember for the next.
extension Machine {
  func loadAttribute(_ value: Value, _ code: Code, _ instruction: Instruction) throws(Raise) -> Value {
    let name = code.names[Int(instruction.a)]
    guard case .object(let object) = value, object.kind == .instance, instruction.b != 0 else {
      return try attribute(value, name)
    }
    let instance = unsafeDowncast(object, to: Instance.self)
    let shape = instance.storage.shape
    let result = try attribute(value, name)
    if !shape.isPrivate, shape !== Shape.empty, shape === instance.storage.shape {
      remember(name, of: instance.instanceType, shape, in: code.caches + Int(instruction.b))
    }
    return result
  }

  /// Remembers where instances of a type and shape have an attribute, if that can be said for all of them.
  private func remember(
    _ name: String, of type: TypeObject, _ shape: Shape, in cache: UnsafeMutablePointer<AttributeCache>
  ) {
    guard type.isScripted, type.lookup("__getattribute__") == nil else { return }
    let found = type.lookup(name)
    let index: Int
    var value = Value.unbound
    if case .object(let object)? = found, object.kind == .property {
      guard case .object(let getter) = unsafeDowncast(object, to: Property.self).getter, getter.kind == .function,
        type.lookup("__getattr__") == nil
      else { return }
      index = AttributeCache.computed
      value = .object(getter)
    } else if let own = shape.index[name] {
      guard !(found.map(isDataDescriptor) ?? false) else { return }
      index = own
    } else if let found, !isDescriptor(found) {
      index = AttributeCache.ofClass
      value = found
    } else {
      return
    }
    cache.pointee = AttributeCache(
      type: type, version: type.version, shape: shape, index: index, value: value)
  }

  /// Whether an attribute of a class is another thing when it is read through an instance.
  private func isDescriptor(_ attribute: Value) -> Bool {
    guard case .object(let object) = attribute else { return false }
    switch object.kind {
    case .function, .native, .property, .classMethod, .staticMethod, .instance: return true
    default: return false
    }
  }

  func storeAttribute(
    _ object: Value, _ value: Value, _ code: Code, _ instruction: Instruction
  ) throws(Raise) {
    let name = code.names[Int(instruction.a)]
    guard case .object(let target) = object, target.kind == .instance, instruction.b != 0 else {
      return try setAttribute(object, name, value)
    }
    let instance = unsafeDowncast(target, to: Instance.self)
    let cache = code.caches + Int(instruction.b)
    if cache.pointee.fits(.passUnretained(instance)), let next = cache.pointee.next {
      return instance.storage.append(value, shape: next)
    }
    let before = instance.storage.shape
    try setAttribute(object, name, value)
    let after = instance.storage.shape
    let type = instance.instanceType
    guard !after.isPrivate, !before.isPrivate, before !== Shape.empty, type.lookup("__setattr__") == nil,
      type.lookup(name) == nil, let index = after.index[name]
    else { return }
    guard after === before || after.names.count == before.names.count + 1 else { return }
    cache.pointee = AttributeCache(
      type: type, version: type.version, shape: before, index: index, next: after === before ? nil : after)
  }

  /// Replaces the object at the top by a function and the object that it belongs to, or by a callable and unbound:
  /// a method is called without being made an object.
  func loadMethod(_ sp: UnsafeMutablePointer<Value>, _ code: Code, _ instruction: Instruction) throws(Raise) {
    let name = code.names[Int(instruction.a)]
    let receiver = (sp - 1).pointee
    let type: TypeObject
    switch receiver {
    case .str: type = .str
    case .list(let list) where list.subtype == nil: type = .list
    case .dict(let dict) where dict.subtype == nil: type = .dict
    case .object(let object) where object.kind == .instance:
      let instance = unsafeDowncast(object, to: Instance.self)
      return try loadMethod(of: instance, sp, name, code, instruction)
    default:
      let value = try attribute(receiver, name)
      return split(value, sp)
    }
    let cache = code.caches + Int(instruction.b)
    if cache.pointee.type === type, cache.pointee.value.isBound {
      sp.initialize(to: receiver)
      (sp - 1).pointee = cache.pointee.value
      return
    }
    guard let found = type.lookup(name), case .object(let object) = found,
      let native = object as? NativeFunction, native.role == .method
    else { return split(try attribute(receiver, name), sp) }
    if instruction.b != 0 { cache.pointee = AttributeCache(type: type, value: found) }
    sp.initialize(to: receiver)
    (sp - 1).pointee = found
  }

  private func loadMethod(
    of instance: Instance, _ sp: UnsafeMutablePointer<Value>, _ name: String, _ code: Code, _ instruction: Instruction
  ) throws(Raise) {
    let type = instance.instanceType
    let cache = code.caches + Int(instruction.b)
    let shape = instance.storage.shape
    if instance.own(name) == nil, let found = type.lookup(name), case .object(let function) = found,
      function.kind == .function, type.lookup("__getattribute__") == nil
    {
      if instruction.b != 0, !shape.isPrivate, shape !== Shape.empty {
        cache.pointee = AttributeCache(type: type, version: type.version, shape: shape, value: found)
      }
      sp.initialize(to: (sp - 1).pointee)
      (sp - 1).pointee = found
      return
    }
    split(try attribute(.object(instance), name), sp)
  }

  /// Leaves a callable as ``loadMethod(_:_:_:)`` does: bound methods in their two parts.
  private func split(_ callable: Value, _ sp: UnsafeMutablePointer<Value>) {
    if case .object(let object) = callable, object.kind == .boundMethod {
      let method = unsafeDowncast(object, to: BoundMethod.self)
      if case .object(let function) = method.function, function.kind == .function || function.kind == .native {
        (sp - 1).pointee = method.function
        sp.initialize(to: method.receiver)
        return
      }
    }
    (sp - 1).pointee = callable
    sp.initialize(to: .unbound)
  }
}
