import Foundation
import Testing
import WorkflowModel

@Suite("wfstore store")
struct StoreCommandTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test("status shows sizes, counts and settings")
  func status() throws {
    let id = try workspace.savePair()["instance"].text
    _ = try workspace.document("cancel", id)
    _ = try workspace.saveGreeting()
    let status = try workspace.document("store", "status")
    #expect(
      status.keys == [
        "path", "schema_version", "supported_schema_version", "journal_mode", "synchronous", "file_bytes", "wal_bytes",
        "free_bytes", "specs", "files", "instances", "leases", "oldest_due", "messages",
        "signals",
      ])
    #expect(status["schema_version"] == status["supported_schema_version"])
    #expect(status["journal_mode"] == "wal")
    #expect(status["synchronous"] == "full")
    #expect(status["specs"] == 2)
    #expect(status["instances"] == ["active": 1, "waiting": 0, "completed": 0, "error": 0, "cancelled": 1])
    let text = try workspace.wfstore("store", "status")
    #expect(text.output.split(separator: "\n").map { $0.prefix { $0 != ":" } } == status.keys.map { $0[...] })
  }

  @Test("migrate has nothing to do on a new store")
  func migrate() throws {
    _ = try workspace.savePair()
    let stored = try workspace.bytes()
    #expect(try workspace.document("store", "migrate", "--dry-run") == ["pending": []])
    #expect(try workspace.document("store", "migrate") == ["applied": []])
    #expect(try workspace.wfstore("store", "migrate").output == "the schema is up to date\n")
    #expect(try workspace.bytes() == stored)
  }

  @Test("check finds a sound store sound")
  func check() throws {
    _ = try workspace.savePair()
    #expect(try workspace.document("store", "check") == ["ok": true, "problems": []])
    #expect(try workspace.wfstore("store", "check").output == "ok\n")
  }

  @Test("backup makes a store of its own, and says where a file is in its way")
  func backup() throws {
    let id = try workspace.savePair()["instance"].text
    let backup = try workspace.document("store", "backup", "copy.db")
    #expect(backup.keys == ["file", "file_bytes"])
    #expect(backup["file"] == "copy.db")
    #expect(try workspace.document("--store", "copy.db", "load", id)["instance"] == .string(id))
    let second = try workspace.wfstore("store", "backup", "copy.db")
    #expect(second.status == 73)
    #expect(second.error == "error: the backup cannot be written, there is a file already: copy.db\n")
  }

  @Test("delete --erase leaves nothing of an instance in the files")
  func erase() throws {
    let id = try workspace.savePair("--data", #"{"name": "7f-needle"}"#)["instance"].text
    let needle = Data("7f-needle".utf8)
    #expect(try workspace.bytes().contains { $0.range(of: needle) != nil })
    #expect(try workspace.document("delete", id, "--erase") == ["deleted": .string(id)])
    #expect(try !workspace.bytes().contains { $0.range(of: needle) != nil })
  }
}
