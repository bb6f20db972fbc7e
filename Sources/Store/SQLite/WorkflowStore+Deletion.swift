import GRDB
public import WorkflowModel

extension WorkflowStore {
  /// Deletes an instance with all that is kept of it alone. The specification stays.
  ///
  /// - Parameter reference: Its id, or the beginning of it: at least four digits that no other id begins with.
  /// - Returns: What it was.
  /// - Throws: ``StoreError``: `no_such_instance`, `ambiguous_reference`, `leased`.
  @discardableResult
  public func delete(_ reference: String) throws(StoreError) -> InstanceSummary {
    try write { session in try session.delete(try session.instance(matching: reference)) }
  }

  /// Deletes an instance with all that is kept of it alone. The specification stays.
  ///
  /// - Returns: What it was.
  /// - Throws: ``StoreError``: `no_such_instance`, `leased`.
  @discardableResult
  public func delete(_ id: Identifier) throws(StoreError) -> InstanceSummary {
    try write { session in try session.delete(id) }
  }

  /// Deletes an instance so that none of its bytes stay in the store's files, and with it the messages on their way from
  /// and to it. Call it outside of a transaction.
  ///
  /// What others share with it stays: the specification, names of elements and users, large values that other instances
  /// have too, messages that others have taken. So do copies of the files, and what the file system and the disk keep of
  /// blocks that the files no longer have.
  ///
  /// - Parameter reference: Its id, or the beginning of it: at least four digits that no other id begins with.
  /// - Returns: What it was.
  /// - Throws: ``StoreError``: `no_such_instance`, `ambiguous_reference`, `leased`; `erasure_unfinished` where the instance is
  ///   deleted, and somebody who reads has kept the log from being emptied: ``compact()`` finishes it.
  @discardableResult
  public func erase(_ reference: String) throws(StoreError) -> InstanceSummary {
    let summary = try write { session in
      let id = try session.instance(matching: reference)
      try session.deleteMessages(of: id)
      return try session.delete(id)
    }
    // Deleted bytes are overwritten in the pages (`secure_delete`), but the log still has the pages as they were.
    guard try perform({ try Self.emptyLog($0) }) else { throw .erasureUnfinished(path, instance: summary.id) }
    return summary
  }

  /// Moves all pages from the log to the file, and cuts the log to nothing.
  ///
  /// - Returns: whether it is empty; not where somebody reads from it for longer than the time to wait.
  static func emptyLog(_ database: Database) throws -> Bool {
    var checkpoint = try PreparedStatement("PRAGMA wal_checkpoint(TRUNCATE)", in: database)
    return try checkpoint.first { $0.integer(0) == 0 } ?? false
  }
}

// MARK: Rows

extension Session {
  fileprivate func delete(_ id: Identifier) throws -> InstanceSummary {
    let head = try head(of: id)
    try requireFree(head.key, id)
    let files = try keys("SELECT DISTINCT file FROM instance_environment WHERE instance = ?", head.key)
    let values = try keys("SELECT DISTINCT value FROM data_version_value WHERE instance = ?", head.key)
    // Children before parents, so that no foreign key has to look for what is gone already.
    try releaseMessages(of: head.key)
    for table in [
      "instance_event", "instance_save", "instance_migration", "retired_element", "subscription",
      "unsubscribed_instance", "search_value", "task", "data_version_value", "data_version", "scope_data", "scope",
      "instance_environment",
    ] {
      var delete = try prepare("DELETE FROM \(table) WHERE instance = ?")
      delete.bind(head.key)
      try delete.run()
    }
    var delete = try prepare("DELETE FROM instance WHERE id = ?")
    delete.bind(head.key)
    try delete.run()
    for file in files { try deleteFileIfUnused(file) }
    for value in values { try deleteLargeValueIfUnused(value) }
    return head.summary
  }

  private func keys(_ sql: String, _ instance: Int) throws -> [Int] {
    var select = try prepare(sql)
    select.bind(instance)
    var keys: [Int] = []
    try select.forEachRow { keys.append($0.integer(0)) }
    return keys
  }

  /// Deletes a file of an environment that neither a specification nor an instance has any more.
  func deleteFileIfUnused(_ file: Int) throws {
    var delete = try prepare(
      """
      DELETE FROM file
      WHERE id = ?
        AND NOT EXISTS (SELECT 1 FROM instance_environment WHERE file = file.id)
        AND NOT EXISTS (SELECT 1 FROM spec_file WHERE file = file.id)
      """)
    delete.bind(file)
    try delete.run()
  }

  private func deleteLargeValueIfUnused(_ value: Int) throws {
    var delete = try prepare(
      "DELETE FROM large_value WHERE id = ? AND NOT EXISTS (SELECT 1 FROM data_version_value WHERE value = large_value.id)"
    )
    delete.bind(value)
    try delete.run()
  }
}
