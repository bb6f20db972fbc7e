import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Transaction")
struct TransactionTests {
  @Test("a cancel end event cancels what runs within and leaves by the cancel boundary event", arguments: Mode.allCases)
  func cancelled(mode: Mode) throws {
    let run = try Run("transaction", "booking", mode)
    #expect(run.active == ["x STARTED", "ia READY", "ib READY", "b WAITING"])
    try run.complete("ib")
    #expect(run.active == ["late READY"])
    #expect(run.count("ia", .cancelled) == 1)
    #expect(run.count("ic") == 1)
    #expect(run.count("b") == 1)
    try run.complete("late")
    #expect(run.status == .completed)
    #expect(run.count("next") == 0)
  }

  @Test("without a cancel it ends as a subprocess does", arguments: Mode.allCases)
  func done(mode: Mode) throws {
    let run = try Run("transaction", "done", mode)
    try run.complete("ia", ["ok": true])
    #expect(run.active == ["next READY"])
    #expect(run.count("b", .cancelled) == 1)
  }

  @Test("the way out is chosen within", arguments: Mode.allCases)
  func chosen(mode: Mode) throws {
    let run = try Run("transaction", "done", mode)
    try run.complete("ia", ["ok": false])
    #expect(run.active == ["late READY"])
  }

  @Test("an error leaves by its own boundary event", arguments: Mode.allCases)
  func failing(mode: Mode) throws {
    let run = try Run("transaction", "failing", mode, data: ["reason": 1])
    try run.complete("ia")
    #expect(run.active == ["late READY"])
    #expect(run.count("c", .cancelled) == 1)
  }
}
