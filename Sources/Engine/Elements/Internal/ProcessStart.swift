/// The task before the start events: it holds the data that the process begins with.
struct ProcessStart: ElementBehavior {
  func arrive(_ step: Step) throws(ElementFailure) -> Arrival { .ready }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    guard step.canBegin else {
      throw ElementFailure("nothing_to_start", "'\(step.process.id)' has nothing that can start")
    }
    return .all
  }
}

extension Step {
  /// Whether the process has something that starts with it, or on an event.
  fileprivate var canBegin: Bool {
    !node.outgoing.isEmpty || !process.eventSubprocesses.isEmpty || process.adHoc != nil
  }
}
