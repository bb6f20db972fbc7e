import Foundation
import Testing
import WorkflowModel

@Suite("the dangerous model and the change of its engine")
struct EngineSwitchTests {
  private let workspace: Workspace
  private let save = ["save", "-p", "stop_own_process", "-b", Files.example("dangerous.bpmn")]

  init() throws {
    workspace = try Workspace()
  }

  @Test("an import that restricted refuses fails its task: the message names the import, the task and the line")
  func refused() throws {
    let failed = try workspace.wfstore(save + ["--json"])
    let saved = try failed.document
    let id = saved["instance"].text
    let message =
      "ImportError: the engine 'restricted' does not offer the module 'os'; the engine 'python' does, if it is allowed"
    #expect(failed.status == 1)
    #expect(
      failed.errorLines.filter { !$0.hasPrefix("warning: ") } == [
        "error: task 'find_process' failed: \(message) (line 2 of the script: import os)",
        "  the instance \(id) is saved; try again: wfstore resume \(id) --retry find_process --engine python",
      ])
    #expect(saved["status"] == "error")
    #expect(saved["error"]["bpmn_id"] == "find_process")
    #expect(saved["error"]["code"] == "script_refused")
    #expect(saved["error"]["message"] == .string(message))
    #expect(saved["error"]["line"] == 2)
    #expect(saved.task("find_process")["state"] == "ERROR")
    #expect(try workspace.document("load", id) == saved)
  }

  @Test("the command that the failure shows goes on under python", .needsPython)
  func retried() throws {
    let failed = try workspace.wfstore(save)
    let hint = try #require(failed.errorLines.last)
    let command = try #require(hint.range(of: "wfstore resume").map { String(hint[$0.lowerBound...]) })
    let resumed = try workspace.shell(command + " --json")
    #expect(resumed.status == 0)
    #expect(try resumed.document["status"] == "active")
    #expect(try resumed.document["engine"] == "python")
    #expect(try resumed.document.task("ask")["data"]["signal_name"] == "SIGKILL")
  }

  @Test("an instance that ran last under python wants it said again: status 77, and nothing changes", .needsPython)
  func notAsked() throws {
    let id = try workspace.document(save + ["--engine", "python"])["instance"].text
    let stored = try workspace.bytes()
    for action in [[], ["--complete", "ask"]] {
      let refused = try workspace.wfstore(["resume", id] + action + ["--json"])
      #expect(refused.status == 77)
      #expect(
        refused.error == """
          error: the instance ran last under the engine 'python', which is used only when it is asked for
            say --engine python, or --engine restricted

          """)
      #expect(try refused.document["error"]["code"] == "engine_not_asked")
      #expect(try workspace.bytes() == stored)
    }
    let done = try workspace.document(
      "resume", id, "--engine", "restricted", "--complete", "ask", "--data", #"{"kill_process": "no"}"#)
    #expect(done["status"] == "completed")
    #expect(done["engine"] == "restricted")
  }

  @Test("the commands shown under python name it, with the environment module", .needsPython)
  func shownCommands() throws {
    try workspace.write(#"greeting = "hello""#, to: "my module.py")
    let saved = try workspace.wfstore(save + ["--engine", "python", "-e", "my module.py"])
    let id = saved.output.prefix(36)
    let command = try #require(saved.output.split(separator: "\n").last)
    #expect(
      command == "  wfstore resume \(id) --complete ask --data '{}' --engine python -e 'my module.py'")
    let done = try workspace.shell(command.replacingOccurrences(of: "'{}'", with: #"'{"kill_process": "no"}'"#))
    #expect(done.status == 0)
  }

  @Test("a script that kills its process fails its task; the instance is saved", .needsPython)
  func killed() throws {
    let id = try workspace.document(save + ["--engine", "python"])["instance"].text
    let killed = try workspace.wfstore(
      "resume", id, "--engine", "python", "--complete", "ask", "--data", #"{"kill_process": "yes"}"#, "--json")
    #expect(killed.status == 1)
    #expect(try killed.document["status"] == "error")
    #expect(try killed.document["error"]["bpmn_id"] == "kill_process")
    #expect(try workspace.document("load", id) == killed.document)
    #expect(try workspace.document("store", "check")["ok"] == true)
  }
}
