import WorkflowModel

/// Business rule task (BPMN 2.0, section 10.3.3): asks its decision and merges the result into the task's data.
struct BusinessRuleTask: ElementBehavior {
  let decision: String

  var hasScripts: Bool { true }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    let result = try step.decide(decision)
    step.data.merge(TaskData(result))
    return .all
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone { try redoWhole(step) }
}
