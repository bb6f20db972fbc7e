import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowEngine

@Suite("Service task")
struct ServiceTaskTests {
  private struct Full: Error {}

  private func start(
    _ process: String, _ reply: @escaping (ServiceCall) throws(ScriptError) -> ServiceReply
  ) throws -> (Run, ServiceEngine) {
    let run = try Run(Fixture.definition("service-task", process), .inOneGo, isRunAtOnce: false)
    let engine = try ServiceEngine(clock: run.clock, reply)
    run.instance.scripts = engine
    return (run, engine)
  }

  @Test("while its service works it is STARTED, and others go on")
  func beside() throws {
    let service = SlowService()
    let (run, engine) = try start("beside") { _ in .pending(service) }
    run.instance.run()
    #expect(run.active == ["a STARTED", "b READY"])
    try run.step { try $0.complete(.element("b")) }
    #expect(run.status == .waiting)
    #expect(run.instance.pendingServices.count == 1)
    service.answer = .success(7)
    run.instance.run()
    #expect(run.status == .completed)
    #expect(run.data["answer"] == 7)
    #expect(run.data["after"] == 8)
    #expect(engine.calls.count == 1)
    #expect(run.instance.pendingServices.isEmpty)
  }

  @Test("answers are taken up as they arrive")
  func several() throws {
    let services = [SlowService(), SlowService(), SlowService()]
    let (run, engine) = try start("each") { call in
      guard case .dictionary(let item)? = call.parameters["item"], case .integer(let index)? = item["value"] else {
        return .value(.null)
      }
      return .pending(services[index])
    }
    run.instance.run()
    #expect(engine.calls.count == 3)
    services[1].answer = .success("middle")
    run.instance.run()
    #expect(run.count("a", .completed) == 1)
    services[0].answer = .success("first")
    services[2].answer = .success("last")
    run.instance.run()
    #expect(run.status == .completed)
    #expect(run.data["answers"] == ["middle", "first", "last"])
  }

  @Test("a call whose answer was lost is made again, with the same key and parameters")
  func lost() throws {
    let (run, engine) = try start("random") { _ in .pending(SlowService()) }
    run.instance.run()
    try run.restart()
    #expect(run.active == ["a STARTED"])
    let again = try ServiceEngine(clock: run.clock) { _ in .value("done") }
    run.instance.scripts = again
    run.instance.run()
    #expect(run.status == .completed)
    #expect(engine.calls.map(\.idempotencyKey) == again.calls.map(\.idempotencyKey))
    #expect(engine.calls.map(\.parameters) == again.calls.map(\.parameters))
  }

  @Test("everything, the call included, can be saved before it is made")
  func recorded() throws {
    let (run, engine) = try start("random") { _ in .value("done") }
    var saved: [InstanceChanges] = []
    var callsBefore: [Int] = []
    run.instance.beforeServiceCall = {
      saved.append(run.instance.takeChanges())
      callsBefore.append(engine.calls.count)
    }
    run.instance.run()
    #expect(run.status == .completed)
    #expect(callsBefore == [0])
    let task = try #require(saved[0].tasks.first { $0.spec == "a" })
    #expect(task.state == .ready)
    #expect(task.internalData["service_call"] != nil)
  }

  @Test("a call that cannot be recorded is not made, and its task stays READY")
  func unrecorded() throws {
    let (run, engine) = try start("random") { _ in .value("done") }
    run.instance.beforeServiceCall = { throw Full() }
    run.instance.run()
    #expect(run.instance.interruption is Full)
    #expect(engine.calls.isEmpty)
    #expect(run.active == ["a READY"])
    run.instance.beforeServiceCall = nil
    run.instance.run()
    #expect(run.instance.interruption == nil)
    #expect(run.status == .completed)
  }

  @Test("calls may be left to a later run")
  func leftToLater() throws {
    let (run, engine) = try start("random") { _ in .value("done") }
    run.instance.serviceMode = .record
    run.instance.run()
    #expect(run.active == ["a STARTED"])
    #expect(engine.calls.isEmpty)
    run.instance.serviceMode = .call
    run.instance.run()
    #expect(run.status == .completed)
    #expect(engine.calls.count == 1)
  }

  @Test("an interrupted task abandons its service")
  func interrupted() throws {
    let service = SlowService()
    let (run, _) = try start("caught") { _ in .pending(service) }
    run.instance.run()
    try run.wait(hours: 2)
    #expect(run.active == ["late READY"])
    #expect(run.count("a", .cancelled) == 1)
    #expect(service.isAbandoned)
  }

  private func refusal(_ code: String) -> ScriptError {
    ScriptError(
      .exception, exception: "BpmnError", message: code,
      bpmnError: BpmnErrorContent(code: code, name: "no file", payload: ["file": "x.txt"]))
  }

  @Test("a BpmnError is caught at its boundary, with its payload")
  func caught() throws {
    let (run, _) = try start("caught") { _ throws(ScriptError) in throw refusal("missing") }
    run.instance.run()
    #expect(run.active == ["repair READY"])
    #expect(try run.data(of: "repair")["problem"] == ["file": "x.txt"])
    #expect(run.count("a", .cancelled) == 1)
    #expect(run.count("missing") == 1)
  }

  @Test("one that comes later is caught too")
  func caughtLater() throws {
    let service = SlowService()
    let (run, _) = try start("caught") { _ in .pending(service) }
    run.instance.run()
    service.answer = .failure(refusal("missing"))
    run.instance.run()
    #expect(run.active == ["repair READY"])
  }

  @Test("a BpmnError that nobody catches fails the task, which can be tried again")
  func uncaught() throws {
    var isWorking = false
    let (run, engine) = try start("caught") { _ throws(ScriptError) in
      if isWorking { return .value(1) }
      throw refusal("full")
    }
    run.instance.run()
    #expect(run.status == .error)
    #expect(run.error?.message == "BpmnError: full")
    isWorking = true
    try run.step { try $0.retry(.element("a")) }
    #expect(run.status == .completed)
    #expect(engine.calls.count == 2)
  }

  @Test("an answer that cannot be saved fails the task, which can be tried again", arguments: [false, true])
  func unsavable(isSlow: Bool) throws {
    var answer: DataValue = ["sizes": [1, .double(-.infinity)]]
    let (run, _) = try start("caught") { _ in
      guard isSlow else { return .value(answer) }
      let service = SlowService()
      service.answer = .success(answer)
      return .pending(service)
    }
    run.instance.run()
    run.instance.run()
    #expect(run.status == .error)
    #expect(run.error?.code == "script_value")
    #expect(
      run.error?.message.hasSuffix(".sizes[1]' cannot become data: -inf is not a number that JSON has") == true)
    answer = ["sizes": [1]]
    try run.step { try $0.retry(.element("a")) }
    run.instance.run()
    #expect(run.status == .completed)
  }

  @Test("a script's BpmnError is caught by the enclosing subprocess")
  func script() throws {
    let (run, _) = try start("script") { _ in .value(.null) }
    run.instance.run()
    #expect(run.active == ["repair READY"])
    #expect(try run.data(of: "repair")["problem"] == 5)
  }
}
