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
  @exclusivity(unchecked) private(set) var version = 0
  /// Where attributes of instances begin.
  let rootShape: Shape
  private var lookups: [String: Value] = [:]
  /// Of ``lookups``, what was asked for lately.
  private let recent = RecentNames()
  private var derived: [WeakType] = []
  /// The only attributes that instances may have (`__slots__`); nil for any.
  var slots: Set<String>?
  /// The class of this class, where it is not `type`: a metaclass of a script.
  let metatype: TypeObject?
  /// Whether scripts may not change it: a class of a module that is written in the language.
  var isSealed = false
  /// Whether its instances are part of a module (`typing.List`), not values that a script makes of a module's class.
  var isOpaque: Bool { module != "types" }
  @exclusivity(unchecked) private var plainness: (version: Int, isPlain: Bool)?

  private var initialization: (version: Int, function: Function?)?

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
    metatype = nil
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
    attributes: [(String, Value)], constructor: Constructor? = nil, metatype: TypeObject? = nil
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
    self.metatype = metatype
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
    if let known = recent.value(of: name) { return known.isBound ? known : nil }
    let value = lookups[name] ?? inherited(name) ?? .unbound
    lookups[name] = value
    recent.remember(value, of: name)
    return value.isBound ? value : nil
  }

  private func inherited(_ name: String) -> Value? {
    for type in resolution {
      if let value = type.attributes[name] { return value }
      if !type.isScripted, TypeObject.nativeMethods.contains(name), type.isComparedNatively { break }
    }
    return nil
  }

  /// Methods that the built-in types have without a table: a class behind one of them is not asked.
  private static let nativeMethods: Set<String> = [
    "__hash__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__",
  ]

  private var isComparedNatively: Bool {
    let types: [TypeObject] = [.int, .float, .str, .bytes, .tuple, .list, .dict, .set, .frozenset]
    return types.contains { $0 === self }
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

  /// The classes that scripts derived from this one.
  var derivedTypes: [TypeObject] { derived.compactMap(\.type) }

  /// The methods that a class must define before it has instances (`abstractmethod`).
  var abstractMethods: [String] {
    guard case .set(let names)? = attributes["__abstractmethods__"] else { return [] }
    return names.elements.compactMap { if case .str(let name) = $0 { name.string } else { nil } }.sorted()
  }

  private func invalidate() {
    version &+= 1
    lookups = [:]
    recent.forget()
    for other in derived { other.type?.invalidate() }
  }

  /// Whether instances are made in the plain way: no `__new__`, no built-in base.
  var isPlain: Bool {
    if let plainness, plainness.version == version { return plainness.isPlain }
    let isPlain =
      isScripted && lookup("__new__") == nil && slots == nil && metatype?.lookup("__call__") == nil
      && attributes["__abstractmethods__"] == nil
      && resolution.allSatisfy { $0.constructor == nil || $0 === TypeObject.object }
    plainness = (version, isPlain)
    return isPlain
  }

  /// The `__init__` of a script's class whose instances are made in the plain way, and with nothing but that.
  var plainInitializer: Function? {
    if let initialization, initialization.version == version { return initialization.function }
    var function: Function?
    if isPlain, case .object(let object)? = lookup("__init__"), object.kind == .function {
      let found = unsafeDowncast(object, to: Function.self)
      if !found.code.isGenerator { function = found }
    }
    initialization = (version, function)
    return function
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

  /// A data-model method that the metaclass defines.
  @inline(__always)
  private func special(_ name: String) -> Value? { metatype?.lookup(name) }

  private func callSpecial(_ function: Value, _ vm: Machine, _ arguments: Value...) throws(Raise) -> Value {
    try vm.callSpecial(function, .object(self), arguments)
  }

  override func repr(_ vm: Machine) throws(Raise) -> String {
    if let metatype, let text = try vm.specialText(.object(self), metatype, "__repr__") { return text }
    return isScripted ? "<class '\(module ?? "").\(qualifiedName)'>" : "<class '\(qualifiedName)'>"
  }

  override func str(_ vm: Machine) throws(Raise) -> String {
    if let metatype, let text = try vm.specialText(.object(self), metatype, "__str__") { return text }
    return try repr(vm)
  }

  override func hash(_ vm: Machine) throws(Raise) -> Int {
    guard let function = special("__hash__"), !function.isNone else { return identityHash }
    return try vm.hash(callSpecial(function, vm))
  }

  override func equals(_ other: Value, _ vm: Machine) throws(Raise) -> Bool? {
    guard let function = special("__eq__") else { return nil }
    let result = try callSpecial(function, vm, other)
    if case .notImplemented = result { return nil }
    return try vm.truth(result)
  }

  override func compare(_ operation: Comparison, _ other: Value, _ vm: Machine) throws(Raise) -> Value? {
    guard let function = special(operation.methodName) else {
      return try super.compare(operation, other, vm)
    }
    let result = try callSpecial(function, vm, other)
    if case .notImplemented = result { return nil }
    return result
  }

  override func call(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Value {
    try vm.construct(self, arguments)
  }

  override func attribute(_ name: String, _ vm: Machine) throws(Raise) -> Value? {
    switch name {
    case "__name__": return vm.string(self.name)
    case "__qualname__": return vm.string(isScripted ? qualifiedName : self.name)
    case "__class__": return .object(type)
    case "__doc__" where attributes["__doc__"] == nil: return .null
    case "__dict__": return .object(MappingProxy(vm.heap, vm.dict(ownAttributes)))
    default: break
    }
    let inherited = metatype?.lookup(name)
    if let metatype, let inherited, vm.isDataDescriptor(inherited) {
      return try vm.bind(inherited, to: .object(self), metatype)
    }
    if let found = lookup(name) { return try bound(found, vm, name) }
    if let metatype, let inherited { return try vm.bind(inherited, to: .object(self), metatype) }
    if name == "__module__" { return vm.string(module ?? "builtins") }
    if name == "__new__", let owner = resolution.first(where: { !$0.isScripted }) {
      return BaseMethods.constructor(of: owner, vm)
    }
    if let base = BaseMethods.function(name, of: self) { return base }
    guard let hook = special("__getattr__") else { return nil }
    return try callSpecial(hook, vm, vm.string(name))
  }

  /// The attributes that the class itself defines, in their order.
  var ownAttributes: [(String, Value)] {
    attributeOrder.compactMap { name in attributes[name].map { (name, $0) } }
  }

  /// An attribute that the class itself defines.
  func ownAttribute(_ name: String) -> Value? { attributes[name] }

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
    guard isScripted, !isSealed else {
      throw vm.typeError("cannot set '\(name)' attribute of immutable type '\(self.name)'")
    }
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

  /// What `type.__setattr__` and `type.__delattr__` do.
  func setPlainAttribute(_ name: String, _ value: Value?, _ vm: Machine) throws(Raise) -> Bool {
    guard isScripted, !isSealed else {
      throw vm.typeError("cannot set '\(name)' attribute of immutable type '\(self.name)'")
    }
    if let found = special(name), try vm.setDescriptor(found, .object(self), value) { return true }
    switch (name, value) {
    case ("__name__", .str(let text)?): self.name = text.string
    case ("__qualname__", .str(let text)?): qualifiedName = text.string
    case ("__class__", _), ("__bases__", _), ("__mro__", _), ("__dict__", _): return false
    default: return setOwn(name, value)
    }
    return true
  }

  override func iterate(_ vm: Machine) throws(Raise) -> Value? {
    guard let function = special("__iter__") else { return nil }
    return try callSpecial(function, vm)
  }

  override func length(_ vm: Machine) throws(Raise) -> Int? {
    guard let function = special("__len__") else { return nil }
    return try vm.checkedLength(callSpecial(function, vm))
  }

  override func isTrue(_ vm: Machine) throws(Raise) -> Bool {
    guard metatype != nil else { return true }
    if let function = special("__bool__") { return try vm.truth(callSpecial(function, vm)) }
    return try length(vm).map { $0 != 0 } ?? true
  }

  override func item(_ key: Value, _ vm: Machine) throws(Raise) -> Value {
    if let function = special("__getitem__") { return try callSpecial(function, vm, key) }
    if let function = lookup("__class_getitem__") {
      return try vm.call(bound(function, vm, "__class_getitem__"), key)
    }
    if GenericAlias.isGeneric(self) { return .object(GenericAlias(vm.heap, self, key)) }
    throw vm.typeError("type '\(self.name)' is not subscriptable")
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
    if special("__iter__") != nil { return nil }
    throw vm.typeError("argument of type '\(type.name)' is not iterable")
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, _ vm: Machine
  ) throws(Raise) -> Value? {
    if let function = special(reflected ? operation.reflectedMethodName : operation.methodName) {
      let result = try callSpecial(function, vm, other)
      if case .notImplemented = result { return nil }
      return result
    }
    guard operation == .or else { return nil }
    return try UnionType.joined(reflected ? [other, .object(self)] : [.object(self), other], vm)
  }

  override func traverse(_ visit: (Value) -> Void) {
    for value in attributes.values { visit(value) }
    for base in bases { visit(.object(base)) }
  }

  override func clear() {
    guard isScripted else { return }
    attributes = [:]
    lookups = [:]
    recent.forget()
    initialization = nil
    // The resolution begins with the type itself.
    resolution = []
    bases = []
    version &+= 1
  }
}
