@testable import WorkflowEngine

extension TaskTree {
  /// How what the tree keeps in view differs from what all of its tasks and scopes tell; nil where it does not.
  func keptDifference() -> String? {
    let numbers = (0..<Int32(tasks.count)).map(\.self)
    guard openAndFailedTasks == numbers.filter({ ![.completed, .cancelled].contains(self[$0].state) }) else {
      return "the tasks kept as open are \(openAndFailedTasks)"
    }
    // One that was cancelled is completed by nobody.
    let running = Set(openAndFailedTasks.map { self[$0].scope }).filter { !scopes[Int($0)].isCompleted }
    guard running.isSubset(of: runningScopes) else {
      return "the scopes kept as running are \(runningScopes) instead of \(running.sorted())"
    }
    for scope in 0..<Int32(scopes.count) {
      let open = tasks(ofScope: scope).filter { !self[$0].state.isFinished }
      guard openTasks(ofScope: scope) == open, openTasksInOrder(ofScope: scope) == open else {
        return "the open tasks of scope \(scope) are \(openTasksInOrder(ofScope: scope)) instead of \(open)"
      }
    }
    return nil
  }

  /// Those that are kept, sorted also where they are so many that a walk finds them.
  private func openTasksInOrder(ofScope scope: Int32) -> [Int32] {
    open.tasks(from: scopes[Int(scope)].firstOpen).filter { !self[$0].state.isFinished }.sorted(by: isBefore)
  }
}
