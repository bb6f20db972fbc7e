import WorkflowModel

/// Script task (BPMN 2.0, section 10.3.3): runs its script and completes; fails when the script does.
struct ScriptTask: ElementBehavior {
  let script: String

  var hasScripts: Bool { true }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    try step.execute(script)
    return .all
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone { try redoWhole(step) }
}
