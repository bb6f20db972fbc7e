public import WorkflowEngine
public import WorkflowModel

/// The history of instances. Which tasks were completed and cancelled, when, and with which data, is told by the tasks
/// themselves; rows of its own has who saved an instance, and what no task tells.
extension WorkflowStore {
  /// Reads the history of an instance, the first entry first, in one pass.
  ///
  /// The changes of tasks whose save is no longer kept are left out.
  ///
  /// - Parameters:
  ///   - moment: Entries before it are left out; nil: none is.
  ///   - cursor: The ``HistoryEntry/cursor`` of the entry after which to begin; nil: at the first one.
  ///   - body: Takes an entry, and says whether it wants more. It may read the store, but no other history.
  /// - Throws: what `body` throws, or a ``StoreError``: `no_such_instance`, `bad_cursor`, `damaged_store`.
  public func readHistory(
    of id: Identifier, since moment: Timestamp? = nil, after cursor: String? = nil,
    _ body: (HistoryEntry) throws -> Bool
  ) throws {
    let place = try cursor.map { try HistoryCursor($0) } ?? .beginning
    var failure: (any Error)?
    try read { session in
      let reader = HistoryReader(session, try session.existingKey(of: id), id: id)
      try reader.read(since: moment, after: place) { entry in
        do {
          return try body(entry)
        } catch {
          failure = error
          return false
        }
      }
    }
    if let failure { throw failure }
  }

  /// Whether an instance has a task with an identifier.
  public func hasTask(_ task: Identifier, in id: Identifier) throws(StoreError) -> Bool {
    try read { session in
      var select = try session.prepare("SELECT 1 FROM task WHERE instance = ? AND uuid = ?")
      select.bind(try session.existingKey(of: id))
      select.bind(task)
      return try select.first { _ in true } ?? false
    }
  }

  /// What an instance has tasks of that its specification no longer has.
  public func retiredElements(of id: Identifier) throws(StoreError) -> [RetiredElement] {
    try read { session in try session.retired(of: try session.existingKey(of: id)) }
  }

  /// All that is kept of an instance's history beside its tasks, for an export.
  package func history(of id: Identifier) throws(StoreError) -> InstanceHistory {
    try read { session in try session.history(of: try session.existingKey(of: id), id: id) }
  }

  /// Gives an instance the history that it had elsewhere, in the place of its own. The last save has to be the one that
  /// made its revision.
  package func replaceHistory(of id: Identifier, by history: InstanceHistory) throws(StoreError) {
    try write { session in
      let key = try session.existingKey(of: id)
      for table in ["instance_event", "instance_save"] {
        var delete = try session.prepare("DELETE FROM \(table) WHERE instance = ?")
        delete.bind(key)
        try delete.run()
      }
      for save in history.saves { try session.write(save, of: key, id: id) }
    }
  }
}

// MARK: Rows

extension Session {
  func existingKey(of id: Identifier) throws -> Int {
    guard let key = try instanceKey(of: id) else { throw StoreError.noSuchInstance("\(id)", id: id) }
    return key
  }

  /// Writes the save that makes an instance's next revision.
  func write(
    _ events: [HistoryEvent], of head: InstanceHead, engine: String, by user: String?, lastStamp: Timestamp
  ) throws {
    let save = HistorySave(
      revision: head.summary.revision + 1, formerStamp: head.record.lastStamp, lastStamp: lastStamp, user: user,
      engine: engine)
    try write(InstanceHistory.Save(save, events: events), of: head.key, id: head.summary.id)
  }

  func write(_ entry: InstanceHistory.Save, of instance: Int, id: Identifier) throws {
    let save = entry.save
    let user = try save.user.map { try name($0) }
    let engine = try save.engine.map { try name($0) }
    var insert = try prepare(
      """
      INSERT INTO instance_save (instance, revision, former_stamp, last_stamp, user, engine, events)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    insert.bind(instance)
    insert.bind(save.revision)
    insert.bind(save.formerStamp?.microseconds)
    insert.bind(save.lastStamp)
    insert.bind(user)
    insert.bind(engine)
    insert.bind(entry.events.count)
    try insert.run()
    for (position, event) in entry.events.enumerated() {
      try write(event, at: position, ofRevision: save.revision, of: instance, id: id)
    }
  }

  private func write(
    _ event: HistoryEvent, at position: Int, ofRevision revision: Int, of instance: Int, id: Identifier
  ) throws {
    let detail: [UInt8]?
    do throws(JSONError) {
      detail = try DataCoding.text(of: event.detail)
    } catch {
      throw StoreError.unsavable("the event '\(event.kind.rawValue)'", reason: "\(error)", instance: id)
    }
    var insert = try prepare(
      """
      INSERT INTO instance_event (instance, revision, position, kind, moment, task, name, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insert.bind(instance)
    insert.bind(revision)
    insert.bind(position)
    insert.bind(event.kind.rawValue)
    insert.bind(event.moment)
    insert.bind(event.task)
    insert.bind(event.name)
    insert.bind(text: detail)
    try insert.run()
  }

  /// The saves that are kept, in the order of their revisions.
  func historySaves(of instance: Int) throws -> [HistorySave] {
    var saves: [HistorySave] = []
    var select = try prepare(
      """
      SELECT save.revision, save.former_stamp, save.last_stamp, user.text, engine.text
      FROM instance_save AS save
        LEFT JOIN name AS user ON user.id = save.user LEFT JOIN name AS engine ON engine.id = save.engine
      WHERE save.instance = ?
      ORDER BY save.revision
      """)
    select.bind(instance)
    try select.forEachRow { row in
      saves.append(
        HistorySave(
          revision: row.integer(0), formerStamp: row.isNull(1) ? nil : row.timestamp(1), lastStamp: row.timestamp(2),
          user: row.optionalText(3), engine: row.optionalText(4)))
    }
    return saves
  }

  fileprivate func history(of instance: Int, id: Identifier) throws -> InstanceHistory {
    var history = InstanceHistory(
      saves: try historySaves(of: instance).map { InstanceHistory.Save($0, events: []) })
    let places = Dictionary(uniqueKeysWithValues: history.saves.enumerated().map { ($1.save.revision, $0) })
    var select = try prepare(
      """
      SELECT revision, moment, kind, task, name, detail
      FROM instance_event WHERE instance = ? ORDER BY revision, position
      """)
    select.bind(instance)
    try select.forEachRow { row in
      guard let place = places[row.integer(0)] else {
        throw damaged("an event of instance \(id) has no save", instance: id)
      }
      history.saves[place].events.append(try event(row, moment: 1, from: 2, id: id))
    }
    return history
  }

  /// An event: its moment, and its kind, task, name and detail from a column on.
  func event(
    _ row: PreparedStatement.Row, moment: Int, from column: Int, id: Identifier
  ) throws -> HistoryEvent {
    guard let kind = HistoryEvent.Kind(rawValue: row.text(column)) else {
      throw damaged("unknown event: \(row.text(column))", instance: id)
    }
    do {
      return HistoryEvent(
        kind, at: row.timestamp(moment), task: row.optionalInteger(column + 1), name: row.optionalText(column + 2),
        detail: try row.dictionary(column + 3))
    } catch let error as JSONError {
      throw damaged("the history of instance \(id): \(error)", instance: id)
    } catch let error as UnexpectedValue {
      throw damaged("the history of instance \(id): \(error)", instance: id)
    }
  }
}
