import WorkflowModel

/// What SpiffWorkflow says of elements in words.
enum SpiffDescription {
  static func of(_ element: FlowNode) -> String? {
    guard let name = name(of: element.type) else { return "BPMN Task" }
    switch element.type {
    case .startEvent, .endEvent, .intermediateCatchEvent, .intermediateThrowEvent, .boundaryEvent, .sendTask,
      .receiveTask, .eventBasedGateway:
      break
    default: return name
    }
    guard case .event(let event) = element.content else { return "Default \(name)" }
    var words: String
    switch event.definitions.count {
    case 0: words = "Default"
    case 1: words = of(event.definitions[0]) ?? "Default"
    default: words = "Multiple"
    }
    if element.type == .sendTask || element.type == .receiveTask { words = "Default" }
    if element.type == .boundaryEvent {
      words = (event.isInterrupting ? "Interrupting " : "Non-Interrupting ") + words
    }
    return "\(words) \(name)"
  }

  private static func name(of type: ElementType) -> String? {
    switch type {
    case .startEvent: "Start Event"
    case .endEvent: "End Event"
    case .userTask: "User Task"
    case .task: "Task"
    case .subProcess: "Subprocess"
    case .manualTask: "Manual Task"
    case .exclusiveGateway: "Exclusive Gateway"
    case .parallelGateway: "Parallel Gateway"
    case .inclusiveGateway: "Inclusive Gateway"
    case .callActivity: "Call Activity"
    case .transaction: "Transaction"
    case .scriptTask: "Script Task"
    case .serviceTask: "Service Task"
    case .intermediateCatchEvent: "Intermediate Catch Event"
    case .intermediateThrowEvent: "Intermediate Throw Event"
    case .boundaryEvent: "Boundary Event"
    case .receiveTask: "Receive Task"
    case .sendTask: "Send Task"
    case .eventBasedGateway: "Event Based Gateway"
    case .businessRuleTask, .adHocSubProcess, .complexGateway: nil
    }
  }

  static func of(_ definition: EventDefinition) -> String? {
    switch definition {
    case .cancel: "Cancel"
    case .error: "Error"
    case .escalation: "Escalation"
    case .terminate: "Terminate"
    case .message: "Message"
    case .signal: "Signal"
    case .timer: "Timer"
    case .conditional: "Conditional"
    case .link, .compensation: nil
    }
  }
}
