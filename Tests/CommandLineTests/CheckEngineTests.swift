import Foundation
import Testing
import WorkflowModel

@Suite("the check of another engine, from the command line")
struct CheckEngineTests {
  private let workspace: Workspace
  private let order = Order.scripts

  init() throws {
    workspace = try Workspace()
  }

  @Test("an order with scripts comes to the same under python, and nothing is written", .needsPython)
  func agrees() throws {
    let done = try order.run(in: workspace)
    let id = done["instance"].text
    let stored = try workspace.bytes()
    let check = try workspace.document(["check-engine", id, "--engine", "python"] + order.environment)
    #expect(check["agrees"] == true)
    #expect(check["differences"] == [])
    #expect(check["instance"] == done["instance"])
    #expect(check["engine"] == "python")
    #expect(check["reference"] == "restricted")
    #expect(check["omissions"] == [])
    #expect(try workspace.bytes() == stored)
    let text = try workspace.wfstore(["check-engine", id, "--engine", "python"] + order.environment)
    #expect(text.output == "15 tasks of \(id) under 'python', compared with the record and with 'restricted'\n")
    #expect(text.error == "")
  }

  @Test("an instance of python is checked under restricted, by its record alone", .needsPython)
  func fromPython() throws {
    let done = try order.run(in: workspace, engines: ["python"])
    let check = try workspace.document(["check-engine", done["instance"].text, "--engine", "restricted"])
    #expect(check["agrees"] == true)
    #expect(check["reference"] == nil)
  }

  @Test("a changed module shows what it would change: exit status 1")
  func changedModule() throws {
    let done = try order.run(in: workspace)
    let id = done["instance"].text
    let source = try String(contentsOfFile: Files.example("environments/product_info.py"), encoding: .utf8)
    try workspace.write(source.replacingOccurrences(of: "249.0", with: "299.0"), to: "product_info.py")
    let command = ["check-engine", id, "--engine", "restricted", "-e", "product_info.py"]
    let differing = try workspace.wfstore(command)
    #expect(differing.status == 1)
    #expect(
      differing.output == """
        15 tasks of \(id) under 'restricted', compared with the record and with 'restricted'
          differs: look_up_product: product_info.price: 249.0, now 299.0

        """)
    #expect(differing.error == "error: 1 result differs under the engine 'restricted'\n")
    let document = try workspace.document(command, status: 1)
    #expect(document["agrees"] == false)
    let difference = document["differences"].items.first ?? .null
    #expect(difference["bpmn_id"] == "look_up_product")
    #expect(difference["kind"] == "variable")
    #expect(difference["path"] == "product_info.price")
    #expect(difference["expected"] == 249.0)
    #expect(difference["found"] == 299.0)
  }

  @Test("a script that could do harm is not run again", .needsPython)
  func dangerous() throws {
    let saved = try workspace.document(
      ["save", "-p", "stop_own_process", "-b", Files.example("dangerous.bpmn"), "--engine", "python"])
    let check = try workspace.document("check-engine", saved["instance"].text, "--engine", "python")
    #expect(check["agrees"] == true)
    #expect(check["compared"] == 0)
    #expect(check["omissions"].items.map { $0["bpmn_id"] } == ["find_process"])
  }

  @Test(
    "what cannot be checked is refused, with the status that resume would have",
    arguments: [
      (["--engine", "unknown"], 69, "there is no engine 'unknown'"),
      ([], 64, "name the engine to check: --engine NAME"),
      (
        ["--engine", "python"], 77,
        "the engine 'python' runs no environment module that is only stored: product_info.py"
      ),
    ] as [([String], Int32, String)])
  func refused(arguments: [String], status: Int32, message: String) throws {
    let id = try order.save(in: workspace)["instance"].text
    let outcome = try workspace.wfstore(["check-engine", id] + arguments)
    #expect(outcome.status == status)
    #expect(outcome.errorLines.first?.hasSuffix(message) == true)
    #expect(try workspace.wfstore("check-engine", "unknown", "--engine", "restricted").status == 66)
  }
}
