import Testing
import WorkflowModel

@Suite("wfstore save and load")
struct SaveTests {
  private let workspace: Workspace

  private let model = ["-p", "greeting", "-b", Files.model("greeting")]

  init() throws {
    workspace = try Workspace()
  }

  @Test("the document of an instance has all that it promises")
  func document() throws {
    let saved = try workspace.saveGreeting("--at", "2026-01-01T00:00:00+00:00")
    #expect(
      saved.keys == [
        "instance", "spec", "process", "status", "engine", "revision", "created", "updated", "data", "error", "tasks",
      ])
    let fixed = saved.without(["instance", "spec", "id", "parent", "last_state_change"])
    #expect(
      fixed == [
        "process": "greeting", "status": "active", "engine": "restricted", "revision": 1,
        "created": "2026-01-01T00:00:00+00:00", "updated": "2026-01-01T00:00:00+00:00", "data": [:], "error": nil,
        "tasks": [
          [
            "bpmn_id": "greet", "name": "Greet", "type": "userTask", "state": "READY", "manual": true,
            "lane": nil, "process": "greeting", "subprocess": nil,
            "data": ["name": "Ada", "greeting": "Hello, Ada"],
          ]
        ],
      ])
    #expect(saved.task("greet")["last_state_change"].text.hasPrefix("2026-01-01T00:00:00"))
  }

  @Test("a person reads the instance and the command that goes on")
  func text() throws {
    let saved = try workspace.wfstore(["save"] + model + ["--data", #"{"name": "Ada"}"#])
    let id = String(saved.output.prefix(36))
    #expect(saved.status == 0)
    #expect(
      saved.output == """
        \(id)  greeting  active  revision 1
          READY userTask greet "Greet" in greeting
            name = "Ada"
            greeting = "Hello, Ada"
        next:
          wfstore resume \(id) --complete greet --data '{}'

        """)
  }

  @Test("what a script prints goes to standard error")
  func printed() throws {
    let saved = try workspace.wfstore(["save", "--json"] + model + ["--data", #"{"name": "Ada"}"#])
    #expect(saved.error == "Hello, Ada\n")
    #expect(try saved.document["status"] == "active")
  }

  @Test("load shows what save showed, and changes nothing")
  func load() throws {
    let saved = try workspace.saveGreeting()
    let stored = try workspace.bytes()
    #expect(try workspace.document("load", saved["instance"].text) == saved)
    #expect(try workspace.document("load", String(saved["instance"].text.prefix(30))) == saved)
    let text = try workspace.wfstore("load", saved["instance"].text)
    #expect(text.output.hasPrefix("\(saved["instance"].text)  greeting  active  revision 1\n"))
    #expect(try workspace.bytes() == stored)
  }

  @Test("load shows all tasks where they are asked for, depth first")
  func allTasks() throws {
    let id = try workspace.saveGreeting()["instance"].text
    let all = try workspace.document("load", id, "--tasks", "all")
    #expect(all["tasks"].items.map { $0["bpmn_id"] } == [nil, "begin", "compose", "greet"])
    #expect(all["tasks"].items.map { $0["type"] } == ["internal", "startEvent", "scriptTask", "userTask"])
    #expect(try workspace.document("load", id, "--tasks", "active")["tasks"].items.count == 1)
  }

  @Test("with --step the instance is saved before its first task runs")
  func step() throws {
    let saved = try workspace.document(["save", "--step"] + model + ["--data", #"{"name": "Ada"}"#])
    #expect(saved["status"] == "active")
    #expect(saved["revision"] == 1)
    let all = try workspace.document("load", saved["instance"].text, "--tasks", "all")
    #expect(!all["tasks"].items.contains { $0["state"] == "COMPLETED" })
    let resumed = try workspace.document("resume", saved["instance"].text)
    #expect(resumed.task("greet")["state"] == "READY")
    #expect(resumed.task("greet")["data"]["greeting"] == "Hello, Ada")
  }

  @Test("a stored specification is named by its id or the beginning of it")
  func storedSpec() throws {
    let spec = try workspace.document(["add"] + model)["spec"].text
    for reference in [spec, String(spec.prefix(12))] {
      let saved = try workspace.document("save", reference, "--data", #"{"name": "Ada"}"#)
      #expect(saved["spec"] == .string(spec))
    }
  }

  @Test("data is a JSON text, a file, or standard input")
  func data() throws {
    try workspace.write(#"{"name": "Grace"}"#, to: "data.json")
    let file = try workspace.document(["save"] + model + ["--data", "@data.json"])
    #expect(file.task("greet")["data"]["name"] == "Grace")
    let input = try workspace.document(["save"] + model + ["--data", "-"], input: #"{"name": "Alan"}"#)
    #expect(input.task("greet")["data"]["name"] == "Alan")
  }

  @Test("values that JSON does not have are written and read with their type's name")
  func typedValues() throws {
    let typed = #"{"name": "Ada", "birthday": {"typename": "date", "value": "1815-12-10"}}"#
    let saved = try workspace.document(["save"] + model + ["--data", typed])
    let birthday: DataValue = ["value": "1815-12-10", "typename": "date"]
    #expect(saved.task("greet")["data"]["birthday"].without([]) == birthday)
    let again = try workspace.document("load", saved["instance"].text)
    #expect(again == saved)
  }

  @Test("a dictionary of a script with a key 'typename' survives")
  func userTypename() throws {
    let id = try workspace.savePair()["instance"].text
    _ = try workspace.document("resume", id, "--complete", "left")
    let joined = try workspace.document("resume", id, "--complete", "right")
    let escaped: DataValue = ["items": [["typename", "Person"], ["name", "Ada"]], "typename": "dict"]
    #expect(joined.task("confirm")["data"]["record"] == escaped)
    #expect(try workspace.document("load", id) == joined)
    let done = try workspace.document("resume", id, "--complete", "confirm")
    #expect(done["status"] == "completed")
    #expect(done["data"]["record"] == escaped)
  }

  @Test("the warnings of a model that is saved with its first instance are told as by add")
  func warnings() throws {
    let saved = try workspace.wfstore("save", "-p", "deciding", "-b", Files.model("bad_condition"), "--json")
    #expect(saved.status == 0)
    #expect(
      saved.error
        == "warning: bad_condition.bpmn:12:7: SyntaxError: '(' was never closed (in 'decide', line 1 of the script)\n")
    #expect(try saved.document["status"] == "active")
  }

  @Test("a condition that does not parse fails its task when it is reached")
  func badCondition() throws {
    let id = try workspace.document("save", "-p", "deciding", "-b", Files.model("bad_condition"))["instance"].text
    let resumed = try workspace.wfstore("resume", id, "--complete", "ask", "--json")
    #expect(resumed.status == 1)
    #expect(
      resumed.errorLines.first
        == "error: task 'decide' failed: SyntaxError: '(' was never closed (line 1 of the script: answer == (1 +)")
    let document = try resumed.document
    #expect(document["status"] == "error")
    #expect(document["error"]["bpmn_id"] == "decide")
    #expect(document["error"]["line"] == 1)
    #expect(document["error"]["task"] == document.task("decide")["id"])
    #expect(document.task("decide")["state"] == "ERROR")
    #expect(try workspace.document("load", id) == document)
  }
}
