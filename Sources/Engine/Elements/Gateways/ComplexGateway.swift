import OrderedCollections
import WorkflowModel

/// Complex gateway (BPMN 2.0, section 10.6.5).
///
/// As a join it is activated when its activation condition holds, which may read `activationCount`, the number of
/// incoming flows with a token, and each incoming flow's id as the number of its tokens; one token of each such flow is
/// used. Without a condition it waits for all. As a split it sends a token along each flow whose condition holds.
struct ComplexGateway: ElementBehavior {
  let activationCondition: String?

  var holdsTokens: Bool { true }

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    guard step.node.incoming.count > 1 else {
      try step.prepare()
      return .ready
    }
    step.holdToken()
    step.inheritData()
    guard try isActivated(step) else { return .waiting }
    step.consumeTokens(step.earliestTokenOfEachFlow)
    step.keepSurplusWaiting()
    return .ready
  }

  private func isActivated(_ step: Step) throws(ElementFailure) -> Bool {
    guard let activationCondition else { return step.tokens.flowCount == step.node.incoming.count }
    var counts: DataDictionary = ["activationCount": .integer(step.tokens.flowCount)]
    for (place, flow) in step.node.incoming.enumerated() {
      counts[flow] = .integer(step.tokens.tasks.count { step.flow(ofToken: $0) == Int32(place) })
    }
    return try step.evaluate(activationCondition, locals: counts).isTruthy
  }

  func awaited(_ step: Step) -> TaskWait.Reason? { .join(step.branches) }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    step.mergeConsumedTokens()
    return .only(try step.flowsWhoseConditionHolds(orDefaultOf: "complex gateway"))
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone {
    try redoChoice(step, recorded: recorded)
  }
}
