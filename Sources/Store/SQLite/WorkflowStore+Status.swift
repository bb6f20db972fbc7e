import GRDB
import WorkflowEngine
import WorkflowModel

extension WorkflowStore {
  /// The database in figures. Of an older schema, the counts are 0.
  public func status() throws(StoreError) -> StoreStatus {
    try read { session in
      let database = session.database
      let version = try session.integer("PRAGMA user_version")
      let isCurrent = version == history.supported
      let pageSize = try session.integer("PRAGMA page_size")
      return StoreStatus(
        path: path,
        fileBytes: try session.integer("PRAGMA page_count") * pageSize,
        walBytes: StoreFile.length(of: path + "-wal") ?? 0,
        freeBytes: try session.integer("PRAGMA freelist_count") * pageSize,
        schemaVersion: version,
        supportedSchemaVersion: history.supported,
        journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
        synchronous: Self.synchronousNames[try session.integer("PRAGMA synchronous")] ?? "",
        specs: isCurrent ? try session.integer("SELECT count(*) FROM spec") : 0,
        files: isCurrent ? try session.integer("SELECT count(*) FROM file") : 0,
        instances: isCurrent ? try session.instancesByStatus() : [:],
        leases: isCurrent ? try session.integer("SELECT count(*) FROM lease") : 0,
        oldestDue: isCurrent ? try session.oldestDue() : nil,
        waitingMessages: isCurrent ? try session.integer("SELECT count(*) FROM message WHERE is_waiting = 1") : 0,
        keptMessages: isCurrent ? try session.integer("SELECT count(*) FROM message WHERE receiver IS NOT NULL") : 0,
        signals: isCurrent ? try session.integer("SELECT count(*) FROM signal") : 0)
    }
  }

  private static let synchronousNames = [0: "off", 1: "normal", 2: "full", 3: "extra"]
}

extension Session {
  fileprivate func integer(_ sql: String) throws -> Int {
    var select = try prepare(sql)
    return try select.first { $0.integer(0) } ?? 0
  }

  fileprivate func oldestDue() throws -> Timestamp? {
    var select = try prepare("SELECT min(due) FROM instance WHERE due IS NOT NULL")
    return try select.first { $0.isNull(0) ? nil : $0.timestamp(0) } ?? nil
  }

  fileprivate func instancesByStatus() throws -> [InstanceStatus: Int] {
    var counts = Dictionary(uniqueKeysWithValues: InstanceStatus.allCases.map { ($0, 0) })
    var select = try prepare("SELECT status, count(*) FROM instance GROUP BY status")
    try select.forEachRow { row in
      guard let status = InstanceStatus(rawValue: row.text(0)) else {
        throw damaged("unknown status: \(row.text(0))")
      }
      counts[status] = row.integer(1)
    }
    return counts
  }
}
