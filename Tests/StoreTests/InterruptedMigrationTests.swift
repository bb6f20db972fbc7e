import Foundation
import GRDB
import Synchronization
import Testing
import WorkflowMigrations
import WorkflowModel

@testable import WorkflowStore

@Suite("migrations that are killed")
struct InterruptedMigrationTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  @Test(
    "killed at any of its statements, a migration leaves the schema before or after it, whole",
    arguments: 1...Migration.all.count)
  func killed(version: Int) async throws {
    let base = folder.file("base.db")
    try makeStore(ofVersion: version - 1, at: base)
    let before = try Self.schema(of: base)

    let whole = folder.file("whole.db")
    try Self.copy(base, to: whole)
    let count = try Self.migrate(whole, to: version, killedAt: nil)
    let after = try Self.schema(of: whole)
    #expect(count > 4)

    for statement in 1...count {
      let path = folder.file("\(statement).db")
      try Self.copy(base, to: path)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, version = version as Int, statement = statement as Int] in
        _ = try InterruptedMigrationTests.migrate(path, to: version, killedAt: statement)
      }
      let found = try Self.schema(of: path)
      #expect(found == before || found == after, "killed at statement \(statement)")
      try finish(path, hasInstances: version > 1)
    }
  }

  /// The rest of the migrations, and a look at what there is then.
  private func finish(_ path: String, hasInstances: Bool) throws {
    let store = try WorkflowStore(path: path, mode: .readWrite(create: true), schema: .any, at: Sample.start)
    try store.migrate(at: Sample.later)
    #expect(try store.status().schemaVersion == Migration.all.count)
    #expect(try store.check() == [])
    #expect(try store.list().instances.isEmpty == !hasInstances)
    try store.close()
  }

  /// The fixture of a schema version, which the tests of the command line share; an empty file for version 0.
  private func makeStore(ofVersion version: Int, at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    if version > 0 {
      let number = "\(version)"
      let name = "V" + String(repeating: "0", count: 4 - number.count) + number + ".sql"
      let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "CommandLineTests/Fixtures/stores/\(name)")
      let sql = try String(contentsOf: fixture, encoding: .utf8)
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF; \(sql)") }
    }
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    try queue.close()
  }

  /// Migrates up to a version, and ends this process without warning before a statement runs, the last of which commits.
  /// Gives how many statements there were.
  private static func migrate(_ path: String, to version: Int, killedAt fatal: Int?) throws -> Int {
    let history = SchemaHistory(Array(Migration.all.prefix(version)))
    let queue = try DatabaseQueue(
      path: path, configuration: ConnectionSetup.configuration(mode: .readWrite(create: true), busyTimeout: 5))
    let counter = StatementCounter(fatal: fatal)
    try queue.writeWithoutTransaction { database in
      database.trace { _ in counter.count() }
      if version == 1 {
        try history.create(in: database, at: Sample.later)
      } else {
        _ = try history.migrate(database, path: path, at: Sample.later)
      }
      database.trace(nil)
    }
    try queue.close()
    return counter.counted
  }

  /// The version of a file's schema and its statements.
  private static func schema(of path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    let statements = try queue.read { database in
      try String.fetchAll(database, sql: "PRAGMA user_version")
        + String.fetchAll(database, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
    }
    try queue.close()
    return statements
  }

  private static func copy(_ source: String, to target: String) throws {
    try FileManager.default.copyItem(atPath: source, toPath: target)
  }
}

/// Counts the statements that begin, and ends the process at one of them.
private final class StatementCounter: Sendable {
  private let number = Mutex(0)
  private let fatal: Int?

  init(fatal: Int?) {
    self.fatal = fatal
  }

  var counted: Int { number.withLock { $0 } }

  func count() {
    let current = number.withLock { number in
      number += 1
      return number
    }
    if current == fatal { kill(getpid(), SIGKILL) }
  }
}
