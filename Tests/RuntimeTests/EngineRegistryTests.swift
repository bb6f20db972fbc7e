import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

@Suite("engines of the embedder's own")
struct EngineRegistryTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  private func registry(isRestricted: Bool = false) -> EngineRegistry {
    var engines = EngineRegistry.standard
    engines.register(ShoutingEngine.entry(isRestricted: isRestricted))
    return engines
  }

  @Test("a registered engine runs the scripts of an instance that asks for it")
  func ownEngine() throws {
    let runtime = try desk.runtime(engines: registry())
    let started = try runtime.start("shouting", data: ["greeting": "hello"], engine: "shouting")
    #expect(started.summary.engine == "shouting")
    #expect(started.data(of: "listen") == ["greeting": "HELLO"])
  }

  @Test("an error of it is the task's, with its exception and line")
  func failure() throws {
    let failed = try desk.runtime(engines: registry()).start("shouting", data: [:], engine: "shouting")
    #expect(failed.summary.status == .error)
    #expect(failed.summary.error?.message == "QuietError: there is no text 'greeting'")
    #expect(failed.summary.error?.bpmnID == "shout")
  }

  @Test("it is used again only where it is asked for")
  func notAsked() throws {
    let runtime = try desk.runtime(engines: registry())
    let started = try runtime.start("shouting", data: ["greeting": "hello"], engine: "shouting")
    let refusal = #expect(throws: RuntimeError.self) { try runtime.complete("listen", of: started) }
    #expect(refusal?.category == .refused)
    #expect(refusal?.code == "engine_not_asked")
    var request = ResumeRequest()
    request.engine = "shouting"
    request.action = .complete(.element("listen"), data: [:])
    #expect(try runtime.resume("\(started.summary.id)", request).summary.status == .completed)
  }

  @Test("one that is registered as restricted is used again without being asked for")
  func restricted() throws {
    let runtime = try desk.runtime(engines: registry(isRestricted: true))
    let started = try runtime.start("shouting", data: ["greeting": "hello"], engine: "shouting")
    let done = try runtime.complete("listen", of: started)
    #expect(done.summary.status == .completed)
    #expect(done.summary.engine == "shouting")
  }

  @Test("an instance of an engine that this runtime does not have can be looked at and goes on under another")
  func missing() throws {
    let started = try desk.runtime(engines: registry()).start(
      "shouting", data: ["greeting": "hello"], engine: "shouting")
    let other = try desk.runtime()
    #expect(try other.view("\(started.summary.id)").document == started.document)
    var request = ResumeRequest()
    request.engine = "shouting"
    let refusal = #expect(throws: RuntimeError.self) { try other.resume("\(started.summary.id)", request) }
    #expect(refusal?.category == .unavailable)
    #expect(refusal?.message == "there is no engine 'shouting'")
    #expect(
      refusal?.hints == ["the engines are: \(EngineRegistry.standard.entries.map(\.name).joined(separator: ", "))"])
    request.engine = "restricted"
    request.action = .complete(.element("listen"), data: [:])
    #expect(try other.resume("\(started.summary.id)", request).summary.status == .completed)
  }

  @Test("an engine takes the place of one with the same name")
  func replaced() throws {
    var engines = registry()
    let count = engines.entries.count
    engines.register(ShoutingEngine.entry(isRestricted: true))
    #expect(engines.entries.count == count)
    #expect(try engines.entry(named: "shouting").isRestricted)
  }
}
