import Foundation
import Testing
import WorkflowModel

@Suite("requests that cannot be done")
struct BadRequestTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test(
    "data that is not a JSON object is refused with the place",
    arguments: [
      ("nope", #"--data: expected true, false or null, found "n" at line 1, column 1"#),
      (#"{"name": 1"#, #"--data: expected "," or "}", found the end of the text at line 1, column 11"#),
      ("[1]", "--data: a JSON object is expected"), ("1", "--data: a JSON object is expected"),
      (
        #"{"name": {"typename": "Person", "age": 1}}"#,
        "the data holds an object of the unknown type 'Person' at name"
      ),
      (
        #"{"list": [1, {"deep": {"typename": "Person"}}]}"#,
        "the data holds an object of the unknown type 'Person' at list[1].deep"
      ),
    ])
  func data(text: String, message: String) throws {
    let saved = try workspace.savePair()
    let id = saved["instance"].text
    let stored = try workspace.bytes()
    let commands = [
      ["save", "-p", "greeting", "-b", Files.model("greeting"), "--data", text],
      ["resume", id, "--complete", "left", "--data", text],
    ]
    for command in commands {
      let outcome = try workspace.wfstore(command + ["--json"])
      #expect(outcome.status == 65)
      #expect(outcome.errorLines.first == "error: \(message)")
      #expect(try outcome.document["error"]["message"] == .string(message))
      #expect(try workspace.bytes() == stored)
    }
    #expect(try workspace.document("load", id) == saved)
  }

  @Test("a file of data that is not there is named")
  func missingFile() throws {
    let outcome = try workspace.wfstore("save", "-p", "pair", "-b", Files.model("pair"), "--data", "@nothing.json")
    #expect(outcome.status == 66)
    #expect(outcome.error == "error: cannot read 'nothing.json': no such file\n")
    #expect(!Files.exists(workspace.url("wfstore.db").path))
  }

  @Test("a completed task is not completed again; a task of another instance is not there")
  func tasks() throws {
    let saved = try workspace.savePair()
    let id = saved["instance"].text
    let left = saved.task("left")["id"].text
    let foreign = try workspace.savePair().task("left")["id"].text
    _ = try workspace.document("resume", id, "--complete", left)
    let stored = try workspace.bytes()
    let everything = try workspace.everything()
    let refused = [
      (["--complete", left], "the task 'left' is COMPLETED, not READY"),
      (["--complete", "left"], "no task of 'left' is READY"),
      (["--complete", "nothing"], "no task of 'nothing' is READY"),
      (["--complete", foreign], "the instance has no task '\(foreign)'"),
      (["--retry", "right"], "no task of 'right' is ERROR"),
      (["--retry", foreign], "the instance has no task '\(foreign)'"),
    ]
    for (action, message) in refused {
      let outcome = try workspace.wfstore(["resume", id] + action + ["--json"])
      #expect(outcome.status == 66)
      #expect(outcome.error == "error: \(message)\n")
      #expect(try outcome.document["error"]["message"] == .string(message))
      #expect(try workspace.bytes() == stored)
    }
    #expect(try workspace.everything() == everything)
  }

  @Test("what is not in the store is named, with status 66")
  func missing() throws {
    _ = try workspace.savePair()
    let stored = try workspace.bytes()
    for command in ["load", "tasks", "resume", "delete", "cancel"] {
      let outcome = try workspace.wfstore(command, "ffff", "--json")
      #expect(outcome.status == 66)
      #expect(outcome.error == "error: no such instance: ffff\n")
      #expect(try outcome.document["error"]["code"] == "no_such_instance")
    }
    let outcome = try workspace.wfstore("save", "ffff", "--json")
    #expect(outcome.status == 66)
    #expect(outcome.error == "error: no such specification: ffff\n")
    let page = try workspace.wfstore("list", "--after", "elsewhere")
    #expect(page.status == 65)
    #expect(page.error == "error: not a cursor of this list: elsewhere\n")
    #expect(try workspace.bytes() == stored)
  }

  @Test("an engine that is not there is refused with status 69, and the engines are named")
  func engine() throws {
    let id = try workspace.savePair()["instance"].text
    let stored = try workspace.bytes()
    for command in [["save", "-p", "pair", "-b", Files.model("pair")], ["resume", id]] {
      let outcome = try workspace.wfstore(command + ["--engine", "ruby"])
      #expect(outcome.status == 69)
      #expect(outcome.errorLines.first == "error: there is no engine 'ruby'")
      #expect(outcome.errorLines.last?.hasPrefix("  the engines are: restricted, python") == true)
      #expect(try workspace.bytes() == stored)
    }
  }
}
