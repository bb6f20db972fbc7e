/// A type: built in, with a table that never changes, or a class of a script.
final class TypeObject: Container, @unchecked Sendable {
  /// Makes an instance: what a call of the type does. `type` may be a class derived from the built-in one.
  typealias Constructor = @Sendable (_ vm: Machine, _ type: TypeObject, _ arguments: Arguments) throws(Raise) -> Value

  private(set) var name: String
  /// As `__qualname__`: with the enclosing functions and classes.
  private(set) var qualifiedName: String
  /// How messages name a built-in type: CPython names one that it has written in C with the module, one that it has
  /// written in Python without.
  let messageName: String
  /// The module that `repr` shows: `datetime`, `__main__`; nil for built-ins.
  let module: String?
  private(set) var bases: [TypeObject]
  /// The type itself, then its bases in the order of the method resolution.
  private(set) var resolution: [TypeObject] = []
  /// What the class body defined, in its order.
  private(set) var attributes: [String: Value]
  private(set) var attributeOrder: [String] = []
  /// What a call does; inherited where nil.
  private(set) var constructor: Constructor?
  /// Whether scripts may derive from it.
  let isDerivable: Bool
  /// Whether a script defined it.
  let isScripted: Bool
  /// Changes with every change of an attribute here or in a base. Never for built-in types.
  private(set) var version = 0
  /// Where attributes of instances begin.
  let rootShape: Shape
  private var lookups: [String: Value] = [:]
  private var derived: [WeakType] = []
  /// The only attributes that instances may have (`__slots__`); nil for any.
  var slots: Set<String>?
  /// The class of this class, where it is not `type` (an enumeration's).
  var metatype: TypeObject?

  /// Called when a script derives a class from this one, with the keywords of the class statement: an enumeration
  /// makes its members then.
  var derivation: (@Sendable (_ vm: Machine, _ type: TypeObject, _ keywords: [(String, Value)]) throws(Raise) -> Void)?
  /// Called instead of making an instance, for this class and those derived from it.
  var caller: Constructor?
  private var plainness: (version: Int, isPlain: Bool)?

  private struct WeakType { weak var type: TypeObject? }

  /// A built-in type. `others` are the bases beside `base`.
  init(
    builtin name: String, module: String? = nil, base: TypeObject? = .object, others: [TypeObject] = [],
    isDerivable: Bool = true, isPlainlyNamed: Bool = false, constructor: Constructor? = nil,
    methods: [NativeFunction] = [], attributes: [String: Value] = [:]
  ) {
    self.name = name
    qualifiedName = module.map { "\($0).\(name)" } ?? name
    messageName = isPlainlyNamed ? name : qualifiedName
    self.module = module
    bases = (base.map { [$0] } ?? []) + others
    self.attributes = attributes
    self.constructor = constructor
    self.isDerivable = isDerivable
    isScripted = false
    rootShape = .empty
    super.init(nil, kind: .type)
    for method in methods {
      self.attributes[method.name] = .object(method)
      attributeOrder.append(method.name)
    }
    resolution = [self] + (TypeObject.linearize(bases) ?? [])
  }

  /// A class of a script, or one that a module makes for it, with a constructor. Throws where the bases have no
  /// consistent order.
  init(
    _ vm: Machine, name: String, qualifiedName: String, module: String, bases: [TypeObject],
    attributes: [(String, Value)], constructor: Constructor? = nil
  ) throws(Raise) {
    self.constructor = constructor
    self.name = name
    self.qualifiedName = qualifiedName
    messageName = name
    self.module = module
    self.bases = bases
    self.attributes = Dictionary(attributes, uniquingKeysWith: { _, last in last })
    attributeOrder = attributes.map(\.0)
    isDerivable = true
    isScripted = true
    rootShape = .root()
    metatype = bases.lazy.compactMap(\.metatype).first
    super.init(vm.heap, kind: .type)
    guard let order = TypeObject.linearize(bases) else {
      throw vm.typeError(
        "Cannot create a consistent method resolution\norder (MRO) for bases "
          + bases.map(\.name).joined(separator: ", "))
    }
    resolution = [self] + order
    for base in bases where base.isScripted { base.derived.append(WeakType(type: self)) }
  }

  override var type: TypeObject { metatype ?? .typeType }
  override var isCallable: Bool { true }

  /// The value of an attribute in the type or its bases, as it stands there (functions unbound).
  func lookup(_ name: String) -> Value? {
    guard isScripted else {
      for type in resolution {
        if let value = type.attributes[name] { return value }
      }
      return nil
    }
    if let known = lookups[name] { return known.isBound ? known : nil }
    for type in resolution {
      if let value = type.attributes[name] {
        lookups[name] = value
        return value
      }
    }
    lookups[name] = .unbound
    return nil
  }

  /// The attribute in the classes behind `type` in this type's resolution: what `super()` looks at.
  func lookup(_ name: String, after type: TypeObject) -> (value: Value, owner: TypeObject)? {
    guard let position = resolution.firstIndex(where: { $0 === type }) else { return nil }
    for next in resolution[(position + 1)...] {
      if let value = next.attributes[name] { return (value, next) }
    }
    return nil
  }

  /// Sets, or with nil removes, an attribute of a script's class. False where there is none to remove.
  func setOwn(_ name: String, _ value: Value?) -> Bool {
    guard isScripted else { return false }
    if let value {
      if attributes.updateValue(value, forKey: name) == nil { attributeOrder.append(name) }
    } else {
      guard attributes.removeValue(forKey: name) != nil else { return false }
      attributeOrder.removeAll { $0 == name }
    }
    invalidate()
    return true
  }

  private func invalidate() {
    version &+= 1
    lookups = [:]
    for other in derived { other.type?.invalidate() }
  }

