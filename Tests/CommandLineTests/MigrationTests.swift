import Foundation
import Testing
import WorkflowModel

@Suite("wfstore migrate, and specs --show and --delete")
struct MigrationTests {
  private let workspace: Workspace
  private let old: String
  private let renamed: String
  private let instance: String

  init() throws {
    workspace = try Workspace()
    let model = try String(contentsOfFile: Files.model("news"), encoding: .utf8)
    try workspace.write(model.replacingOccurrences(of: "\"read\"", with: "\"listen\""), to: "renamed.bpmn")
    old = try workspace.document("add", "-p", "reader", "-b", Files.model("news"))["spec"].text
    renamed = try workspace.document("add", "-p", "reader", "-b", "renamed.bpmn")["spec"].text
    instance = try workspace.document("save", old)["instance"].text
    try workspace.write("{\"read\": \"listen\"}", to: "map.json")
  }

  @Test("an instance is moved by a mapping, and moved back")
  func move() throws {
    let refused = try workspace.wfstore("migrate", instance, renamed, "--json")
    #expect(refused.status == 65)
    #expect(try refused.document["error"]["code"] == "needs_mapping")
    #expect(
      try refused.document["error"]["reasons"] == [
        [
          "verdict": "needs_mapping", "message": "'read' is WAITING, and is gone", "process": "reader",
          "bpmn_id": "read",
        ]
      ])
    #expect(refused.error.contains("--map FILE"))
    let moved = try workspace.document("migrate", instance, renamed, "--map", "map.json")
    #expect(moved["spec"].text == renamed && moved["revision"] == 2)
    #expect(moved["tasks"].items.map { $0["bpmn_id"] } == ["listen"])
    let undone = try workspace.document("migrate", instance, "--undo")
    #expect(undone["spec"].text == old && undone["revision"] == 3)
    let again = try workspace.wfstore("migrate", instance, "--undo", "--json")
    #expect(try again.status == 66 && again.document["error"]["code"] == "not_migrated")
  }

  @Test("a plan shows what would become of all instances; without it those that can be moved are")
  func plan() throws {
    let plan = try workspace.wfstore("migrate", "--from", old, "--to", renamed, "--plan")
    #expect(plan.output == "needs a mapping: 1 instance\n    'read' is WAITING, and is gone\n  \(instance)\n")
    let document = try workspace.document("migrate", "--from", old, "--to", renamed, "--plan", "--map", "map.json")
    #expect(
      document == [
        "from": .string(old), "to": .string(renamed),
        "groups": [["verdict": "safe", "migrated": false, "reasons": [], "instances": [.string(instance)]]],
      ])
    let one = try workspace.wfstore("migrate", instance, renamed, "--plan", "--map", "map.json")
    #expect(one.output == "safe: 1 instance\n  \(instance)\n")
    let moved = try workspace.wfstore("migrate", "--from", old, "--to", renamed, "--map", "map.json")
    #expect(moved.output == "safe: 1 instance, migrated\n  \(instance)\n")
    #expect(try workspace.wfstore("migrate", "--from", old, "--to", renamed).output == "no instance to migrate\n")
  }

  @Test(
    "what contradicts itself is a usage error",
    arguments: [["a"], ["a", "b", "--undo"], ["--from", "a"], ["a", "--from", "b", "--to", "c"], ["--undo"]])
  func usage(_ arguments: [String]) throws {
    #expect(try workspace.wfstore(["migrate"] + arguments).status == 64)
  }

  @Test("a mapping that is none is refused", arguments: ["[]", "{\"read\": 1}", "{\"read\"", "{\"reed\": \"listen\"}"])
  func badMapping(_ text: String) throws {
    try workspace.write(text, to: "bad.json")
    #expect(try workspace.wfstore("migrate", instance, renamed, "--map", "bad.json").status == 65)
    #expect(try workspace.document("load", instance)["revision"] == 1)
  }

  @Test("the files of a specification are printed as they were added; one that is needed is not deleted")
  func specs() throws {
    let model = try String(contentsOfFile: Files.model("news"), encoding: .utf8)
    #expect(try workspace.wfstore("specs", "--show", old).output == model)
    let document = try workspace.document("specs", "--show", old)
    #expect(document["files"] == [["name": "news.bpmn", "kind": "bpmn", "content": .string(model)]])
    let refused = try workspace.wfstore("specs", "--delete", old)
    #expect(refused.status == 65 && refused.error == "error: the specification \(old) is needed by \(instance)\n")
    #expect(try workspace.document("specs", "--delete", renamed) == ["deleted": .string(renamed)])
    #expect(try workspace.wfstore("specs", "--show", renamed).status == 66)
    #expect(try workspace.wfstore("specs", "--show", old, "--delete", old).status == 64)
  }
}
