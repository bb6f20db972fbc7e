import Testing
import WorkflowModel

@Suite("wfstore resume")
struct ResumeTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test("a task is completed by its id, or by its element where one is ready; the data is put over its own")
  func complete() throws {
    let saved = try workspace.savePair()
    let id = saved["instance"].text
    let first = try workspace.document(
      "resume", id, "--complete", saved.task("left")["id"].text, "--data", #"{"a": 1, "shared": "left"}"#)
    #expect(first["revision"] == 2)
    #expect(first.task("right")["state"] == "READY")
    let second = try workspace.document("resume", id, "--complete", "right", "--data", #"{"shared": "right", "b": 2}"#)
    let data = second.task("confirm")["data"]
    #expect([data["a"], data["b"], data["shared"]] == [1, 2, "right"])
    let third = try workspace.document("resume", id, "--complete", "confirm", "--data", "-", input: #"{"b": 3}"#)
    #expect(third["status"] == "completed")
    #expect(third["revision"] == 4)
    #expect(third["tasks"] == [])
    #expect(third["data"]["b"] == 3)
    #expect(try workspace.document("load", id) == third)
  }

  @Test("resume without options shows the next commands, which work when they are pasted")
  func pasted() throws {
    let id = try workspace.savePair()["instance"].text
    func commands() throws -> [String] {
      let shown = try workspace.wfstore("resume", id)
      #expect(shown.status == 0)
      let lines = shown.output.split(separator: "\n").map(String.init)
      return lines.drop { $0 != "next:" }.dropFirst().map { String($0.drop { $0 == " " }) }
    }
    let two = try commands()
    #expect(
      two == [
        "wfstore resume \(id) --complete left --data '{}'", "wfstore resume \(id) --complete right --data '{}'",
      ])
    for command in two { #expect(try workspace.shell(command).status == 0) }
    let last = try commands()
    #expect(last.count == 1)
    for command in last { #expect(try workspace.shell(command).status == 0) }
    #expect(try commands() == [])
    #expect(try workspace.document("load", id)["status"] == "completed")
  }

  @Test("the commands name the store where an option named it, quoted for a shell")
  func pastedStore() throws {
    let saved = try workspace.wfstore("save", "-p", "pair", "-b", Files.model("pair"), "--store", "it's here.db")
    let command = try #require(saved.output.split(separator: "\n").first { $0.contains("--complete left") })
    #expect(command.hasPrefix(#"  wfstore --store 'it'\''s here.db' resume "#))
    #expect(try workspace.shell(String(command)).status == 0)
  }

  @Test("resume without options changes nothing where nothing can run")
  func idle() throws {
    let saved = try workspace.savePair()
    let stored = try workspace.bytes()
    #expect(try workspace.document("resume", saved["instance"].text) == saved)
    #expect(try workspace.bytes() == stored)
  }

  @Test("with --steps one task after the other runs, to the same end")
  func steps() throws {
    let model = ["save", "--step", "-p", "greeting", "-b", Files.model("greeting"), "--data", #"{"name": "Ada"}"#]
    let id = try workspace.document(model)["instance"].text
    var seen: [String] = []
    for _ in 0..<4 {
      let stepped = try workspace.document("resume", id, "--steps", "1")
      seen.append(stepped["tasks"].items.map { $0["spec"].text }.joined(separator: " "))
    }
    #expect(seen.last == "greet")
    let all = try workspace.document("load", id, "--tasks", "all")
    let atOnce = try workspace.saveGreeting()["instance"].text
    let differing: Set<String> = ["instance", "id", "parent", "last_state_change", "created", "updated", "revision"]
    #expect(
      all.without(differing) == (try workspace.document("load", atOnce, "--tasks", "all")).without(differing))
    let none = try workspace.document("resume", atOnce, "--steps", "0", "--complete", "greet")
    #expect(none["status"] == "active")
    #expect(try workspace.document("resume", atOnce)["status"] == "completed")
  }

  @Test("a failed script can be tried again after its data was wrong")
  func retry() throws {
    let failed = try workspace.wfstore("save", "-p", "greeting", "-b", Files.model("greeting"), "--json")
    let saved = try failed.document
    let id = saved["instance"].text
    #expect(failed.status == 1)
    #expect(
      failed.error == """
        error: task 'compose' failed: NameError: name 'name' is not defined (line 1 of the script: greeting = 'Hello, ' + \
        name)
          the instance \(id) is saved; try again: wfstore resume \(id) --retry compose

        """)
    #expect(saved["status"] == "error")
    #expect(saved["error"].keys == ["task", "bpmn_id", "code", "message", "line", "script"])
    #expect(saved["error"]["message"] == "NameError: name 'name' is not defined")
    #expect(try workspace.document("load", id) == saved)
    let again = try workspace.wfstore("resume", id, "--retry", "compose", "--json")
    #expect(again.status == 1)
    #expect(try again.document["revision"] == 2)
  }

  @Test("load tells a person what failed and where")
  func loadFailed() throws {
    let failed = try workspace.wfstore("save", "-p", "greeting", "-b", Files.model("greeting"), "--json")
    let loaded = try workspace.wfstore("load", try failed.document["instance"].text)
    #expect(loaded.status == 0)
    #expect(
      loaded.output.contains(
        "\n  task 'compose' failed: NameError: name 'name' is not defined "
          + "(line 1 of the script: greeting = 'Hello, ' + name)\n"))
  }
}
