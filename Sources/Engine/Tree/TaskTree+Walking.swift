import WorkflowModel

/// Ways through the tree.
extension TaskTree {
  /// The children of a task, in order.
  func children(of task: Int32) -> [Int32] {
    var children: [Int32] = []
    var child = tasks[Int(task)].lastChild
    while child >= 0 {
      children.append(child)
      child = tasks[Int(child)].previousSibling
    }
    return children.reversed()
  }

  /// The number of a task by its identifier, whether it is over or not.
  func number(ofTask id: Identifier) -> Int32? {
    if let reader, let number = reader.number(ofTask: id) { return number }
    let added = Int32(reader?.source.instance.taskCount ?? 0)..<Int32(tasks.count)
    return added.first { self[$0].id == id }
  }

  /// The tasks of a scope, depth first.
  func tasks(ofScope scope: Int32) -> [Int32] {
    var found: [Int32] = []
    var path = [scopes[Int(scope)].root]
    while let index = path.popLast() {
      found.append(index)
      path += children(of: index).reversed()
    }
    return found
  }

  /// The tasks of a scope that are not finished, depth first.
  func openTasks(ofScope scope: Int32) -> [Int32] {
    let found = open.tasks(from: scopes[Int(scope)].firstOpen).filter { !tasks[Int($0)].state.isFinished }
    // To compare tasks costs the forks between them: where many are open, the way through all is the shorter one.
    guard found.count <= tasks.count / 8 else {
      return found.count <= 1 ? found : tasks(ofScope: scope).filter { !tasks[Int($0)].state.isFinished }
    }
    return found.sorted(by: isBefore)
  }

  /// Whether one of the tasks of a scope that are not finished is as asked for.
  func hasOpenTask(inScope scope: Int32, where isWanted: (Int32) -> Bool) -> Bool {
    open.tasks(from: scopes[Int(scope)].firstOpen).contains { !tasks[Int($0)].state.isFinished && isWanted($0) }
  }
}
