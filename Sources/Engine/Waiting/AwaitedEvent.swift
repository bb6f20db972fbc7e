public import OrderedCollections
public import WorkflowModel

/// An event that is waited for, with what is known of it.
public enum AwaitedEvent: Sendable, Hashable {
  case timer(AwaitedTimer)
  /// A message; `keys`: one of them has to be the sender's; where there are none any message of the name is taken.
  case message(name: String, keys: [CorrelationValue])
  case signal(name: String)
  /// An error by its code; nil for any.
  case error(code: String?)
  /// An escalation by its code; nil for any.
  case escalation(code: String?)
  /// The cancellation of the transaction.
  case cancel
  case condition(AwaitedCondition)
}

/// A timer that is waited for.
public struct AwaitedTimer: Sendable, Hashable {
  /// The expression, as the model has it.
  public var expression: String
  /// When it is due; nil where that is not known yet.
  public var due: Timestamp?
  /// How many times it is still due; nil where it is due once, or without an end.
  public var remaining: Int?

  /// A timer of these parts.
  public init(expression: String, due: Timestamp?, remaining: Int? = nil) {
    self.expression = expression
    self.due = due
    self.remaining = remaining
  }
}

/// A condition that did not hold when it was looked at last, with the variables that it reads.
public struct AwaitedCondition: Sendable, Hashable {
  /// The flow that it stands on; nil for that of an event.
  public var flow: String?
  /// Its text.
  public var expression: String
  /// The variables that it names, as far as there are any.
  public var variables: DataDictionary

  /// A condition of these parts.
  public init(flow: String? = nil, expression: String, variables: DataDictionary) {
    self.flow = flow
    self.expression = expression
    self.variables = variables
  }
}
