import WorkflowEngine

/// Keeps the records of an instance in memory, as a database would.
struct RecordStore {
  private var instance: InstanceRecord?
  private var scopes: [Int: ScopeRecord] = [:]
  private var tasks: [Int: TaskRecord] = [:]
  private var versions: [Int: DataVersionRecord] = [:]
  /// What was noted, in its order.
  private(set) var events: [HistoryEvent] = []

  mutating func save(_ changes: InstanceChanges) {
    instance = changes.instance
    for scope in changes.scopes { scopes[scope.number] = scope }
    for task in changes.tasks { tasks[task.number] = task }
    for version in changes.versions { versions[version.number] = version }
    for number in changes.removedTasks { tasks[number] = nil }
    events += changes.events
  }

  /// What was saved; nil before the first save.
  var state: InstanceState? {
    guard let instance else { return nil }
    return InstanceState(
      instance: instance,
      scopes: scopes.values.sorted { $0.number < $1.number },
      tasks: tasks.values.sorted { $0.number < $1.number },
      versions: versions.values.sorted { $0.number < $1.number })
  }
}
