import WorkflowModel

/// Transaction (BPMN 2.0, section 10.3.5): an embedded subprocess that a cancel event can end as a whole.
struct TransactionSubprocess: RunsProcess {
  let process: String

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try EmbeddedSubprocess(process: process).arrive(step)
  }

  func insideCompleted(_ scope: Int32, _ step: Step) throws(ElementFailure) {
    try EmbeddedSubprocess(process: process).insideCompleted(scope, step)
  }
}
