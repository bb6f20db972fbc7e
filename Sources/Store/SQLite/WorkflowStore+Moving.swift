import OrderedCollections
public import WorkflowEngine
public import WorkflowModel

/// Instances that move from one specification to another, and the journal of that.
extension WorkflowStore {
  /// Moves an instance to another specification of its process.
  ///
  /// - Parameters:
  ///   - former: what the move changes, as it was before, for the journal.
  ///   - expectedRevision: The revision that the move starts from.
  ///   - user: Who has it done, for the history; nil where nobody is named.
  /// - Returns: The instance as it is now. Its revision has grown by one.
  /// - Throws: ``StoreError``: `no_such_instance`, `no_such_spec`, `stale_revision`, `leased`, `broken_rule`.
  @discardableResult
  public func migrate(
    _ id: Identifier, _ move: InstanceMove, former: FormerRecords, expectedRevision: Int, by user: String? = nil,
    at moment: Timestamp
  ) throws(StoreError) -> InstanceSummary {
    try write { session in
      let head = try session.head(of: id, expectedRevision: expectedRevision, under: nil)
      guard let from = try session.specIdentity(id: head.summary.spec) else {
        throw StoreError.noSuchSpec(head.summary.spec)
      }
      let to = try session.move(head, move, by: user, at: moment)
      try session.insertMigration(
        of: head.key, from: from.key, to: to, at: moment, revision: head.summary.revision + 1, former: former)
      return try session.head(of: id).summary
    }
  }

  /// Moves an instance back, and notes in the journal that the migration is undone.
  ///
  /// - Returns: The instance as it is now. Its revision has grown by one.
  /// - Throws: ``StoreError``: `no_such_instance`, `no_such_spec`, `stale_revision`, `leased`.
  @discardableResult
  public func undo(
    _ entry: InstanceMigrationEntry, of id: Identifier, _ move: InstanceMove, expectedRevision: Int,
    by user: String? = nil, at moment: Timestamp
  ) throws(StoreError) -> InstanceSummary {
    try write { session in
      let head = try session.head(of: id, expectedRevision: expectedRevision, under: nil)
      _ = try session.move(head, move, by: user, at: moment)
      var update = try session.prepare("UPDATE instance_migration SET undone = ?, former = NULL WHERE id = ?")
      update.bind(moment)
      update.bind(entry.key)
      try update.run()
      return try session.head(of: id).summary
    }
  }

  /// The migrations of an instance, the first one first.
  ///
  /// - Throws: ``StoreError``: `no_such_instance`, `damaged_store`.
  public func migrations(of id: Identifier) throws(StoreError) -> [InstanceMigrationEntry] {
    try read { session in
      guard let key = try session.instanceKey(of: id) else { throw StoreError.noSuchInstance("\(id)", id: id) }
      var entries: [InstanceMigrationEntry] = []
      var select = try session.prepare(
        """
        SELECT journal.id, old.hash, new.hash, journal.moment, journal.revision, journal.undone, journal.former
        FROM instance_migration AS journal
          JOIN spec AS old ON old.id = journal.from_spec JOIN spec AS new ON new.id = journal.to_spec
        WHERE journal.instance = ?
        ORDER BY journal.revision
        """)
      select.bind(key)
      try select.forEachRow { row in entries.append(try session.entry(row, instance: id)) }
      return entries
    }
  }
}

// MARK: Rows

extension Session {
  /// - Returns: the key of the specification that the instance is of now.
  fileprivate func move(
    _ head: InstanceHead, _ move: InstanceMove, by user: String?, at moment: Timestamp
  ) throws -> Int {
    guard let spec = try specIdentity(id: move.spec) else { throw StoreError.noSuchSpec(move.spec) }
    try forgetSubscriptions(of: head.key, but: Set(move.changes.subscriptions.map(\.task)))
    try write(move.changes, of: head.key, id: head.summary.id, at: moment)
    try replaceLanes(by: move.changes.search.lanes, of: head.key)
    try replace(retired: move.retired, of: head.key)
    var update = try prepare("UPDATE instance SET spec = ?, process = ? WHERE id = ?")
    update.bind(spec.key)
    update.bind(spec.process)
    update.bind(head.key)
    try update.run()
    try self.update(
      head, move.changes.instance, waitsFor: move.changes.search.waitsFor, hasPlaces: false, under: nil,
      engine: head.summary.engine, at: moment)
    try write(
      move.changes.events, of: head, engine: head.summary.engine, by: user, lastStamp: move.changes.instance.lastStamp)
    return spec.key
  }

