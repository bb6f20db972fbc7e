import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Multiple event")
struct MultipleEventTests {
  @Test("any of its events suffices", arguments: ["order", "alarm"], Mode.allCases)
  func any(event: String, mode: Mode) throws {
    let run = try Run("multiple-event", "any", mode)
    #expect(run.active == ["c WAITING"])
    try event == "order" ? run.message("order", 1) : run.signal("alarm")
    #expect(run.active == ["a READY"])
  }

  @Test("of a parallel one all must happen, in any order", arguments: [true, false], Mode.allCases)
  func all(messageFirst: Bool, mode: Mode) throws {
    let run = try Run("multiple-event", "all", mode)
    try messageFirst ? run.message("order", 1) : run.signal("alarm")
    #expect(run.active == ["c WAITING"])
    try messageFirst ? run.message("order", 1) : run.signal("alarm")
    #expect(run.active == ["c WAITING"])
    try messageFirst ? run.signal("alarm") : run.message("order", 1)
    #expect(run.active == ["a READY"])
  }

  @Test("a timer may be one of them", arguments: Mode.allCases)
  func timed(mode: Mode) throws {
    let run = try Run("multiple-event", "all_timed", mode)
    try run.wait(hours: 1.01)
    #expect(run.active == ["c WAITING"])
    try run.message("order", 1)
    #expect(run.active == ["a READY"])
  }

  @Test("at a boundary any of them happens beside the activity", arguments: [true, false], Mode.allCases)
  func boundary(byMessage: Bool, mode: Mode) throws {
    let run = try Run("multiple-event", "boundary", mode)
    try byMessage ? run.message("order", 1) : run.wait(hours: 1.01)
    #expect(run.active.sorted() == ["a READY", "late READY"])
  }

  @Test("at the start any of them begins the process", arguments: Mode.allCases)
  func start(mode: Mode) throws {
    let run = try Run("multiple-event", "start", mode)
    try run.signal("alarm")
    #expect(run.active == ["a READY"])
  }

  @Test("thrown, it throws them all", arguments: ["throw", "end"], Mode.allCases)
  func thrown(process: String, mode: Mode) throws {
    let run = try Run("multiple-event", process, mode, data: ["number": 1])
    #expect(run.status == .completed)
    #expect(run.count("c") == 1)
    #expect(run.count("d") == 1)
  }
}
