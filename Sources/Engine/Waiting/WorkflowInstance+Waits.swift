import OrderedCollections
import WorkflowModel

/// What an instance waits for. It is read from what the tasks remember: nothing is evaluated, and nothing changes.
extension WorkflowInstance {
  /// The open tasks that stand for elements of the diagram, and the failed ones, with what they wait for.
  public func waits() -> [TaskWait] {
    activeTaskNumbers()
      .filter { node(of: $0).diagramID != nil || tree[$0].state == .error }
      .compactMap { task in reason(of: task).map { TaskWait(task: view(of: task), reason: $0) } }
  }

  /// What begins with an event in the processes that run.
  public func eventStarts() -> [EventStart] {
    guard status != .completed, status != .cancelled else { return [] }
    let running = tree.runningScopes.map { tree.scopes[Int($0)] }
    return running.filter { tree[$0.root].state == .completed }.flatMap { scope in
      let process = definition.processes[scope.process]
      return process.eventSubprocesses.map { subprocess in
        EventStart(
          process: process.id, element: process.nodes[subprocess.node].diagramID ?? process.nodes[subprocess.node].name,
          events: subprocess.startEvents.flatMap { $0.event.awaited(Step(self, scope.root)) })
      }
    }
  }

  private func reason(of task: Int32) -> TaskWait.Reason? {
    let step = Step(self, task)
    switch tree[task].state {
    case .error:
      let failure = TaskFailure(tree[task].internalData)
      let conditions = failure.failure.code == ElementFailure.noFlow ? step.conditionsOfFlows : []
      return .retry(failure.error(of: Int(task), bpmnID: step.node.diagramID), conditions: conditions)
    case .ready: return step.node.behavior.isManual ? .person : .run
    default: return step.node.behavior.awaited(step)
    }
  }
}
