/// The order of the tree, depth first, without walking it.
///
/// A *branch* is a path of first children. Every other child, and the root of a subprocess, begins a branch of its own,
/// which is known by its number; it is greater than that of the branch that it leaves. On a branch numbers grow. Two
/// tasks are compared by climbing from branch to branch: the cost is the number of forks between them, not the length of
/// paths.
extension TaskTree {
  /// Whether one task comes before another, depth first.
  func isBefore(_ left: Int32, _ right: Int32) -> Bool {
    var (a, b) = (Ascent(tasks, from: left), Ascent(tasks, from: right))
    while a.branch != b.branch {
      if a.branch > b.branch { a.climb(self) } else { b.climb(self) }
    }
    if a.place != b.place {
      // What leaves the path further up lies behind the first child, which the other is or lies below; an inside before.
      return a.place < b.place ? a.cameBy < 0 || isInside(a.cameBy) : b.cameBy >= 0 && !isInside(b.cameBy)
    }
    if a.cameBy < 0 || b.cameBy < 0 { return a.cameBy < 0 && b.cameBy >= 0 }
    if isInside(a.cameBy) { return !isInside(b.cameBy) }
    return !isInside(b.cameBy) && a.cameBy < b.cameBy
  }

  /// Whether a branch begins with the root of a subprocess: that comes before all children of the task around it.
  private func isInside(_ branch: Int32) -> Bool {
    tasks[Int(branch)].parent < 0
  }

  /// The way up from a task.
  private struct Ascent {
    var branch: Int32
    /// The task of the branch from which the way leads down.
    var place: Int32
    /// The branch that the way came up by; -1 at its beginning.
    var cameBy: Int32 = -1

    init(_ tasks: Arena<WorkflowTask>, from task: Int32) {
      (branch, place) = (tasks[Int(task)].branch, task)
    }

    mutating func climb(_ tree: TaskTree) {
      let first = tree.tasks[Int(branch)]
      cameBy = branch
      place = first.parent >= 0 ? first.parent : tree.scopes[Int(first.scope)].host
      branch = tree.tasks[Int(place)].branch
    }
  }
}
