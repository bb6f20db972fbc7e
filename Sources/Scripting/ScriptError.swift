public import WorkflowModel

/// Why a script, an expression or a service failed.
public struct ScriptError: Error, Sendable {
  /// What kind of failure it is.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The word itself.
    public let rawValue: String
    /// A code of this word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The script raised an exception.
    public static let exception = Code(rawValue: "script_exception")
    /// The text is not in the language.
    public static let syntax = Code(rawValue: "script_syntax")
    /// The engine does not offer what the script asks for, such as an import of `os` under `restricted`.
    public static let refused = Code(rawValue: "script_refused")
    /// A budget is exceeded.
    public static let budget = Code(rawValue: "script_budget")
    /// A value that cannot become data: its type has no converter.
    public static let value = Code(rawValue: "script_value")
    /// A service failed, or is not there.
    public static let service = Code(rawValue: "service_failed")
    /// The engine itself failed or is not there.
    public static let engine = Code(rawValue: "script_engine")
  }

  /// What kind of failure it is.
  public var code: Code
  /// The exception's class, such as `KeyError`; nil where no exception of the language is behind it.
  public var exception: String?
  /// The exception's text as `str(exception)` gives it, or what is wrong.
  public var message: String
  /// The line of the script, from 1; nil where it is not known.
  public var line: Int?
  /// The text of that line.
  public var lineText: String?
  /// What a `BpmnError` carries, when it was one.
  public var bpmnError: BpmnErrorContent?

  /// An error with these parts.
  public init(
    _ code: Code, exception: String? = nil, message: String, line: Int? = nil, lineText: String? = nil,
    bpmnError: BpmnErrorContent? = nil
  ) {
    self.code = code
    self.exception = exception
    self.message = message
    self.line = line
    self.lineText = lineText
    self.bpmnError = bpmnError
  }
}

/// What `raise BpmnError(code, name=None, payload=None)` says to the diagram.
public struct BpmnErrorContent: Error, Sendable, Hashable {
  /// What error events know it by.
  public let code: String
  /// Its name, for people.
  public let name: String?
  /// What the caught event carries.
  public let payload: DataValue

  /// An error with the code `code`.
  public init(code: String, name: String? = nil, payload: DataValue = .null) {
    self.code = code
    self.name = name
    self.payload = payload
  }
}

extension ScriptError {
  /// A number that cannot be saved: an infinity or NaN.
  ///
  /// - Parameter place: what is or has it, as `the value of 'order.total'`.
  package static func notFinite(_ number: Double, place: String) -> ScriptError {
    let name = number.isNaN ? "nan" : number < 0 ? "-inf" : "inf"
    return ScriptError(.value, message: "\(place) cannot become data: \(name) is not a number that JSON has")
  }
}
