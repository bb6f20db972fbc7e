import GRDB

extension WorkflowStore {
  /// Copies the store as it stands at one moment into a new file, while others go on writing to it. Call it outside of a
  /// transaction.
  ///
  /// The file appears when the copy is whole, synced, and sound in its structure. Only its owner may read it.
  ///
  /// - Parameter path: Where the copy goes. There must be nothing yet.
  /// - Returns: The copy's length in bytes.
  /// - Throws: ``StoreError``: `backup_exists`, `unwritable_store`, `store_full`, `damaged_store`.
  @discardableResult
  public func backup(to path: String) throws(StoreError) -> Int {
    guard !StoreFile.exists(path) else { throw .backupExists(path) }
    let partial = "\(path).\(String(UInt32.random(in: .min ... .max), radix: 16)).partial"
    try StoreFile.prepare(partial, mode: .readWrite(create: true))
    do throws(StoreError) {
      try copy(to: partial)
      return try StoreFile.move(partial, to: path)
    } catch {
      StoreFile.remove(partial)
      throw error
    }
  }

  private func copy(to path: String) throws(StoreError) {
    let copy = try Self.translating(path, busyTimeout) {
      try DatabaseQueue(
        path: StoreFile.databasePath(path),
        configuration: ConnectionSetup.configuration(mode: .readWrite(create: true), busyTimeout: busyTimeout))
    }
    // In one step: between two SQLite would begin anew whenever somebody else has written.
    try perform { database in
      try Self.translating(path, busyTimeout) {
        try copy.writeWithoutTransaction { try database.backup(to: $0) }
      }
    }
    try Self.translating(path, busyTimeout) {
      let finding = try copy.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
      guard finding == "ok" else { throw StoreError.damaged(self.path, what: finding ?? "") }
      try copy.close()
    }
  }
}
