import WorkflowModel

/// Cancel event (BPMN 2.0, section 10.5.5): cancels the transaction that it is thrown in, and is caught at its boundary.
struct CancelEvent: EventBehavior {
  func catches(_ event: ThrownEvent, _ step: Step) -> Bool {
    event.kind == .cancel
  }

  func awaited(_ step: Step) -> [AwaitedEvent] { [.cancel] }

  func throwEvent(_ step: Step) throws(ElementFailure) {
    try step.sendOutward(ThrownEvent(kind: .cancel))
  }
}
