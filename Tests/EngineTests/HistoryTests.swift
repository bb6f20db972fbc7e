import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowEngine

@Suite("What is noted of an instance")
struct HistoryTests {
  /// What was noted, as `kind name`, after the start.
  private func noted(_ run: Run) -> [String] {
    #expect(run.events.first?.kind == .started)
    return run.events.dropFirst().map { "\($0.kind.rawValue)\($0.name.map { " \($0)" } ?? "")" }
  }

  /// The element of the task of an event.
  private func element(_ event: HistoryEvent, _ run: Run) -> String? {
    event.task.flatMap { run.instance.node(of: Int32($0)).element?.id }
  }

  @Test("a run to the end is its start and its end: the tasks tell the rest", arguments: Mode.allCases)
  func plain(mode: Mode) throws {
    let run = try Run("message-event", "catch", mode)
    #expect(noted(run) == [])
    try run.message("order", 1)
    try run.complete("a")
    #expect(noted(run) == ["message_received order", "completed"])
  }

  @Test("a failure stays noted when its task is tried again", arguments: Mode.allCases)
  func failure(mode: Mode) throws {
    let run = try Run("failures", "script", mode, data: ["price": 2, "count": 3])
    try run.retry("a")
    #expect(
      noted(run) == ["task_failed script_exception", "task_retried", "task_failed script_exception"])
    let failed = run.events[1]
    #expect(element(failed, run) == "a")
    #expect(failed.detail == ["message": "ZeroDivisionError: division by zero", "line": 2])
  }

  @Test("what nobody waits for is not noted", arguments: Mode.allCases)
  func refused(mode: Mode) throws {
    let run = try Run("message-event", "catch", mode)
    #expect(run.refusal { try $0.message("other") } != nil)
    #expect(try run.instance.receive(SentMessage(name: "other", payload: nil, correlation: [:])) == false)
    #expect(noted(run) == [])
    #expect(try run.instance.receive(SentMessage(name: "order", payload: 1, correlation: [:])))
    #expect(noted(run) == ["message_received order"])
  }

  @Test("an event has a moment between the changes around it, and takes no stamp", arguments: Mode.allCases)
  func moments(mode: Mode) throws {
    let run = try Run("message-event", "catch", mode)
    let before = run.instance.tree.lastStamp
    try run.message("order", 1)
    try run.complete("a")
    let received = try #require(run.events.first { $0.kind == .messageReceived })
    let taken = try #require(run.instance.tasks().first { $0.element?.id == "c" })
    #expect(before < received.moment && received.moment < taken.lastStateChange)
    #expect(run.events.map(\.moment) == run.events.map(\.moment).sorted())
    #expect(run.events.last?.moment == Timestamp(microseconds: run.instance.tree.lastStamp.microseconds + 1))
  }

  @Test("a timer that repeats is noted each time that it is due", arguments: Mode.allCases)
  func repeating(mode: Mode) throws {
    let run = try Run("timer-event", "cycle", mode)
    try run.wait(hours: 2.01)
    #expect(noted(run) == ["timer_fired", "timer_fired"])
    #expect(run.events.last.flatMap { element($0, run) } == "c")
  }

  @Test("an instance that is cancelled is noted", arguments: Mode.allCases)
  func cancelled(mode: Mode) throws {
    let run = try Run("message-event", "catch", mode)
    try run.instance.cancel()
    #expect(noted(run) == ["cancelled"])
  }

  @Test("a service is noted when it is called, an error that it raises when that is caught")
  func service() throws {
    let run = try Run(Fixture.definition("service-task", "caught"), .inOneGo, isRunAtOnce: false)
    run.instance.scripts = try ServiceEngine(clock: run.clock) { _ throws(ScriptError) in
      throw ScriptError(
        .exception, exception: "BpmnError", message: "missing",
        bpmnError: BpmnErrorContent(code: "missing", name: "no file", payload: .null))
    }
    run.instance.serviceMode = .record
    run.instance.run()
    #expect(noted(run) == [])
    run.instance.serviceMode = .call
    run.instance.run()
    let names = noted(run)
    #expect(names.count == 2 && names[0].hasPrefix("service_called ") && names[1] == "error_raised missing")
    #expect(run.events.dropFirst().allSatisfy { element($0, run) == "a" })
  }
}
