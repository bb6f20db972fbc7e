import Foundation
import OrderedCollections
import Testing
import WorkflowModel

@Suite("wfstore log")
struct LogTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private static let start = "2026-01-01T00:00:00+00:00"
  private static let later = "2026-01-02T00:00:00+00:00"

  /// An instance of two tasks, one of them completed by somebody else.
  private func pair() throws -> String {
    let saved = try workspace.document(
      "--at", Self.start, "--user", "ann", "save", "-p", "pair", "-b", Files.model("pair"))
    let id = saved["instance"].text
    let resumed = try workspace.wfstore(
      ["--at", Self.later, "resume", id, "--complete", "left", "--data", #"{"seen": true}"#],
      environment: ["WFSTORE_USER": "bob"])
    #expect(resumed.status == 0)
    return id
  }

  @Test("a line for each entry: when, who, what")
  func text() throws {
    let id = try pair()
    let log = try workspace.wfstore("log", id)
    #expect(log.status == 0)
    let lines = log.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "\(Self.start)  ann  started under restricted")
    #expect(lines.last?.hasPrefix("2026-01-02T00:00:00") == true)
    #expect(lines.contains { $0.contains("  bob  completed userTask left") && $0.hasSuffix("in pair: seen") })
    #expect(try workspace.bytes() == workspace.bytes())
  }

  @Test("as a document, from a time on, of a task, a page at a time")
  func document() throws {
    let id = try pair()
    let all = try workspace.document("log", id)
    #expect(all["next"] == .null)
    let left = try workspace.document("log", id, "--task", "left")["entries"].items
    #expect(left.count == 1)
    #expect(left[0]["event"] == "task_completed" && left[0]["user"] == "bob" && left[0]["engine"] == "restricted")
    #expect(left[0]["bpmn_id"] == "left" && left[0]["type"] == "userTask" && left[0]["process"] == "pair")
    #expect(left[0]["changed"] == ["seen"] && left[0]["removed"] == [] && left[0]["revision"] == 2)
    #expect(try workspace.document("log", id, "--task", left[0]["task"].text)["entries"].items == left)
    let late = try workspace.document("log", id, "--since", Self.later)["entries"].items
    #expect(!late.isEmpty && late.allSatisfy { $0["user"] == "bob" })
    let first = try workspace.document("log", id, "--limit", "2")
    let rest = try workspace.document("log", id, "--after", first["next"].text)
    #expect(first["entries"].items + rest["entries"].items == all["entries"].items)
  }

  @Test("what cannot be asked for is refused")
  func refused() throws {
    let id = try pair()
    func refusal(_ arguments: String...) throws -> (Int32, DataValue) {
      let outcome = try workspace.wfstore(["log"] + arguments + ["--json"])
      return (outcome.status, try outcome.document["error"]["code"])
    }
    #expect(try refusal(id, "--task", "nowhere") == (66, "no_such_task"))
    #expect(try refusal("0123") == (66, "no_such_instance"))
    #expect(try refusal(id, "--after", "i4") == (65, "bad_cursor"))
    #expect(try refusal(id, "--since", "noon") == (64, "bad_time"))
    #expect(try refusal(id, "--limit", "0") == (64, "usage"))
  }

  @Test("compacting forgets what is not to be kept, and the space of what was deleted")
  func compact() throws {
    let id = try pair()
    try workspace.write(#"{"text": "\#(String(repeating: "x", count: 200_000))"}"#, to: "large.json")
    let large = try workspace.document("save", "-p", "pair", "-b", Files.model("pair"), "--data", "@large.json")
    _ = try workspace.document("delete", large["instance"].text)
    try workspace.write("history: {saves: 1}\n", to: "wfstore.yaml")
    let compacted = try workspace.document("--at", Self.later, "store", "compact")
    #expect(compacted["expired_saves"] == 1)
    guard case .integer(let former) = compacted["former_bytes"], case .integer(let bytes) = compacted["file_bytes"]
    else {
      Issue.record("expected the lengths of the file")
      return
    }
    #expect(bytes < former - 150_000)
    let entries = try workspace.document("log", id)["entries"].items
    #expect(!entries.isEmpty && entries.allSatisfy { $0["user"] == "bob" })
    #expect(try workspace.document("store", "check")["ok"] == true)
  }

  @Test("the configuration says how much is kept")
  func retention() throws {
    try workspace.write("history:\n  processes:\n    pair: {keep: 12h}\n", to: "wfstore.yaml")
    let id = try pair()
    let entries = try workspace.document("log", id)["entries"].items
    #expect(!entries.isEmpty && entries.allSatisfy { $0["user"] == "bob" })
    #expect(try workspace.document("store", "check")["ok"] == true)
  }
}
