import WorkflowModel

/// Where an event stands, which decides what it may catch or throw (BPMN 2.0, table 10.93).
enum EventPosition: String {
  case start = "a start event"
  case subprocessStart = "the start event of an embedded subprocess"
  case eventSubprocessStart = "the start event of an event subprocess"
  case catching = "an intermediate catch event"
  case throwing = "an intermediate throw event"
  case boundary = "a boundary event"
  case end = "an end event"

  init(_ type: ElementType, in scope: ScopeKind) {
    switch type {
    case .startEvent:
      switch scope {
      case .process: self = .start
      case .event: self = .eventSubprocessStart
      case .embedded, .transaction, .adHoc: self = .subprocessStart
      }
    case .intermediateCatchEvent: self = .catching
    case .intermediateThrowEvent: self = .throwing
    case .boundaryEvent: self = .boundary
    default: self = .end
    }
  }

  /// Whether it must have a definition, since it would never happen without one.
  var needsDefinition: Bool {
    switch self {
    case .catching, .boundary, .eventSubprocessStart: true
    case .start, .subprocessStart, .throwing, .end: false
    }
  }

  /// The elements that may define it.
  var definitions: Set<String> {
    switch self {
    case .start: EventPosition.startDefinitions
    case .subprocessStart: []
    case .eventSubprocessStart: EventPosition.eventSubprocessDefinitions
    case .catching: EventPosition.catchDefinitions
    case .throwing: EventPosition.throwDefinitions
    case .boundary: EventPosition.boundaryDefinitions
    case .end: EventPosition.endDefinitions
    }
  }

  private static let startDefinitions: Set = [
    "messageEventDefinition", "timerEventDefinition", "conditionalEventDefinition", "signalEventDefinition",
  ]
  private static let eventSubprocessDefinitions = startDefinitions.union([
    "errorEventDefinition", "escalationEventDefinition", "compensateEventDefinition",
  ])
  private static let catchDefinitions = startDefinitions.union(["linkEventDefinition"])
  private static let throwDefinitions: Set = [
    "messageEventDefinition", "escalationEventDefinition", "compensateEventDefinition", "linkEventDefinition",
    "signalEventDefinition",
  ]
  private static let boundaryDefinitions = eventSubprocessDefinitions.union(["cancelEventDefinition"])
  private static let endDefinitions: Set = [
    "messageEventDefinition", "escalationEventDefinition", "compensateEventDefinition", "signalEventDefinition",
    "errorEventDefinition", "cancelEventDefinition", "terminateEventDefinition",
  ]
}
