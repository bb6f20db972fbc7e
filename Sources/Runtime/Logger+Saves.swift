import Logging
import WorkflowEngine
import WorkflowStore

extension Logger {
  /// Tells of a save: each task that it changed at `trace`, the instance and a task that failed at `debug`. Each
  /// message has the instance, its process and its revision as metadata. Of the workflow's data it has what the message
  /// of an error says.
  ///
  /// The transaction that the save is part of may still be taken back.
  func tell(of changes: InstanceChanges, savedAs summary: InstanceSummary, before: InstanceSummary?) {
    guard logLevel <= .debug, summary.revision != before?.revision else { return }
    let metadata: Metadata = [
      "instance": "\(summary.id)", "process": "\(summary.process)", "revision": "\(summary.revision)",
    ]
    for task in changes.tasks {
      trace("a task is \(task.state.rawValue)", metadata: metadata.merging(Self.metadata(of: task)) { $1 })
    }
    debug("the instance is \(summary.status.rawValue)", metadata: metadata)
    guard let failure = summary.error, failure != before?.error,
      let task = changes.tasks.first(where: { $0.number == failure.task })
    else { return }
    var failed = metadata.merging(Self.metadata(of: task)) { $1 }
    failed["code"] = "\(failure.code)"
    debug("a task failed: \(failure.message)", metadata: failed)
  }

  private static func metadata(of task: TaskRecord) -> Metadata {
    ["task": "\(task.id)", "spec": "\(task.spec)"]
  }
}
