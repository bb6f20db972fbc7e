public import WorkflowModel

/// Why a model is refused.
public struct ParsingError: Error, Sendable, Hashable {
  /// What kind of mistake it is. The raw value is stable and meant for programs.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The code as a word, such as `model_reference`.
    public let rawValue: String

    /// A code with this raw value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The file is not well-formed XML, is cut off, or is in an encoding that is not read.
    public static let xml = Code(rawValue: "model_xml")
    /// The file holds what no model needs and an attack may use: a DOCTYPE, entities, depth or size beyond the limits.
    public static let unsafeXML = Code(rawValue: "model_unsafe_xml")
    /// The root element is not the one of the expected kind of model.
    public static let root = Code(rawValue: "model_root")
    /// Two elements have one id.
    public static let duplicate = Code(rawValue: "model_duplicate_id")
    /// Something that is referred to does not exist.
    public static let reference = Code(rawValue: "model_reference")
    /// The process, collaboration or decision that is asked for does not exist.
    public static let notFound = Code(rawValue: "model_not_found")
    /// The process is not executable.
    public static let notExecutable = Code(rawValue: "model_not_executable")
    /// The model breaks a rule of its standard or of its dialect.
    public static let invalid = Code(rawValue: "model_invalid")
    /// The model uses what is not supported.
    public static let unsupported = Code(rawValue: "model_unsupported")
  }

  /// What kind of mistake it is.
  public var code: Code
  /// What is wrong, in one line of lower case that names the thing.
  public var message: String
  /// Where; nil where the mistake is in no file, such as a process id that no file has.
  public var location: SourceLocation?
  /// The id of the element, where it has one.
  public var elementID: String?
  /// What may mend it, one line each.
  public var hints: [String]

  /// An error with these parts. Line breaks in the message, which may come from names in a model, become spaces.
  public init(
    _ code: Code, _ message: String, at location: SourceLocation? = nil, elementID: String? = nil,
    hints: [String] = []
  ) {
    self.code = code
    self.message =
      message.contains(where: \.isNewline)
      ? String(message.map { $0.isNewline ? " " : $0 }) : message
    self.location = location
    self.elementID = elementID
    self.hints = hints
  }
}

extension ParsingError: CustomStringConvertible {
  /// The place, the message, and the hints on lines of their own.
  public var description: String {
    let line = location.map { "\($0): \(message)" } ?? message
    return ([line] + hints).joined(separator: "\n")
  }
}
