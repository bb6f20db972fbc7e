public import OrderedCollections
public import WorkflowModel

/// Something that happened to an instance and that its tasks do not tell: when a task was completed or cancelled, and
/// with which data, stands in its own record.
public struct HistoryEvent: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable, CaseIterable {
    /// The instance began.
    case started
    /// It was made of a document that another program, or another store, had written.
    case imported
    /// From here on it ran under another script engine: `name`.
    case engineChanged = "engine_changed"
    /// From here on it ran with these environment modules; `detail`: their digests by name.
    case environmentChanged = "environment_changed"
    /// A task failed: `name` is the code, `detail` has the message, and the line of the script.
    case taskFailed = "task_failed"
    /// A failed task was tried again.
    case taskRetried = "task_retried"
    /// Events from outside that somebody within waited for, by `name`: a message's or signal's, or a code.
    case messageReceived = "message_received"
    case signalReceived = "signal_received"
    case errorReceived = "error_received"
    case escalationReceived = "escalation_received"
    /// A script or service raised the error `name`, and a task of the diagram caught it.
    case errorRaised = "error_raised"
    /// The message `name` went to the other instances.
    case messageSent = "message_sent"
    /// A timer that repeats was due, and goes on waiting.
    case timerFired = "timer_fired"
    /// The service `name` is called.
    case serviceCalled = "service_called"
    /// The instance was moved to another specification; `detail` has the ids of both.
    case migrated
    /// That was taken back; `detail` has the ids of both.
    case migrationUndone = "migration_undone"
    /// The instance came to its end.
    case completed
    /// All that was open in it was cancelled.
    case cancelled
  }

  /// What happened.
  public var kind: Kind
  /// When: not before the last change of state that came before it, and not after the next one.
  public var moment: Timestamp
  /// The number of the task that it happened to; nil where it is the instance.
  public var task: Int?
  /// What is known by a name: an event, a code, an engine, an operation.
  public var name: String?
  /// What else is to be said.
  public var detail: DataDictionary

  /// An event of these parts.
  public init(_ kind: Kind, at moment: Timestamp, task: Int? = nil, name: String? = nil, detail: DataDictionary = [:]) {
    self.kind = kind
    self.moment = moment
    self.task = task
    self.name = name
    self.detail = detail
  }
}
