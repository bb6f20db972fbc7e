import Testing
import WorkflowModel

@Suite("wfstore index, and the list by it")
struct IndexTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func listed(_ options: String...) throws -> [DataValue] {
    try workspace.document(["list"] + options)["instances"].items.map { $0["instance"] }
  }

  @Test("a path of the data is indexed, used by the list, shown and removed")
  func index() throws {
    let greeting = try workspace.saveGreeting()["instance"]
    _ = try workspace.savePair()
    let unindexed = try workspace.wfstore("list", "-p", "greeting", "--where", "name=Ada")
    #expect(unindexed.output.hasPrefix(greeting.text))
    #expect(
      unindexed.error
        == "note: there is no index of name, instances are looked into one by one: wfstore index add greeting name\n")
    #expect(
      try workspace.document("index", "add", "greeting", "name")
        == ["process": "greeting", "path": "name", "state": "ready"])
    #expect(try workspace.wfstore("index", "add", "greeting", "name").output == "it is indexed already\n")
    let indexed = try workspace.wfstore("list", "-p", "greeting", "--where", "name=Ada")
    #expect(indexed.output == unindexed.output)
    #expect(indexed.error == "")
    #expect(try listed("-p", "greeting", "--where", "name=Bob") == [])
    #expect(
      try workspace.document("index", "list")
        == ["indexes": [["process": "greeting", "path": "name", "state": "ready"]]])
    #expect(try workspace.wfstore("index", "list").output == "greeting  name  ready\n")
    #expect(
      try workspace.wfstore("index", "remove", "greeting", "name").output == "removed the index of name of greeting\n")
    #expect(try workspace.document("index", "list") == ["indexes": []])
    #expect(try workspace.document("store", "check") == ["ok": true, "problems": []])
  }

  @Test("what cannot be indexed is refused")
  func refusals() throws {
    _ = try workspace.saveGreeting()
    func fail(_ arguments: String..., code: String, status: Int32) throws {
      let outcome = try workspace.wfstore(["index"] + arguments + ["--json"])
      #expect(outcome.status == status)
      #expect(try outcome.document["error"]["code"] == .string(code))
    }
    try fail("add", "nobody", "name", code: "no_such_process", status: 66)
    try fail("add", "greeting", "name..first", code: "bad_path", status: 65)
    try fail("remove", "greeting", "name", code: "no_such_index", status: 66)
    #expect(try workspace.wfstore("--store", "none.db", "index", "list").status == 66)
  }

  @Test("the list is filtered by what is waited for, by version and by moments, and ordered")
  func fields() throws {
    let times = ["2026-01-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00", "2026-01-03T00:00:00+00:00"]
    let greeting = try workspace.saveGreeting("--at", times[0])["instance"]
    let pair = try workspace.savePair("--at", times[1])["instance"]
    #expect(try listed("--sort", "updated") == [pair, greeting])
    _ = try workspace.document("resume", greeting.text, "--complete", "greet", "--at", times[2])
    #expect(try listed() == [pair, greeting])
    #expect(try listed("--ascending") == [greeting, pair])
    #expect(try listed("--sort", "updated") == [greeting, pair])
    #expect(try listed("--sort", "updated", "--ascending") == [pair, greeting])
    #expect(try listed("--waiting-for", "user") == [pair])
    #expect(try listed("--waiting-for", "timer") == [])
    #expect(try listed("--waiting-for", "message:news") == [])
    #expect(try listed("--lane", "Sales") == [])
    #expect(try listed("--version", "1") == [pair, greeting])
    #expect(try listed("--version", "2") == [])
    #expect(try listed("--created-since", times[1]) == [pair])
    #expect(try listed("--created-before", times[1]) == [greeting])
    #expect(try listed("--updated-since", times[2]) == [greeting])
    #expect(try listed("--updated-before", times[2]) == [pair])
    #expect(try workspace.wfstore("list", "--waiting-for", "godot").status == 64)
    #expect(try workspace.wfstore("list", "--created-since", "soon").status == 64)
  }

  @Test("a cursor of another list is refused")
  func cursors() throws {
    for _ in 0..<2 { _ = try workspace.savePair() }
    let next = try workspace.document("list", "--limit", "1")["next"].text
    #expect(try listed("--after", next).count == 1)
    let other = try workspace.wfstore("list", "--sort", "updated", "--after", next, "--json")
    #expect(other.status == 65)
    #expect(try other.document["error"]["code"] == "bad_cursor")
  }
}
