import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Link event")
struct LinkEventTests {
  @Test("a token jumps from the throwing to the catching link of the same name", arguments: Mode.allCases)
  func jump(mode: Mode) throws {
    let run = try Run("link-event", "jump", mode)
    try run.complete("a", ["x": 1])
    #expect(run.active == ["b READY"])
    #expect(run.count("to") == 1)
    #expect(run.count("from") == 1)
    try run.complete("b")
    #expect(run.status == .completed)
  }
}
