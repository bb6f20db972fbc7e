public import WorkflowModel

/// Why a specification cannot be run.
public struct DefinitionError: Error, Sendable {
  /// What kind of reason it is.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The word itself.
    public let rawValue: String
    /// A code of this word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// An element, marker or event that the engine does not run.
    public static let unsupported = Code(rawValue: "unsupported_element")
    /// A reference to a process or decision that is not there.
    public static let missing = Code(rawValue: "missing_reference")
  }

  /// What kind of reason it is.
  public let code: Code
  /// What is wrong, in a line.
  public let message: String
  /// The element's id.
  public let element: String
  /// Where the element begins.
  public let location: SourceLocation?

  init(_ code: Code, _ message: String, element: String, at location: SourceLocation?) {
    self.code = code
    self.message = message
    self.element = element
    self.location = location
  }

  static func unsupported(_ what: String, _ node: FlowNode) -> DefinitionError {
    DefinitionError(
      .unsupported, "\(what) of \(node.type.rawValue) '\(node.id)' is not supported yet", element: node.id,
      at: node.location)
  }

  static func unsupported(_ node: FlowNode) -> DefinitionError {
    DefinitionError(
      .unsupported, "\(node.type.rawValue) '\(node.id)' is not supported yet", element: node.id, at: node.location)
  }

  static func missingProcess(_ id: String, calledBy node: FlowNode) -> DefinitionError {
    DefinitionError(
      .missing, "the called process '\(id)' of \(node.type.rawValue) '\(node.id)' was not found", element: node.id,
      at: node.location)
  }

  static func missingLink(_ name: String, thrownBy node: FlowNode) -> DefinitionError {
    DefinitionError(
      .missing, "no event of the process catches the link '\(name)' of \(node.type.rawValue) '\(node.id)'",
      element: node.id, at: node.location)
  }

  static func missingOperation(of node: FlowNode) -> DefinitionError {
    DefinitionError(
      .unsupported, "\(node.type.rawValue) '\(node.id)' names no operation to call", element: node.id,
      at: node.location)
  }

  static func missingDecision(_ id: String, calledBy node: FlowNode) -> DefinitionError {
    DefinitionError(
      .missing, "the decision '\(id)' of \(node.type.rawValue) '\(node.id)' was not found", element: node.id,
      at: node.location)
  }
}
