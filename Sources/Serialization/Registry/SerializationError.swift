public import WorkflowModel

/// Why a value cannot be turned into data, or data into a value.
public struct SerializationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The name that documents show.
    public let rawValue: String
    /// A code of this name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A type or a typename is registered twice, or the typename is a standard one.
    public static let collision = Code(rawValue: "serialization_collision")
    /// Upgrades that do not lead to the version that is registered, or data of a version that they do not lead from.
    public static let version = Code(rawValue: "serialization_version")
    /// The type of a value is not registered.
    public static let missingConverter = Code(rawValue: "serialization_missing_converter")
    /// Data holds a typename that nobody registered.
    public static let unknownTypename = Code(rawValue: "serialization_unknown_typename")
    /// A converter threw an error.
    public static let converter = Code(rawValue: "serialization_converter")
    /// The restored value is not of the type that was asked for.
    public static let mismatch = Code(rawValue: "serialization_mismatch")
    /// Values are nested too deeply.
    public static let depth = Code(rawValue: "serialization_depth")
  }

  /// What kind of failure it is.
  public let code: Code
  /// What was expected and what is there, without the path.
  public let message: String
  /// The Swift type it concerns, where there is one.
  public let type: String?
  /// The typename it concerns, where there is one.
  public let typename: String?
  /// Where in the value it stands.
  public var path: DataPath

  init(_ code: Code, _ message: String, type: Any.Type? = nil, typename: String? = nil, path: DataPath = DataPath()) {
    self.code = code
    self.message = message
    self.type = type.map { String(reflecting: $0) }
    self.typename = typename
    self.path = path
  }

  /// The message with its path.
  public var description: String { path.isEmpty ? message : "\(message) at \(path)" }
}

// MARK: Wording

extension SerializationError {
  static func standardTypename(_ typename: String, type: Any.Type?) -> SerializationError {
    SerializationError(
      .collision, "the typename \"\(typename)\" is a standard one; choose another", type: type, typename: typename)
  }

  static func typenameTaken(_ typename: String, by other: Any.Type?, type: Any.Type?) -> SerializationError {
    let owner = other.map { "by \(String(reflecting: $0))" } ?? "by an environment module"
    return SerializationError(
      .collision, "the typename \"\(typename)\" is already registered \(owner)", type: type, typename: typename)
  }

  static func typeTaken(_ type: Any.Type, typename: String, known: String) -> SerializationError {
    SerializationError(
      .collision, "\(String(reflecting: type)) is already registered with the typename \"\(known)\"", type: type,
      typename: typename)
  }

  static func versionInTypename(_ typename: String, type: Any.Type?) -> SerializationError {
    SerializationError(
      .version, "the typename \"\(typename)\" ends like a version; register the version beside it", type: type,
      typename: typename)
  }

  static func upgrades(_ upgrades: [Int], to version: Int, of typename: String, type: Any.Type) -> SerializationError {
    let found = upgrades.isEmpty ? "none" : upgrades.map(String.init).joined(separator: ", ")
    let expected = version > 0 ? "from each version up to \(version - 1)" : "to a version from 1"
    return SerializationError(
      .version, "expected upgrades of \"\(typename)\" \(expected), found \(found)", type: type, typename: typename)
  }

  static func newerVersion(_ typename: VersionedTypename, known: Int, _ path: DataPath) -> SerializationError {
    SerializationError(
      .version, "the content of \"\(typename.name)\" has version \(typename.version), registered is version \(known)",
      typename: typename.name, path: path)
  }

  static func noUpgrade(_ typename: String, from version: Int, _ type: Any.Type, _ path: DataPath)
    -> SerializationError
  {
    SerializationError(
      .version, "there is no upgrade of \"\(typename)\" from version \(version)", type: type, typename: typename,
      path: path)
  }

  static func failedUpgrade(
    _ error: any Error, from version: Int, _ type: Any.Type, _ typename: String, _ path: DataPath
  ) -> SerializationError {
    if error is SerializationError { return converter(error, type, typename, path) }
    return SerializationError(
      .converter, "the upgrade of \"\(typename)\" from version \(version) failed: \(reason(for: error).0)", type: type,
      typename: typename, path: path)
  }

  static func missingConverter(_ type: Any.Type, _ path: DataPath) -> SerializationError {
    SerializationError(
      .missingConverter, "no converter is registered for \(String(reflecting: type))", type: type, path: path)
  }

  static func unknownTypename(_ typename: String, _ path: DataPath) -> SerializationError {
    SerializationError(
      .unknownTypename, "no converter is registered for the typename \"\(typename)\"", typename: typename, path: path)
  }

  /// An error of a converter. One that came from this library keeps its own words, and gets the path before its own.
  static func converter(_ error: any Error, _ type: Any.Type, _ typename: String, _ path: DataPath)
    -> SerializationError
  {
    if var inner = error as? SerializationError {
      inner.path = DataPath(path.components + inner.path.components)
      return inner
    }
    let (reason, place) = reason(for: error)
    return SerializationError(
      .converter, "the converter of \"\(typename)\" failed: \(reason)", type: type, typename: typename,
      path: DataPath(path.components + place))
  }

  static func mismatch(_ value: Any, expected: Any.Type) -> SerializationError {
    SerializationError(
      .mismatch, "expected \(String(reflecting: expected)), found \(String(reflecting: Swift.type(of: value)))",
      type: expected)
  }

  static func depth(_ path: DataPath) -> SerializationError {
    SerializationError(.depth, "values are nested more than \(ConverterRegistry.maximumDepth) deep", path: path)
  }

  /// What an error says, and where: Codable's errors carry a path of their own.
  private static func reason(for error: any Error) -> (String, [DataPath.Component]) {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      ("no value for the key \"\(key.stringValue)\"", context.codingPath.map(component))
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      (context.debugDescription, context.codingPath.map(component))
    case EncodingError.invalidValue(_, let context): (context.debugDescription, context.codingPath.map(component))
    default: (String(describing: error), [])
    }
  }

  private static func component(_ key: any CodingKey) -> DataPath.Component {
    key.intValue.map { .index($0) } ?? .key(key.stringValue)
  }
}
