import WorkflowModel

/// Escalation event: known by its code; one without a code takes any. It is caught by the enclosing scopes, the
/// innermost first; where it was thrown everything goes on (BPMN 2.0, section 10.5.6).
struct EscalationEvent: EventBehavior {
  let name: String
  let code: String?
  let content: EventContent

  var thrownExpressions: [String] { content.expressions }

  func catches(_ event: ThrownEvent, _ step: Step) -> Bool {
    guard case .escalation(let thrown) = event.kind else { return false }
    return code == nil || code == thrown
  }

  func awaited(_ step: Step) -> [AwaitedEvent] { [.escalation(code: code)] }

  func receive(_ event: ThrownEvent, _ step: Step) throws(ElementFailure) {
    content.receive(event, as: name, step)
  }

  func deliver(_ step: Step) throws(ElementFailure) {
    content.deliver(name, step)
  }

  func throwEvent(_ step: Step) throws(ElementFailure) {
    try step.sendOutward(ThrownEvent(kind: .escalation(code), payload: try content.payload(step)))
  }
}
