import BigInt
import WorkflowModel

/// An instance of a script's class.
///
/// What the class defines in data-model methods (`__add__`, `__len__`, …) is asked first; a class derived from `int`,
/// `float`, `str` or `bytes` falls back to the value of that type in ``base``.
final class Instance: Container, @unchecked Sendable {
  let instanceType: TypeObject
  private let place: UnsafeMutablePointer<AttributeStorage>
  /// The value of the built-in type that the class derives from; unbound where there is none.
  let base: Value
  /// Where the attributes are once a script has asked for `__dict__`: ``storage`` is empty then.
  private(set) var dictionary: Dict?

  init(_ heap: Heap?, _ type: TypeObject, base: Value = .unbound) {
    instanceType = type
    place = .allocate(capacity: 1)
    place.initialize(to: AttributeStorage(shape: type.rootShape))
    self.base = base
    super.init(heap, kind: .instance)
  }

  deinit {
    if let heap { place.pointee.release(heap) }
    place.deinitialize(count: 1)
    place.deallocate()
  }

  /// The attributes of the instance itself. They stand in memory of their own, which is read and written in place.
  var storage: AttributeStorage {
    @inline(__always) _read { yield place.pointee }
    @inline(__always) _modify { yield &place.pointee }
  }

  override var type: TypeObject { instanceType }

  /// The data-model method of the class, where a script or the class's maker defined it.
  @inline(__always)
  private func special(_ name: String) -> Value? { instanceType.lookup(name) }

  private func callSpecial(_ function: Value, _ vm: Machine) throws(Raise) -> Value {
    try vm.callSpecial(function, .object(self))
  }

  private func callSpecial(_ function: Value, _ vm: Machine, _ argument: Value) throws(Raise) -> Value {
    try vm.callSpecial(function, .object(self), argument)
  }

