import Testing
import WorkflowModel

@Suite("wfstore list, delete and cancel")
struct ListTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test("the instances are listed a page at a time, the newest first")
  func pages() throws {
    let ids = try (0..<3).map { _ in try workspace.savePair()["instance"] }
    let first = try workspace.document("list", "--limit", "2")
    #expect(first.keys == ["instances", "next"])
    #expect(first["instances"].items.map { $0["instance"] } == [ids[2], ids[1]])
    let second = try workspace.document("list", "--limit", "2", "--after", first["next"].text)
    #expect(second["instances"].items.map { $0["instance"] } == [ids[0]])
    #expect(second["next"] == nil)
    let text = try workspace.wfstore("list", "--limit", "2")
    #expect(text.output.split(separator: "\n").map { $0.prefix(36) } == [ids[2], ids[1]].map { $0.text[...] })
    #expect(text.error == "more: --after \(first["next"].text)\n")
  }

  @Test("a listed instance is its document without tasks and data")
  func entry() throws {
    let saved = try workspace.saveGreeting()
    let entry = try workspace.document("list")["instances"].items[0]
    #expect(entry.without(["error"]) == saved.without(["tasks", "data", "error"]))
    let text = try workspace.wfstore("list").output
    #expect(text == "\(saved["instance"].text)  greeting  active  revision 1  \(saved["updated"].text)\n")
  }

  @Test("filters by status and process")
  func filters() throws {
    let greeting = try workspace.saveGreeting()["instance"]
    let pair = try workspace.savePair()["instance"]
    _ = try workspace.document("resume", greeting.text, "--complete", "greet")
    func listed(_ options: String...) throws -> [DataValue] {
      try workspace.document(["list"] + options)["instances"].items.map { $0["instance"] }
    }
    #expect(try listed("--status", "completed") == [greeting])
    #expect(try listed("--status", "active") == [pair])
    #expect(try listed("--process", "greeting") == [greeting])
    #expect(try listed("-p", "pair", "--status", "completed") == [])
  }

  @Test("a deleted instance is gone; its specification stays")
  func delete() throws {
    let saved = try workspace.saveGreeting()
    let id = saved["instance"].text
    let other = try workspace.savePair()["instance"].text
    let spec = saved["spec"].text
    #expect(try workspace.wfstore("delete", id).output == "deleted \(id)\n")
    let again = try workspace.wfstore("delete", id, "--json")
    #expect(again.status == 66)
    #expect(again.error == "error: no such instance: \(id)\n")
    #expect(try again.document["error"]["code"] == "no_such_instance")
    #expect(try workspace.document("delete", other) == ["deleted": .string(other)])
    #expect(try workspace.document("list")["instances"] == [])
    #expect(try workspace.document("specs")["specs"].items.map { $0["spec"].text }.contains(spec))
    #expect(try workspace.document("store", "check") == ["ok": true, "problems": []])
  }

  @Test("a cancelled instance has nothing open any more")
  func cancel() throws {
    let id = try workspace.savePair()["instance"].text
    let cancelled = try workspace.document("cancel", id)
    #expect(cancelled["status"] == "cancelled")
    #expect(cancelled["revision"] == 2)
    #expect(cancelled["tasks"] == [])
    let all = try workspace.document("load", id, "--tasks", "all")
    #expect(all.task("left")["state"] == "CANCELLED")
    let again = try workspace.wfstore("cancel", id)
    #expect(again.status == 66)
    #expect(again.error == "error: the instance is cancelled\n")
    let text = try workspace.wfstore("cancel", try workspace.savePair()["instance"].text)
    #expect(text.output.hasSuffix("  pair  cancelled  revision 2\n"))
  }
}
