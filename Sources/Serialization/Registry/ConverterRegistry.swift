public import WorkflowModel

/// The table of types that task data can hold beside JSON's: each with a typename, a way into a dictionary and a way
/// back.
///
/// ```swift
/// var registry = ConverterRegistry()
/// try registry.register(
///   ProductInfo.self, typename: "ProductInfo",
///   toDictionary: { ["color": .string($0.color), "price": .double($0.price)] },
///   fromDictionary: { try ProductInfo($0) })
/// try registry.register(codable: Address.self)
/// ```
///
/// What a type writes may change: its content then has a version, which stands in the data behind the typename
/// (`Address@2`), and upgrades bring the content of earlier ones up to it, one version at a time, when it is loaded:
///
/// ```swift
/// try registry.register(codable: Address.self, version: 2, upgrades: [
///   1: { old in
///     var content = old
///     content["country"] = "NL"
///     return content
///   }
/// ])
/// ```
///
/// ``StandardTypename`` is known without a registration. The objects of a script's environment module are converted by
/// its script engine; here only their typenames are registered.
public struct ConverterRegistry: Sendable {
  /// How a registered type is converted.
  struct Converter: Sendable {
    let type: any Any.Type
    let typename: String
    let version: Int
    let upgrades: [Int: TypeUpgrade]
    let toDictionary: @Sendable (Any, ConverterRegistry) throws -> DataDictionary
    let fromDictionary: @Sendable (DataDictionary, ConverterRegistry) throws -> Any
  }

  /// The content of a version as that of the next one.
  public typealias TypeUpgrade = @Sendable (DataDictionary) throws -> DataDictionary

  /// How deeply values may be nested: what JSON can hold.
  static let maximumDepth = 512

  /// The registered types. Each stands in `names` too.
  private(set) var converters: [ObjectIdentifier: Converter] = [:]
  /// The registered typenames, with the type where one of Swift's is behind it.
  private var names: [String: ObjectIdentifier?] = [:]
  /// The registered typenames with their versions, where they are later than the first.
  private(set) var versions: [String: Int] = [:]

  /// A registry that knows the standard types only.
  public init() {}

  /// Registers a type by two functions.
  ///
  /// - Parameters:
  ///   - type: the type; values of exactly this type are converted, those of its subclasses are not.
  ///   - typename: the name that stands in the data; the type's own by default.
  ///   - version: the version of the content, from 1.
  ///   - upgrades: what makes the content of the version that it stands under that of the next one. They may begin with
  ///     a later version than the first, whose data is then refused, and have no gaps.
  ///   - toDictionary: the content of a value.
  ///   - fromDictionary: the value of a content.
  /// - Throws: ``SerializationError/Code/collision`` when the type or the typename is taken,
  ///   ``SerializationError/Code/version`` when the upgrades do not lead to the version.
  public mutating func register<Value: SendableMetatype>(
    _ type: Value.Type, typename: String? = nil, version: Int = 1, upgrades: [Int: TypeUpgrade] = [:],
    toDictionary: @escaping @Sendable (Value) throws -> DataDictionary,
    fromDictionary: @escaping @Sendable (DataDictionary) throws -> Value
  ) throws(SerializationError) {
    try add(
      Converter(
        type: type, typename: typename ?? String(describing: type), version: version, upgrades: upgrades,
        toDictionary: { value, _ in
          guard let value = value as? Value else { throw SerializationError.mismatch(value, expected: type) }
          return try toDictionary(value)
        },
        fromDictionary: { content, _ in try fromDictionary(content) }))
  }

  /// Registers a type that converts itself.
  ///
  /// - Throws: ``SerializationError/Code/collision`` when the type or the typename is taken,
  ///   ``SerializationError/Code/version`` when its upgrades do not lead to its version.
  public mutating func register<Value: DataConvertible & SendableMetatype>(_ type: Value.Type)
    throws(SerializationError)
  {
    try add(
      Converter(
        type: type, typename: type.typename, version: type.version, upgrades: type.upgrades,
        toDictionary: { value, registry in
          guard let value = value as? Value else { throw SerializationError.mismatch(value, expected: type) }
          return try value.data(registry: registry)
        },
        fromDictionary: { content, registry in try Value(data: content, registry: registry) }))
  }

