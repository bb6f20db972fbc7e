import Foundation
import Testing
import WorkflowModel

@Suite("environment modules")
struct EnvironmentTests {
  private let workspace: Workspace
  private let order = Order.scripts

  init() throws {
    workspace = try Workspace()
  }

  private func module(_ name: String) -> [String] { ["-e", Files.fixture("environments/\(name).py")] }

  @Test(
    "a module with an error in it is refused with its name and line, and nothing is stored",
    arguments: [
      ("broken", "SyntaxError: environment module 'broken.py': '(' was never closed, line 1"),
      ("failing", "KeyError: environment module 'failing.py': 'high', line 3"),
    ])
  func broken(name: String, message: String) throws {
    let saved = try order.save(in: workspace)
    let stored = try workspace.bytes()
    for command in [order.start, ["resume", saved["instance"].text]] {
      let outcome = try workspace.wfstore(command + module(name) + ["--json"])
      #expect(outcome.status == 65)
      #expect(outcome.error == "error: \(message)\n")
      #expect(try outcome.document["error"]["message"] == .string(message))
      #expect(try workspace.bytes() == stored)
    }
    #expect(try workspace.document("load", saved["instance"].text) == saved)
  }

  @Test("a module that is not there is named")
  func missing() throws {
    let outcome = try workspace.wfstore(order.start + ["-e", "nothing.py"])
    #expect(outcome.status == 66)
    #expect(outcome.error == "error: cannot read 'nothing.py': no such file\n")
  }

  @Test("an instance without its module fails the task that needs it, and can be tried again with it")
  func without() throws {
    let plain = Order(process: order.process, models: order.models)
    let id = try plain.save(in: workspace)["instance"].text
    let failed = try workspace.wfstore(
      "resume", id, "--complete", "select_product", "--data", Order.steps[0].data, "--json")
    #expect(failed.status == 1)
    #expect(try failed.document["error"]["message"] == "NameError: name 'lookup_product_info' is not defined")
    let retried = try workspace.document(["resume", id, "--retry", "look_up_product"] + order.environment)
    #expect(retried.task("choose_color")["state"] == "READY")
  }

  @Test("a changed module that no longer registers a type of the data is refused, with the type and its place")
  func changed() throws {
    let id = try order.save(in: workspace)["instance"].text
    let saved = try workspace.document("resume", id, "--complete", "select_product", "--data", Order.steps[0].data)
    let stored = try workspace.bytes()
    let resume = ["resume", id, "--complete", "choose_color", "--data", Order.steps[1].data]
    let refused = try workspace.wfstore(resume + module("other_products"))
    #expect(refused.status == 65)
    #expect(
      refused.error == """
        error: the data of 'choose_color' holds an object of the unknown type 'ProductInfo' at product_info
          register the type in an environment module and give it with -e

        """)
    #expect(try workspace.bytes() == stored)
    #expect(try workspace.document("load", id) == saved)
    #expect(try workspace.document(resume).task("choose_style")["state"] == "READY")
  }

  @Test("a changed module is refused with status 77, and used from then on where it is said so")
  func newer() throws {
    let id = try order.save(in: workspace)["instance"].text
    let stored = try workspace.bytes()
    let source = try String(contentsOfFile: Files.example("environments/product_info.py"), encoding: .utf8)
    try workspace.write(source.replacingOccurrences(of: "249.0", with: "299.0"), to: "product_info.py")
    let refused = try workspace.wfstore("resume", id, "-e", "product_info.py", "--json")
    #expect(refused.status == 77)
    #expect(
      refused.error == """
        error: the environment module is not the one that was saved with the instance: product_info.py
          see what would come out otherwise: wfstore check-engine \(id), with the same --engine and -e
          use it from now on: --replace-environment

        """)
    #expect(try refused.document["error"]["code"] == "changed_environment")
    #expect(try workspace.bytes() == stored)
    #expect(try workspace.document(["resume", id] + order.environment)["revision"] == 1)
    let changed = try workspace.document("resume", id, "-e", "product_info.py", "--replace-environment")
    #expect(changed["revision"] == 2)
    let resumed = try workspace.document("resume", id, "--complete", "select_product", "--data", Order.steps[0].data)
    #expect(resumed.task("choose_color")["data"]["product_info"]["price"] == 299.0)
  }

  @Test("python wants the stored module's file again: status 77", .needsPython)
  func pythonWantsFile() throws {
    let id = try order.save(in: workspace)["instance"].text
    let stored = try workspace.bytes()
    let refused = try workspace.wfstore("resume", id, "--engine", "python", "--json")
    #expect(refused.status == 77)
    #expect(
      refused.error == """
        error: the engine 'python' runs no environment module that is only stored: product_info.py
          give the file again: -e product_info.py

        """)
    #expect(try refused.document["error"]["code"] == "environment_not_given")
    #expect(try workspace.bytes() == stored)
  }
}
