import WorkflowModel

/// Embedded subprocess (BPMN 2.0, section 10.3.5): its inside begins with the task's data, and what its end holds is
/// the task's data afterwards.
struct EmbeddedSubprocess: RunsProcess {
  let process: String

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try step.prepare()
    try step.openInside(process: process, data: step.shareData())
    return .started
  }

  func insideCompleted(_ scope: Int32, _ step: Step) throws(ElementFailure) {
    step.data = step.resultData(ofScope: scope)
  }
}
