import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Escalation event")
struct EscalationEventTests {
  @Test("an escalation is caught at the boundary, and the inside goes on", arguments: Mode.allCases)
  func beside(mode: Mode) throws {
    let run = try Run("escalation-event", "beside", mode)
    #expect(run.active.sorted() == ["ia READY", "late READY", "x STARTED"])
    try run.complete("ia")
    try run.complete("next")
    try run.complete("late")
    #expect(run.status == .completed)
  }

  @Test("an interrupting boundary event ends the inside", arguments: Mode.allCases)
  func interrupting(mode: Mode) throws {
    let run = try Run("escalation-event", "interrupting", mode)
    #expect(run.active == ["late READY"])
    #expect(run.count("ia", .cancelled) == 1)
    #expect(run.count("x", .cancelled) == 1)
    try run.complete("late")
    #expect(run.status == .completed)
  }

  @Test("an end event escalates and uses up its token", arguments: Mode.allCases)
  func end(mode: Mode) throws {
    let run = try Run("escalation-event", "end", mode)
    #expect(run.active.sorted() == ["ia READY", "late READY", "x STARTED"])
  }

  @Test("an escalation that nobody catches changes nothing", arguments: Mode.allCases)
  func uncaught(mode: Mode) throws {
    let run = try Run("escalation-event", "uncaught", mode)
    #expect(run.active == ["a READY"])
  }

  @Test("another code is not caught", arguments: Mode.allCases)
  func otherCode(mode: Mode) throws {
    let run = try Run("escalation-event", "other_code", mode)
    #expect(run.active.sorted() == ["b WAITING", "ia READY", "x STARTED"])
  }

  @Test("an escalation may come from outside", arguments: Mode.allCases)
  func outside(mode: Mode) throws {
    let run = try Run("escalation-event", "other_code", mode)
    try run.step { try $0.catchEvent(.escalation(code: "U1", payload: nil)) }
    #expect(run.active.sorted() == ["ia READY", "late READY", "x STARTED"])
  }
}
