import OrderedCollections
import WorkflowEngine
import WorkflowModel

extension SpiffMigration {
  /// From version 1.4 to the next.
  @Sendable
  static func from1_4(_ document: inout DataDictionary) throws(SpiffError) {
    try gatherEventsOfGateways(&document)
  }

  /// The events behind an event-based gateway waited beside it; now it waits for them alone, and they have no definition
  /// of their own.
  static func gatherEventsOfGateways(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editWorkflows { workflow, process throws(SpiffError) in
      let specs = process.object(SpiffKey.taskSpecs)
      let tasks = workflow.object(SpiffKey.tasks)
      for (id, value) in tasks {
        guard case .dictionary(let task) = value, isGateway(specs.object(task.text("task_spec") ?? "")),
          task.integer("state") == TaskState.waiting.spiffCode
        else { continue }
        // The gateway takes over when a timer is due, and the event is only possible again.
        for child in task.texts("children") {
          let due = tasks.object(child).object(SpiffKey.internalData)["event_value"]
          try workflow.edit(SpiffKey.tasks) { all throws(SpiffError) in
            try all.edit(child) { event in
              event["state"] = .integer(TaskState.maybe.spiffCode)
              event[SpiffKey.internalData] = [:]
            }
            guard let due else { return }
            try all.edit(id) { gateway throws(SpiffError) in
              try gateway.edit(SpiffKey.internalData) { $0["event_value"] = due }
            }
          }
        }
      }
    }
    try document.editProcesses { process throws(SpiffError) in
      let tasks = process.object(SpiffKey.taskSpecs)
      let behind = Set(tasks.keys.map { tasks.object($0) }.filter(isGateway).flatMap { $0.texts("outputs") })
      try process.editEach(SpiffKey.taskSpecs) { name, task in
        guard behind.contains(name) else { return }
        task[SpiffKey.eventDefinition] = ["description": "Default", "name": nil, "typename": "NoneEventDefinition"]
      }
    }
  }

  private static func isGateway(_ task: DataDictionary) -> Bool {
    task.text(SpiffKey.typename) == "EventBasedGateway"
  }
}
