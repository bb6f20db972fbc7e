import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

@Suite("a workflow without a process of its own")
struct RunTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  @Test("an instance is started, resumed by other runtimes and finished")
  func run() throws {
    let started = try desk.runtime().start("counting", data: ["count": 1])
    #expect(started.summary.status == .active)
    #expect(started.summary.revision == 1)
    #expect(started.data(of: "look") == ["count": 2])
    let resumed = try desk.runtime().complete("look", of: started, data: ["enough": false])
    #expect(resumed.summary.revision == 2)
    #expect(resumed.data(of: "look") == ["count": 3, "enough": false])
    let finished = try desk.runtime().complete("look", of: resumed, data: ["enough": true])
    #expect(finished.summary.status == .completed)
    #expect(finished.data == ["count": 3, "enough": true])
    #expect(finished.tasks.isEmpty)
    #expect(desk.printed.text == "counted to 2\ncounted to 3\n")
  }

  @Test("a view shows what is saved, and changes nothing")
  func view() throws {
    let started = try desk.runtime().start("counting", data: ["count": 1])
    let runtime = try desk.runtime()
    let seen = try runtime.view("\(started.summary.id)")
    #expect(seen.summary == started.summary)
    #expect(seen.document == started.document)
    let all = try runtime.view("\(started.summary.id)", tasks: .all)
    #expect(all.tasks.compactMap { $0.element?.id } == ["begin", "count", "look"])
    #expect(all.showing(.ready).tasks.compactMap { $0.element?.id } == ["look"])
    #expect(try runtime.store.summary(of: "\(started.summary.id)") == started.summary)
  }

  @Test("a cancelled instance has nothing open, and takes no more")
  func cancel() throws {
    let started = try desk.runtime().start("counting", data: ["count": 1])
    let runtime = try desk.runtime()
    let cancelled = try runtime.cancel("\(started.summary.id)")
    #expect(cancelled.summary.status == .cancelled)
    #expect(cancelled.summary.revision == 2)
    #expect(cancelled.tasks.isEmpty)
    #expect(throws: EngineError.self) { try runtime.complete("look", of: cancelled) }
    #expect(throws: EngineError.self) { try runtime.cancel("\(started.summary.id)") }
    #expect(try runtime.view("\(started.summary.id)").summary == cancelled.summary)
  }

  @Test("each run draws other random numbers")
  func random() throws {
    let started = try desk.runtime().start("drawing", data: [:])
    let resumed = try desk.runtime().complete("look", of: started)
    let again = try desk.runtime().complete("look", of: resumed)
    let numbers = [started, resumed, again].compactMap { $0.data(of: "look")["number"] }
    #expect(Set(numbers).count == 3)
  }

  @Test("a number of steps runs that many tasks")
  func steps() throws {
    let runtime = try desk.runtime()
    var start = StartRequest()
    start.data = ["count": 1]
    start.runs = false
    let saved = try runtime.start(spec: runtime.add(Models.files("counting")).spec.id, start)
    #expect(desk.printed.text == "")
    var request = ResumeRequest()
    request.steps = 1
    var view = saved
    for _ in 0..<8 where view.data(of: "look").isEmpty { view = try runtime.resume("\(saved.summary.id)", request) }
    #expect(view.data(of: "look") == ["count": 2])
  }

  @Test("a clock that is handed in is the only one")
  func clock() throws {
    let moment = try #require(Timestamp("2026-01-01T00:00:00+00:00"))
    let started = try desk.runtime(clock: FixedClock(moment)).start("counting", data: ["count": 1])
    #expect(started.summary.created == moment)
    #expect(started.summary.updated == moment)
  }

  @Test("a failed script is saved with its place, and can be tried again")
  func failure() throws {
    let runtime = try desk.runtime()
    let failed = try runtime.start("counting", data: ["count": "one"])
    #expect(failed.summary.status == .error)
    let error = try #require(failed.summary.error)
    #expect(error.bpmnID == "count")
    #expect(error.line == 1)
    #expect(error.message == #"TypeError: can only concatenate str (not "int") to str"#)
    #expect(try runtime.view("\(failed.summary.id)").summary.error == error)
    var request = ResumeRequest()
    request.action = .retry(.element("count"))
    #expect(try runtime.resume("\(failed.summary.id)", request).summary.revision == 2)
  }

  @Test("the budget of the runtime bounds its scripts")
  func budget() throws {
    var settings = RuntimeSettings()
    settings.budget.outputBytes = 3
    let runtime = try desk.runtime(settings: settings)
    let failed = try runtime.start("counting", data: ["count": 1])
    #expect(failed.summary.status == .error)
    #expect(failed.summary.error?.code == "script_budget")
  }

  @Test("the same models are one specification")
  func add() throws {
    let first = try desk.runtime().add(Models.files("counting"))
    let second = try desk.runtime().add(Models.files("counting"))
    #expect(first.spec.created && !second.spec.created)
    #expect(first.spec.id == second.spec.id)
    let strict = #expect(throws: RuntimeError.self) {
      try desk.runtime().add(Models.files("shouting"), isStrict: true)
    }
    #expect(strict?.category == .badInput)
    #expect(strict?.code == "refused_scripts")
    #expect(try desk.runtime().store.specs().map(\.process) == ["counting"])
  }
}
