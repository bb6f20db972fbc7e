/// The join behind an activity and its boundary events: when the activity is over, or interrupted, whatever still runs
/// or waits of them is cancelled.
struct BoundaryEventJoin: ElementBehavior {
  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    step.inheritData()
    guard let split = ownSplit(step) else { return .ready }
    var activity: Int32?
    var interrupting: [Int32] = []
    var events: [Int32] = []
    for child in step.children(of: split) {
      if let event = step.node(of: child).behavior as? BoundaryEvent {
        events.append(child)
        if event.isInterrupting { interrupting.append(child) }
      } else if !(step.node(of: child).behavior is Retired) {
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

  /// The split of the same activity. A token that a migration found within the activity has passed none.
  private func ownSplit(_ step: Step) -> Int32? {
    let name = NodePart.boundarySplit.name(of: step.node.owner)
    return step.ancestor { $0.behavior is BoundaryEventSplit && $0.name == name }
  }
}
