public import WorkflowModel

/// How a decision came to its result, or why it has none.
public struct DecisionExplanation: Sendable {
  /// The decision's id.
  public let decisionID: String
  /// Its hit policy, where it is a table.
  public let hitPolicy: DecisionTable.HitPolicy?
  /// What became of each rule of a table, in the order of the table.
  public let rules: [RuleExplanation]
  /// The same for the decisions that it requires, at any remove, in the order in which they were decided.
  public let required: [DecisionExplanation]
  /// The result; nil where the decision failed.
  public let result: DataDictionary?
  /// Why it failed.
  public let error: DecisionError?

  /// The numbers of the rules that match, from 1.
  public var matches: [Int] { rules.filter(\.isMatch).map(\.rule.number) }
}

/// A rule of a table: its number from 1, its id, and where it stands.
public struct RuleReference: Sendable, Hashable {
  /// From 1, in the order of the table.
  public let number: Int
  /// The id in the model; empty where it has none.
  public let id: String
  /// Where it stands.
  public let location: SourceLocation
}

/// What became of a rule.
public struct RuleExplanation: Sendable {
  /// Why a rule does not match.
  public enum Mismatch: Sendable {
    /// The entry of the column with this number (from 1) does not hold.
    ///
    /// `input` is the column's expression or label, `value` what it was (nil where it is nothing that data can hold),
    /// `entry` the cell.
    case entry(column: Int, input: String, value: DataValue?, entry: String)
    /// The entry of the column with this number (from 1) failed.
    case failure(column: Int, input: String, message: String, entry: String)
  }

  /// Which rule it is.
  public let rule: RuleReference
  /// What the model says about it.
  public let description: String?
  /// The first entry that did not hold; nil where the rule matches.
  public let mismatch: Mismatch?

  /// Whether all of its entries hold.
  public var isMatch: Bool { mismatch == nil }
}
