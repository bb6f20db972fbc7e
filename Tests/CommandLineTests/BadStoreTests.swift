import Foundation
import Testing
import WorkflowModel

@Suite("stores that cannot be used")
struct BadStoreTests {
  private let workspace: Workspace
  private let add = ["add", "-p", "pair", "-b", Files.model("pair")]

  init() throws {
    workspace = try Workspace()
  }

  /// Expects an error of a command, with a document that says the same.
  private func expect(
    _ command: [String], fails status: Int32, _ code: String, _ message: String,
    _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try workspace.wfstore(command + ["--json"])
    #expect(outcome.status == status, sourceLocation: location)
    #expect(outcome.error == "error: \(message)\n", sourceLocation: location)
    let error = try outcome.document["error"]
    #expect(error["code"] == .string(code), sourceLocation: location)
    #expect(error["message"] == .string(message), sourceLocation: location)
  }

  @Test("a directory")
  func directory() throws {
    try FileManager.default.createDirectory(at: workspace.url("wfstore.db"), withIntermediateDirectories: false)
    let message = "expected a store, found a directory: wfstore.db"
    try expect(add, fails: 73, "store_is_directory", message)
    try expect(["list"], fails: 65, "store_is_directory", message)
  }

  @Test("a folder that is not there")
  func missingFolder() throws {
    let message = "the store cannot be created: there is no such folder: nowhere/wfstore.db"
    try expect(add + ["--store", "nowhere/wfstore.db"], fails: 73, "unwritable_store", message)
  }

  @Test("a text file, which stays as it is")
  func textFile() throws {
    try workspace.write("Shopping list: bread, milk, a database.\n", to: "wfstore.db")
    let stored = try workspace.bytes()
    let message = "expected a store, found a file of another kind: wfstore.db"
    for command in [add, ["list"], ["store", "check"]] { try expect(command, fails: 65, "not_a_store", message) }
    #expect(try workspace.bytes() == stored)
  }

  @Test("a store of a newer version, which stays as it is")
  func newerSchema() throws {
    let id = try workspace.savePair()["instance"].text
    // The number that SQLite keeps for its user, at byte 60 of the header.
    var file = try Data(contentsOf: workspace.url("wfstore.db"))
    file.replaceSubrange(60..<64, with: [0, 0, 0, 99])
    try file.write(to: workspace.url("wfstore.db"))
    let stored = try workspace.bytes()
    let message = "the store was written by a newer version: found schema 99, supported up to 10: wfstore.db"
    for command in [add, ["list"], ["resume", id], ["delete", id], ["store", "migrate"]] {
      try expect(command, fails: 65, "newer_schema", message)
    }
    #expect(try workspace.bytes() == stored)
  }

  @Test("a truncated store is told as damaged")
  func damaged() throws {
    _ = try workspace.savePair()
    try Data(contentsOf: workspace.url("wfstore.db")).prefix(40_000).write(to: workspace.url("wfstore.db"))
    let message = "the store is damaged: database disk image is malformed: wfstore.db"
    try expect(["list"], fails: 65, "damaged_store", message)
  }

  @Test("a file that may not be written can be read", .enabled(if: WriteProtection.isPossible, "root writes anything"))
  func readOnly() throws {
    let saved = try workspace.savePair()
    let id = saved["instance"].text
    let stored = try workspace.bytes()
    let protection = try #require(WriteProtection(workspace.url("wfstore.db")))
    defer { protection.end() }
    let message = "the store cannot be written, it is read-only: wfstore.db"
    try expect(add + [Files.model("greeting")], fails: 73, "unwritable_store", message)
    try expect(["resume", id, "--complete", "left"], fails: 73, "unwritable_store", message)
    #expect(try workspace.document("load", id) == saved)
    #expect(try workspace.bytes() == stored)
  }

  @Test("a store that another process works on: status 75 after a bounded wait")
  func locked() throws {
    let saved = try workspace.savePair()
    let id = saved["instance"].text
    let holder = try workspace.start("save", "-p", "holding", "-b", Files.model("holding"))
    try holder.waitUntilPrinted("holding")
    let message = "somebody else holds the store, gave up after 5 s: wfstore.db"
    try expect(["resume", id, "--complete", "left"], fails: 75, "store_busy", message)
    // Who only reads does not wait, and sees what was there before.
    #expect(try workspace.document("load", id) == saved)
    #expect(holder.isRunning)
    holder.kill()
    // What the other process did not finish never was.
    #expect(try workspace.document("list")["instances"].items.count == 1)
    #expect(try workspace.document("store", "check") == ["ok": true, "problems": []])
    #expect(try workspace.document("resume", id, "--complete", "left")["revision"] == 2)
  }

  /// Far more than what the stores of these tests may grow to.
  private func writeLargeData() throws {
    try workspace.write(#"{"name": "\#(String(repeating: "x", count: 400_000))"}"#, to: "large.json")
  }

  private var saveLarge: String {
    "wfstore save -p greeting -b \(Files.model("greeting")) --data @large.json"
  }

  @Test("a file that may not grow")
  func limitedFile() throws {
    let saved = try workspace.savePair()
    try writeLargeData()
    let outcome = try workspace.shell("trap '' XFSZ; ulimit -f 200; \(saveLarge) 2> >(tail -c 500 >&2)")
    #expect(outcome.status == 73)
    #expect(outcome.errorLines.last == "error: the store failed: disk I/O error: wfstore.db")
    #expect(try workspace.document("list")["instances"].items.map { $0["instance"] } == [saved["instance"]])
    #expect(try workspace.document("load", saved["instance"].text) == saved)
    #expect(try workspace.document("store", "check") == ["ok": true, "problems": []])
  }

  @Test("a disk that is full", .enabled(if: SmallDisk.isPossible, "no file system can be mounted here"))
  func fullDisk() throws {
    let saved = try workspace.savePair()
    try writeLargeData()
    let outcome = try SmallDisk.run(
      """
      cp wfstore.db disk/
      \(saveLarge) --store disk/wfstore.db 2> >(tail -c 500 >&2); echo "status $?"
      wfstore load \(saved["instance"].text) --store disk/wfstore.db --json
      wfstore list --store disk/wfstore.db | wc -l
      wfstore store check --store disk/wfstore.db
      """, in: workspace)
    let document = try JSONWriter(.readable).text(of: saved)
    #expect(outcome.output == "status 73\n\(document)\n1\nok\n")
    #expect(outcome.error.hasSuffix("\nerror: the store cannot be written, the disk is full: disk/wfstore.db\n"))
  }
}
