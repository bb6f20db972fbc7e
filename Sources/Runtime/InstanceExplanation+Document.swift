import OrderedCollections
import WorkflowEngine
public import WorkflowModel
import WorkflowStore

extension InstanceExplanation {
  /// The document of the command line.
  ///
  /// - Parameter command: the command that does something about a task.
  public func document(command: (ExplainedTask.Move) -> String) -> DataValue {
    var members = summary.members
    members["tasks"] = .list(
      tasks.map { task in
        var members = task.members
        members["next"] = .list(task.moves.map { .string(command($0)) })
        return .dictionary(members)
      })
    members["starts"] = .list(
      starts.map { start in
        [
          "process": .string(start.process), "bpmn_id": .string(start.element),
          "events": .list(start.events.map(\.document)),
          "next": .list(moves(of: start).map { .string(command($0)) }),
        ]
      })
    members["messages"] = .list(
      messages.map { ["name": .string($0.content.name), "sent": .string("\($0.sent)")] })
    members["lease"] =
      lease.map { lease in
        [
          "owner": .string(lease.owner), "acquired": .string("\(lease.acquired)"),
          "expires": .string("\(lease.expires)"),
        ]
      } ?? .null
    return .dictionary(members)
  }
}

extension ExplainedTask {
  fileprivate var members: DataDictionary {
    let task = wait.task
    var members: DataDictionary = [
      "id": .string("\(task.id)"), "bpmn_id": task.element.map { .string($0.id) } ?? .null,
      "spec": .string(task.spec), "name": task.element?.name.map(DataValue.string) ?? .null,
      "type": .string(task.element?.type.rawValue ?? "internal"), "process": .string(task.process),
      "state": .string(task.state.rawValue), "lane": task.element?.lane.map(DataValue.string) ?? .null,
      "since": .string("\(task.lastStateChange)"), "waits_for": .string(wait.reason.word),
    ]
    members.merge(wait.reason.members) { $1 }
    if case .person = wait.reason { members["form"] = task.form?.document }
    return members
  }
}

extension TaskWait.Reason {
  /// What is waited for, in a word.
  fileprivate var word: String {
    switch self {
    case .person: "person"
    case .run: "run"
    case .events: "events"
    case .service: "service"
    case .join: "join"
    case .inside: "inside"
    case .instances: "instances"
    case .retry: "retry"
    case .compensation: "compensation"
    }
  }

  fileprivate var members: DataDictionary {
    switch self {
    case .person, .run, .compensation: return [:]
    case .events(let events, let all): return ["events": .list(events.map(\.document)), "all": .bool(all)]
    case .service(let operation, let key): return ["operation": .string(operation), "key": .string(key)]
    case .join(let branches): return ["branches": .list(branches.map(\.document))]
    case .inside(let process): return ["inside": .string(process)]
    case .instances(let started, let completed, let total):
      return [
        "started": .integer(started), "completed": .integer(completed), "total": total.map(DataValue.integer) ?? .null,
      ]
    case .retry(let error, let conditions):
      var members: DataDictionary = ["code": .string(error.code), "message": .string(error.message)]
      members["line"] = error.line.map(DataValue.integer)
      members["script"] = error.script.map(DataValue.string)
      return ["error": .dictionary(members), "conditions": .list(conditions.map(\.document))]
    }
  }
}

extension JoinBranch {
  fileprivate var document: DataValue {
    ["flow": .string(flow), "tokens": .integer(tokens), "expected": .list(expected.map(DataValue.string))]
  }
}

extension AwaitedCondition {
  fileprivate var document: DataValue {
    [
      "flow": flow.map(DataValue.string) ?? .null, "expression": .string(expression),
      "variables": .dictionary(variables),
    ]
  }
}

extension AwaitedEvent {
  fileprivate var document: DataValue {
    switch self {
    case .timer(let timer):
      [
        "event": "timer", "expression": .string(timer.expression), "due": timer.due.map { .string("\($0)") } ?? .null,
        "remaining": timer.remaining.map(DataValue.integer) ?? .null,
      ]
    case .message(let name, let keys):
      [
        "event": "message", "name": .string(name),
        "correlation": .dictionary(DataDictionary(keys.map { ($0.key, $0.properties) }) { $1 }),
      ]
    case .signal(let name): ["event": "signal", "name": .string(name)]
    case .error(let code): ["event": "error", "code": code.map(DataValue.string) ?? .null]
    case .escalation(let code): ["event": "escalation", "code": code.map(DataValue.string) ?? .null]
    case .cancel: ["event": "cancel"]
    case .condition(let condition): ["event": "condition", "condition": condition.document]
    }
  }
}
