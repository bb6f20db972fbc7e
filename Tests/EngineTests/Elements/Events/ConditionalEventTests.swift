import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Conditional event")
struct ConditionalEventTests {
  @Test("it happens when a data object that it reads has changed so that its condition holds", arguments: Mode.allCases)
  func caught(mode: Mode) throws {
    let run = try Run("conditional-event", "catch", mode)
    #expect(run.active == ["c WAITING", "a READY"])
    try run.complete("a", ["stock": 3])
    #expect(run.status == .completed)
    #expect(run.count("c") == 1)
  }

  @Test("it goes on waiting while the condition does not hold", arguments: Mode.allCases)
  func waiting(mode: Mode) throws {
    let run = try Run("conditional-event", "catch", mode)
    try run.complete("a", ["stock": 7])
    #expect(run.status == .waiting)
    #expect(run.active.sorted() == ["c WAITING", "j WAITING"])
  }

  @Test("a condition that holds already lets the token pass", arguments: Mode.allCases)
  func atOnce(mode: Mode) throws {
    #expect(try Run("conditional-event", "at_once", mode, data: ["x": 4]).active == ["a READY"])
    #expect(try Run("conditional-event", "at_once", mode, data: ["x": 3]).active == ["c WAITING"])
  }

  @Test("at a boundary it may happen as soon as the activity begins", arguments: Mode.allCases)
  func boundary(mode: Mode) throws {
    let run = try Run("conditional-event", "boundary", mode, data: ["x": 4])
    #expect(run.active == ["late READY"])
    #expect(run.count("a", .cancelled) == 1)
  }

  @Test("a condition that raises fails the event", arguments: Mode.allCases)
  func broken(mode: Mode) throws {
    let run = try Run("conditional-event", "broken", mode)
    #expect(run.active == ["c ERROR"])
    #expect(run.error?.message == "NameError: name 'missing' is not defined")
  }
}
