import OrderedCollections
import WorkflowModel

/// Compensation throw or end event (BPMN 2.0, section 13.5.5): the completed activities of its scope that have a
/// handler, or the one that is named, are compensated, the last completed first; the event goes on when all are.
struct CompensationThrow: StartsTasks {
  let activity: String?

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try step.prepare()
    return startNext(step) ? .started : .ready
  }

  func awaited(_ step: Step) -> TaskWait.Reason? { .compensation }

  func instanceCompleted(_ task: Int32, _ step: Step) throws(ElementFailure) -> Bool {
    step.mergeData(of: task)
    return !startNext(step)
  }

  /// Compensates the activity that was completed last and is not compensated yet.
  ///
  /// - Returns: whether there is one.
  private func startNext(_ step: Step) -> Bool {
    guard let (task, handler) = step.lastToCompensate(activity) else { return false }
    step.markCompensated(task)
    step.startTask(of: handler)
    return true
  }
}

extension Step {
  private static let compensated = "compensated"

  /// The task completed last in the scope whose activity has a handler that has not run for it.
  func lastToCompensate(_ activity: String?) -> (task: Int32, handler: Int)? {
    let scope = instance.tree[task].scope
    let handlers = process.compensation
    return instance.tree.tasks(ofScope: scope)
      .filter { candidate in
        let task = instance.tree[candidate]
        return task.state == .completed && handlers[Int(task.node)] != nil
          && (activity == nil || node(of: candidate).name == activity)
          && task.internalData?[Self.compensated] == nil
      }
      .max { instance.tree[$0].lastChange < instance.tree[$1].lastChange }
      .flatMap { task in handlers[Int(instance.tree[task].node)].map { (task, $0) } }
  }

  /// Notes that a task has been compensated.
  func markCompensated(_ task: Int32) {
    var data = instance.tree[task].internalData ?? [:]
    data[Self.compensated] = .bool(true)
    instance.tree.setInternalData(data, of: task)
  }

  /// Starts a task of a node beside the flow.
  func startTask(of node: Int) {
    instance.startInstance(of: node, below: task, data: [:], remembering: [:])
  }
}
