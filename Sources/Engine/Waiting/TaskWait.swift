/// An open task, and what it waits for.
public struct TaskWait: Sendable {
  /// The task. It waits since its last change of state.
  public let task: TaskView
  /// What for.
  public let reason: Reason

  /// What a task waits for.
  public enum Reason: Sendable {
    /// A person completes it.
    case person
    /// It is ready: the next run of the instance takes it up.
    case run
    /// The events happen: one of them, or all.
    case events([AwaitedEvent], all: Bool)
    /// A service answers the call that it is known to by the key.
    case service(operation: String, key: String)
    /// Tokens come by more flows.
    case join([JoinBranch])
    /// The process within it ends.
    case inside(process: String)
    /// Its instances end.
    case instances(started: Int, completed: Int, total: Int?)
    /// It is tried again; the conditions are those that all were false, where that is why it failed.
    case retry(InstanceError, conditions: [AwaitedCondition])
    /// The handlers of the activities that it compensates.
    case compensation
  }
}

/// An incoming flow of a join.
public struct JoinBranch: Sendable, Hashable {
  /// The flow's id.
  public let flow: String
  /// How many tokens wait on it.
  public let tokens: Int
  /// The elements whose open tasks can still bring a token by it; told of a flow that has none.
  public let expected: [String]
}

/// What begins with an event while the process around it runs: an event subprocess, or a participant.
public struct EventStart: Sendable {
  /// The process that it stands in.
  public let process: String
  /// The element that begins.
  public let element: String
  /// The events that it begins with.
  public let events: [AwaitedEvent]
}
