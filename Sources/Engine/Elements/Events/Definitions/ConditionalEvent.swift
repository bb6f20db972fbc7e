import WorkflowModel

/// Conditional event: happens when its condition holds for the data that it can read.
struct ConditionalEvent: EventBehavior {
  let condition: String

  var watchesData: Bool { true }

  func awaited(_ step: Step) -> [AwaitedEvent] { [.condition(step.awaited(condition))] }

  func hasHappened(_ step: Step) throws(ElementFailure) -> Bool {
    try step.holds(condition)
  }
}
