import WorkflowModel

/// Inclusive gateway (BPMN 2.0, section 10.6.3).
///
/// As a join it waits as long as a token that is on its way can still come by an incoming flow that has none, without
/// having had the choice to come by one that has. As a split it sends a token along each flow whose condition holds, or
/// along the default flow if none does.
struct InclusiveGateway: ElementBehavior {
  var watchesScope: Bool { true }
  var holdsTokens: Bool { true }

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    guard step.node.incoming.count > 1 else {
      try step.prepare()
      return .ready
    }
    step.holdToken()
    return mayGoOn(step) ? .ready : .waiting
  }

  func mayGoOn(_ step: Step) -> Bool {
    guard !step.isTokenExpected else { return false }
    step.consumeTokens(step.tokens.tasks)
    step.inheritData()
    return true
  }

  func awaited(_ step: Step) -> TaskWait.Reason? { .join(step.branches) }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    step.mergeConsumedTokens()
    return .only(try step.flowsWhoseConditionHolds(orDefaultOf: "inclusive gateway"))
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone {
    try redoChoice(step, recorded: recorded)
  }
}
