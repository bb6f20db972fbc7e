import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

@Suite("transactions of the runtime")
struct TransactionTests {
  /// What an embedder throws in the middle of something.
  private struct ChangeOfMind: Error {}

  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  @Test("an error in a transaction takes back what was added and started in it")
  func start() throws {
    let runtime = try desk.runtime()
    #expect(throws: ChangeOfMind.self) {
      try runtime.store.transaction {
        _ = try runtime.start("counting", data: ["count": 1])
        throw ChangeOfMind()
      }
    }
    #expect(try runtime.store.specs().isEmpty)
    #expect(try runtime.store.list(limit: 10).instances.isEmpty)
    #expect(try runtime.store.check().isEmpty)
  }

  @Test("an error in a transaction takes back several steps of an instance")
  func resume() throws {
    let runtime = try desk.runtime()
    let started = try runtime.start("counting", data: ["count": 1])
    #expect(throws: ChangeOfMind.self) {
      try runtime.store.transaction {
        let resumed = try runtime.complete("look", of: started, data: ["enough": false])
        #expect(try runtime.complete("look", of: resumed, data: ["enough": true]).summary.status == .completed)
        throw ChangeOfMind()
      }
    }
    #expect(try runtime.view("\(started.summary.id)").document == started.document)
    #expect(try desk.runtime().complete("look", of: started, data: ["enough": true]).summary.revision == 2)
  }

  @Test("a request that is refused leaves nothing behind")
  func refused() throws {
    let runtime = try desk.runtime()
    let started = try runtime.start("counting", data: ["count": 1])
    let unknown: DataDictionary = ["person": .typed(TypedValue(typename: "Person", content: [:]))]
    let error = #expect(throws: RuntimeError.self) { try runtime.complete("look", of: started, data: unknown) }
    #expect(error?.code == "unknown_typename")
    #expect(throws: RuntimeError.self) { try runtime.start("counting", data: unknown) }
    #expect(throws: EngineError.self) { try runtime.complete("nothing", of: started) }
    var request = StartRequest()
    request.environment = [EnvironmentModule(name: "broken.py", source: "def broken(:")]
    let spec = started.summary.spec
    #expect(throws: (any Error).self) { try runtime.start(spec: spec, request) }
    #expect(try runtime.view("\(started.summary.id)").document == started.document)
    #expect(try runtime.store.list(limit: 10).instances == [started.summary])
  }
}
