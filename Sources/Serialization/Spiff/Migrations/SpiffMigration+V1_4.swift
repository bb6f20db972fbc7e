import OrderedCollections
import WorkflowModel

extension SpiffMigration {
  /// Version 1.5 waits for the events behind an event-based gateway in the gateway alone: those behind it have none of
  /// their own.
  static func eventsOfGateways(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editProcesses { process throws(SpiffError) in
      let tasks = process.object(SpiffKey.taskSpecs)
      let behind = Set(
        tasks.keys.map { tasks.object($0) }.filter { $0.text(SpiffKey.typename) == "EventBasedGateway" }
          .flatMap { $0.texts("outputs") })
      try process.editEach(SpiffKey.taskSpecs) { name, task in
        guard behind.contains(name) else { return }
        task[SpiffKey.eventDefinition] = ["description": "Default", "name": nil, "typename": "NoneEventDefinition"]
      }
    }
  }
}
