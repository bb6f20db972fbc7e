import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Signal event")
struct SignalEventTests {
  @Test("a catch event waits for its signal and keeps the payload", arguments: Mode.allCases)
  func caught(mode: Mode) throws {
    let run = try Run("signal-event", "catch", mode)
    #expect(run.active == ["c WAITING"])
    try run.signal("alarm", 3)
    #expect(run.active == ["a READY"])
    #expect(try run.data(of: "a") == ["alarm": 3])
  }

  @Test("a signal that nobody waits for is refused", arguments: Mode.allCases)
  func refused(mode: Mode) throws {
    let run = try Run("signal-event", "catch", mode)
    #expect(run.refusal { try $0.signal("other") } == "the instance is not waiting for signal 'other'")
    #expect(run.refusal { try $0.message("alarm") } == "the instance is not waiting for message 'alarm'")
  }

  @Test("a signal start event begins the process", arguments: Mode.allCases)
  func start(mode: Mode) throws {
    let run = try Run("signal-event", "start", mode)
    #expect(run.active == ["s WAITING"])
    try run.signal("alarm")
    #expect(run.active == ["a READY"])
  }

  @Test("an interrupting boundary event cancels its activity", arguments: Mode.allCases)
  func boundary(mode: Mode) throws {
    let run = try Run("signal-event", "boundary", mode)
    try run.signal("alarm", 1)
    #expect(run.active == ["late READY"])
    #expect(run.count("a", .cancelled) == 1)
  }

  @Test("a boundary event that does not interrupt leaves its activity alone", arguments: Mode.allCases)
  func beside(mode: Mode) throws {
    let run = try Run("signal-event", "boundary_beside", mode)
    try run.signal("alarm", 1)
    #expect(run.active.sorted() == ["a READY", "late READY"])
  }

  @Test("a thrown signal reaches everybody who waits", arguments: Mode.allCases)
  func thrown(mode: Mode) throws {
    let run = try Run("signal-event", "throw", mode, data: ["level": 2])
    #expect(run.status == .completed)
    #expect(run.count("c") == 1)
    #expect(run.count("d") == 1)
    #expect(run.data["alarm"] == 2)
  }

  @Test("an end event throws its signal", arguments: Mode.allCases)
  func end(mode: Mode) throws {
    let run = try Run("signal-event", "end", mode, data: ["level": 2])
    try run.complete("a")
    #expect(run.active == ["b READY"])
    #expect(try run.data(of: "b") == ["level": 2, "alarm": 2])
  }

  @Test("a signal goes through the walls of subprocesses", arguments: Mode.allCases)
  func throughWalls(mode: Mode) throws {
    let run = try Run("signal-event", "through_walls", mode, data: ["level": 2])
    #expect(run.active == ["inner STARTED", "ic WAITING", "a READY"])
    try run.complete("a")
    #expect(run.status == .completed)
    #expect(run.count("ic") == 1)
  }
}
