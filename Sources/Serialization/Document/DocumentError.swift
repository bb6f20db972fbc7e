public import WorkflowModel

/// Why a document of ours cannot be read, or an instance not be written as one.
public struct DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The name that documents show.
    public let rawValue: String
    /// A code of this name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It is a document of something else.
    public static let unknown = Code(rawValue: "format_unknown")
    /// The document says no version, or one that is not known.
    public static let version = Code(rawValue: "format_version")
    /// Something is missing in the document, is not what it must be, or contradicts something else.
    public static let document = Code(rawValue: "format_document")
    /// The document is no longer what its digests were made of.
    public static let damaged = Code(rawValue: "format_damaged")
    /// A value of the instance cannot be written.
    public static let value = Code(rawValue: "format_value")
  }

  /// What kind of failure it is.
  public let code: Code
  /// What was expected and what is there, without the path.
  public let message: String
  /// Where in the document; empty for the whole of it.
  public let path: DataPath
  /// What else is wrong, a line each.
  public let others: [String]

  package init(_ code: Code, _ message: String, at path: DataPath = DataPath(), others: [String] = []) {
    self.code = code
    self.message = message
    self.path = path
    self.others = others
  }

  /// The message with its path: `expected a text, found an integer at $.tasks[3].state`.
  public var description: String { "\(message) at \(place)" }

  /// The path as it is written in JSON documents, `$` for the whole.
  public var place: String {
    let text = path.description
    return text.isEmpty || text.hasPrefix("[") ? "$" + text : "$." + text
  }
}

// MARK: Wording

extension DocumentError {
  static func expected(_ what: String, found value: DataValue, at path: DataPath) -> DocumentError {
    DocumentError(.document, "expected \(what), found \(excerpt(value))", at: path)
  }

  static func missing(_ key: String, at path: DataPath) -> DocumentError {
    DocumentError(.document, "\"\(key)\" is missing", at: path)
  }

  static func unknownKeys(_ keys: [String], among known: [String], at path: DataPath) -> DocumentError {
    let names = keys.prefix(5).map { "\"\($0.prefix(40))\"" }.joined(separator: ", ")
    return DocumentError(
      .document, "expected no other keys than \(known.joined(separator: ", ")), found \(names)", at: path)
  }

  /// `what` is a kind of thing that the document refers to.
  static func noSuch(_ what: String, _ name: String, at path: DataPath) -> DocumentError {
    DocumentError(.document, "there is no \(what) \(name)", at: path)
  }

  static func twice(_ what: String, at path: DataPath) -> DocumentError {
    DocumentError(.document, "\(what) stands twice", at: path)
  }

  package static func unknownFormat() -> DocumentError {
    DocumentError(
      .unknown, "expected a document of wfstore (\"format\": \"\(InstanceDocument.format)\") or of SpiffWorkflow")
  }

  static func newerVersion(_ found: Int, supported: Int) -> DocumentError {
    DocumentError(
      .version, "the document is of a newer version: found \(found), supported up to \(supported)",
      at: DataPath([.key("version")]))
  }

  static func damaged(_ what: String, expected: String, found: String, at path: DataPath) -> DocumentError {
    DocumentError(.damaged, "\(what) is damaged: expected the digest \(expected), found \(found)", at: path)
  }

  /// A value in a few words, since it may be anything.
  private static func excerpt(_ value: DataValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .bigInteger: "an integer of more than 64 bits"
    case .double(let number): "\(number)"
    case .string(let text): "\"\(text.prefix(40))\(text.count > 40 ? "…" : "")\""
    case .list: "a list"
    case .dictionary: "an object"
    case .typed(let typed): "an object of the type '\(typed.typename.prefix(40))'"
    }
  }
}
