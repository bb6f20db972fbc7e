import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Timer event")
struct TimerEventTests {
  @Test("a date has happened when the clock is past it", arguments: Mode.allCases)
  func date(mode: Mode) throws {
    let run = try Run("timer-event", "date", mode)
    #expect(run.status == .waiting)
    try run.wait(until: "2026-01-01T12:00:00Z")
    #expect(run.active == ["c WAITING"])
    try run.wait(until: "2026-01-01T12:00:00.000001Z")
    #expect(run.active == ["a READY"])
  }

  @Test(
    "a date may be a text or an object of Python's datetime",
    arguments: [
      DataValue.string("2026-01-01T13:00:00+01:00"), .string("2026-W01-4T12:00:00"),
      .typed(TypedValue(typename: "datetime", content: ["value": "2026-01-01T12:00:00"])),
    ], Mode.allCases)
  func dateForms(value: DataValue, mode: Mode) throws {
    let run = try Run("timer-event", "date_object", mode, data: ["due": value])
    #expect(run.active == ["c WAITING"])
    try run.wait(until: "2026-01-01T11:59:59Z")
    #expect(run.active == ["c WAITING"])
    try run.wait(until: "2026-01-01T12:00:01Z")
    #expect(run.active == ["a READY"])
  }

  @Test("a date that is past already happens at once", arguments: Mode.allCases)
  func past(mode: Mode) throws {
    let run = try Run("timer-event", "date_object", mode, data: ["due": "2025-12-31"])
    #expect(run.active == ["a READY"])
  }

  @Test("a duration counts from when the event is reached", arguments: Mode.allCases)
  func duration(mode: Mode) throws {
    let run = try Run("timer-event", "duration", mode)
    try run.wait(seconds: 1800)
    try run.wait(seconds: 1800)
    #expect(run.active == ["c WAITING"])
    try run.wait(seconds: 1)
    #expect(run.active == ["a READY"])
  }

  @Test("a duration may be a timedelta", arguments: Mode.allCases)
  func durationObject(mode: Mode) throws {
    let wait = TypedValue(typename: "timedelta", content: ["days": 1, "seconds": 30, "microseconds": 0])
    let run = try Run("timer-event", "duration_object", mode, data: ["wait": .typed(wait)])
    try run.wait(hours: 24)
    #expect(run.active == ["c WAITING"])
    try run.wait(seconds: 31)
    #expect(run.active == ["a READY"])
  }

  @Test("a cycle sends a token each time that it is due, and is over after the last", arguments: Mode.allCases)
  func cycle(mode: Mode) throws {
    let run = try Run("timer-event", "cycle", mode)
    for round in 1...3 {
      #expect(run.active == ["c WAITING"] + Array(repeating: "a READY", count: round - 1))
      try run.wait(hours: 1.01)
    }
    #expect(run.active == ["a READY", "a READY", "a READY"])
    #expect(run.count("c") == 1)
    for _ in 1...3 { try run.complete("a", number: 0) }
    #expect(run.status == .completed)
  }

  @Test("repetitions that nobody looked at are made up for", arguments: Mode.allCases)
  func missedCycle(mode: Mode) throws {
    let run = try Run("timer-event", "cycle", mode)
    try run.wait(hours: 10)
    #expect(run.active == ["a READY", "a READY", "a READY"])
  }

  @Test("an endless cycle goes on", arguments: Mode.allCases)
  func endless(mode: Mode) throws {
    let run = try Run("timer-event", "endless", mode)
    for _ in 1...5 { try run.wait(hours: 1.01) }
    #expect(run.active == ["c WAITING"] + Array(repeating: "a READY", count: 5))
  }

  @Test("what is no duration fails the event when it is reached", arguments: Mode.allCases)
  func wrong(mode: Mode) throws {
    let run = try Run("timer-event", "wrong", mode)
    #expect(run.active == ["c ERROR"])
    #expect(run.error?.code == "bad_timer")
    #expect(run.error?.message == "'tomorrow' is no duration of ISO 8601 for the timer 'c'")
  }

  @Test("a timer start event begins the process", arguments: Mode.allCases)
  func start(mode: Mode) throws {
    let run = try Run("timer-event", "start", mode)
    #expect(run.active == ["s WAITING"])
    try run.wait(hours: 1.01)
    #expect(run.active == ["a READY"])
    try run.complete("a")
    #expect(run.status == .completed)
  }

  @Test("a cycle at the start begins the process again and again", arguments: Mode.allCases)
  func cycleStart(mode: Mode) throws {
    let run = try Run("timer-event", "cycle_start", mode)
    try run.wait(hours: 1.01)
    try run.complete("a")
    #expect(run.active == ["s WAITING"])
    try run.wait(hours: 1)
    try run.complete("a")
    #expect(run.status == .completed)
  }

  @Test("an interrupting boundary timer cancels its activity", arguments: Mode.allCases)
  func boundary(mode: Mode) throws {
    let run = try Run("timer-event", "boundary", mode)
    try run.wait(hours: 1.01)
    #expect(run.active == ["late READY"])
    #expect(run.count("a", .cancelled) == 1)
  }

  @Test("an activity that is done in time takes its timer along", arguments: Mode.allCases)
  func inTime(mode: Mode) throws {
    let run = try Run("timer-event", "boundary", mode)
    try run.complete("a")
    try run.wait(hours: 2)
    #expect(run.active == ["next READY"])
    #expect(run.count("b", .cancelled) == 1)
  }

  @Test("a boundary timer that does not interrupt runs beside its activity", arguments: Mode.allCases)
  func beside(mode: Mode) throws {
    let run = try Run("timer-event", "boundary_beside", mode)
    try run.wait(hours: 1.01)
    #expect(run.active.sorted() == ["a READY", "late READY"])
    try run.complete("late")
    try run.complete("a")
    try run.complete("next")
    #expect(run.status == .completed)
  }

  @Test("a boundary cycle that does not interrupt happens as often as it says", arguments: Mode.allCases)
  func cycleBeside(mode: Mode) throws {
    let run = try Run("timer-event", "boundary_cycle_beside", mode)
    try run.wait(hours: 1.01)
    #expect(run.active.sorted() == ["a READY", "b WAITING", "late READY"])
    try run.wait(hours: 1)
    #expect(run.active.filter { $0 == "late READY" }.count == 2)
    try run.wait(hours: 5)
    #expect(run.active.filter { $0 == "late READY" }.count == 2)
    try run.complete("a")
    try run.complete("next")
    try run.complete("late", number: 0)
    try run.complete("late")
    #expect(run.status == .completed)
  }

  @Test("a boundary cycle that interrupts happens once", arguments: Mode.allCases)
  func cycleInterrupting(mode: Mode) throws {
    let run = try Run("timer-event", "boundary_cycle", mode)
    try run.wait(hours: 1.01)
    #expect(run.active == ["late READY"])
    #expect(run.count("a", .cancelled) == 1)
    try run.wait(hours: 5)
    #expect(run.active == ["late READY"])
  }

  @Test("each timer keeps its own due time", arguments: Mode.allCases)
  func two(mode: Mode) throws {
    let run = try Run("timer-event", "two", mode)
    try run.wait(hours: 1.01)
    #expect(run.active.sorted() == ["d WAITING", "j WAITING"])
    try run.wait(hours: 1)
    #expect(run.status == .completed)
  }
}
