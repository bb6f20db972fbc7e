import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Message event")
struct MessageEventTests {
  @Test("a catch event waits for its message and keeps the payload", arguments: Mode.allCases)
  func caught(mode: Mode) throws {
    let run = try Run("message-event", "catch", mode, data: ["x": 1])
    #expect(run.status == .waiting)
    #expect(run.active == ["c WAITING"])
    try run.message("order", ["number": 7])
    #expect(run.active == ["a READY"])
    #expect(try run.data(of: "a") == ["x": 1, "order": ["number": 7]])
  }

  @Test("a message that nobody waits for is refused, and not kept", arguments: Mode.allCases)
  func refused(mode: Mode) throws {
    let run = try Run("message-event", "catch", mode)
    #expect(run.refusal { try $0.message("other") } == "the instance is not waiting for message 'other'")
    #expect(run.active == ["c WAITING"])
    try run.message("order", 1)
    #expect(run.refusal { try $0.message("order") } == "the instance is not waiting for message 'order'")
  }

  @Test("a message start event begins the process when its message comes", arguments: Mode.allCases)
  func start(mode: Mode) throws {
    let run = try Run("message-event", "start", mode)
    #expect(run.active == ["s WAITING"])
    try run.message("order", 1)
    #expect(run.active == ["a READY"])
    #expect(try run.data(of: "a") == ["order": 1])
  }

  @Test("of several start events the first that happens is taken, the others are cancelled", arguments: Mode.allCases)
  func starts(mode: Mode) throws {
    let run = try Run("message-event", "starts", mode)
    #expect(run.active == ["s1 WAITING", "s2 WAITING"])
    try run.message("news", "late edition")
    #expect(run.active == ["b READY"])
    #expect(run.count("s1", .cancelled) == 1)
    try run.complete("b")
    #expect(run.status == .completed)
  }

  @Test("a none start event goes before a message start event", arguments: Mode.allCases)
  func startsOrNone(mode: Mode) throws {
    let run = try Run("message-event", "starts_or_none", mode)
    #expect(run.active == ["a READY"])
    #expect(run.count("s2", .cancelled) == 1)
  }

  @Test("an interrupting boundary event cancels its activity", arguments: Mode.allCases)
  func boundary(mode: Mode) throws {
    let run = try Run("message-event", "boundary", mode)
    #expect(run.active == ["a READY", "b WAITING"])
    try run.message("order", 1)
    #expect(run.active == ["late READY"])
    #expect(run.count("a", .cancelled) == 1)
    #expect(run.count("b") == 1)
    try run.complete("late")
    #expect(run.status == .completed)
    #expect(run.count("next") == 0)
  }

  @Test("a boundary event that did not happen is cancelled with its activity", arguments: Mode.allCases)
  func boundaryUnused(mode: Mode) throws {
    let run = try Run("message-event", "boundary", mode)
    try run.complete("a")
    #expect(run.active == ["next READY"])
    #expect(run.count("b", .cancelled) == 1)
    try run.complete("next")
    #expect(run.status == .completed)
  }

  @Test("a boundary event that does not interrupt runs beside its activity", arguments: Mode.allCases)
  func beside(mode: Mode) throws {
    let run = try Run("message-event", "boundary_beside", mode)
    try run.message("order", 1)
    #expect(run.active.sorted() == ["a READY", "late READY"])
    try run.complete("a")
    #expect(run.active.sorted() == ["late READY", "next READY"])
    try run.complete("late")
    #expect(run.status == .active)
    try run.complete("next")
    #expect(run.status == .completed)
  }

  @Test("a thrown message reaches a catch event of the same instance, with its payload", arguments: Mode.allCases)
  func thrown(mode: Mode) throws {
    let run = try Run("message-event", "throw", mode, data: ["number": 7])
    #expect(run.status == .completed)
    #expect(run.data == ["number": 7, "order": ["number": 7]])
  }

  @Test("an end event throws its message and uses up its token", arguments: Mode.allCases)
  func end(mode: Mode) throws {
    let run = try Run("message-event", "end", mode, data: ["number": 7])
    #expect(run.active == ["c WAITING", "a READY"])
    try run.complete("a")
    #expect(run.status == .completed)
    #expect(run.data["order"] == ["number": 7])
  }

  @Test("a send task sends to a receive task", arguments: Mode.allCases)
  func tasks(mode: Mode) throws {
    let run = try Run("message-event", "tasks", mode, data: ["number": 7])
    #expect(run.status == .completed)
    #expect(run.data["order"] == ["number": 7])
    #expect(run.count("r") == 1)
    #expect(run.count("t") == 1)
  }

  @Test("a message without correlation reaches all who wait for its name", arguments: Mode.allCases)
  func everyone(mode: Mode) throws {
    let run = try Run("message-event", "everyone", mode)
    try run.message("order", 1)
    #expect(run.status == .completed)
  }
}
