public import WorkflowModel

/// Why a document of SpiffWorkflow's serialization cannot be read, or an instance not be written as one.
public struct SpiffError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The name that documents show.
    public let rawValue: String
    /// A code of this name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The document says no version, or one that is not known.
    public static let version = Code(rawValue: "spiff_version")
    /// Something is missing in the document, is of another type, or contradicts something else.
    public static let document = Code(rawValue: "spiff_document")
    /// A version cannot be brought up to the next one.
    public static let migration = Code(rawValue: "spiff_migration")
    /// The document holds what is not supported here.
    public static let unsupported = Code(rawValue: "spiff_unsupported")
    /// The instance holds what SpiffWorkflow does not have.
    public static let export = Code(rawValue: "spiff_export")
  }

  /// What kind of failure it is.
  public let code: Code
  /// What was expected and what is there, without the path.
  public let message: String
  /// Where in the document; empty for the whole of it.
  public let path: DataPath

  init(_ code: Code, _ message: String, at path: DataPath = DataPath()) {
    self.code = code
    self.message = message
    self.path = path
  }

  /// The message with its path.
  public var description: String { path.isEmpty ? message : "\(message) at \(path)" }
}

// MARK: Wording

extension SpiffError {
  static func expected(_ what: String, found value: DataValue, at path: DataPath) -> SpiffError {
    SpiffError(.document, "expected \(what), found \(kind(of: value))", at: path)
  }

  static func missing(_ key: String, at path: DataPath) -> SpiffError {
    SpiffError(.document, "\"\(key)\" is missing", at: path)
  }

  static func noVersion(known: [String]) -> SpiffError {
    SpiffError(
      .version, "the document has no \"\(SpiffKey.version)\"; expected one of \(known.joined(separator: ", "))")
  }

  static func unknownVersion(_ version: String, known: [String]) -> SpiffError {
    SpiffError(.version, "the version '\(version)' is not one of \(known.joined(separator: ", "))")
  }

  static func unknown(_ kind: String, _ name: String, at path: DataPath) -> SpiffError {
    SpiffError(.document, "there is no \(kind) '\(name)'", at: path)
  }

  static func unsupported(_ what: String, at path: DataPath) -> SpiffError {
    SpiffError(.unsupported, "\(what) is not supported", at: path)
  }

  static func notExportable(_ what: String) -> SpiffError {
    SpiffError(.export, "SpiffWorkflow has no \(what)")
  }

  private static func kind(of value: DataValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "a truth value"
    case .integer, .bigInteger: "an integer"
    case .double: "a number"
    case .string: "a text"
    case .list: "a list"
    case .dictionary, .typed: "an object"
    }
  }
}
