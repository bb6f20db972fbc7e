import OrderedCollections
public import WorkflowEngine
public import WorkflowModel
public import WorkflowStore

/// Why an instance stands where it stands: what each of its open tasks waits for.
public struct InstanceExplanation: Sendable {
  /// What the store says of the instance as a whole.
  public let summary: InstanceSummary
  /// The open and failed tasks of elements, depth first.
  public let tasks: [ExplainedTask]
  /// What begins with an event while the instance runs.
  public let starts: [EventStart]
  /// The messages that the instance takes when it is resumed.
  public let messages: [StoredMessage]
  /// Who works on the instance now; nil where nobody does.
  public let lease: Lease?

  /// What lets something begin; nothing where a task has failed, which has to be tried again first.
  public func moves(of start: EventStart) -> [ExplainedTask.Move] {
    summary.status == .error ? [] : start.events.compactMap(\.move)
  }
}

/// An open task with what it waits for, and what moves it on.
public struct ExplainedTask: Sendable {
  /// The task, and what it waits for.
  public let wait: TaskWait
  /// What moves it on; empty where only others do.
  public let moves: [Move]

  /// What can be done about a task.
  public enum Move: Sendable {
    /// A person completes it, with values for what its form asks for.
    case complete(TaskReference, fields: [String])
    /// It is tried again.
    case retry(TaskReference)
    /// An event is handed in from outside.
    case catchEvent(OutsideEvent)
    /// The instance is resumed, not before a moment.
    case resume(Timestamp?)
  }
}

extension WorkflowRuntime {
  /// What an instance waits for, and what moves it on. Nothing runs, and nothing changes.
  public func explain(_ reference: String) throws -> InstanceExplanation {
    try store.transaction {
      let stored = try store.open(reference)
      let instance = try open(stored, IdleEngine())
      let waits = instance.waits()
      let starts = instance.eventStarts()
      try instance.requireReadable()
      return InstanceExplanation(
        summary: stored.summary,
        tasks: try waits.map { wait in
          ExplainedTask(
            wait: wait,
            moves: try moves(wait, named: wait.reference(among: waits), in: stored.summary))
        }, starts: starts, messages: try store.messages(for: stored.summary.id),
        lease: try store.lease(of: stored.summary.id))
    }
  }

  private func moves(
    _ wait: TaskWait, named reference: TaskReference, in summary: InstanceSummary
  ) throws -> [ExplainedTask.Move] {
    if case .retry = wait.reason { return [.retry(reference)] }
    // Where a task has failed nothing else goes on before it is tried again.
    if summary.status == .error { return [] }
    switch wait.reason {
    case .person: return [.complete(reference, fields: try missingFields(of: wait.task, spec: summary.spec))]
    case .run, .service: return [.resume(nil)]
    case .events(let events, _): return events.compactMap(\.move)
    case .join, .inside, .instances, .compensation, .retry: return []
    }
  }
}

extension TaskWait {
  /// How the task is named: by its element where no other task of that is in its state.
  fileprivate func reference(among waits: [TaskWait]) -> TaskReference {
    guard let element = task.element?.id,
      waits.count(where: { $0.task.element?.id == element && $0.task.state == task.state }) == 1
    else { return .id(task.id) }
    return .element(element)
  }
}

extension AwaitedEvent {
  /// What makes it happen; nil where only the instance itself does.
  public var move: ExplainedTask.Move? {
    switch self {
    case .timer(let timer): return .resume(timer.due)
    case .message(let name, let keys):
      var correlation = DataDictionary()
      for key in keys { correlation[key.key] = key.properties }
      return .catchEvent(.message(name: name, payload: .dictionary([:]), correlation: correlation))
    case .signal(let name): return .catchEvent(.signal(name: name, payload: nil))
    case .error(let code?): return .catchEvent(.error(code: code, payload: nil))
    case .escalation(let code?): return .catchEvent(.escalation(code: code, payload: nil))
    case .error, .escalation, .cancel, .condition: return nil
    }
  }
}
