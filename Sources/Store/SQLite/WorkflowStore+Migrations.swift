import WorkflowMigrations
public import WorkflowModel

extension WorkflowStore {
  /// The migrations that the store does not have yet. Changes nothing.
  public func pendingMigrations() throws(StoreError) -> [SchemaMigration] {
    try perform { database in try history.pending(in: database).map { SchemaMigration($0) } }
  }

  /// Applies the migrations that the store does not have yet, each in a transaction of its own: interrupted, it leaves
  /// the schema before or after one of them, whole. Call it outside of a transaction, on a store that was opened with
  /// `schema: .any`.
  ///
  /// - Parameter moment: The moment that is noted.
  /// - Returns: Those applied.
  @discardableResult
  public func migrate(at moment: Timestamp) throws(StoreError) -> [SchemaMigration] {
    guard mode.canWrite else { throw .notWritable(path) }
    return try perform { database in
      try history.migrate(database, path: path, at: moment).map { SchemaMigration($0) }
    }
  }
}

extension SchemaMigration {
  init(_ migration: Migration) {
    self.init(version: migration.version, name: migration.name, checksum: Hexadecimal.text(migration.checksum))
  }
}
