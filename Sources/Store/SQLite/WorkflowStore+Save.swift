import OrderedCollections
public import WorkflowEngine
public import WorkflowModel
public import WorkflowScripting

extension WorkflowStore {
  /// Saves what changed of an instance, and nothing else.
  ///
  /// - Parameters:
  ///   - changes: The records that are new or changed.
  ///   - id: The instance.
  ///   - expectedRevision: The revision that the changes start from.
  ///   - lease: The lease under which they were made; nil for none.
  ///   - engine: The script engine that it ran with. Alone it is no change.
  ///   - environment: The environment modules that it ran with; nil for those it had.
  ///   - user: Who has it done, for the history; nil where nobody is named.
  ///   - moment: The moment of the save.
  /// - Returns: The instance as it is now. The revision has grown by one if something changed.
  /// - Throws: ``StoreError``: `no_such_instance`, `stale_revision` where somebody else saved the instance since, `leased`
  ///   where somebody else works on it, `lease_lost` where the lease is not held any more, `unsavable_value`,
  ///   `broken_rule`.
  @discardableResult
  public func save(
    _ changes: InstanceChanges, of id: Identifier, expectedRevision: Int, under lease: Lease? = nil,
    engine: String, environment: [EnvironmentModule]? = nil, by user: String? = nil, at moment: Timestamp
  ) throws(StoreError) -> InstanceSummary {
    try write { session in
      let head = try session.head(of: id, expectedRevision: expectedRevision, under: lease)
      var newEnvironment: [EnvironmentModule]?
      if let environment, try session.environment(of: head.key) != environment {
        newEnvironment = environment
      }
      let isOtherEngine = engine != head.summary.engine
      guard
        !changes.isEmpty || !changes.instance.isSame(as: head.record) || newEnvironment != nil || isOtherEngine
      else {
        let due = try session.due(changes.instance, of: head.key)
        if due != head.record.due { try session.write(due: due, of: head.key) }
        return head.summary
      }
      if let newEnvironment {
        try session.replace(environment: newEnvironment, of: head.key)
      }
      try session.write(changes, of: head.key, id: id, at: moment)
      try session.update(
        head, changes.instance, waitsFor: changes.search.waitsFor,
        hasPlaces: changes.leavesPlaces(ofFormer: head.hasPlaces), under: lease, engine: engine, at: moment)
      try session.write(changes.events, of: head, engine: engine, by: user, lastStamp: changes.instance.lastStamp)
      return head.summary.saved(changes.instance, engine: engine, at: moment)
    }
  }
}

// MARK: Rows

/// Which data of a scope a row of `scope_data` holds.
enum ScopeDataKind: String {
  /// The data of the process as a whole.
  case results
  /// The data objects by id.
  case objects
  /// What it is correlated by.
  case correlations
}

extension Session {
  /// The row of an instance that is about to be saved.
  func head(of id: Identifier, expectedRevision: Int, under lease: Lease?) throws -> InstanceHead {
    let head = try head(of: id)
    try requireLease(lease, of: head.key, id)
    guard head.summary.revision == expectedRevision else {
      throw StoreError.stale(id, expected: expectedRevision, found: head.summary.revision)
    }
    return head
  }

  func update(
    _ head: InstanceHead, _ record: InstanceRecord, waitsFor: WaitKinds, hasPlaces: Bool, under lease: Lease?,
    engine: String, at moment: Timestamp
  ) throws {
    // To set the same again would write the indexes, too.
    let setsStatus = record.status != head.record.status
    let setsWaits = waitsFor != head.waitsFor
    let due = try due(record, of: head.key)
    let setsDue = due != head.record.due
    var update = try prepare(
      """
      UPDATE instance SET
        \(setsStatus ? "status = ?," : "") \(setsWaits ? "waits_for = ?," : "") \(setsDue ? "due = ?," : "")
        revision = revision + 1, has_places = ?, fence = ?, updated = ?, engine = ?, last_stamp = ?, task_count = ?, scope_count = ?,
        version_count = ?, error_task = ?, error_bpmn_id = ?, error_code = ?, error_message = ?, error_line = ?,
        error_script = ?
      WHERE id = ? AND revision = ?
      """)
    if setsStatus { update.bind(record.status.rawValue) }
    if setsWaits { update.bind(Int(waitsFor.rawValue)) }
    if setsDue { update.bind(due?.microseconds) }
    update.bind(hasPlaces)
    update.bind(lease?.token)
    update.bind(moment)
    update.bind(engine)
    update.bind(record)
    update.bind(head.key)
    update.bind(head.summary.revision)
    try update.run()
  }

