import Foundation
import Testing
import WorkflowModel

@Suite("global options")
struct GlobalOptionsTests {
  private let workspace: Workspace
  private let add = ["add", "-p", "greeting", "-b", Files.model("greeting")]

  init() throws {
    workspace = try Workspace()
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: workspace.url(name).path)
  }

  @Test(
    "they stand before or after the command",
    arguments: [
      (["--store", "named.db", "--at", "2026-01-01T00:00:00+00:00", "--json"], []),
      ([], ["--store", "named.db", "--at", "2026-01-01T00:00:00+00:00", "--json"]),
      (["--json", "--store=named.db"], ["--at=2026-01-01T00:00:00+00:00"]),
    ])
  func places(before: [String], after: [String]) throws {
    let save = ["save", "-p", "greeting", "-b", Files.model("greeting"), "--data", #"{"name": "Ada"}"#]
    let saved = try workspace.wfstore(before + save + after)
    #expect(saved.status == 0)
    #expect(try saved.document["created"] == "2026-01-01T00:00:00+00:00")
    #expect(exists("named.db") && !exists("wfstore.db"))
    let status = try workspace.wfstore(before + ["store", "status"] + after)
    #expect(try status.document["path"] == "named.db")
  }

  @Test("the store is $WFSTORE where no option names it, else wfstore.db")
  func environment() throws {
    #expect(try workspace.wfstore(add, environment: ["WFSTORE": "variable.db"]).status == 0)
    #expect(exists("variable.db") && !exists("wfstore.db"))
    #expect(try workspace.wfstore(add + ["--store", "named.db"], environment: ["WFSTORE": "other.db"]).status == 0)
    #expect(exists("named.db") && !exists("other.db"))
    #expect(try workspace.wfstore(add, environment: ["WFSTORE": ""]).status == 0)
    #expect(exists("wfstore.db"))
  }

  @Test("the clock's offset is read; scripts read the same clock")
  func clock() throws {
    let saved = try workspace.saveGreeting("--at", "2026-01-01T02:00:00+02:00")
    #expect(saved["created"] == "2026-01-01T00:00:00+00:00")
    let bad = try workspace.wfstore(add + ["--at", "yesterday"])
    #expect(bad.status == 64)
    #expect(bad.error == "error: --at 'yesterday' is not a time of ISO 8601\n")
  }

  @Test(
    "a command that only reads says that there is no store, and makes none",
    arguments: [
      ["specs"], ["list"], ["load", "6a1c"], ["tasks", "6a1c"], ["resume", "6a1c"], ["delete", "6a1c"],
      ["cancel", "6a1c"], ["store", "status"], ["store", "check"], ["store", "migrate"],
    ])
  func noStore(command: [String]) throws {
    let outcome = try workspace.wfstore(command + ["--json"])
    #expect(outcome.status == 66)
    #expect(outcome.error == "error: no such store: wfstore.db\n")
    #expect(
      try outcome.document
        == ["error": ["code": "no_such_store", "message": "no such store: wfstore.db", "hints": []]])
    #expect(!exists("wfstore.db"))
  }

  @Test(
    "a wrong command line is told in a line, with status 64",
    arguments: [
      (["load"], "Missing expected argument '<instance>'"),
      (["list", "--limit", "0"], "--limit is at least 1"),
      (["save"], "name either a stored specification or a process and its models"),
      (["add", "-b", "x.bpmn"], "name either a process (-p) or a collaboration (-c)"),
      (["add", "-p", "greeting"], "name the BPMN files (-b)"),
      (["resume", "6a1c", "--data", "{}"], "--data goes with --complete"),
      (["resume", "6a1c", "--payload", "{}"], "--payload goes with an event"),
      (["resume", "6a1c", "--steps=-1"], "--steps is a number of tasks"),
      (
        ["resume", "6a1c", "--complete", "a", "--retry", "b"],
        "name one action: --complete, --retry, --message, --signal, --error or --escalation"
      ),
    ])
  func usage(command: [String], message: String) throws {
    let outcome = try workspace.wfstore(command)
    #expect(outcome.status == 64)
    #expect(outcome.errorLines.first == "error: \(message)")
    #expect(outcome.output == "")
    let document = try workspace.wfstore(command + ["--json"])
    #expect(document.status == 64)
    #expect(try document.document["error"]["code"] == "usage")
    #expect(try document.document["error"]["message"] == .string(message))
  }

  @Test("a command that is not there is told")
  func unknownCommand() throws {
    let outcome = try workspace.wfstore("bogus")
    #expect(outcome.status == 64)
    #expect(outcome.error == "error: Unexpected argument 'bogus'\n  see 'wfstore --help'\n")
    #expect(try workspace.wfstore("bogus", "--json").document["error"]["code"] == "usage")
  }

  @Test("a result that cannot be told is an error, not a crash", .enabled(if: Files.exists("/dev/full")))
  func fullOutput() throws {
    _ = try workspace.savePair()
    let outcome = try workspace.shell("wfstore list > /dev/full")
    #expect(outcome.status == 74)
    #expect(outcome.error.hasPrefix("error: standard output cannot be written: "))
    #expect(outcome.errorLines.count == 1)
  }
}
