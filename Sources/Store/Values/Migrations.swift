import OrderedCollections
public import WorkflowEngine
public import WorkflowModel

/// What moves an instance to another specification, or back.
public struct InstanceMove: Sendable {
  /// The id of the other specification, written in full.
  public var spec: String
  /// The records that it changes, and all subscriptions that the instance has then.
  public var changes: InstanceChanges
  /// All that is retired then.
  public var retired: [RetiredElement]

  /// A move of these parts.
  public init(to spec: String, _ changes: InstanceChanges, retired: [RetiredElement]) {
    self.spec = spec
    self.changes = changes
    self.retired = retired
  }
}

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
  }

  /// A scope as far as a migration changes it.
  public struct Scope: Sendable, Hashable {
    /// Its number within the instance.
    public let number: Int
    /// The id of its process.
    public let process: String
    /// The data objects that the migration added.
    public let addedObjects: [String]
  }

  /// The tasks that were changed.
  public let tasks: [Task]
  /// The scopes that were changed.
  public let scopes: [Scope]
  /// All that was retired.
  public let retired: [RetiredElement]

  init(tasks: [Task], scopes: [Scope], retired: [RetiredElement]) {
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

/// An entry of the journal: an instance was moved from one specification to another.
public struct InstanceMigrationEntry: Sendable {
  let key: Int
  /// The id of the specification that it was of.
  public let from: String
  /// The id of the one that it was moved to.
  public let to: String
  /// When that was.
  public let moment: Timestamp
  /// The instance's revision that it made.
  public let revision: Int
  /// When it was undone; nil where it was not.
  public let undone: Timestamp?
  /// What it takes to undo it; nil where that is done.
  public let former: FormerRecords?
}