  fileprivate func replace(environment: [EnvironmentModule], of instance: Int) throws {
    var former: [Int] = []
    var select = try prepare("SELECT file FROM instance_environment WHERE instance = ?")
    select.bind(instance)
    try select.forEachRow { former.append($0.integer(0)) }
    try write(environment: environment, of: instance)
    for file in former { try deleteFileIfUnused(file) }
  }

  /// Writes the records below the instance's own. Scopes and versions come before the tasks that refer
  /// to them, and tasks before their subscriptions.
  func write(_ changes: InstanceChanges, of instance: Int, id: Identifier, at moment: Timestamp) throws {
    for scope in changes.scopes {
      try write(scope, of: instance, id: id)
    }
    for version in changes.versions {
      try write(version, of: instance) { reason in
        .unsavable(changes.place(ofVersion: version.number), reason: reason, instance: id)
      }
    }
    for number in changes.removedTasks {
      try write(SubscriptionRecord(task: number, messages: []), of: instance, id: id, at: moment)
      try writeSearchValues([:], ofSource: number, of: instance)
      var delete = try prepare("DELETE FROM task WHERE instance = ? AND number = ?")
      delete.bind(instance)
      delete.bind(number)
      try delete.run()
    }
    for task in changes.tasks {
      try write(task, lane: changes.search.lanes[task.number], of: instance, id: id)
    }
    try writeSearchValues(changes, of: instance, id: id)
    for record in changes.subscriptions {
      try write(record, of: instance, id: id, at: moment)
    }
    for message in changes.sentMessages {
      try write(message, sentBy: instance, id: id, at: changes.instance.lastStamp)
    }
    for signal in changes.sentSignals {
      try write(signal, sentBy: instance, id: id, at: changes.instance.lastStamp)
    }
  }

  private func write(_ scope: ScopeRecord, of instance: Int, id: Identifier) throws {
    let process = try name(scope.process)
    var upsert = try prepare(
      """
      INSERT INTO scope (instance, number, host, process, is_completed, last_task, root)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (instance, number) DO UPDATE SET
        host = excluded.host, process = excluded.process, is_completed = excluded.is_completed,
        last_task = excluded.last_task, root = excluded.root
      """)
    upsert.bind(instance)
    upsert.bind(scope.number)
    upsert.bind(scope.host)
    upsert.bind(process)
    upsert.bind(scope.isCompleted)
    upsert.bind(scope.lastTask)
    upsert.bind(scope.root)
    try upsert.run()
    let results: [UInt8]?
    let objects: [UInt8]?
    let correlations: [UInt8]?
    do throws(JSONError) {
      results = try DataCoding.text(of: scope.data)
      objects = try DataCoding.text(of: scope.dataObjects)
      correlations = try DataCoding.text(of: scope.correlations)
    } catch {
      throw StoreError.unsavable("the data of the process \(scope.process)", reason: "\(error)", instance: id)
    }
    try write(results, .results, ofScope: scope.number, of: instance)
    try write(objects, .objects, ofScope: scope.number, of: instance)
    try write(correlations, .correlations, ofScope: scope.number, of: instance)
  }

  /// Writes data of a scope, where it is not the same as before.
  private func write(_ content: [UInt8]?, _ kind: ScopeDataKind, ofScope scope: Int, of instance: Int) throws {
    var statement: PreparedStatement
    if let content {
      statement = try prepare(
        """
        INSERT INTO scope_data (content, instance, scope, kind) VALUES (?, ?, ?, ?)
        ON CONFLICT (instance, scope, kind) DO UPDATE SET content = excluded.content
        WHERE content <> excluded.content
        """)
      statement.bind(text: content)
    } else {
      statement = try prepare("DELETE FROM scope_data WHERE instance = ? AND scope = ? AND kind = ?")
    }
    statement.bind(instance)
    statement.bind(scope)
    statement.bind(kind.rawValue)
    try statement.run()
  }

