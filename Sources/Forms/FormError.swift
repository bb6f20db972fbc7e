/// Why a form is refused, or why data cannot be held against it.
public struct FormError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of mistake it is. The raw value is stable and meant for programs.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The code as a word, such as `form_schema`.
    public let rawValue: String
    /// A code with this raw value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The file is not JSON, or is beyond the limits.
    public static let json = Code(rawValue: "form_json")
    /// The schema breaks a rule of JSON Schema, or the field one of Camunda's.
    public static let invalid = Code(rawValue: "form_schema")
    /// The schema uses what cannot be checked here.
    public static let unsupported = Code(rawValue: "form_unsupported")
    /// The data takes more work than a form may.
    public static let tooCostly = Code(rawValue: "form_too_costly")
  }

  /// What kind of mistake it is.
  public let code: Code
  /// The form: its file's name, or for Camunda's fields the place in the model.
  public let form: String
  /// Where in the form, as a JSON pointer in a URI fragment (RFC 6901, section 6) or a line and column.
  public let place: String?
  /// What is wrong.
  public let message: String

  /// The form, the place and the message on a line.
  public var description: String {
    "\(form)\(place.map { ": \($0)" } ?? ""): \(message)"
  }
}
