import WorkflowModel

/// Event-based gateway (BPMN 2.0, section 10.6.6): waits for the events behind it; the first that happens takes the
/// token. One that instantiates begins its process.
struct EventBasedGateway: CatchingBehavior {
  private let events: MultipleEvent

  init(events: [any EventBehavior]) {
    self.events = MultipleEvent(events: events, isParallel: false)
  }

  var event: any EventBehavior { events }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    let happened = try events.happened(step)
    for index in happened { try events.deliver(index, step) }
    step.forgetEvent()
    return .only(happened)
  }
}

/// Parallel event-based gateway (BPMN 2.0, section 10.6.6), which only begins a process: each event behind it is waited
/// for on a path of its own, and the process needs all of them.
struct ParallelEventBasedGateway: ElementBehavior {
  /// The events wait from its arrival on: the one that begins the process finds them waiting.
  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try step.prepare()
    step.sendToken()
    return .ready
  }

  func run(_ step: Step) throws(ElementFailure) -> Departure { .only([]) }
}
