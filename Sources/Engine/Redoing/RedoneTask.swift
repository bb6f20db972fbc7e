public import OrderedCollections
public import WorkflowModel

/// A task of which a saved instance keeps what its scripts came to.
public struct RecordedTask: Sendable {
  /// Its number within the instance.
  public let number: Int
  /// Its identifier.
  public let id: Identifier
  /// The element in the diagram; nil for a task that the engine added.
  public let element: FlowNode?
  /// The name of the task spec.
  public let spec: String
  /// When its state changed last.
  public let lastStateChange: Timestamp
}

/// What became of a task's work.
public enum TaskOutcome: Sendable, Hashable {
  /// It left this data.
  case left(DataDictionary)
  /// Its token left by these flows, by their ids.
  case chose([String])
  /// It came to where a person, a service, an event or an inside goes on, with this data.
  case begun(DataDictionary)
  /// A script failed, with this message.
  case failed(String)
}

/// A task's work, done once more.
public struct RedoneTask: Sendable {
  /// What is kept of the work.
  public let recorded: TaskOutcome
  /// What it came to now; nil where it could not be done again.
  public let outcome: TaskOutcome?
  /// The values of its expressions that leave no trace of their own in the data: parameters, payloads, times.
  public let values: [DataValue]
  /// Why a part of the work, or all of it, was not done again; nil where everything was.
  public let omission: String?
}
