/// Inclusive gateway (BPMN 2.0, section 10.6.3).
///
/// As a join it waits as long as a token that is on its way can still come by an incoming flow that has none, without
/// having had the choice to come by one that has. As a split it sends a token along each flow whose condition holds, or
/// along the default flow if none does.
struct InclusiveGateway: ElementBehavior {
  var watchesScope: Bool { true }

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

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    step.mergeConsumedTokens()
    var taken: [Int] = []
    var fallback: Int?
    for (index, flow) in step.node.outgoing.enumerated() {
      guard let condition = flow.condition, !flow.isDefault else {
        fallback = index
        continue
      }
      if try step.holds(condition) { taken.append(index) }
    }
    if taken.isEmpty, let fallback { taken = [fallback] }
    if taken.isEmpty, !step.node.outgoing.isEmpty {
      throw ElementFailure(
        "no_flow", "no condition of inclusive gateway '\(step.node.name)' holds, and it has no default flow")
    }
    return .only(taken)
  }
}
