import Foundation
import Testing
import WorkflowModel

@Suite("forms: wfstore add, save and resume")
struct FormTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private static let model = Files.fixture("forms/register.bpmn")

  /// The model in a folder of its own, without its form.
  private func lonelyModel() throws -> String {
    try FileManager.default.createDirectory(at: workspace.url("models"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.model, toPath: workspace.url("models/register.bpmn").path)
    return "models/register.bpmn"
  }

  private func saveRegister(_ more: String...) throws -> String {
    try workspace.document(["save", "-p", "register", "-b", Self.model] + more)["instance"].text
  }

  @Test("a form beside the model is stored with the specification and is part of what it is")
  func beside() throws {
    let added = try workspace.document("add", "-p", "register", "-b", Self.model)
    #expect(added["warnings"] == [])
    #expect(try workspace.document("specs")["specs"].items.first?["files"] == ["register.bpmn", "customer.json"])
    #expect(try workspace.document("add", "-p", "register", "-b", Self.model)["created"] == false)
    let lonely = try workspace.document("add", "-p", "register", "-b", try lonelyModel())
    #expect(lonely["created"] == true)
    #expect(lonely["spec"] != added["spec"])
  }

  @Test("a form that is not there is a warning, with --strict an error; nothing is validated then")
  func missing() throws {
    let model = try lonelyModel()
    let added = try workspace.wfstore("add", "-p", "register", "-b", model, "--json")
    #expect(added.status == 0)
    let message = "the form 'customer.json' is not there: data will not be held against it"
    #expect(added.error == "warning: register.bpmn:5:5: \(message) (in 'enter')\n")
    #expect(
      try added.document["warnings"] == [
        [
          "file": "register.bpmn", "line": 5, "column": 5, "element": "enter", "message": .string(message),
          "script_line": nil,
        ]
      ])
    let strict = try workspace.wfstore("add", "-p", "register", "-b", model, "--strict", "--json")
    #expect(strict.status == 65)
    #expect(try strict.document["error"]["code"] == "missing_form")
    let id = try workspace.document("save", "-p", "register", "-b", model)["instance"].text
    #expect(try workspace.document("resume", id, "--complete", "enter")["status"] == "completed")
  }

  @Test("--form names forms that lie elsewhere; of these only what tasks name is kept")
  func named() throws {
    let model = try lonelyModel()
    try workspace.write("{", to: "unused.json")
    let form = Files.fixture("forms/customer.json")
    let saved = try workspace.document(
      "save", "-p", "register", "-b", model, "--form", form, "unused.json")
    #expect(try workspace.document("specs")["specs"].items.first?["files"] == ["register.bpmn", "customer.json"])
    let refused = try workspace.wfstore("resume", saved["instance"].text, "--complete", "enter")
    #expect(refused.status == 65)
    try workspace.write("true", to: "customer.json")
    let other = try workspace.wfstore(
      "add", "-p", "register", "-b", model, "--form", form, "--form", "customer.json", "--json")
    #expect(other.status == 65)
    #expect(try other.document["error"]["code"] == "ambiguous_form")
  }

  @Test("--form takes the place of the form beside the model")
  func replaced() throws {
    try workspace.write("true", to: "customer.json")
    let id = try saveRegister("--form", "customer.json")
    #expect(try workspace.document("resume", id, "--complete", "enter")["status"] == "completed")
  }

  @Test("data that does not fit is refused with all that is wrong; the instance is as it was")
  func refusal() throws {
    let id = try saveRegister("--data", #"{"clerk": "Ada"}"#)
    let stored = try workspace.bytes()
    let data = #"{"orders": [{"price": 1}, {"price": "cheap"}], "note": "x"}"#
    let refused = try workspace.wfstore("resume", id, "--complete", "enter", "--data", data, "--json")
    #expect(refused.status == 65)
    #expect(
      refused.error == """
        error: the data does not fit the form of the task 'enter' (customer.json)
          orders[1].price: expected a number, found "cheap"
          note: expected no member of this name, found "x"
          name: expected a value, found none
          complete the task all the same: --no-validate

        """)
    let error = try refused.document["error"]
    #expect(error["code"] == "form_violation")
    #expect(error["task"] == "enter")
    #expect(error["form"] == "customer.json")
    #expect(error["violations"].items.map(\.["path"]) == ["orders[1].price", "note", "name"])
    #expect(error["violations"].items.first?["expected"] == "a number")
    #expect(error["violations"].items.first?["found"] == #""cheap""#)
    #expect(try workspace.bytes() == stored)
  }

  @Test("data that fits completes the task, --no-validate any")
  func acceptance() throws {
    let first = try workspace.document(
      "resume", try saveRegister("--data", #"{"clerk": "Ada"}"#), "--complete", "enter", "--data", #"{"name": "Bob"}"#)
    #expect(first["data"] == ["clerk": "Ada", "name": "Bob"])
    let second = try workspace.document(
      "resume", try saveRegister(), "--complete", "enter", "--no-validate", "--data", #"{"name": 7}"#)
    #expect(second["data"] == ["name": 7])
    #expect(try workspace.wfstore("resume", "x", "--no-validate").status == 64)
  }

  @Test("the form of a ready task is shown")
  func shown() throws {
    let id = try saveRegister()
    #expect(try workspace.wfstore("load", id).output.contains("\n    form: customer.json\n"))
    let task = try workspace.document("load", id).task("enter")
    #expect(task["form"] == ["schema": "customer.json", "ui_schema": "customer-ui.json"])
    #expect(try workspace.document("tasks", id)["tasks"].items.last?["form"] == task["form"])
  }

  @Test(
    "a form that is no schema, or cannot be checked, is refused with file and place",
    arguments: [
      (#"{"type": "object",}"#, "customer.json: 1:19: expected a key in double quotes, found \"}\""),
      ("[]", "customer.json: #: a schema is an object, true or false; found a list of 0 items"),
      (
        #"{"properties": {"a": {"$ref": "other.json"}}}"#,
        "customer.json: #/properties/a/$ref: only references within the file are supported, not \"other.json\""
      ),
      (
        #"{"pattern": "("}"#,
        "customer.json: #/pattern: the regular expression cannot be matched: '(' without ')' (character 1)"
      ),
    ])
  func badForms(_ form: String, _ message: String) throws {
    let model = try lonelyModel()
    try workspace.write(form, to: "models/customer.json")
    let added = try workspace.wfstore("add", "-p", "register", "-b", model, "--json")
    #expect(added.status == 65)
    #expect(added.error == "error: \(message)\n")
    #expect(try workspace.document("specs")["specs"] == [])
  }

  @Test(
    "a model cannot make its reader open what lies outside its folder",
    arguments: [
      "../customer.json", "/etc/hostname", "models/customer.json", "..", "", #"..\customer.json"#,
    ])
  func outside(_ name: String) throws {
    _ = try lonelyModel()
    try workspace.write("{", to: "customer.json")
    try workspace.write("{", to: "models/customer.json")
    let text = try String(contentsOf: workspace.url("models/register.bpmn"), encoding: .utf8)
    try workspace.write(
      text.replacingOccurrences(of: "value=\"customer.json\"", with: "value=\"\(name)\""), to: "models/other.bpmn")
    let added = try workspace.document("add", "-p", "register", "-b", "models/other.bpmn")
    #expect(
      added["warnings"].items.map(\.["message"])
        == [.string("the form '\(name)' is not a plain file name: data will not be held against it")])
  }

  @Test("a link that leads out of the folder, and what is no file, is refused")
  func links() throws {
    let model = try lonelyModel()
    let form = workspace.url("models/customer.json")
    try workspace.write("true", to: "customer.json")
    try FileManager.default.createSymbolicLink(at: form, withDestinationURL: workspace.url("customer.json"))
    let linked = try workspace.wfstore("add", "-p", "register", "-b", model)
    #expect(linked.status == 65)
    #expect(
      linked.error == """
        error: models/customer.json: the link leads out of the model's folder
          name the file itself: --form FILE

        """)
    try FileManager.default.removeItem(at: form)
    try FileManager.default.createDirectory(at: form, withIntermediateDirectories: true)
    let folder = try workspace.wfstore("add", "-p", "register", "-b", model)
    #expect(folder.status == 65)
    #expect(folder.error == "error: models/customer.json: the form is not a file\n")
  }

  @Test("Camunda's fields are shown, and data is held against them")
  func camunda() throws {
    let saved = try workspace.document(
      "save", "-p", "choose", "-b", Files.fixture("forms/camunda.bpmn"), "--dialect", "camunda")
    let id = saved["instance"].text
    #expect(
      try workspace.wfstore("load", id).output.contains(
        "    form: size, enum (s, m), \"What size?\"\n    form: count, long\n    form: due, date\n"))
    let refused = try workspace.wfstore(
      "resume", id, "--complete", "select", "--data", #"{"size": "l", "count": 10, "due": 5}"#)
    #expect(refused.status == 65)
    #expect(
      refused.error.hasPrefix(
        """
        error: the data does not fit the form of the task 'select' (camunda.bpmn:5:5)
          size: expected one of "s", "m", found "l"
          count: expected a number of at most 9, found 10
          due: expected a date such as 2026-01-31 or 31/01/2026, found 5

        """))
    let data = #"{"size": "s", "count": 3, "due": "Jan 2026", "other": 1}"#
    #expect(try workspace.document("resume", id, "--complete", "select", "--data", data)["status"] == "completed")
  }
}
