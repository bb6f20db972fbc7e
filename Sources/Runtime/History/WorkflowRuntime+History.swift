import OrderedCollections
public import WorkflowEngine
public import WorkflowModel
import WorkflowScripting
import WorkflowStore

/// Which entries of a log are wanted.
public struct LogRequest: Sendable {
  /// Those of this moment or later; nil: all.
  public var since: Timestamp?
  /// Those of a task, or of the tasks of an element; nil: all.
  public var task: TaskReference?
  /// How many at most; nil: all.
  public var limit: Int?
  /// What ``WorkflowRuntime/log(_:_:_:)`` gave for where to go on; nil: from the first one.
  public var cursor: String?

  /// A request for everything.
  public init() {}
}

extension WorkflowRuntime {
  /// Gives the log of an instance to `body`, entry by entry, the first one first: who has done what, when, under which
  /// engine, and which variables that has changed.
  ///
  /// Tasks that the engine has added to the diagram are left out.
  ///
  /// - Parameter body: takes an entry; it reads no other log.
  /// - Returns: where to go on; nil where there is no more.
  /// - Throws: ``RuntimeError``: `no_such_task`; `StoreError`: `no_such_instance`, `ambiguous_reference`, `bad_cursor`;
  ///   what `body` throws.
  public func log(
    _ reference: String, _ request: LogRequest = LogRequest(), _ body: (LogEntry) throws -> Void
  ) throws -> String? {
    try store.transaction {
      let summary = try store.summary(of: reference)
      let definition = try definition(ofSpec: summary.spec, retired: store.retiredElements(of: summary.id))
      if let task = request.task { try refuseUnlessKnown(task, of: summary.id, definition) }
      var remaining = request.limit ?? Int.max
      var last: String?
      var next: String?
      try store.readHistory(of: summary.id, since: request.since, after: request.cursor) { entry in
        let element = entry.task.flatMap { definition.element(ofTaskSpec: $0.spec, in: $0.process) }
        guard request.wants(entry, element) else { return true }
        guard remaining > 0 else {
          next = last ?? request.cursor
          return false
        }
        remaining -= 1
        last = entry.cursor
        var changed: ChangedVariables?
        if case .ended(let task) = entry.content, task.state == .completed {
          changed = try store.variables(changedBy: task, of: summary.id)
        }
        try body(LogEntry(entry: entry, element: element, changed: changed))
        return true
      }
      return next
    }
  }

  /// Forgets what the settings do not keep of the history of all instances.
  ///
  /// - Returns: of how many saves.
  @discardableResult
  public func expireHistory() throws -> Int {
    var count = 0
    try forEachInstance { count += try expireHistory(of: $0) }
    return count
  }

  private func expireHistory(of summary: InstanceSummary) throws -> Int {
    var count = 0
    do {
      while true {
        let expired = try store.expireHistory(
          of: summary.id, settings.history.retention(of: summary.process), at: clock.now())
        guard expired > 0 else { return count }
        count += expired
      }
    } catch {
      // Somebody may have deleted it since the page was read.
      guard error.code == .noSuchInstance else { throw error }
      return count
    }
  }

  private func refuseUnlessKnown(
    _ reference: TaskReference, of instance: Identifier, _ definition: WorkflowDefinition
  ) throws {
    switch reference {
    case .id(let id):
      guard try store.hasTask(id, in: instance) else { throw RuntimeError.noTask("\(id)") }
    case .element(let id):
      guard definition.hasElement(id) else { throw RuntimeError.noTask(id) }
    }
  }
}

extension LogRequest {
  fileprivate func wants(_ entry: HistoryEntry, _ element: FlowNode?) -> Bool {
    switch task {
    case nil:
      if case .event = entry.content { true } else { element != nil }
    case .id(let id): entry.task?.id == id
    case .element(let id): element?.id == id
    }
  }
}

extension WorkflowRuntime {
  // MARK: What is written

  /// Forgets what the settings do not keep of the history of an instance that has been saved.
  func expiringHistory(of summary: InstanceSummary) throws -> InstanceSummary {
    let retention = settings.history.retention(of: summary.process)
    if retention != HistoryRetention() {
      try store.expireHistory(of: summary.id, retention, at: clock.now())
    }
    return summary
  }

  /// Notes the environment modules that an instance runs with from now on, where they are others than before.
  func noteEnvironment(
    _ modules: [EnvironmentModule], insteadOf former: [EnvironmentModule], in instance: WorkflowInstance
  ) {
    guard modules != former else { return }
    var digests: DataDictionary = [:]
    for module in modules { digests[module.name] = .string(module.digest) }
    instance.note(.environmentChanged, detail: ["modules": .dictionary(digests)])
  }
}