  /// Registers a type whose content is what `Codable` makes of it, which must be a keyed container.
  ///
  /// - Parameters:
  ///   - type: the type.
  ///   - typename: the name that stands in the data; the type's own by default.
  ///   - version: the version of the content, from 1.
  ///   - upgrades: what makes the content of the version that it stands under that of the next one. They may begin with
  ///     a later version than the first, whose data is then refused, and have no gaps.
  /// - Throws: ``SerializationError/Code/collision`` when the type or the typename is taken,
  ///   ``SerializationError/Code/version`` when the upgrades do not lead to the version.
  public mutating func register<Value: Codable & SendableMetatype>(
    codable type: Value.Type, typename: String? = nil, version: Int = 1, upgrades: [Int: TypeUpgrade] = [:]
  ) throws(SerializationError) {
    try register(
      type, typename: typename, version: version, upgrades: upgrades,
      toDictionary: { value in
        guard case .dictionary(let content) = try DataEncoder().encode(value) else {
          throw EncodingError.invalidValue(
            value, EncodingError.Context(codingPath: [], debugDescription: "it does not encode as a dictionary"))
        }
        return content
      },
      fromDictionary: { try DataDecoder().decode(type, from: .dictionary($0)) })
  }

  /// Registers the typename of a type that a script's environment module brings: its values are kept as
  /// ``TypedValue``. A second registration is the same.
  ///
  /// - Throws: ``SerializationError/Code/collision`` when it is a standard one, or that of a Swift type.
  public mutating func register(typename: String) throws(SerializationError) {
    if StandardTypename(rawValue: typename) != nil { throw .standardTypename(typename, type: nil) }
    if let owner = names[typename], let type = owner {
      throw .typenameTaken(typename, by: converters[type]?.type, type: nil)
    }
    names.updateValue(nil, forKey: typename)
  }

  /// The registered typenames, without the standard ones.
  public var typenames: Set<String> { Set(names.keys) }

  /// Whether data with this typename, which may have a version, can be used.
  public func knows(typename: String) -> Bool {
    if StandardTypename(rawValue: typename) != nil { return true }
    let tag = VersionedTypename(typename)
    return version(of: tag.name).map { tag.version <= $0 } ?? false
  }

  /// The version of the content of a registered typename; nil where it is not registered.
  public func version(of name: String) -> Int? {
    names[name] == nil ? nil : versions[name] ?? 1
  }

  func converter(for type: Any.Type) -> Converter? { converters[ObjectIdentifier(type)] }

  func converter(named typename: String) -> Converter? {
    guard let owner = names[typename], let type = owner else { return nil }
    return converters[type]
  }

  private mutating func add(_ converter: Converter) throws(SerializationError) {
    let (type, typename) = (converter.type, converter.typename)
    guard VersionedTypename.isName(typename) else { throw .versionInTypename(typename, type: type) }
    let (version, first) = (converter.version, converter.upgrades.keys.min() ?? converter.version)
    guard version > 0, first > 0, first <= version, converter.upgrades.count == version - first,
      converter.upgrades.keys.allSatisfy({ $0 < version })
    else { throw .upgrades(converter.upgrades.keys.sorted(), to: version, of: typename, type: type) }
    if StandardTypename(rawValue: typename) != nil { throw .standardTypename(typename, type: type) }
    if let known = self.converter(for: type) { throw .typeTaken(type, typename: typename, known: known.typename) }
    if let owner = names[typename] {
      throw .typenameTaken(typename, by: owner.flatMap { converters[$0]?.type }, type: type)
    }
    converters[ObjectIdentifier(type)] = converter
    if version > 1 { versions[typename] = version }
    names.updateValue(ObjectIdentifier(type), forKey: typename)
  }
}
