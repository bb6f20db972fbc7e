/// A type: built in, with a table that never changes, or a class of a script.
final class TypeObject: Container, @unchecked Sendable {
  /// Makes an instance: what a call of the type does. `type` may be a class derived from the built-in one.
  typealias Constructor = @Sendable (_ vm: Machine, _ type: TypeObject, _ arguments: Arguments) throws(Raise) -> Value

  private(set) var name: String
  /// As `__qualname__`: with the enclosing functions and classes.
  private(set) var qualifiedName: String
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

  private struct WeakType { weak var type: TypeObject? }

  /// A built-in type.
  init(
    builtin name: String, module: String? = nil, base: TypeObject? = .object, isDerivable: Bool = true,
    constructor: Constructor? = nil, methods: [NativeFunction] = [], attributes: [String: Value] = [:]
  ) {
    self.name = name
    qualifiedName = module.map { "\($0).\(name)" } ?? name
    self.module = module
    bases = base.map { [$0] } ?? []
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
    resolution = [self] + (base?.resolution ?? [])
  }

  /// A class of a script, or one that a module makes for it, with a constructor. Throws where the bases have no consistent order.
  init(
    _ vm: Machine, name: String, qualifiedName: String, module: String, bases: [TypeObject],
    attributes: [(String, Value)], constructor: Constructor? = nil
  ) throws(Raise) {
    self.constructor = constructor
    self.name = name
    self.qualifiedName = qualifiedName
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

  override func traverse(_ visit: (Value) -> Void) {
    for value in attributes.values { visit(value) }
    for base in bases { visit(.object(base)) }
  }

  override func clear() {
    guard isScripted else { return }
    attributes = [:]
    lookups = [:]
    version &+= 1
  }
}
