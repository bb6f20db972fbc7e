import Testing
import WorkflowModel

@Suite("wfstore add and specs")
struct AddTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test("the same models again give the same id and store nothing")
  func addTwice() throws {
    let first = try workspace.document("add", "-p", "greeting", "-b", Files.model("greeting"))
    #expect(first.keys == ["spec", "process", "version", "created", "warnings"])
    #expect(first["process"] == "greeting")
    #expect(first["version"] == 1)
    #expect(first["created"] == true)
    #expect(first["warnings"] == [])
    let stored = try workspace.bytes()
    let second = try workspace.document("add", "-p", "greeting", "-b", Files.model("greeting"))
    #expect(second["created"] == false)
    #expect(second.without(["created"]) == first.without(["created"]))
    #expect(try workspace.bytes() == stored)
  }

  @Test("the text is the id of the specification")
  func text() throws {
    let added = try workspace.wfstore("add", "-p", "greeting", "-b", Files.model("greeting"))
    let document = try workspace.document("add", "-p", "greeting", "-b", Files.model("greeting"))
    #expect(added.status == 0)
    #expect(added.output == document["spec"].text + "\n")
    #expect(added.error == "")
  }

  @Test("another process of the same name is another version")
  func versions() throws {
    _ = try workspace.document("add", "-p", "greeting", "-b", Files.model("greeting"))
    let added = try workspace.document("add", "-p", "greeting", "-b", Files.model("greeting"), Files.model("pair"))
    #expect(added["version"] == 2)
    #expect(added["created"] == true)
  }

  @Test("the stored specifications are listed with their files and the number of their instances")
  func specs() throws {
    let saved = try workspace.saveGreeting()
    let specs = try workspace.document("specs")
    #expect(specs.keys == ["specs"])
    let spec = try #require(specs["specs"].items.first)
    #expect(specs["specs"].items.count == 1)
    #expect(spec["spec"] == saved["spec"])
    #expect(spec["process"] == "greeting")
    #expect(spec["version"] == 1)
    #expect(spec["files"] == ["greeting.bpmn"])
    #expect(spec["instances"] == 1)
    let text = try workspace.wfstore("specs")
    #expect(text.output == "\(spec["spec"].text.prefix(12))  greeting  version 1  1 instance  greeting.bpmn\n")
  }

  @Test("a condition that does not parse is a warning with its file, line and element")
  func warnings() throws {
    let added = try workspace.wfstore("add", "-p", "deciding", "-b", Files.model("bad_condition"), "--json")
    #expect(added.status == 0)
    let warning = "bad_condition.bpmn:12:7: SyntaxError: '(' was never closed (in 'decide', line 1 of the script)"
    #expect(added.error == "warning: \(warning)\n")
    let document = try added.document
    #expect(
      document["warnings"] == [
        [
          "file": "bad_condition.bpmn", "line": 12, "column": 7, "element": "decide",
          "message": "SyntaxError: '(' was never closed", "script_line": 1,
        ]
      ])
  }

  @Test("with --strict a warning is an error, and nothing is stored")
  func strict() throws {
    _ = try workspace.saveGreeting()
    let stored = try workspace.bytes()
    let added = try workspace.wfstore("add", "-p", "deciding", "-b", Files.model("bad_condition"), "--strict", "--json")
    let message = "bad_condition.bpmn:12:7: SyntaxError: '(' was never closed (in 'decide', line 1 of the script)"
    #expect(added.status == 65)
    #expect(added.error == "error: \(message)\n")
    #expect(try added.document["error"]["code"] == "refused_scripts")
    #expect(try added.document["error"]["message"] == .string(message))
    #expect(try workspace.bytes() == stored)
  }

  @Test("an import that restricted refuses is a warning")
  func refusedImport() throws {
    let added = try workspace.wfstore("add", "-p", "stop_own_process", "-b", Files.example("dangerous.bpmn"))
    #expect(added.status == 0)
    #expect(added.errorLines.count { $0.hasPrefix("warning: dangerous.bpmn:") } == added.errorLines.count)
    #expect(added.error.contains("the module 'os'"))
    #expect(added.error.contains("(in 'find_process', line 2 of the script)"))
  }
}
