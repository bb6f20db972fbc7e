import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Compensation event")
struct CompensationEventTests {
  @Test("what is completed is compensated, the last first, and the event waits for it", arguments: Mode.allCases)
  func order(mode: Mode) throws {
    let run = try Run("compensation-event", "booking", mode, data: ["log": []])
    #expect(run.active == ["decide READY"])
    try run.complete("decide")
    #expect(run.active == ["undo STARTED", "cancel_flight READY"])
    try run.complete("cancel_flight", ["log": ["hotel", "flight", "cancel flight"]])
    #expect(run.active == ["after READY"])
    #expect(try run.data(of: "after")["log"] == ["hotel", "flight", "cancel flight", "cancel hotel"])
    try run.complete("after")
    #expect(run.status == .completed)
    #expect(run.count("cancel_hotel") == 1)
  }
}
