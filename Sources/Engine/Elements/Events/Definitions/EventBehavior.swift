import OrderedCollections
import WorkflowModel

/// An event as it is thrown, from within an instance or from outside.
struct ThrownEvent {
  /// What kind of event it is, and by what it is known.
  enum Kind: Hashable {
    case message(String)
    case signal(String)
    case error(String?)
    case escalation(String?)
    case cancel
  }

  let kind: Kind
  /// What it carries; nil for nothing.
  var payload: DataValue?
  /// The correlation that its sender computed: the properties by key.
  var correlations: DataDictionary = [:]
}

/// An event definition (BPMN 2.0, section 10.5.5): what it waits for, and what it does when it is thrown.
///
/// What a waiting task must remember is kept in its internal data.
protocol EventBehavior: Sendable {
  /// Whether it can begin a participant of a collaboration.
  var startsByMessage: Bool { get }

  /// The names of the messages that it waits for, which other instances can send, too.
  var messageNames: [String] { get }

  /// The names of the signals that it waits for.
  var awaitedSignals: [String] { get }

  /// Whether it depends on data that others may change.
  var watchesData: Bool { get }

  /// Whether it depends on the time.
  var watchesTime: Bool { get }

  /// Whether it has sent a token along each time that it happened, so that none is left when it is over.
  var sendsTokensItself: Bool { get }

  /// Whether the waiting task would take the event.
  func catches(_ event: ThrownEvent, _ step: Step) -> Bool

  /// The messages that the waiting task would take.
  func awaitedMessages(_ step: Step) -> [MessageSubscription]

  /// What the task waits for, told without evaluating anything.
  func awaited(_ step: Step) -> [AwaitedEvent]

  /// The waiting task takes the event.
  func receive(_ event: ThrownEvent, _ step: Step) throws(ElementFailure)

  /// The task begins to wait, or looks again: does what time and data ask for, and says whether it may go on.
  func hasHappened(_ step: Step) throws(ElementFailure) -> Bool

  /// The task goes on: what the event brought becomes its data.
  func deliver(_ step: Step) throws(ElementFailure)

  /// The task throws the event.
  func throwEvent(_ step: Step) throws(ElementFailure)

  /// The expressions over the task's data that it evaluates when the task begins to wait.
  var awaitedExpressions: [String] { get }

  /// The expressions over the task's data that it evaluates when it is thrown.
  var thrownExpressions: [String] { get }
}

extension EventBehavior {
  /// Whether it waits for what others than its own instance can send.
  var isSubscribed: Bool { !messageNames.isEmpty || !awaitedSignals.isEmpty }

  var startsByMessage: Bool { false }
  var messageNames: [String] { [] }
  var awaitedSignals: [String] { [] }
  var watchesData: Bool { false }
  var watchesTime: Bool { false }
  var sendsTokensItself: Bool { false }
  func catches(_ event: ThrownEvent, _ step: Step) -> Bool { false }
  func awaitedMessages(_ step: Step) -> [MessageSubscription] { [] }
  func receive(_ event: ThrownEvent, _ step: Step) throws(ElementFailure) { step.noteFired() }
  func hasHappened(_ step: Step) throws(ElementFailure) -> Bool { step.hasFired }
  func deliver(_ step: Step) throws(ElementFailure) {}
  func throwEvent(_ step: Step) throws(ElementFailure) {}
  var awaitedExpressions: [String] { [] }
  var thrownExpressions: [String] { [] }
}

extension Step {
  /// Whether the event that the task waits for has been taken.
  var hasFired: Bool { remembered("event_fired") == .bool(true) }

  /// Remembers that it has.
  func noteFired() { remember("event_fired", .bool(true)) }

  /// Puts a payload into the task's data: under a name, or as its members where it is a dictionary.
  func deliver(_ payload: DataValue, as variable: String?) {
    if let variable {
      data[variable] = payload
    } else if case .dictionary(let members) = payload {
      data.update(members)
    }
  }
}
