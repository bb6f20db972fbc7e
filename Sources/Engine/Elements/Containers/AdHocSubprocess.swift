import OrderedCollections
import WorkflowModel

/// Ad-hoc subprocess (BPMN 2.0, section 10.3.5): its activities that no flow leads to are offered all at once, in any
/// order; it is over when its completion condition holds, looked at whenever a path ends, or when nothing is left.
///
/// Paths share what they do: the data of each that ends goes to the scope, and from there to those that still run.
struct AdHocSubprocess: RunsProcess {
  let process: String

  func arrive(_ step: Step) throws(ElementFailure) -> Arrival {
    try EmbeddedSubprocess(process: process).arrive(step)
  }

  func insideCompleted(_ scope: Int32, _ step: Step) throws(ElementFailure) {
    try EmbeddedSubprocess(process: process).insideCompleted(scope, step)
  }
}

/// What a process in index form knows of its being the inside of an ad-hoc subprocess.
struct AdHocDefinition: Sendable {
  let completionCondition: String?
  let cancelsRemaining: Bool
  /// The nodes that begin a path only while a condition of theirs holds, and again whenever it holds.
  var conditionalStarts: [Int] = []
  /// The nodes that end a path.
  var ends: Set<Int> = []
}

extension WorkflowInstance {
  /// A path of an ad-hoc subprocess has ended (or it has just begun): is it over, or what goes on?
  func adHocPathEnded(_ task: Int32, _ adHoc: AdHocDefinition) throws(ElementFailure) {
    let scope = tree[task].scope
    let variables = tree[task].data.variables
    tree.updateScope(scope) { $0.data.merge(variables) { _, new in new } }
    let step = Step(self, task)
    if let condition = adHoc.completionCondition,
      try step.evaluate(condition, over: TaskData(tree.scopes[Int(scope)].data)).isTruthy
    {
      guard adHoc.cancelsRemaining else { return }
      for open in tree.openTasks(ofScope: scope) where Int(tree[open].node) > ProcessDefinition.end { cancel(open) }
      return
    }
    share(ofScope: scope)
    for node in adHoc.conditionalStarts where !isRunning(node, inScope: scope) {
      if try begins(node, scope, step) { begin(node, inScope: scope) }
    }
  }

  /// Hands the scope's data to the tasks that still run.
  private func share(ofScope scope: Int32) {
    let shared = TaskData(tree.scopes[Int(scope)].data)
    for open in tree.openTasks(ofScope: scope) where tree[open].state == .ready && node(of: open).element != nil {
      var data = tree[open].data
      data.merge(shared)
      tree.setData(data, of: open)
    }
  }

  private func isRunning(_ node: Int, inScope scope: Int32) -> Bool {
    tree.children(of: tree.scopes[Int(scope)].root).contains { child in
      Int(tree[child].node) == node && isOpen(child)
    }
  }

  /// Whether a task, or one that followed it, is not finished.
  private func isOpen(_ task: Int32) -> Bool {
    var path = [task]
    while let next = path.popLast() {
      if !tree[next].state.isFinished, Int(tree[next].node) > ProcessDefinition.end { return true }
      path += tree.children(of: next)
    }
    return false
  }

  /// Whether a path may begin at a node: a gateway with a condition that holds, a loop whose condition does.
  private func begins(_ index: Int, _ scope: Int32, _ step: Step) throws(ElementFailure) -> Bool {
    let node = definition.processes[tree.scopes[Int(scope)].process].nodes[index]
    let data = TaskData(tree.scopes[Int(scope)].data)
    switch node.behavior {
    case let loop as StandardLoop:
      guard let condition = loop.condition else { return false }
      return try step.evaluate(condition, over: data).isTruthy
    case let loop as MultiInstance:
      guard let condition = loop.marker.completionCondition else { return false }
      return try !step.evaluate(condition.text, over: data).isTruthy
    default:
      for flow in node.outgoing {
        guard let condition = flow.condition, !flow.isDefault else { return true }
        if try step.evaluate(condition, over: data).isTruthy { return true }
      }
      return false
    }
  }

  private func begin(_ node: Int, inScope scope: Int32) {
    let root = tree.scopes[Int(scope)].root
    let task = tree.addChild(of: root, node: Int32(node), token: -1, id: makeIdentifier(), at: clock.now())
    tree.setData(TaskData(tree.scopes[Int(scope)].data), of: task)
    arrive(task)
  }
}
