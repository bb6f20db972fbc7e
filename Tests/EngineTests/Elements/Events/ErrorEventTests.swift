import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Error event")
struct ErrorEventTests {
  @Test("an error end event is caught at the boundary of its subprocess, with its payload", arguments: Mode.allCases)
  func caught(mode: Mode) throws {
    let run = try Run("error-event", "caught", mode, data: ["reason": "rain"])
    #expect(run.active == ["late READY"])
    #expect(try run.data(of: "late")["why"] == "rain")
    #expect(run.count("b") == 1)
    try run.complete("late")
    #expect(run.status == .completed)
    #expect(run.count("next") == 0)
  }

  @Test("a boundary event does not catch another code", arguments: Mode.allCases)
  func otherCode(mode: Mode) throws {
    let run = try Run("error-event", "other_code", mode, data: ["reason": 1])
    #expect(run.active == ["next READY"])
    #expect(run.count("b", .cancelled) == 1)
  }

  @Test("a boundary event without a code catches any", arguments: Mode.allCases)
  func anyCode(mode: Mode) throws {
    let run = try Run("error-event", "any_code", mode, data: ["reason": 1])
    #expect(run.active == ["late READY"])
  }

  @Test("an error cancels what runs beside it in the subprocess", arguments: Mode.allCases)
  func beside(mode: Mode) throws {
    let run = try Run("error-event", "beside", mode, data: ["reason": 1])
    try run.complete("ib")
    #expect(run.active == ["late READY"])
    #expect(run.count("ia", .cancelled) == 1)
  }

  @Test("an error that the inner subprocess does not catch goes to the outer", arguments: Mode.allCases)
  func outer(mode: Mode) throws {
    let run = try Run("error-event", "outer", mode, data: ["reason": 1])
    #expect(run.active == ["late READY"])
    #expect(run.count("in") == 0)
  }

  @Test("the innermost that catches an error takes it", arguments: Mode.allCases)
  func innermost(mode: Mode) throws {
    let run = try Run("error-event", "innermost", mode, data: ["reason": 1])
    #expect(run.active == ["x STARTED", "il READY", "b WAITING"])
    try run.complete("il")
    #expect(run.active == ["next READY"])
  }

  @Test("a subprocess beside does not catch it", arguments: Mode.allCases)
  func sibling(mode: Mode) throws {
    let run = try Run("error-event", "sibling", mode, data: ["reason": 1])
    try run.complete("ia")
    #expect(run.active == ["y STARTED", "ja READY", "b WAITING"])
    try run.complete("ja")
    #expect(run.status == .completed)
    #expect(run.count("late") == 0)
  }

  @Test("an error of a called process is caught at the call activity", arguments: Mode.allCases)
  func called(mode: Mode) throws {
    let run = try Run("error-event", "called", mode, data: ["reason": 1])
    #expect(run.active == ["late READY"])
  }

  @Test("an error from outside is caught by its code", arguments: Mode.allCases)
  func outside(mode: Mode) throws {
    let run = try Run("error-event", "from_outside", mode)
    let wrong = run.refusal { run in try run.step { try $0.catchEvent(.error(code: "E9", payload: nil)) } }
    #expect(wrong == "the instance is not waiting for error 'E9'")
    try run.step { try $0.catchEvent(.error(code: "E1", payload: "storm")) }
    #expect(run.active == ["late READY"])
    #expect(try run.data(of: "late")["why"] == "storm")
  }
}
