import WorkflowModel

/// Call activity (BPMN 2.0, section 10.3.6): runs another process. Where that declares data inputs or outputs, only
/// those go in or come back; where not, all data does.
struct CallActivity: ElementBehavior {
  let process: String

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try step.prepare()
    try step.openInside(process: process, data: try inputs(step))
    return .started
  }

  private func inputs(_ step: Step) throws(ElementFailure) -> TaskData {
    guard let declared = step.io(ofProcess: process)?.inputs, !declared.isEmpty else { return step.shareData() }
    return TaskData(try step.data.selecting(declared, missing: "the data input '%' of the called process '\(process)'"))
  }

  func insideCompleted(_ scope: Int32, _ step: Step) throws(ElementFailure) {
    let result = step.resultData(ofScope: scope)
    guard let declared = step.io(ofProcess: process)?.outputs, !declared.isEmpty else {
      step.data = result
      return
    }
    let outputs = try result.selecting(declared, missing: "the data output '%' of the called process '\(process)'")
    step.data.update(outputs)
  }
}
