public import WorkflowEngine
public import WorkflowModel

/// A message on its way from one instance to another, or an event that is kept for one.
public struct StoredMessage: Sendable, Hashable {
  let key: Int
  let senderKey: Int?
  /// What was sent. Of a signal, without a correlation.
  public let content: SentMessage
  /// Whether it is a signal: only kept for instances that were busy when it came.
  public let isSignal: Bool
  /// When it was sent.
  public let sent: Timestamp
  /// When it is forgotten, unless somebody has taken it; nil where that was not said.
  public let expires: Timestamp?
}

extension StoredMessage: CustomStringConvertible {
  /// What it is, with its name.
  public var description: String { "the \(isSignal ? "signal" : "message") '\(content.name)'" }
}

/// An instance that waits for a message.
public struct Subscriber: Sendable, Hashable {
  let subscription: Int
  /// Whether it waits for this very correlation.
  let isCorrelated: Bool
  /// The instance.
  public let instance: Identifier
}

/// The newest version of a process that begins with an event.
public struct StartSubscriber: Sendable, Hashable {
  let processKey: Int
  /// The id of the process.
  public let process: String
  /// The id of the specification.
  public let spec: String
}

/// A signal on its way to all who waited when it was sent.
public struct StoredSignal: Sendable, Hashable {
  let key: Int
  /// By this and its key it is told from those that come after it.
  let token: Int
  /// What was sent.
  public let content: SentSignal
}

/// Who has a signal next.
public enum SignalReceiver: Sendable, Hashable {
  /// An instance that waits.
  case instance(Identifier)
  /// A process that begins with it.
  case process(StartSubscriber)
}

/// What became of a message that was sent with an id.
public struct MessageFate: Sendable, Hashable {
  /// What can become of it.
  public enum Outcome: String, Sendable {
    /// An instance took it.
    case taken
    /// It began an instance.
    case started
    /// It is kept for an instance, which could not run.
    case kept
    /// It waits for somebody who fits.
    case waiting
    /// Nobody took it in time.
    case expired
    /// It was deleted with the instance that it was kept for.
    case deleted
  }

  /// What became of it.
  public let outcome: Outcome
  /// The instance that took it, that it began, or that it is kept for.
  public let instance: Identifier?
  /// When it is forgotten; nil unless it waits.
  public let expires: Timestamp?
}
