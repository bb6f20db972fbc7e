/// The join behind the end events: the process is over when all its tokens are used up (BPMN 2.0, section 13.5.6), so
/// it waits while any other task of the scope is open, and merges the data of all ends.
struct EndJoin: ElementBehavior {
  var holdsTokens: Bool { true }

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    step.holdToken()
    return .waiting
  }

  func mayGoOn(_ step: Step) -> Bool {
    guard step.scope.unfinished == 0 else { return false }
    step.consumeTokens(step.tokens.tasks)
    step.inheritData()
    return true
  }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    step.mergeConsumedTokens()
    return .all
  }
}
