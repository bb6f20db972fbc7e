import OrderedCollections
public import WorkflowEngine
public import WorkflowModel
public import WorkflowStore

/// An entry of an instance's log: of its history, with what the specification says of it.
public struct LogEntry: Sendable {
  /// The entry of the history.
  public let entry: HistoryEntry
  /// The element of the task that it is about; nil where it is about none.
  public let element: FlowNode?
  /// What a completed task has changed of the variables.
  public let changed: ChangedVariables?

  /// What happened: `task_completed`, `task_cancelled`, or the name of an event.
  public var kind: String {
    switch entry.content {
    case .event(let event, _): event.kind.rawValue
    case .ended(let task): task.state == .completed ? "task_completed" : "task_cancelled"
    }
  }

  /// The event; nil where a task has ended.
  public var event: HistoryEvent? {
    if case .event(let event, _) = entry.content { event } else { nil }
  }
}

extension LogEntry {
  /// The document of the command line: `docs/commands.md` describes it.
  public var document: DataValue {
    var members: DataDictionary = [
      "moment": .string("\(entry.moment)"), "event": .string(kind),
      "user": entry.user.map(DataValue.string) ?? .null, "engine": entry.save.engine.map(DataValue.string) ?? .null,
      "revision": .integer(entry.save.revision),
    ]
    if let task = entry.task {
      members["task"] = .string("\(task.id)")
      members["bpmn_id"] = element.map { .string($0.id) } ?? .null
      members["spec"] = .string(task.spec)
      members["name"] = element?.name.map(DataValue.string) ?? .null
      members["type"] = .string(element?.type.rawValue ?? "internal")
      members["process"] = .string(task.process)
      if let changed {
        members["data_version"] = .integer(task.dataVersion)
        members["changed"] = .list(changed.written.map(DataValue.string))
        members["removed"] = .list(changed.removed.map(DataValue.string))
      }
    }
    if let event {
      members["subject"] = event.name.map(DataValue.string)
      members.merge(event.detail) { known, _ in known }
    }
    return .dictionary(members)
  }
}
