import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Ad-hoc subprocess")
struct AdHocSubprocessTests {
  @Test("its activities are offered all at once, until the completion condition holds", arguments: Mode.allCases)
  func completion(mode: Mode) throws {
    let run = try Run("ad-hoc-subprocess", "main", mode, data: ["done": 0])
    #expect(run.active == ["block STARTED", "a READY", "b READY", "c READY"])
    try run.complete("b", ["done": 1])
    #expect(run.active == ["block STARTED", "a READY", "c READY"])
    #expect(try run.data(of: "a")["done"] == 1)
    try run.complete("c", ["done": 2])
    #expect(run.active == ["after READY"])
    #expect(run.count("a", .cancelled) == 1)
    #expect(try run.data(of: "after")["done"] == 2)
  }

  @Test("it is over when nothing is left to do", arguments: Mode.allCases)
  func exhaustion(mode: Mode) throws {
    let run = try Run("ad-hoc-subprocess", "main", mode, data: ["done": 0])
    for task in ["a", "b", "c"] { try run.complete(task) }
    #expect(run.active == ["after READY"])
  }
}
