import Testing
import WorkflowModel

@Suite("wfstore tasks")
struct TreeTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test("the tasks of an instance are a tree")
  func tree() throws {
    let id = try workspace.savePair()["instance"].text
    _ = try workspace.document("resume", id, "--complete", "left")
    let tree = """
      COMPLETED internal Start
        COMPLETED startEvent begin
          COMPLETED parallelGateway split
            COMPLETED userTask left "Left"
              WAITING parallelGateway join
            READY userTask right "Right"

      """
    #expect(try workspace.wfstore("tasks", id).output == tree)
    #expect(try workspace.wfstore("load", id, "--format", "tree").output == tree)
  }

  @Test("only the tasks in one state are shown where a state is named")
  func state() throws {
    let id = try workspace.savePair()["instance"].text
    #expect(
      try workspace.wfstore("tasks", id, "--state", "READY").output == """
        READY userTask left "Left"
        READY userTask right "Right"

        """)
    let document = try workspace.document("tasks", id, "--state", "ready")
    #expect(document.keys == ["tasks"])
    #expect(document["tasks"].items.map { $0["bpmn_id"] } == ["left", "right"])
    let all = try workspace.document("load", id, "--tasks", "all")
    #expect(try workspace.document("tasks", id)["tasks"] == all["tasks"])
  }
}
