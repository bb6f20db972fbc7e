import OrderedCollections
public import WorkflowModel

/// What a migration has changed, as it was before.
public struct FormerRecords: Sendable {
  /// A task as far as a migration changes it.
  public struct Task: Sendable, Hashable {
    /// Its number within the instance.
    public let number: Int
    /// The name of its task spec.
    public let spec: String
    /// The id of the flow that its token came by.
    public let arrivedBy: String?
    /// Where it stood.
    public let state: TaskState
    /// When its state had changed.
    public let lastStateChange: Timestamp

    package init(number: Int, spec: String, arrivedBy: String?, state: TaskState, lastStateChange: Timestamp) {
      self.number = number
      self.spec = spec
      self.arrivedBy = arrivedBy
      self.state = state
      self.lastStateChange = lastStateChange
    }
  }

  /// A scope as far as a migration changes it.
  public struct Scope: Sendable, Hashable {
    /// Its number within the instance.
    public let number: Int
    /// The id of its process.
    public let process: String
    /// The data objects that the migration added.
    public let addedObjects: [String]

    package init(number: Int, process: String, addedObjects: [String]) {
      self.number = number
      self.process = process
      self.addedObjects = addedObjects
    }
  }

  /// The tasks that were changed.
  public let tasks: [Task]
  /// The scopes that were changed.
  public let scopes: [Scope]
  /// All that was retired.
  public let retired: [RetiredElement]

  package init(tasks: [Task], scopes: [Scope], retired: [RetiredElement]) {
    self.tasks = tasks
    self.scopes = scopes
    self.retired = retired
  }

  /// What differs between an instance's records and those that a migration makes of them.
  public init(of former: InstanceState, retired: [RetiredElement], changedTo state: InstanceState) {
    self.retired = retired
    tasks = zip(former.tasks, state.tasks).compactMap { task, changed in
      guard task != changed else { return nil }
      return Task(
        number: task.number, spec: task.spec, arrivedBy: task.arrivedBy, state: task.state,
        lastStateChange: task.lastStateChange)
    }
    scopes = zip(former.scopes, state.scopes).compactMap { scope, changed in
      guard scope != changed else { return nil }
      return Scope(
        number: scope.number, process: scope.process,
        addedObjects: changed.dataObjects.keys.filter { scope.dataObjects[$0] == nil })
    }
  }

  /// The records with what was changed as it was before.
  public func applied(to state: InstanceState) -> InstanceState {
    var result = state
    for task in tasks where result.tasks.indices.contains(task.number) {
      result.tasks[task.number].spec = task.spec
      result.tasks[task.number].arrivedBy = task.arrivedBy
      result.tasks[task.number].state = task.state
      result.tasks[task.number].lastStateChange = task.lastStateChange
    }
    for scope in scopes where result.scopes.indices.contains(scope.number) {
      result.scopes[scope.number].process = scope.process
      for name in scope.addedObjects { result.scopes[scope.number].dataObjects[name] = nil }
    }
    return result
  }
}
