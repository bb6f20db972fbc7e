/// The split before several start events: each waits for its own event.
struct StartEventSplit: ElementBehavior {}

/// The join behind several start events: the first that happens is taken, and the others are cancelled.
struct StartEventJoin: ElementBehavior {
  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    step.inheritData()
    guard let split = step.ancestor(where: { $0.behavior is StartEventSplit }) else { return .ready }
    let starts = step.children(of: split)
    guard starts.contains(where: { step.state(of: $0) == .completed }) else { return .waiting }
    for start in starts where step.state(of: start) != .completed { step.cancel(start) }
    step.cancelOtherTasksOfThisNode(below: split)
    return .ready
  }
}
