import WorkflowEngine
import WorkflowModel

extension EventDefinition {
  /// The typename in documents; nil for what SpiffWorkflow does not have.
  var spiffTypename: String? {
    switch self {
    case .message: "MessageEventDefinition"
    case .signal: "SignalEventDefinition"
    case .timer(let timer):
      switch timer.kind {
      case .timeDate: "TimeDateEventDefinition"
      case .timeDuration: "DurationTimerEventDefinition"
      case .timeCycle: "CycleTimerEventDefinition"
      }
    case .error: "ErrorEventDefinition"
    case .escalation: "EscalationEventDefinition"
    case .conditional: "ConditionalEventDefinition"
    case .cancel: "CancelEventDefinition"
    case .terminate: "TerminateEventDefinition"
    case .link, .compensation: nil
    }
  }

  /// The name by which a task keeps what the event brought; nil for events that bring nothing.
  func rememberedName(of outline: NodeOutline) -> String? {
    switch self {
    case .message(let message): message.reference.name
    case .signal(let signal): signal.name
    case .error(let error): error.name ?? outline.element?.id
    case .escalation(let escalation): escalation.name ?? outline.element?.id
    default: nil
    }
  }
}

extension NodeOutline {
  var isEventBasedGateway: Bool { element?.type == .eventBasedGateway }
}