  private func callSpecial(
    _ function: Value, _ vm: Machine, _ first: Value, _ second: Value
  ) throws(Raise) -> Value {
    try vm.callSpecial(function, .object(self), [first, second])
  }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    if let text = try vm.specialText(.object(self), instanceType, "__repr__") { return text }
    if base.isBound { return try vm.repr(base) }
    return "<\(instanceType.module ?? "").\(instanceType.qualifiedName) object at \(addressText)>"
  }

  override func str(_ vm: Machine) throws(Raise) -> String {
    if let text = try vm.specialText(.object(self), instanceType, "__str__") { return text }
    if special("__repr__") == nil, base.isBound { return try vm.str(base) }
    return try repr(vm)
  }

  override func format(_ spec: String, _ vm: Machine) throws(Raise) -> String {
    if base.isBound { return try vm.format(base, spec) }
    return try super.format(spec, vm)
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int {
    if let function = special("__hash__") {
      if function.isNone { throw vm.typeError("unhashable type: '\(instanceType.name)'") }
      let value = try callSpecial(function, vm)
      guard let integer = try vm.bigInt(value) else {
        throw vm.typeError("__hash__ method should return an integer")
      }
      if let small = Int(exactly: integer) { return small == -1 ? -2 : small }
      return Hashing.integer(Int(truncatingIfNeeded: integer % BigInt(Hashing.modulus)))
    }
    if special("__eq__") != nil { throw vm.typeError("unhashable type: '\(instanceType.name)'") }
    if base.isBound { return try vm.hash(base) }
    return identityHash
  }

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    if let function = special(operation.methodName) {
      let result = try callSpecial(function, vm, other)
      if case .notImplemented = result { return nil }
      return result
    }
    if operation == .notEqual, let function = special("__eq__") {
      let result = try callSpecial(function, vm, other)
      if case .notImplemented = result { return nil }
      return .bool(try !vm.truth(result))
    }
    guard base.isBound else { return nil }
    if operation == .equal || operation == .notEqual { return try vm.compare(operation, base, vm.plain(other)) }
    guard vm.isComparable(base, vm.plain(other)) else { return nil }
    return try vm.compare(operation, base, vm.plain(other))
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    if let function = special(reflected ? operation.reflectedMethodName : operation.methodName) {
      let result = try callSpecial(function, vm, other)
      if case .notImplemented = result { return nil }
      return result
    }
    guard base.isBound else { return nil }
    return try reflected
      ? vm.binaryOrNil(operation, other, base) : vm.binaryOrNil(operation, base, vm.plain(other))
  }

  override func inPlace(_ operation: BinaryOperator, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard let function = special(operation.inPlaceMethodName) else { return nil }
    let result = try callSpecial(function, vm, other)
    if case .notImplemented = result { return nil }
    return result
  }

  override func unary(_ operation: UnaryOperator, _ vm: Machine) throws(Raise) -> Value? {
    if let function = special(operation.methodName) { return try callSpecial(function, vm) }
    return base.isBound ? try vm.unary(operation, base) : nil
  }

  override func isTrue(_ vm: Machine) throws(Raise) -> Bool {
    if let function = special("__bool__") {
      let value = try callSpecial(function, vm)
      guard case .bool(let flag) = value else {
        throw vm.typeError("__bool__ should return bool, returned \(value.typeName)")
      }
      return flag
    }
    if let length = try length(vm) { return length != 0 }
    return base.isBound ? try vm.truth(base) : true
  }

  override func length(_ vm: Machine) throws(Raise) -> Int? {
    if let function = special("__len__") { return try vm.checkedLength(callSpecial(function, vm)) }
    if case .str(let text) = base { return text.count }
    if case .bytes(let bytes) = base { return bytes.bytes.count }
    return nil
  }

  override func item(_ key: Value, _ vm: Machine) throws(Raise) -> Value {
    if let function = special("__getitem__") { return try callSpecial(function, vm, key) }
    if base.isBound { return try vm.item(base, key) }
    return try super.item(key, vm)
  }

  override func setItem(_ key: Value, _ value: Value, _ vm: Machine) throws(Raise) {
    guard let function = special("__setitem__") else { return try super.setItem(key, value, vm) }
    _ = try callSpecial(function, vm, key, value)
  }

  override func deleteItem(_ key: Value, _ vm: Machine) throws(Raise) {
    guard let function = special("__delitem__") else { return try super.deleteItem(key, vm) }
    _ = try callSpecial(function, vm, key)
  }

  override func contains(_ value: Value, _ vm: Machine) throws(Raise) -> Bool? {
    if let function = special("__contains__") { return try vm.truth(callSpecial(function, vm, value)) }
    return base.isBound ? try vm.contains(base, value) : nil
  }

  override func iterate(_ vm: Machine) throws(Raise) -> Value? {
    if let function = special("__iter__") {
      if function.isNone { return nil }
      let iterator = try callSpecial(function, vm)
      guard case .object(let object) = iterator, vm.isIterator(object) else {
        throw vm.typeError("iter() returned non-iterator of type '\(iterator.typeName)'")
      }
      return iterator
    }
    if special("__getitem__") != nil { return .object(ItemIterator(vm.heap, .object(self))) }
    return base.isBound ? try vm.iterator(of: base) : nil
  }

  override func next(_ vm: Machine) throws(Raise) -> Value? {
    guard let function = special("__next__") else { return try super.next(vm) }
    do throws(Raise) {
      return try callSpecial(function, vm)
    } catch {
      if vm.caught(error, .stopIteration) != nil { return nil }
      throw error
    }
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    if let hook = special("__getattribute__") {
      return try callSpecial(hook, vm, vm.string(name))
    }
    return try plainAttribute(name, vm)
  }

  // MARK: Attributes

  /// An attribute of the instance itself.
  func own(_ name: String) -> Value? {
    if let dictionary { return dictionary[name] }
    return storage[name]
  }

  /// The attributes of the instance itself, in their order.
  var ownMembers: [(String, Value)] {
    guard let dictionary else { return storage.members }
    return dictionary.table.entries.compactMap { entry in
      if case .str(let name) = entry.key { (name.string, entry.value) } else { nil }
    }
  }

  /// `__dict__`: the attributes as a dictionary, which they stand in from now on.
  func attributeDictionary(_ vm: Machine) -> Dict {
    if let dictionary { return dictionary }
    let made = Dict(heap)
    for (name, value) in storage.giveAway() { made.set(text: Str(heap, name), value) }
    dictionary = made
    return made
  }

  func setOwn(_ name: String, _ value: Value) {
    if let dictionary { dictionary.set(text: Str(heap, name), value) } else { storage.set(name, value) }
  }

  private func removeOwn(_ name: String, _ vm: Machine) throws(Raise) -> Bool {
    if let dictionary { return try dictionary.remove(vm.string(name), vm) != nil }
    return storage.remove(name)
  }

  /// What `object.__getattribute__` does, with `__getattr__` behind it.
  func plainAttribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    let found = instanceType.lookup(name)
    if let found, vm.isDataDescriptor(found) { return try vm.bind(found, to: .object(self), instanceType) }
    if let own = own(name) { return own }
    if let found { return try vm.bind(found, to: .object(self), instanceType) }
    if name == "__dict__", instanceType.slots == nil { return .dict(attributeDictionary(vm)) }
    return try vm.fallbackAttribute(.object(self), instanceType, name)
  }

  override func setAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    if let value, let hook = special("__setattr__") {
      _ = try callSpecial(hook, vm, vm.string(name), value)
      return true
    }
    if value == nil, let hook = special("__delattr__") {
      _ = try callSpecial(hook, vm, vm.string(name))
      return true
    }
    return try setPlainAttribute(name, value, vm)
  }

  /// What `object.__setattr__` and `object.__delattr__` do.
  func setPlainAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    if let found = instanceType.lookup(name), try vm.setDescriptor(found, .object(self), value) { return true }
    if let value {
      if let allowed = instanceType.slots, !allowed.contains(name) { return false }
      if name == "__class__" { throw vm.typeError("the class of an object cannot be changed in this language") }
      if name == "__dict__" {
        guard case .dict(let new) = value else {
          throw vm.typeError("__dict__ must be set to a dictionary, not a '\(value.typeName)'")
        }
        _ = storage.giveAway()
        dictionary = new
        return true
      }
      setOwn(name, value)
      return true
    }
    guard try removeOwn(name, vm) else { throw vm.attributeError(name) }
    return true
  }

  override func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    guard let function = special("__call__") else { return try super.call(arguments, vm) }
    return try vm.call(vm.bind(function, to: .object(self), instanceType), arguments)
  }

  override var isCallable: Bool { special("__call__") != nil }

  override func traverse(_ visit: (Value) -> Void) {
    visit(.object(instanceType))
    visit(base)
    storage.traverse(visit)
    if let dictionary { visit(.dict(dictionary)) }
  }

  override func clear() {
    storage.clear()
    dictionary = nil
  }
}

/// The elements of an object that has `__getitem__` but no `__iter__`: by index, until an IndexError.
final class ItemIterator: IteratorObject, @unchecked Sendable {
  private let source: Value
  private var position = 0

  init(_ heap: Heap?, _ source: Value) {
    self.source = source
    super.init(heap, .sequenceIterator)
  }

  override func next(_ vm: Machine) throws(Raise) -> Value? {
    guard position >= 0 else { return nil }
    do throws(Raise) {
      let value = try vm.item(source, .int(position))
      position += 1
      return value
    } catch {
      guard vm.caught(error, .indexError) != nil || vm.caught(error, .stopIteration) != nil else { throw error }
      position = -1
      return nil
    }
  }

  override func traverse(_ visit: (Value) -> Void) { visit(source) }
}
