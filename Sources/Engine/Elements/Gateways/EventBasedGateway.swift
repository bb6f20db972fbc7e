import WorkflowModel

/// Event-based gateway (BPMN 2.0, section 10.6.6): waits for the events behind it; the first that happens takes the
/// token.
struct EventBasedGateway: CatchingBehavior {
  private let events: MultipleEvent
  private let element: String

  init(events: [any EventBehavior], element: String) {
    self.events = MultipleEvent(events: events, isParallel: false)
    self.element = element
  }

  var event: any EventBehavior { events }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    let happened = try events.happened(step)
    for index in happened { try events.deliver(index, step) }
    step.forgetEvent()
    return .only(happened)
  }
}
