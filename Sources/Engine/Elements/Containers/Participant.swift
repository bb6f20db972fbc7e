/// A participant of a collaboration (BPMN 2.0, section 9.2): its process runs beside those of the others.
struct Participant: RunsProcess {
  let process: String

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try CallActivity(process: process).arrive(step)
  }

  /// One that a message started came by no flow, and leaves by none.
  func run(_ step: Step) throws(ElementFailure) -> Departure {
    step.cameByFlow ? .all : .only([])
  }

  func insideCompleted(_ scope: Int32, _ step: Step) throws(ElementFailure) {
    try CallActivity(process: process).insideCompleted(scope, step)
  }
}
