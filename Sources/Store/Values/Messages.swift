public import WorkflowEngine
public import WorkflowModel

/// A message on its way from one instance to another.
public struct StoredMessage: Sendable, Hashable {
  let key: Int
  let senderKey: Int?
  /// What was sent.
  public let content: SentMessage
  /// When it was sent.
  public let sent: Timestamp
}

/// An instance that waits for a message.
public struct Subscriber: Sendable, Hashable {
  let subscription: Int
  /// Whether it waits for this very correlation.
  let isCorrelated: Bool
  /// The instance.
  public let instance: Identifier
}
