import GRDB

extension WorkflowStore {
  /// Writes the database anew, without the space that is free in it. It takes as much again on the disk while it lasts.
  /// Call it outside of a transaction.
  ///
  /// - Throws: ``StoreError``: `store_busy`, `store_full`, `unwritable_store`.
  public func compact() throws(StoreError) {
    guard mode.canWrite else { throw .notWritable(path) }
    try perform { database in
      try database.execute(sql: "VACUUM")
      // The new pages stand in the log, until nobody reads the old ones.
      _ = try Self.emptyLog(database)
    }
  }
}