  /// Forgets what tasks waited for that wait no longer. Those that still do keep their places.
  private func forgetSubscriptions(of instance: Int, but kept: Set<Int>) throws {
    var tasks: [Int] = []
    var select = try prepare("SELECT DISTINCT task FROM subscription WHERE instance = ?")
    select.bind(instance)
    try select.forEachRow { tasks.append($0.integer(0)) }
    for task in tasks where !kept.contains(task) {
      var delete = try prepare("DELETE FROM subscription WHERE instance = ? AND task = ?")
      delete.bind(instance)
      delete.bind(task)
      try delete.run()
    }
    var delete = try prepare("DELETE FROM unsubscribed_instance WHERE instance = ?")
    delete.bind(instance)
    try delete.run()
  }

  /// Adds an entry to the journal; `former` where it is not undone.
  func insertMigration(
    of instance: Int, from: Int, to: Int, at moment: Timestamp, revision: Int, undone: Timestamp? = nil,
    former: FormerRecords?
  ) throws {
    var insert = try prepare(
      """
      INSERT INTO instance_migration (instance, from_spec, to_spec, moment, revision, undone, former)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    insert.bind(instance)
    insert.bind(from)
    insert.bind(to)
    insert.bind(moment)
    insert.bind(revision)
    insert.bind(undone?.microseconds)
    insert.bind(text: try former.map { try DataCoding.text(of: $0.value) })
    try insert.run()
  }

  func replace(retired: [RetiredElement], of instance: Int) throws {
    var delete = try prepare("DELETE FROM retired_element WHERE instance = ?")
    delete.bind(instance)
    try delete.run()
    for element in retired {
      let process = try name(element.process)
      let spec = try name(element.spec)
      var insert = try prepare(
        "INSERT INTO retired_element (instance, process, spec, element, type, title) VALUES (?, ?, ?, ?, ?, ?)")
      insert.bind(instance)
      insert.bind(process)
      insert.bind(spec)
      insert.bind(element.element)
      insert.bind(element.type?.rawValue)
      insert.bind(element.name)
      try insert.run()
    }
  }

  /// What is retired of an instance's former specifications.
  func retired(of instance: Int) throws -> [RetiredElement] {
    var elements: [RetiredElement] = []
    var select = try prepare(
      """
      SELECT process.text, spec.text, retired_element.element, retired_element.type, retired_element.title
      FROM retired_element
        JOIN name AS process ON process.id = retired_element.process JOIN name AS spec ON spec.id = retired_element.spec
      WHERE retired_element.instance = ?
      ORDER BY process.text, spec.text
      """)
    select.bind(instance)
    try select.forEachRow { row in
      let type = try row.optionalText(3).map { text in
        guard let type = ElementType(rawValue: text) else { throw damaged("unknown type of element: \(text)") }
        return type
      }
      elements.append(
        RetiredElement(
          process: row.text(0), spec: row.text(1), element: row.optionalText(2), type: type, name: row.optionalText(4)))
    }
    return elements
  }

  fileprivate func entry(_ row: PreparedStatement.Row, instance: Identifier) throws -> InstanceMigrationEntry {
    do {
      return InstanceMigrationEntry(
        key: row.integer(0), from: Hexadecimal.text(row.blob(1)), to: Hexadecimal.text(row.blob(2)),
        moment: row.timestamp(3), revision: row.integer(4), undone: row.isNull(5) ? nil : row.timestamp(5),
        former: row.isNull(6) ? nil : try FormerRecords(row.value(6)))
    } catch let error as JSONError {
      throw damaged("the journal of instance \(instance): \(error)", instance: instance)
    } catch let error as UnexpectedValue {
      throw damaged("the journal of instance \(instance): \(error)", instance: instance)
    }
  }
}
