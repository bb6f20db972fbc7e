/// Parallel gateway (BPMN 2.0, section 10.6.4): waits until a token stands on each incoming flow, uses one of each, and
/// sends one along each outgoing flow. Tokens beyond that wait for their turn.
///
/// Flows that lead back from the gateway itself cannot bring a token before it has sent one: they are a second way in. It
/// goes on when a token stands on each of the others, and again when one stands on each of them.
struct ParallelGateway: ElementBehavior {
  /// The incoming flows, by their places, that lead back from the gateway itself.
  var returningFlows: Set<Int32> = []

  var holdsTokens: Bool { true }

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    guard step.node.incoming.count > 1 else {
      try step.prepare()
      return .ready
    }
    step.holdToken()
    guard let used = activatingTokens(step) else { return .waiting }
    step.consumeTokens(used)
    step.keepSurplusWaiting()
    step.inheritData()
    return .ready
  }

  /// A token of each flow of one way in; nil where a flow has none.
  private func activatingTokens(_ step: Step) -> [Int32]? {
    let isReturning = returningFlows.contains(step.flow(ofToken: step.task))
    let expected = isReturning ? returningFlows.count : step.node.incoming.count - returningFlows.count
    guard step.tokens.flowCount >= expected else { return nil }
    let found = step.earliestTokenOfEachFlow.filter { returningFlows.contains(step.flow(ofToken: $0)) == isReturning }
    return found.count == expected ? found : nil
  }

  func awaited(_ step: Step) -> TaskWait.Reason? { .join(step.branches) }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    step.mergeConsumedTokens()
    return .all
  }
}
