import Foundation
import GRDB
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowMigrations
import WorkflowModel

@testable import WorkflowStore

@Suite("The schema and its history")
struct SchemaTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  private static let history = SchemaHistory(Migration.all)

  /// The version of today's schema, and that of the one after it.
  private static let today = Migration.all.count
  private static let next = today + 1

  private static func later(_ sql: String) -> Migration {
    Migration(version: next, name: "later", sql: Array(sql.utf8))
  }

  private func open(_ migrations: [Migration], schema: SchemaRequirement = .current) throws -> WorkflowStore {
    try WorkflowStore(
      path: folder.file(), mode: .readWrite(create: true), schema: schema, at: Sample.start,
      history: SchemaHistory(migrations))
  }

  @Test("the schema is the one in Fixtures/schema.sql (WFSTORE_UPDATE_FIXTURES=1 writes it anew)")
  func goldenSchema() throws {
    let store = try folder.store()
    let statements = try store.texts(
      """
      SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL
      ORDER BY tbl_name, type DESC, name
      """)
    let schema =
      "PRAGMA application_id = \(try store.number("PRAGMA application_id"));\n"
      + "PRAGMA user_version = \(try store.number("PRAGMA user_version"));\n\n"
      + statements.joined(separator: "\n\n") + "\n"
    let fixture = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/schema.sql")
    if ProcessInfo.processInfo.environment["WFSTORE_UPDATE_FIXTURES"] == "1" {
      try schema.write(to: fixture, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: fixture, encoding: .utf8) == schema)
  }

  @Test("every table is strict")
  func strict() throws {
    let store = try folder.store()
    #expect(try store.texts("SELECT name FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite%'") == [])
  }

  @Test("every file in Migrations/sql is in the list, numbered without gaps")
  func listIsComplete() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Migrations/sql")
    let files = try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted()
    let expected = Migration.all.map { migration in
      let number = String(migration.version)
      return "V" + String(repeating: "0", count: 4 - number.count) + number + "__\(migration.name).sql"
    }
    #expect(files == expected)
    #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
  }

  @Test("a store of a newer version is refused, and not touched")
  func newer() throws {
    try folder.store().close()
    try folder.tamper("PRAGMA user_version = \(Self.next)")
    for mode in [StoreMode.readOnly, .readWrite(create: true)] {
      let error = failure { try WorkflowStore(path: folder.file(), mode: mode, schema: .any).close() }
      #expect(error?.code == .newerSchema)
      #expect(error?.category.exitStatus == 65)
      #expect(
        error?.message
          == "the store was written by a newer version: found schema \(Self.next), supported up to \(Self.today): \(folder.file())"
      )
    }
  }

  @Test("a store of an older version must be migrated first, and then serves")
  func older() throws {
    try folder.store().close()
    let migrations = Migration.all + [Self.later("CREATE TABLE later (a INTEGER) STRICT")]
    let error = failure { try open(migrations).close() }
    #expect(error?.code == .outdatedSchema)
    #expect(
      error?.message
        == "the store must be migrated first: found schema \(Self.today), expected \(Self.next): \(folder.file())")

    let later = SchemaMigration(try #require(migrations.last))
    let store = try open(migrations, schema: .any)
    #expect(try store.pendingMigrations() == [later])
    #expect(try store.status().schemaVersion == Self.today)
    #expect(try store.migrate(at: Sample.later) == [later])
    #expect(try store.migrate(at: Sample.later) == [])
    #expect(try store.pendingMigrations() == [])
    #expect(
      try store.number("SELECT applied FROM schema_migration WHERE version = \(Self.next)") == 1_767_225_660_000_000)
    #expect(try store.number("PRAGMA foreign_keys") == 1)
    try store.close()
    try open(migrations).close()
  }

  @Test("a store of the first version keeps its specifications when it is migrated")
  func fromTheFirst() throws {
    let first = try open(Array(Migration.all.prefix(1)))
    let added = try first.add(Sample.package(), at: Sample.start)
    try first.close()
    let store = try open(Migration.all, schema: .any)
    #expect(try store.migrate(at: Sample.later).count == Self.today - 1)
    #expect(try store.spec(added.id).sources == Sample.package().sources)
    #expect(try store.add(Sample.package(), at: Sample.later).created == false)
    #expect(try store.check() == [])
  }

  @Test("a migration that was edited after it was applied is refused")
  func changed() throws {
    try folder.store().close()
    var first = try #require(Migration.all.first)
    first = Migration(version: first.version, name: first.name, sql: first.sql + [UInt8(ascii: " ")])
    let error = failure { try open([first] + Migration.all.dropFirst()).close() }
    #expect(error?.code == .changedMigration)
    #expect(error?.category.exitStatus == 65)
    #expect(
      error?.message == "migration 1 (instances) is not the one that the store was made with: \(folder.file())")
  }

  @Test(
    "a migration that fails leaves the schema as it was",
    arguments: [
      "CREATE TABLE later (a INTEGER) STRICT; CREATE TABLE task (a)",
      "CREATE TABLE later (a INTEGER) STRICT; DELETE FROM spec",
    ])
  func failing(sql: String) throws {
    let first = try folder.store()
    try first.start()
    try first.close()
    let store = try open(Migration.all + [Self.later(sql)], schema: .any)
    #expect(throws: StoreError.self) { try store.migrate(at: Sample.later) }
    #expect(try store.status().schemaVersion == Self.today)
    #expect(try store.number("SELECT count(*) FROM sqlite_schema WHERE name = 'later'") == 0)
    try store.close()
    let again = try folder.store()
    #expect(try again.check() == [])
  }

  @Test(
    "the rules hold in the database itself",
    arguments: [
      "UPDATE instance SET status = 'lost'", "UPDATE instance SET status = 'error'", "UPDATE instance SET revision = 0",
      "UPDATE task SET state = 9", "UPDATE task SET scope = 5", "UPDATE task SET data_version = 5",
      "UPDATE task SET parent = number", "UPDATE task SET uuid = x'00'", "UPDATE data_version SET base = number",
      "UPDATE scope SET is_completed = 2", "DELETE FROM instance", "DELETE FROM spec", "DELETE FROM file",
      "UPDATE spec SET version = 'one'", "UPDATE instance_save SET user = NULL", "UPDATE instance_event SET name = 'x'",
      "DELETE FROM instance_save", "UPDATE instance_event SET kind = 'lost'",
    ])
  func rules(sql: String) throws {
    let store = try folder.store()
    var changes = Sample.changes(["a": 1])
    changes.events = [HistoryEvent(.started, at: Sample.start)]
    try store.start(1, changes)
    #expect(failure { try store.execute(sql) }?.code == .brokenRule)
  }
}
