import WorkflowModel

/// Exclusive gateway (BPMN 2.0, section 10.6.2): each token passes at once and leaves by the first flow whose condition
/// holds, in the order of the flows; by the default flow if none does; without one the task fails.
struct ExclusiveGateway: ElementBehavior {
  func run(_ step: Step) throws(ElementFailure) -> Departure {
    var fallback: Int?
    for (index, flow) in step.node.outgoing.enumerated() {
      guard let condition = flow.condition, !flow.isDefault else {
        fallback = index
        continue
      }
      if try step.holds(condition) { return .only([index]) }
    }
    if let fallback { return .only([fallback]) }
    if step.node.outgoing.isEmpty { return .all }
    throw ElementFailure(
      ElementFailure.noFlow, "no condition of exclusive gateway '\(step.node.name)' holds, and it has no default flow")
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone {
    try redoChoice(step, recorded: recorded)
  }
}
