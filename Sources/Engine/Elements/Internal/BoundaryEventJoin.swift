/// The join behind an activity and its boundary events: when the activity is over, or interrupted, whatever still runs
/// or waits of them is cancelled.
struct BoundaryEventJoin: ElementBehavior {
  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    step.inheritData()
    guard let split = step.ancestor(where: { $0.behavior is BoundaryEventSplit }) else { return .ready }
    var activity: Int32?
    var interrupting: [Int32] = []
    var events: [Int32] = []
    for child in step.children(of: split) {
      if let event = step.node(of: child).behavior as? BoundaryEvent {
        events.append(child)
        if event.isInterrupting { interrupting.append(child) }
      } else {
        activity = child
      }
    }
    let isInterrupted = interrupting.contains { [.ready, .completed].contains(step.state(of: $0)) }
    guard isInterrupted || activity.map({ step.state(of: $0).isFinished }) ?? true else { return .waiting }
    for event in events where step.state(of: event) == .waiting { step.cancel(event) }
    if isInterrupted, let activity { step.cancel(activity) }
    step.cancelOtherTasksOfThisNode(below: split)
    return .ready
  }
}
