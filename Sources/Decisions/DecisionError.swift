public import WorkflowModel
public import WorkflowScripting

/// Why a decision has no result.
public struct DecisionError: Error, Sendable {
  /// What kind of failure it is. The raw value is stable and meant for programs.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The code as a word, such as `decision_overlap`.
    public let rawValue: String

    /// A code with this raw value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// There is no decision of this id.
    public static let notFound = Code(rawValue: "decision_not_found")
    /// An expression of the decision failed; ``DecisionError/script`` says how.
    public static let script = Code(rawValue: "decision_script")
    /// Several rules of a `UNIQUE` table match.
    public static let overlap = Code(rawValue: "decision_overlap")
    /// Rules of an `ANY` table match and give different outputs.
    public static let conflict = Code(rawValue: "decision_conflict")
    /// The decision asks for what cannot be done.
    public static let unsupported = Code(rawValue: "decision_unsupported")
  }

  /// What kind of failure it is.
  public var code: Code
  /// What is wrong, in one line that names the decision and the rule.
  public var message: String
  /// Where in the DMN file.
  public var location: SourceLocation?
  /// The id of the decision.
  public var decisionID: String
  /// The number of the rule, from 1, where it is a rule that failed.
  public var rule: Int?
  /// The failure of the expression, where it is one.
  public var script: ScriptError?

  /// An error with these parts.
  public init(
    _ code: Code, _ message: String, at location: SourceLocation?, decisionID: String, rule: Int? = nil,
    script: ScriptError? = nil
  ) {
    self.code = code
    self.message = message
    self.location = location
    self.decisionID = decisionID
    self.rule = rule
    self.script = script
  }
}

extension DecisionError: CustomStringConvertible {
  /// The place and the message.
  public var description: String { location.map { "\($0): \(message)" } ?? message }
}
