import Foundation
import Testing
import WorkflowModel

@Suite("wfstore diff-specs and diff-instance")
struct DifferenceTests {
  private let workspace: Workspace
  private let old: String
  private let new: String

  init() throws {
    workspace = try Workspace()
    let model = try String(contentsOfFile: Files.model("news"), encoding: .utf8)
    let changed = model.replacingOccurrences(of: "id=\"read\"", with: "id=\"read\" name=\"Read\"")
      .replacingOccurrences(of: "writer_end", with: "writer_stop")
    try changed.write(to: workspace.folder.appendingPathComponent("new.bpmn"), atomically: true, encoding: .utf8)
    old = try workspace.document("add", "-p", "reader", "-b", Files.model("news"))["spec"].text
    new = try workspace.document("add", "-p", "reader", "-b", "new.bpmn")["spec"].text
  }

  @Test("the elements that differ are listed, with their values where they are asked for")
  func specs() throws {
    #expect(
      try workspace.wfstore("diff-specs", old, new).output == """
        ~ receiveTask read "Read" in reader: name
        1 changed

        """)
    #expect(
      try workspace.wfstore("diff-specs", old, new, "--full").output == """
        ~ receiveTask read "Read" in reader
            name
              + Read
        1 changed

        """)
    #expect(try workspace.wfstore("diff-specs", old, old).output == "no differences\n")
    #expect(
      try workspace.document("diff-specs", old, new) == [
        "old": .string(old), "new": .string(new), "added": [], "removed": [],
        "changed": [
          [
            "process": "reader", "id": "read", "type": "receiveTask", "name": "Read",
            "attributes": [["attribute": "name", "old": nil, "new": "Read"]],
          ]
        ],
      ])
  }

  @Test("the tasks that another specification affects are listed with their states")
  func instance() throws {
    let instance = try workspace.document("save", old)["instance"].text
    #expect(
      try workspace.wfstore("diff-instance", instance, new).output == """
        ~ WAITING read in reader: name
        1 changed

        """)
    let document = try workspace.document("diff-instance", instance, new)
    #expect(document["tasks"].items.map { $0["effect"] } == ["changed"])
    #expect(document["to"] == .string(new))
    #expect(
      try workspace.wfstore("diff-instance", instance, old).output == "no task of the instance is affected\n")
  }

  @Test("a specification or instance that is not there is told")
  func missing() throws {
    let specs = try workspace.wfstore("diff-specs", old, "abcdef")
    #expect(specs.status == 66)
    #expect(specs.error == "error: no such specification: abcdef\n")
    #expect(try workspace.wfstore("diff-instance", "abcdef", old).status == 66)
  }
}
