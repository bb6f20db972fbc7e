import WorkflowModel

/// Event subprocess (BPMN 2.0, section 13.5.4): starts when its event happens while the process around it runs. It
/// begins with the data that the process began with.
struct EventSubprocess: RunsProcess {
  let process: String

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try step.prepare()
    try step.openInside(process: process, data: step.shareData())
    return .started
  }

  /// One that an event started beside the flow came by none, and leaves by none.
  func run(_ step: Step) throws(ElementFailure) -> Departure {
    step.cameByFlow ? .all : .only([])
  }

  func insideCompleted(_ scope: Int32, _ step: Step) throws(ElementFailure) {
    step.data = step.resultData(ofScope: scope)
  }
}
