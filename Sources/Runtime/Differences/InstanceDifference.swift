public import OrderedCollections
public import WorkflowEngine
public import WorkflowModel
public import WorkflowStore

/// What another specification would mean for the tasks that an instance has.
public struct InstanceDifference: Sendable {
  /// What becomes of a task's element.
  public enum Effect: Sendable, Hashable {
    /// The other specification does not have it.
    case removed
    /// It, or a flow that leaves it, is not the same.
    case changed([SpecDifference.Change])
  }

  /// A task whose element is not the same.
  public struct AffectedTask: Sendable {
    /// The task.
    public let task: TaskView
    /// What becomes of its element.
    public let effect: Effect
  }

  /// What the store says of the instance.
  public let summary: InstanceSummary
  /// What the specifications differ in.
  public let spec: SpecDifference
  /// The tasks that are affected: depth first.
  public let tasks: [AffectedTask]

  init(_ view: InstanceView, _ difference: SpecDifference, from old: WorkflowSpec) {
    summary = view.summary
    spec = difference
    let removed = Set(difference.removed.map { SpecOutline.Key(process: $0.process, id: $0.id) })
    var changes: [SpecOutline.Key: [SpecDifference.Change]] = [:]
    for change in difference.changed where change.element.type != "sequenceFlow" {
      changes[SpecOutline.Key(process: change.element.process, id: change.element.id), default: []].append(change)
    }
    let sources = FlowSources(old)
    for change in difference.changed where change.element.type == "sequenceFlow" {
      guard let source = sources[change.element] else { continue }
      changes[source, default: []].append(change)
    }
    tasks = view.tasks.compactMap { task in
      guard let element = task.element else { return nil }
      let key = SpecOutline.Key(process: task.process, id: element.id)
      if removed.contains(key) { return AffectedTask(task: task, effect: .removed) }
      return changes[key].map { AffectedTask(task: task, effect: .changed($0)) }
    }
  }
}

/// The nodes that flows leave.
private struct FlowSources {
  private var sources: [SpecOutline.Key: SpecOutline.Key] = [:]

  init(_ spec: WorkflowSpec) {
    for process in spec.processes.values { add(process) }
  }

  private mutating func add(_ process: ProcessSpec) {
    for node in process.nodes {
      for flow in node.outgoing {
        sources[SpecOutline.Key(process: process.id, id: flow.id)] = SpecOutline.Key(process: process.id, id: node.id)
      }
      if case .subprocess(let subprocess) = node.content { add(subprocess.process) }
    }
  }

  subscript(flow: SpecDifference.Element) -> SpecOutline.Key? {
    sources[SpecOutline.Key(process: flow.process, id: flow.id)]
  }
}

extension InstanceDifference {
  /// The document of the command line: `docs/commands.md` describes it.
  public var document: DataDictionary {
    [
      "instance": .string("\(summary.id)"), "spec": .string(summary.spec),
      "tasks": .list(tasks.map(\.document)),
    ]
  }
}

extension InstanceDifference.AffectedTask {
  var document: DataValue {
    var members: DataDictionary = [
      "id": .string("\(task.id)"), "process": .string(task.process),
      "bpmn_id": task.element.map { .string($0.id) } ?? .null,
      "name": task.element?.name.map(DataValue.string) ?? .null, "state": .string(task.state.rawValue),
    ]
    switch effect {
    case .removed: members["effect"] = "removed"
    case .changed(let changes):
      members["effect"] = "changed"
      members["attributes"] = .list(
        changes.flatMap { change in
          let prefix = change.element.type == "sequenceFlow" ? "outgoing.\(change.element.id)." : ""
          return change.attributes.map {
            SpecDifference.Attribute(path: prefix + $0.path, old: $0.old, new: $0.new).document
          }
        })
    }
    return .dictionary(members)
  }
}
