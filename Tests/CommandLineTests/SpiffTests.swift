import Foundation
import Testing
import WorkflowModel

@Suite("SpiffWorkflow's serialization on the command line")
struct SpiffTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test("an instance is written, and read as another one that goes on")
  func backAndForth() throws {
    let saved = try workspace.savePair()
    let written = try workspace.wfstore("load", saved["instance"].text, "--format", "spiff")
    #expect(written.status == 0)
    #expect(try JSONReader().read(written.output)["serializer_version"] == "1.5")
    try workspace.write(written.output, to: "pair.json")
    let imported = try workspace.document("import", "pair.json")
    #expect(imported["instance"] != saved["instance"])
    #expect(imported["tasks"] == saved["tasks"])
    #expect(imported["status"] == "active")
    let left = try workspace.document("resume", imported["instance"].text, "--complete", "left")
    #expect(left.task("right")["state"] == "READY")
    let shown = try workspace.wfstore("specs")
    #expect(shown.output.contains("pair.json"))
  }

  @Test("a document that is none is refused, with the path")
  func refused() throws {
    try workspace.write(#"{"serializer_version": "1.5", "spec": {"name": "order"}}"#, to: "order.json")
    let refused = try workspace.wfstore("import", "order.json", "--json")
    #expect(refused.status == 65)
    #expect(try refused.document["error"]["code"] == "spiff_document")
    #expect(refused.errorLines.first == #"error: "task_specs" is missing at spec"#)
    try workspace.write("order", to: "text.json")
    #expect(try workspace.wfstore("import", "text.json").status == 65)
    #expect(try workspace.wfstore("import", "nowhere.json").status == 66)
  }
}
