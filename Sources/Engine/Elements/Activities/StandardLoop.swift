import WorkflowModel

/// Standard loop marker (BPMN 2.0, section 10.3.8): the activity is repeated while the condition holds, at most
/// `maximum` times; tested before or after each time.
struct StandardLoop: LoopBehavior {
  let instance: Int
  let condition: String?
  let testsBefore: Bool
  let maximum: Int?

  var hasScripts: Bool { condition != nil }

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try step.prepare()
    step.instances = LoopState()
    if testsBefore, try isOver(step) { return .ready }
    try step.startInstance(of: instance)
    return .started
  }

  func instanceCompleted(_ task: Int32, _ step: Step) throws(ElementFailure) -> Bool {
    step.mergeData(of: task)
    step.instances.completed += 1
    if try isOver(step) { return true }
    try step.startInstance(of: instance)
    return false
  }

  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone {
    try step.prepare()
    guard let condition else { return Redone(extent: .begun) }
    let holds = try step.evaluate(condition, over: testsBefore ? step.data : recorded).isTruthy
    return Redone(extent: .begun, values: [.bool(holds)])
  }

  private func isOver(_ step: Step) throws(ElementFailure) -> Bool {
    if let maximum, step.instances.completed >= maximum { return true }
    guard let condition else { return false }
    return try !step.evaluate(condition).isTruthy
  }
}
