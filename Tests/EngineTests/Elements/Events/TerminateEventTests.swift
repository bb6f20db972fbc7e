import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Terminate end event")
struct TerminateEventTests {
  @Test("it cancels everything in its process, which is over", arguments: Mode.allCases)
  func process(mode: Mode) throws {
    let run = try Run("terminate-event", "process", mode)
    try run.complete("b", ["x": 1])
    #expect(run.status == .completed)
    #expect(run.active == [])
    #expect(run.count("a", .cancelled) == 1)
    #expect(run.data == ["x": 1])
  }

  @Test("within a subprocess it ends that alone", arguments: Mode.allCases)
  func inner(mode: Mode) throws {
    let run = try Run("terminate-event", "inner", mode)
    try run.complete("ib")
    #expect(run.active == ["a READY"])
    #expect(run.count("ia", .cancelled) == 1)
    #expect(run.count("x") == 1)
    try run.complete("a")
    #expect(run.status == .completed)
  }

  @Test("it cancels subprocesses with all that runs in them", arguments: Mode.allCases)
  func around(mode: Mode) throws {
    let run = try Run("terminate-event", "around", mode)
    try run.complete("b")
    #expect(run.status == .completed)
    #expect(run.count("x", .cancelled) == 1)
    #expect(run.count("ia", .cancelled) == 1)
  }

  @Test("an end without it leaves the others running", arguments: Mode.allCases)
  func otherEnd(mode: Mode) throws {
    let run = try Run("terminate-event", "process", mode)
    try run.complete("a")
    #expect(run.active == ["b READY"])
  }
}
