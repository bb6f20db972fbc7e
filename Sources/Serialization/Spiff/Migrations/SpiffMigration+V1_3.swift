import OrderedCollections
import WorkflowEngine
import WorkflowModel

extension SpiffMigration {
  /// From version 1.3 to the next.
  @Sendable
  static func from1_3(_ document: inout DataDictionary) throws(SpiffError) {
    try startLoops(&document)
    try startSubprocesses(&document)
  }

  /// An activity with a loop marker waited until somebody looked at its instances; now it is started, and told of each.
  static func startLoops(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editWorkflows { workflow, process throws(SpiffError) in
      let specs = process.object(SpiffKey.taskSpecs)
      let tasks = workflow.object(SpiffKey.tasks)
      try workflow.editEach(SpiffKey.tasks) { id, task throws(SpiffError) in
        let spec = specs.object(task.text("task_spec") ?? "")
        guard SpiffTypename.loops.contains(spec.text(SpiffKey.typename) ?? ""),
          task.integer("state") == TaskState.waiting.spiffCode
        else { return }
        task["state"] = .integer(TaskState.started.spiffCode)
        let merged = Set(task.object(SpiffKey.internalData).texts("merged"))
        let isUnmerged = task.texts("children").contains { child in
          let instance = tasks.object(child)
          return instance.text("task_spec") == spec.text("task_spec")
            && instance.integer("state") == TaskState.completed.spiffCode && !merged.contains(child)
        }
        guard !isUnmerged else {
          throw SpiffError(
            .migration, "the task has instances whose results SpiffWorkflow has not taken yet",
            at: DataPath([.key(SpiffKey.tasks), .key(id)]))
        }
      }
    }
  }

  /// So did a subprocess; it goes on when its inside is over.
  static func startSubprocesses(_ document: inout DataDictionary) throws(SpiffError) {
    var isOver: [String: Bool] = [:]
    for (host, value) in document.object(SpiffKey.subprocesses) {
      guard case .dictionary(let subprocess) = value else { continue }
      isOver[host] = subprocess.object(SpiffKey.tasks).values.allSatisfy { task in
        guard case .dictionary(let task) = task else { return true }
        return task.integer("state").flatMap { TaskState.spiff[$0] }?.isFinished ?? true
      }
    }
    try document.editTasks { task in
      guard let id = task.text("id"), let isOver = isOver[id], task.integer("state") == TaskState.waiting.spiffCode
      else { return }
      task["state"] = .integer((isOver ? TaskState.ready : .started).spiffCode)
    }
    try document.editEach(SpiffKey.subprocesses) { host, subprocess in
      if subprocess["completed"] == nil { subprocess["completed"] = .bool(isOver[host] ?? false) }
    }
  }
}
