public import OrderedCollections
public import WorkflowEngine
public import WorkflowModel
public import WorkflowStore

/// A saved instance as it is shown: what the store says of it, its data and some of its tasks.
public struct InstanceView: Sendable {
  /// Which tasks are shown.
  public enum Tasks: String, Sendable, CaseIterable {
    case active
    case all
  }

  /// What the store says of the instance as a whole.
  public let summary: InstanceSummary
  /// The workflow data, with the data objects.
  public let data: DataDictionary
  /// The tasks that are shown: depth first, those of a subprocess right after the task that it belongs to.
  public let tasks: [TaskView]
  /// The identifier of the failed task.
  public let failedTask: Identifier?
  /// The messages that the instance takes when it is resumed, in the order in which they were sent.
  public let messages: [StoredMessage]

  init(_ summary: InstanceSummary, _ instance: WorkflowInstance, _ shown: Tasks, messages: [StoredMessage] = []) {
    self.summary = summary
    self.messages = messages
    data = instance.data
    tasks =
      switch shown {
      case .active: instance.activeTasks()
      case .all: instance.tasks()
      }
    failedTask = instance.failedTask
  }

  private init(_ other: InstanceView, tasks: [TaskView]) {
    (summary, data, failedTask, messages) = (other.summary, other.data, other.failedTask, other.messages)
    self.tasks = tasks
  }

  /// The same with only those tasks that are in one state.
  public func showing(_ state: TaskState) -> InstanceView {
    InstanceView(self, tasks: tasks.filter { $0.state == state })
  }
}

extension InstanceView {
  /// The document of the command line: `docs/commands.md` describes it.
  public var document: DataValue {
    var members = summary.members
    members["data"] = .dictionary(data)
    members["error"] =
      summary.error.map { error in
        .dictionary([
          "task": failedTask.map { .string("\($0)") } ?? .null, "bpmn_id": error.bpmnID.map(DataValue.string) ?? .null,
          "code": .string(error.code), "message": .string(error.message),
          "line": error.line.map(DataValue.integer) ?? .null, "script": error.script.map(DataValue.string) ?? .null,
        ])
      } ?? .null
    members["tasks"] = .list(tasks.map(\.document))
    if !messages.isEmpty {
      members["messages"] = .list(
        messages.map { ["name": .string($0.content.name), "sent": .string("\($0.sent)")] })
    }
    return .dictionary(members)
  }
}

extension InstanceSummary {
  /// The document of a list: that of the instance without tasks and data.
  public var document: DataValue { .dictionary(members) }

  var members: DataDictionary {
    [
      "instance": .string("\(id)"), "spec": .string(spec), "process": .string(process),
      "status": .string(status.rawValue), "engine": .string(engine), "revision": .integer(revision),
      "created": .string("\(created)"), "updated": .string("\(updated)"),
    ]
  }
}

extension TaskView {
  /// The document of a task.
  public var document: DataValue {
    var members: DataDictionary = [
      "id": .string("\(id)"), "parent": parent.map { .string("\($0)") } ?? .null,
      "bpmn_id": element.map { .string($0.id) } ?? .null, "spec": .string(spec),
      "name": element?.name.map(DataValue.string) ?? .null,
      "type": .string(element?.type.rawValue ?? "internal"), "state": .string(state.rawValue),
      "manual": .bool(isManual), "lane": element?.lane.map(DataValue.string) ?? .null, "process": .string(process),
      "subprocess": host.map { .string("\($0)") } ?? .null, "last_state_change": .string("\(lastStateChange)"),
      "data": .dictionary(data.variables),
    ]
    members["form"] = form?.document
    return .dictionary(members)
  }

  /// The form of a user task; nil where it says nothing.
  public var form: FormSpec? {
    guard case .userTask(_, let form?)? = element?.content, !form.isEmpty else { return nil }
    return form
  }
}

extension FormSpec {
  fileprivate var isEmpty: Bool { schemaFile == nil && uiSchemaFile == nil && formKey == nil && fields.isEmpty }

  /// The document of a form: what the model says of it, and nothing of what it does not.
  public var document: DataValue {
    var members: DataDictionary = [:]
    members["schema"] = schemaFile.map(DataValue.string)
    members["ui_schema"] = uiSchemaFile.map(DataValue.string)
    members["key"] = formKey.map(DataValue.string)
    if !fields.isEmpty { members["fields"] = .list(fields) }
    return .dictionary(members)
  }
}
