import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What every connection is asked for before it serves.
struct ConnectionSetup {
  let path: String
  let mode: StoreMode
  let busyTimeout: Double

  static func configuration(mode: StoreMode, busyTimeout: Double) -> Configuration {
    var configuration = Configuration()
    configuration.label = "WorkflowStore"
    configuration.busyMode = .timeout(max(0, busyTimeout))
    configuration.foreignKeysEnabled = true
    // A transaction that could not be rolled back is reported by the next one, instead of ending the process.
    configuration.allowsUnsafeTransactions = true
    // A connection that only reads is opened for writing too: it can clean up after a crash, and removes the log when it
    // is the last to close. SQLite itself falls back to reading where the file does not allow more.
    // The journals of statements inside a savepoint must be able to leave memory: one that cannot is walked from its
    // beginning whenever a statement ends, which makes a save of many rows quadratic.
    // What is deleted is overwritten, so that an instance can be erased: space that is free has nothing of it.
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA temp_store = FILE;
          PRAGMA secure_delete = ON;
          PRAGMA trusted_schema = OFF;
          """)
      if !mode.canWrite {
        try database.execute(sql: "PRAGMA query_only = ON")
      }
    }
    return configuration
  }

  func refuseReadOnlyFile(_ database: Database) throws {
    guard mode.canWrite else { return }
    let isReadOnly = sqlite3_db_readonly(database.sqliteConnection, "main") == 1
    if isReadOnly { throw StoreError.notWritable(path) }
  }

  /// A new file is switched to the write-ahead log, and stays so.
  func useWriteAheadLog(_ database: Database) throws {
    guard mode.canWrite, try text("journal_mode", of: database) != "wal" else { return }
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(Int(min(max(0, busyTimeout), 86_400) * 1000))
    while true {
      do {
        let found = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        guard found == "wal" else {
          throw StoreError.failure(path, reason: "expected journal mode wal, found \(found ?? "none")")
        }
        return
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && clock.now < deadline {
        // For this switch SQLite does not wait by itself where two connections would wait for each other.
        Self.pause()
      }
    }
  }

  /// Settings that a library's default could silently change: `synchronous` is NORMAL in several of GRDB's modes.
  func verifyDurability(_ database: Database) throws {
    let expected: [(pragma: String, value: String)] = [
      ("synchronous", "2"), ("foreign_keys", "1"), ("temp_store", "1"), ("trusted_schema", "0"),
      ("secure_delete", "1"),
    ]
    for (pragma, value) in expected {
      let found = try text(pragma, of: database)
      guard found == value else {
        throw StoreError.failure(path, reason: "expected \(pragma) = \(value), found \(found ?? "none")")
      }
    }
  }

  private static func pause() {
    var time = timespec(tv_sec: 0, tv_nsec: 5_000_000)
    nanosleep(&time, nil)
  }

  private func text(_ pragma: String, of database: Database) throws -> String? {
    try String.fetchOne(database, sql: "PRAGMA \(pragma)")
  }
}
