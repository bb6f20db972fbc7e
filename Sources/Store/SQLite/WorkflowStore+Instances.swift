public import WorkflowEngine
public import WorkflowModel
public import WorkflowScripting

extension WorkflowStore {
  /// How many digits the beginning of an id must have to stand for it.
  static let shortestReference = 4

  /// Stores a new instance.
  ///
  /// - Parameters:
  ///   - spec: The id of its specification, written in full.
  ///   - engine: The script engine that it ran with.
  ///   - environment: The environment modules that it ran with, in their order.
  ///   - seed: The seed of its random numbers and identifiers.
  ///   - user: Who has it started, for the history; nil where nobody is named.
  ///   - moment: The moment of its start.
  ///   - id: Its identifier.
  ///   - changes: All of its records.
  /// - Returns: The instance, with revision 1.
  /// - Throws: ``StoreError``: `no_such_spec`, `instance_exists`, `unsavable_value`.
  @discardableResult
  public func create(
    spec: String, engine: String, environment: [EnvironmentModule] = [], seed: UInt64, by user: String? = nil,
    at moment: Timestamp, id: Identifier, changes: InstanceChanges
  ) throws(StoreError) -> StoredInstance {
    try write { session in
      guard let specIdentity = try session.specIdentity(id: spec) else { throw StoreError.noSuchSpec(spec) }
      guard try session.instanceKey(of: id) == nil else { throw StoreError.instanceExists(id) }
      let key = try session.insertInstance(
        changes.instance, id: id, spec: specIdentity, waitsFor: changes.search.waitsFor,
        hasPlaces: changes.leavesPlaces(ofFormer: false), engine: engine, seed: seed, at: moment)
      try session.write(environment: environment, of: key)
      try session.write(changes, of: key, id: id, at: moment)
      let isImported = changes.events.contains { $0.kind == .imported }
      let save = HistorySave(
        revision: 1, formerStamp: nil, lastStamp: changes.instance.lastStamp, user: user,
        engine: isImported ? nil : engine)
      try session.write(InstanceHistory.Save(save, events: changes.events), of: key, id: id)
      let summary = InstanceSummary(
        id: id, spec: spec.lowercased(), process: specIdentity.processName, version: specIdentity.version,
        status: changes.instance.status, engine: engine, revision: 1, created: moment, updated: moment,
        error: changes.instance.error)
      let state = InstanceState(
        instance: changes.instance, scopes: changes.scopes, tasks: changes.tasks, versions: changes.versions)
      return StoredInstance(summary: summary, seed: seed, environment: environment, state: state, retired: [])
    }
  }

  /// An instance without its tasks and data.
  ///
  /// - Parameter reference: Its id, or the beginning of it: at least four digits that no other id begins with.
  /// - Throws: ``StoreError``: `no_such_instance`, `ambiguous_reference`.
  public func summary(of reference: String) throws(StoreError) -> InstanceSummary {
    try read { session in try session.head(of: try session.instance(matching: reference)).summary }
  }
}

// MARK: Rows

extension Session {
  func instanceKey(of id: Identifier) throws -> Int? {
    var select = try prepare("SELECT id FROM instance WHERE uuid = ?")
    select.bind(id)
    return try select.first { $0.integer(0) }
  }

  /// The identifier that `reference` is, or is the beginning of; hyphens do not count.
  func instance(matching reference: String) throws -> Identifier {
    let digits = reference.utf8.filter { $0 != UInt8(ascii: "-") }
    guard digits.count >= WorkflowStore.shortestReference, let range = Hexadecimal.range(of: digits, count: 16) else {
      throw StoreError.noSuchInstance(reference)
    }
    var select = try prepare("SELECT uuid FROM instance WHERE uuid BETWEEN ? AND ? ORDER BY uuid LIMIT 4")
    select.bind(blob: range.first)
    select.bind(blob: range.last)
    var found: [Identifier] = []
    try select.forEachRow { found.append(try identifier($0, 0)) }
    guard let first = found.first else { throw StoreError.noSuchInstance(reference) }
    guard found.count == 1 else { throw StoreError.ambiguous(reference, candidates: found.map(\.description)) }
    return first
  }

  func identifier(_ row: PreparedStatement.Row, _ column: Int) throws -> Identifier {
    guard let identifier = row.identifier(column) else { throw damaged("an identifier has not 16 bytes") }
    return identifier
  }

  fileprivate func insertInstance(
    _ record: InstanceRecord, id: Identifier, spec: SpecIdentity, waitsFor: WaitKinds, hasPlaces: Bool, engine: String,
    seed: UInt64, at moment: Timestamp
  ) throws -> Int {
    var insert = try prepare(
      """
      INSERT INTO instance (
        uuid, spec, process, seed, status, revision, created, updated, engine, last_stamp, task_count, scope_count,
        version_count, error_task, error_bpmn_id, error_code, error_message, error_line, error_script, waits_for, due,
        has_places)
      VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      RETURNING id
      """)
    insert.bind(id)
    insert.bind(spec.key)
    insert.bind(spec.process)
    insert.bind(Int64(bitPattern: seed))
    insert.bind(record.status.rawValue)
    insert.bind(moment)
    insert.bind(moment)
    insert.bind(engine)
    insert.bind(record)
    insert.bind(Int(waitsFor.rawValue))
    insert.bind(record.due?.microseconds)
    insert.bind(hasPlaces)
    return try insertedKey(&insert)
  }

  /// Replaces the list of environment modules.
  func write(environment: [EnvironmentModule], of instance: Int) throws {
    var delete = try prepare("DELETE FROM instance_environment WHERE instance = ?")
    delete.bind(instance)
    try delete.run()
    for (position, module) in environment.enumerated() {
      let file = try file(Array(module.source.utf8))
      var insert = try prepare(
        "INSERT INTO instance_environment (instance, position, name, file) VALUES (?, ?, ?, ?)")
      insert.bind(instance)
      insert.bind(position)
      insert.bind(module.name)
      insert.bind(file)
      try insert.run()
    }
  }
}

extension PreparedStatement {
  /// Stamp, counters and error, in the order in which the statements on `instance` have them.
  mutating func bind(_ record: InstanceRecord) {
    bind(record.lastStamp)
    bind(record.taskCount)
    bind(record.scopeCount)
    bind(record.versionCount)
    bind(record.error?.task)
    bind(record.error?.bpmnID)
    bind(record.error?.code)
    bind(record.error?.message)
    bind(record.error?.line)
    bind(record.error?.script)
  }
}
