/// Parallel gateway (BPMN 2.0, section 10.6.4): waits until a token stands on each incoming flow, uses one of each, and
/// sends one along each outgoing flow. Tokens beyond that wait for their turn.
struct ParallelGateway: ElementBehavior {
  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    guard step.node.incoming.count > 1 else {
      try step.prepare()
      return .ready
    }
    step.holdToken()
    guard step.tokens.flowCount == step.node.incoming.count else { return .waiting }
    step.consumeTokens(step.earliestTokenOfEachFlow)
    step.keepSurplusWaiting()
    step.inheritData()
    return .ready
  }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    step.mergeConsumedTokens()
    return .all
  }
}
