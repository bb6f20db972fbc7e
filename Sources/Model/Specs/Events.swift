public import OrderedCollections

/// What a node catches or throws, and how.
public struct EventSpec: Sendable {
  /// The definitions; empty for a none event, more than one for a multiple event.
  public let definitions: [EventDefinition]
  /// Whether all definitions must happen (`parallelMultiple`).
  public let isParallelMultiple: Bool
  /// The activity that a boundary event is attached to.
  public let attachedTo: String?
  /// Whether a boundary event (`cancelActivity`) or an event subprocess's start (`isInterrupting`) interrupts.
  public let isInterrupting: Bool
  /// The activity that a compensation boundary event's association names.
  public let compensationHandlerID: String?

  /// An event.
  public init(
    definitions: [EventDefinition], isParallelMultiple: Bool = false, attachedTo: String? = nil,
    isInterrupting: Bool = true, compensationHandlerID: String? = nil
  ) {
    self.definitions = definitions
    self.isParallelMultiple = isParallelMultiple
    self.attachedTo = attachedTo
    self.isInterrupting = isInterrupting
    self.compensationHandlerID = compensationHandlerID
  }
}

/// An event definition (BPMN 2.0, section 10.5.5).
public enum EventDefinition: Sendable {
  /// A message by its name.
  case message(MessageReference)
  case signal(NamedReference)
  case timer(TimerSpec)
  case error(CodedReference)
  case escalation(CodedReference)
  case conditional(ScriptText)
  case link(name: String)
  case compensation(activityID: String?, waitsForCompletion: Bool)
  case cancel
  case terminate
}

/// A message or signal: `name` identifies it.
public struct NamedReference: Sendable {
  /// The id of the declared message or signal.
  public let id: String
  /// What it is known by.
  public let name: String
  /// The expression of a thrown event's payload (`spiffworkflow:payloadExpression`).
  public let payload: ScriptText?
  /// The variable that a caught event's payload goes to (`spiffworkflow:variableName`, `messageVariable`).
  public let variable: String?

  /// A reference.
  public init(id: String, name: String, payload: ScriptText? = nil, variable: String? = nil) {
    self.id = id
    self.name = name
    self.payload = payload
    self.variable = variable
  }
}

/// A message with the correlation properties that apply to it.
public struct MessageReference: Sendable {
  /// The message.
  public let reference: NamedReference
  /// The properties that its payload gives.
  public let correlationProperties: [CorrelationProperty]
  /// Properties read from the task's data instead of the payload (`spiffworkflow:processVariableCorrelation`).
  public let variableCorrelations: [CorrelationProperty]

  /// A message reference.
  public init(
    _ reference: NamedReference, correlationProperties: [CorrelationProperty],
    variableCorrelations: [CorrelationProperty] = []
  ) {
    self.reference = reference
    self.correlationProperties = correlationProperties
    self.variableCorrelations = variableCorrelations
  }
}

/// An error or escalation: `code` identifies it; nil catches any.
public struct CodedReference: Sendable {
  /// The id of the declared error or escalation; nil where the event names none.
  public let id: String?
  /// Its name.
  public let name: String?
  /// What it is known by; nil: any.
  public let code: String?
  /// The expression of a thrown event's payload.
  public let payload: ScriptText?
  /// The variable that a caught event's payload goes to.
  public let variable: String?

  /// A reference.
  public init(id: String?, name: String?, code: String?, payload: ScriptText? = nil, variable: String? = nil) {
    self.id = id
    self.name = name
    self.code = code
    self.payload = payload
    self.variable = variable
  }
}

/// A timer's expression, of one of three kinds.
public struct TimerSpec: Sendable {
  /// What the expression gives: a moment, a length of time, or a repeating interval.
  public enum Kind: String, Sendable {
    case timeDate, timeDuration, timeCycle
  }
  /// The kind of the timer.
  public let kind: Kind
  /// The expression; its value is a text of ISO 8601 or an object of `datetime`.
  public let expression: ScriptText

  /// A timer.
  public init(kind: Kind, expression: ScriptText) {
    self.kind = kind
    self.expression = expression
  }
}

/// How a property of a correlation key is read from a message (BPMN 2.0, section 8.4.2).
public struct CorrelationProperty: Sendable, Hashable {
  /// The property's id.
  public let id: String
  /// The message's id in the model.
  public let messageID: String
  /// How it is read from the payload.
  public let expression: ScriptText
  /// The names of the keys that use the property.
  public let keys: [String]

  /// A property for one message.
  public init(id: String, messageID: String, expression: ScriptText, keys: [String]) {
    self.id = id
    self.messageID = messageID
    self.expression = expression
    self.keys = keys
  }
}

/// A correlation key: the ids of its properties.
public struct CorrelationKey: Sendable, Hashable {
  /// The key's name.
  public let name: String
  /// The ids of its properties.
  public let propertyIDs: [String]

  /// A key.
  public init(name: String, propertyIDs: [String]) {
    self.name = name
    self.propertyIDs = propertyIDs
  }
}

/// What the files of a specification declare beside processes: everything that events refer to, by id.
public struct EventCatalog: Sendable {
  /// A declared message, signal, error or escalation.
  public struct Entry: Sendable, Hashable {
    /// Its name.
    public let name: String?
    /// The error or escalation code.
    public let code: String?
    /// An entry.
    public init(name: String?, code: String? = nil) {
      self.name = name
      self.code = code
    }
  }
  /// The declared messages by id.
  public let messages: OrderedDictionary<String, Entry>
  /// The declared signals by id.
  public let signals: OrderedDictionary<String, Entry>
  /// The declared errors by id.
  public let errors: OrderedDictionary<String, Entry>
  /// The declared escalations by id.
  public let escalations: OrderedDictionary<String, Entry>
  /// How the properties are read from the messages.
  public let correlationProperties: [CorrelationProperty]

  /// A catalog.
  public init(
    messages: OrderedDictionary<String, Entry> = [:], signals: OrderedDictionary<String, Entry> = [:],
    errors: OrderedDictionary<String, Entry> = [:], escalations: OrderedDictionary<String, Entry> = [:],
    correlationProperties: [CorrelationProperty] = []
  ) {
    self.messages = messages
    self.signals = signals
    self.errors = errors
    self.escalations = escalations
    self.correlationProperties = correlationProperties
  }
}