  private func write(
    _ version: DataVersionRecord, of instance: Int, refusal: (_ reason: String) -> StoreError
  ) throws {
    var small = version
    let parts = LargeValue.takeOut(of: &small)
    let written: [UInt8]?
    let removed: [UInt8]?
    let whole: [UInt8]?
    var large: [(position: Int, text: [UInt8])] = []
    do throws(JSONError) {
      written = try DataCoding.text(ofWritten: small)
      removed = try DataCoding.text(of: version.removed)
      whole = try small.whole.map { value throws(JSONError) in try DataCoding.text(of: .dictionary(value)) }
      for (position, value) in parts {
        large.append((position, try DataCoding.text(of: value, at: LargeValue.path(to: position, of: version))))
      }
    } catch {
      throw refusal("\(error)")
    }
    var insert = try prepare(
      """
      INSERT INTO data_version (instance, number, base, written, removed, whole, large_values)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    insert.bind(instance)
    insert.bind(version.number)
    insert.bind(version.base)
    insert.bind(text: written)
    insert.bind(text: removed)
    insert.bind(text: whole)
    insert.bind(large.count)
    try insert.run()
    for (position, text) in large {
      let value = try largeValue(text)
      var link = try prepare(
        "INSERT INTO data_version_value (instance, version, position, value) VALUES (?, ?, ?, ?)")
      link.bind(instance)
      link.bind(version.number)
      link.bind(position)
      link.bind(value)
      try link.run()
    }
  }

  private func write(_ task: TaskRecord, lane: String?, of instance: Int, id: Identifier) throws {
    let spec = try name(task.spec)
    let lane = try lane.map { try name($0) }
    let arrivedBy = try task.arrivedBy.map { try name($0) }
    var upsert = try prepare(
      """
      INSERT INTO task (
        instance, number, uuid, parent, scope, spec, state, last_state_change, data_version, arrived_by, is_dormant,
        lane, depth, branch, previous_sibling, last_child, inside, holds_token, internal_data)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (instance, number) DO UPDATE SET
        parent = excluded.parent, scope = excluded.scope, spec = excluded.spec, state = excluded.state,
        last_state_change = excluded.last_state_change, data_version = excluded.data_version,
        arrived_by = excluded.arrived_by, is_dormant = excluded.is_dormant, lane = excluded.lane,
        depth = excluded.depth, branch = excluded.branch, previous_sibling = excluded.previous_sibling,
        last_child = excluded.last_child, inside = excluded.inside, holds_token = excluded.holds_token,
        internal_data = excluded.internal_data
      WHERE uuid = excluded.uuid
      """)
    upsert.bind(instance)
    upsert.bind(task.number)
    upsert.bind(task.id)
    upsert.bind(task.parent)
    upsert.bind(task.scope)
    upsert.bind(spec)
    upsert.bind(task.state.code)
    upsert.bind(task.lastStateChange)
    upsert.bind(task.dataVersion == 0 ? nil : task.dataVersion)
    upsert.bind(arrivedBy)
    upsert.bind(task.isDormant)
    upsert.bind(lane)
    upsert.bind(task.place?.depth)
    upsert.bind(task.place?.branch)
    upsert.bind(task.place?.previousSibling)
    upsert.bind(task.place?.lastChild)
    upsert.bind(task.place?.inside)
    upsert.bind(task.place?.holdsToken ?? false)
    do throws(JSONError) {
      upsert.bind(text: try DataCoding.text(of: task.internalData))
    } catch {
      throw StoreError.unsavable("what the task \(task.spec) remembers", reason: "\(error)", instance: id)
    }
    // To set the identifier again would write its index, too.
    guard try upsert.run() == 1 else {
      throw StoreError.brokenRule(path, rule: "task \(task.number) of instance \(id) is not \(task.id)")
    }
  }
}

extension InstanceSummary {
  /// What the summary is after a save.
  fileprivate func saved(_ record: InstanceRecord, engine: String, at moment: Timestamp) -> InstanceSummary {
    InstanceSummary(
      id: id, spec: spec, process: process, version: version, status: record.status, engine: engine,
      revision: revision + 1, created: created, updated: moment, error: record.error)
  }
}

extension InstanceRecord {
  /// Whether another says the same of an instance. When it is due follows from the rest, but for stores of before, and
  /// messages that are kept for it: that this is known is no change.
  fileprivate func isSame(as other: InstanceRecord) -> Bool {
    var other = other
    other.due = due
    return self == other
  }
}

extension InstanceChanges {
  /// Whose data a version is, for a message.
  fileprivate func place(ofVersion number: Int) -> String {
    if let task = tasks.first(where: { $0.dataVersion == number }) {
      "the data of the task \(task.spec) (\(task.id))"
    } else {
      "version \(number) of the data"
    }
  }
}

extension InstanceChanges {
  /// Whether all tasks and scopes of the instance have their places after a save, given whether they had before.
  func leavesPlaces(ofFormer hadPlaces: Bool) -> Bool {
    let areAll = tasks.count == instance.taskCount && scopes.count == instance.scopeCount
    return (hadPlaces || areAll) && tasks.allSatisfy { $0.place != nil } && scopes.allSatisfy { $0.root != nil }
  }
}