  /// Whether instances are made in the plain way: no `__new__`, no built-in base.
  var isPlain: Bool {
    if let plainness, plainness.version == version { return plainness.isPlain }
    let isPlain =
      isScripted && lookup("__new__") == nil && slots == nil
      && resolution.allSatisfy { $0.caller == nil && ($0.constructor == nil || $0 === TypeObject.object) }
    plainness = (version, isPlain)
    return isPlain
  }

  func isSubtype(of other: TypeObject) -> Bool {
    self === other || resolution.contains { $0 === other }
  }

  /// The constructor of the type or of the nearest base that has one.
  var effectiveConstructor: Constructor? {
    for type in resolution {
      if let constructor = type.constructor { return constructor }
    }
    return nil
  }

  /// The C3 linearization of several bases (Python's method resolution order); nil where there is none.
  private static func linearize(_ bases: [TypeObject]) -> [TypeObject]? {
    var sequences = bases.map(\.resolution) + [bases]
    var result: [TypeObject] = []
    while true {
      sequences.removeAll(where: \.isEmpty)
      guard !sequences.isEmpty else { return result }
      let head = sequences.lazy.compactMap(\.first).first { candidate in
        !sequences.contains { $0.dropFirst().contains { $0 === candidate } }
      }
      guard let head else { return nil }
      result.append(head)
      for position in sequences.indices where sequences[position].first === head {
        sequences[position].removeFirst()
      }
    }
  }

  // MARK: As an object

  override func repr(_ vm: Machine) throws(Raise) -> String {
    isScripted ? "<class '\(module ?? "").\(qualifiedName)'>" : "<class '\(qualifiedName)'>"
  }

  override func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    try vm.construct(self, arguments)
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    if let metatype, let found = metatype.lookup(name) { return try vm.bind(found, to: .object(self), metatype) }
    if let found = lookup(name) { return try bound(found, vm, name) }
    switch name {
    case "__name__": return vm.string(self.name)
    case "__qualname__": return vm.string(isScripted ? qualifiedName : self.name)
    case "__module__": return vm.string(module ?? "builtins")
    case "__doc__": return .null
    case "__class__": return .object(type)
    default: return BaseMethods.function(name)
    }
  }

  /// What an attribute of the class is when it is read through the class.
  func bound(_ value: Value, _ vm: Machine, _ name: String) throws(Raise) -> Value {
    guard case .object(let object) = value else { return value }
    switch object.kind {
    case .classMethod:
      return .object(BoundMethod(vm.heap, .object(self), unsafeDowncast(object, to: MethodWrapper.self).function))
    case .staticMethod: return unsafeDowncast(object, to: MethodWrapper.self).function
    case .native:
      let native = unsafeDowncast(object, to: NativeFunction.self)
      return native.role == .classMethod ? .object(BoundMethod(vm.heap, .object(self), value)) : value
    case .instance:
      guard let get = object.type.lookup("__get__") else { return value }
      return try vm.callSpecial(get, value, [.null, .object(self)])
    default: return value
    }
  }

  override func setAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    guard isScripted else {
      throw vm.typeError("cannot set '\(name)' attribute of immutable type '\(self.name)'")
    }
    switch (name, value) {
    case ("__name__", .str(let text)?): self.name = text.string
    case ("__qualname__", .str(let text)?): qualifiedName = text.string
    case ("__class__", _), ("__bases__", _), ("__mro__", _): return false
    default: return setOwn(name, value)
    }
    return true
  }

  override func iterate(_ vm: Machine) throws(Raise) -> Value? {
    guard let function = metatype?.lookup("__iter__") else { return nil }
    return try vm.call(function, .object(self))
  }

  override func length(_ vm: Machine) throws(Raise) -> Int? {
    guard let function = metatype?.lookup("__len__") else { return nil }
    return try vm.checkedLength(vm.call(function, .object(self)))
  }

  override func isTrue(_ vm: Machine) throws(Raise) -> Bool { true }

  override func item(_ key: Value, _ vm: Machine) throws(Raise) -> Value {
    if let function = metatype?.lookup("__getitem__") { return try vm.call(function, .object(self), key) }
    if let function = lookup("__class_getitem__") {
      return try vm.call(bound(function, vm, "__class_getitem__"), key)
    }
    // `list[int]` in annotations: the parameters mean nothing.
    if [TypeObject.list, .dict, .set, .frozenset, .tuple, .typeType].contains(where: { $0 === self }) {
      return .object(self)
    }
    throw vm.typeError("type '\(self.name)' is not subscriptable")
  }

  override func contains(_ value: Value, _ vm: Machine) throws(Raise) -> Bool? {
    guard let function = metatype?.lookup("__contains__") else {
      throw vm.typeError("argument of type 'type' is not iterable")
    }
    return try vm.truth(vm.call(function, .object(self), value))
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    // `int | None` in annotations and `isinstance`: a tuple of the types.
    guard operation == .or else { return nil }
    let both = reflected ? [other, .object(self)] : [.object(self), other]
    guard both.allSatisfy({ $0.isNone || $0.type === TypeObject.typeType || $0.type === TypeObject.tuple }) else {
      return nil
    }
    return vm.tuple(
      both.flatMap { value -> [Value] in
        if case .tuple(let tuple) = value { return tuple.elements }
        return [value.isNone ? .object(TypeObject.noneType) : value]
      })
  }

  override func traverse(_ visit: (Value) -> Void) {
    for value in attributes.values { visit(value) }
    for base in bases { visit(.object(base)) }
  }

  override func clear() {
    guard isScripted else { return }
    attributes = [:]
    lookups = [:]
    // The resolution begins with the type itself.
    resolution = []
    bases = []
    metatype = nil
    version &+= 1
  }
}
