import WorkflowModel

/// Error event: known by its code; one without a code takes any. It is caught by the enclosing scopes, the innermost
/// first; nobody else, and nothing goes on where it was thrown (BPMN 2.0, section 10.5.6).
struct ErrorEvent: EventBehavior {
  let name: String
  let code: String?
  let content: EventContent

  var thrownExpressions: [String] { content.expressions }

  func catches(_ event: ThrownEvent, _ step: Step) -> Bool {
    guard case .error(let thrown) = event.kind else { return false }
    return code == nil || code == thrown
  }

  func awaited(_ step: Step) -> [AwaitedEvent] { [.error(code: code)] }

  func receive(_ event: ThrownEvent, _ step: Step) throws(ElementFailure) {
    content.receive(event, as: name, step)
  }

  func deliver(_ step: Step) throws(ElementFailure) {
    content.deliver(name, step)
  }

  func throwEvent(_ step: Step) throws(ElementFailure) {
    try step.sendOutward(ThrownEvent(kind: .error(code), payload: try content.payload(step)))
  }
}
