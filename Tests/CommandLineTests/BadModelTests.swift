import Testing
import WorkflowModel

@Suite("models that cannot be added")
struct BadModelTests {
  /// A command line with models, and what is said of them.
  struct Case: CustomTestStringConvertible {
    let name: String
    let process: String
    let files: [String]
    let status: Int32
    let message: String
    var hint: String?

    var testDescription: String { name }
  }

  static let doctype = "a DOCTYPE is refused: no model needs one, and its entities are a way to attack"

  static let cases = [
    Case(
      name: "a file that is not XML", process: "greeting", files: ["not_xml"], status: 65,
      message: "not_xml.bpmn:1:1: the file is not XML: it does not begin with an element"),
    Case(
      name: "a file that is not BPMN", process: "greeting", files: ["not_bpmn"], status: 65,
      message: "not_bpmn.bpmn:2:1: the file is not BPMN: its root element is 'html', not 'definitions' in BPMN 2.0's "
        + "namespace"),
    Case(
      name: "a truncated file", process: "greeting", files: ["truncated"], status: 65,
      message: "truncated.bpmn:6:1: the file ends within the element 'userTask', which begins in line 5"),
    Case(
      name: "an external entity", process: "greeting", files: ["external_entity"], status: 65,
      message: "external_entity.bpmn:2:23: \(doctype)", hint: "remove the DOCTYPE from the file"),
    Case(
      name: "an entity that grows a billionfold", process: "greeting", files: ["billion_laughs"], status: 65,
      message: "billion_laughs.bpmn:2:23: \(doctype)", hint: "remove the DOCTYPE from the file"),
    Case(
      name: "a process that is not in the files", process: "nobody", files: ["greeting", "pair"], status: 65,
      message: "there is no process 'nobody'", hint: "the files have: greeting, pair"),
    Case(
      name: "a called process that is missing", process: "caller", files: ["missing_called"], status: 65,
      message: "missing_called.bpmn:5:5: callActivity 'call' calls the process 'nowhere', which is missing",
      hint: "the files have: caller"),
    Case(
      name: "two processes with one id", process: "greeting", files: ["greeting", "greeting_again"], status: 65,
      message: "greeting_again.bpmn:3:3: the id 'greeting' of this process is taken: it stands at greeting.bpmn:3:3 too"
    ),
    Case(
      name: "an element that is not known", process: "odd", files: ["unknown_element"], status: 65,
      message: "unknown_element.bpmn:5:5: dreamTask 'dream' in process 'odd' is not supported"),
  ]

  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test("are refused with the place, and nothing is lost", arguments: cases)
  func refused(model: Case) throws {
    _ = try workspace.savePair()
    let stored = try workspace.bytes()
    let options = ["-p", model.process, "-b"] + model.files.map(Files.model)
    for command in ["add", "save"] {
      let outcome = try workspace.wfstore([command] + options + ["--json"])
      #expect(outcome.status == model.status)
      #expect(outcome.error == "error: \(model.message)\n" + (model.hint.map { "  \($0)\n" } ?? ""))
      let error = try outcome.document["error"]
      #expect(error.keys == ["code", "message", "hints"])
      #expect(error["message"] == .string(model.message))
      #expect(try workspace.bytes() == stored)
    }
  }

  @Test("a file that is not there is named")
  func missingFile() throws {
    let outcome = try workspace.wfstore("add", "-p", "greeting", "-b", "nothing.bpmn", "--json")
    #expect(outcome.status == 66)
    #expect(outcome.error == "error: cannot read 'nothing.bpmn': no such file\n")
    #expect(try outcome.document["error"]["code"] == "no_such_file")
  }
}
