import WorkflowModel

/// What all elements do that wait for an event: intermediate catch events, receive tasks, boundary events, start
/// events.
protocol CatchingBehavior: ElementBehavior {
  var event: any EventBehavior { get }
}

extension CatchingBehavior {
  var watchesScope: Bool { event.watchesData }
  var hasScripts: Bool { !event.awaitedExpressions.isEmpty }

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try step.prepare()
    return try event.hasHappened(step) ? .ready : .waiting
  }

  func mayGoOn(_ step: Step) throws(ElementFailure) -> Bool {
    try event.hasHappened(step)
  }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    try event.deliver(step)
    step.forgetEvent()
    // A cycle has sent a token along each time that it was due.
    return event.sendsTokensItself ? .only([]) : .all
  }

  func awaited(_ step: Step) -> TaskWait.Reason? {
    .events(event.awaited(step), all: (event as? MultipleEvent)?.isParallel ?? false)
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone {
    guard step.node.framing.preScript != nil || !event.awaitedExpressions.isEmpty else {
      return Redone(extent: .begun)
    }
    try step.prepare()
    return Redone(extent: .begun, values: try step.values(of: event.awaitedExpressions))
  }
}

/// Intermediate catch event (BPMN 2.0, section 10.5.4): the token waits until the event happens.
struct IntermediateCatchEvent: CatchingBehavior {
  let event: any EventBehavior
}

/// Receive task (BPMN 2.0, section 10.3.3): waits for its message.
struct ReceiveTask: CatchingBehavior {
  let event: any EventBehavior
}

/// An event behind an event-based gateway: the gateway has waited for it.
struct PassedEvent: ElementBehavior {}
