public import OrderedCollections
public import WorkflowModel

/// A message that an instance has sent while nothing within it waited for it: it is meant for another instance.
public struct SentMessage: Sendable, Hashable {
  /// The message's name.
  public var name: String
  /// What it carries; nil for nothing.
  public var payload: DataValue?
  /// The correlation that its sender computed: the properties by key.
  public var correlation: DataDictionary

  /// A message of these parts.
  public init(name: String, payload: DataValue?, correlation: DataDictionary) {
    self.name = name
    self.payload = payload
    self.correlation = correlation
  }
}

/// A signal that an instance has thrown: beyond the tasks within it, which have taken it, all others hear it, too (BPMN
/// 2.0, section 10.5.1).
public struct SentSignal: Sendable, Hashable {
  /// The signal's name.
  public var name: String
  /// What it carries; nil for nothing.
  public var payload: DataValue?

  /// A signal of these parts.
  public init(name: String, payload: DataValue?) {
    self.name = name
    self.payload = payload
  }
}

/// What a process begins with that somebody outside can send.
public struct StartSubscriptions: Sendable, Hashable {
  /// The names of the messages.
  public var messages: [String]
  /// The names of the signals.
  public var signals: [String]

  /// Subscriptions to these.
  public init(messages: [String] = [], signals: [String] = []) {
    self.messages = messages
    self.signals = signals
  }
}

/// What a task waits for that other instances can send.
public struct SubscriptionRecord: Sendable, Hashable {
  /// The number of the task. For a process that begins with messages, or contains what does, that of its first task.
  public var task: Int
  /// The messages that it waits for; none where it waits no longer.
  public var messages: [MessageSubscription]
  /// The names of the signals that it waits for.
  public var signals: [String]

  /// Whether it waits for nothing.
  public var isEmpty: Bool { messages.isEmpty && signals.isEmpty }

  /// A record of these parts.
  public init(task: Int, messages: [MessageSubscription], signals: [String] = []) {
    self.task = task
    self.messages = messages
    self.signals = signals
  }
}

/// A message that is waited for.
public struct MessageSubscription: Sendable, Hashable {
  /// The message's name.
  public var name: String
  /// A correlation key with the properties that the message must have for it; nil where any message of the name is taken.
  public var key: CorrelationValue?

  /// A subscription of these parts.
  public init(name: String, key: CorrelationValue?) {
    self.name = name
    self.key = key
  }
}

/// A correlation key with its value (BPMN 2.0, section 8.4.2).
public struct CorrelationValue: Sendable, Hashable {
  /// The name of the key.
  public var key: String
  /// The properties, as a dictionary in the order of their names.
  public var properties: DataValue

  /// A key with its properties.
  public init(key: String, properties: DataValue) {
    self.key = key
    self.properties = properties
  }
}

extension SentMessage {
  /// The keys that it can be known by.
  public var keys: [CorrelationValue] {
    correlation.map { CorrelationValue(key: $0.key, properties: $0.value) }
  }
}

extension DataDictionary {
  /// A correlation with the properties of each key in the order of their names, so that equal ones have equal texts.
  package var correlationInOrder: DataDictionary {
    mapValues { value in
      guard case .dictionary(var properties) = value, properties.count > 1 else { return value }
      properties.sort { $0.key < $1.key }
      return .dictionary(properties)
    }
  }
}
