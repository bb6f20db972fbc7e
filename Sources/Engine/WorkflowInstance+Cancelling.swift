import WorkflowModel

extension WorkflowInstance {
  /// Cancels a task with all that runs within it and, where it is finished, what has followed it.
  func cancel(_ task: Int32) {
    var open = [task]
    while let next = open.popLast() {
      if tree[next].inside >= 0 { open += openInside(tree[next].inside) }
      if tree[next].state == .completed || tree[next].state == .cancelled {
        open += tree.children(of: next)
      } else {
        setState(.cancelled, of: next)
        open += tree.children(of: next).filter { !tree[$0].state.isFinished }
      }
    }
  }

  /// Ends a scope that is cancelled from outside.
  ///
  /// - Returns: its open tasks.
  private func openInside(_ scope: Int32) -> [Int32] {
    guard !tree.scopes[Int(scope)].isCompleted else { return [] }
    tree.updateScope(scope) { $0.isCompleted = true }
    return tree.openTasks(ofScope: scope)
  }

  /// Cancels everything in a scope but one task.
  func cancelScope(_ scope: Int32, except task: Int32) {
    for open in tree.openTasks(ofScope: scope) where open != task { cancel(open) }
  }
}
