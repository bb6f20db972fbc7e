import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Event subprocess")
struct EventSubprocessTests {
  @Test("one that does not interrupt runs beside the process", arguments: Mode.allCases)
  func beside(mode: Mode) throws {
    let run = try Run("event-subprocess", "message_beside", mode, data: ["x": 1])
    #expect(run.active == ["a READY"])
    try run.message("order", 5)
    #expect(run.active.sorted() == ["a READY", "h STARTED", "ha READY"])
    #expect(try run.data(of: "ha") == ["x": 1, "order": 5])
    try run.complete("a")
    #expect(run.active.sorted() == ["h STARTED", "ha READY"])
    try run.complete("ha")
    #expect(run.status == .completed)
  }

  @Test("one that interrupts cancels the rest of the process", arguments: Mode.allCases)
  func interrupting(mode: Mode) throws {
    let run = try Run("event-subprocess", "message", mode)
    try run.message("order", 5)
    #expect(run.active == ["h STARTED", "ha READY"])
    #expect(run.count("a", .cancelled) == 1)
    try run.complete("ha")
    #expect(run.status == .completed)
  }

  @Test("a signal starts it", arguments: Mode.allCases)
  func signal(mode: Mode) throws {
    let run = try Run("event-subprocess", "signal", mode)
    try run.signal("alarm")
    #expect(run.active == ["h STARTED", "ha READY"])
  }

  @Test("a timer starts it, counted from the start of the process", arguments: Mode.allCases)
  func timer(mode: Mode) throws {
    let run = try Run("event-subprocess", "timer", mode)
    #expect(run.active.contains("a READY"))
    try run.wait(hours: 1.01)
    #expect(run.active == ["h STARTED", "ha READY"])
    #expect(run.count("a", .cancelled) == 1)
  }

  @Test("a timer that does not interrupt lets the process go on", arguments: Mode.allCases)
  func timerBeside(mode: Mode) throws {
    let run = try Run("event-subprocess", "timer_beside", mode)
    try run.wait(hours: 1.01)
    #expect(run.active.sorted() == ["a READY", "h STARTED", "ha READY"])
    try run.complete("ha")
    try run.complete("a")
    #expect(run.status == .completed)
  }

  @Test("a trigger that is still waited for does not hold the process", arguments: Mode.allCases)
  func unused(mode: Mode) throws {
    for process in ["message", "timer", "timer_beside"] {
      let run = try Run("event-subprocess", process, mode)
      try run.complete("a")
      #expect(run.status == .completed)
      #expect(run.active == [])
    }
  }

  @Test("an error within the process around it is caught, and everything else there cancelled", arguments: Mode.allCases)
  func error(mode: Mode) throws {
    let run = try Run("event-subprocess", "error", mode, data: ["reason": "rain"])
    try run.complete("ib")
    #expect(run.active == ["x STARTED", "h STARTED", "ha READY"])
    #expect(try run.data(of: "ha")["why"] == "rain")
    #expect(run.count("ia", .cancelled) == 1)
    try run.complete("ha")
    #expect(run.active == ["a READY"])
  }

  @Test("an escalation is caught, and the process goes on", arguments: Mode.allCases)
  func escalation(mode: Mode) throws {
    let run = try Run("event-subprocess", "escalation", mode)
    try run.complete("ib")
    #expect(run.active.sorted() == ["h STARTED", "ha READY", "ia READY", "x STARTED"])
    try run.complete("ia")
    #expect(run.active.sorted() == ["h STARTED", "ha READY", "x STARTED"])
    try run.complete("ha")
    #expect(run.active == ["a READY"])
  }

  @Test("within a subprocess it interrupts that alone", arguments: Mode.allCases)
  func inner(mode: Mode) throws {
    let run = try Run("event-subprocess", "inner", mode)
    try run.message("order", 1)
    #expect(run.active == ["x STARTED", "h STARTED", "ha READY"])
    #expect(run.count("ia", .cancelled) == 1)
    try run.complete("ha")
    #expect(run.active == ["a READY"])
  }

  @Test("within a called process it interrupts that alone", arguments: Mode.allCases)
  func inCall(mode: Mode) throws {
    let run = try Run("event-subprocess", "in_call", mode)
    try run.message("order", 1)
    #expect(run.active == ["x STARTED", "h STARTED", "ha READY"])
    try run.complete("ha")
    #expect(run.active == ["b READY"])
  }

  @Test("outside of its process's life nobody waits for it", arguments: Mode.allCases)
  func over(mode: Mode) throws {
    let run = try Run("event-subprocess", "inner", mode)
    try run.complete("ia")
    #expect(run.active == ["a READY"])
    #expect(run.refusal { try $0.message("order") } == "the instance is not waiting for message 'order'")
  }
}
