import OrderedCollections
import Synchronization
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

@Suite("services of a saved workflow")
struct ServiceTests {
  /// What another connection sees in the store when a service is called.
  private final class Seen: Sendable {
    private let calls = Mutex<[(key: String, recorded: Int)]>([])

    var keys: [String] { calls.withLock { $0.map(\.key) } }
    var recorded: [Int] { calls.withLock { $0.map(\.recorded) } }

    func note(_ call: ServiceCall, recorded: Int) {
      calls.withLock { $0.append((call.idempotencyKey, recorded)) }
    }
  }

  private let desk: Desk
  private let seen = Seen()

  init() throws {
    desk = try Desk()
  }

  /// A runtime whose services note how many calls the store knew when they were called.
  private func runtime(isSlow: Bool = false) throws -> WorkflowRuntime {
    let desk = desk
    let seen = seen
    return try desk.runtime(
      engines: SquaringEngine.registry(isSlow: isSlow) { call in
        let other = try? desk.runtime().store
        let instance = try? other?.list().instances.first
        let tasks = instance.flatMap { try? other?.load($0.id).state.tasks } ?? []
        let known = tasks.filter { "\($0.id)" == call.idempotencyKey && $0.internalData["service_call"] != nil }
        seen.note(call, recorded: known.count)
      })
  }

  @Test("each call is in the store before it is made", arguments: [false, true])
  func recorded(isSlow: Bool) throws {
    let finished = try runtime(isSlow: isSlow).start("squares", data: [:], engine: "squaring")
    #expect(finished.summary.status == .completed)
    #expect(finished.data["answers"] == [0, 1, 4])
    #expect(seen.recorded == [1, 1, 1])
    #expect(Set(seen.keys).count == 3)
    #expect(try runtime().view("\(finished.summary.id)").document == finished.document)
  }

  @Test("calls that are left to later are made by the next resume")
  func later() throws {
    let runtime = try runtime()
    var request = StartRequest()
    request.engine = "squaring"
    request.callsServices = false
    let started = try runtime.start(spec: runtime.add(Models.files("squares")).spec.id, request)
    #expect(started.summary.status == .waiting)
    #expect(started.tasks.filter { $0.element?.id == "square" && $0.state == .started }.count == 4)
    #expect(seen.keys.isEmpty)
    let finished = try self.runtime().resume("\(started.summary.id)")
    #expect(finished.summary.status == .completed)
    #expect(finished.data["answers"] == [0, 1, 4])
    #expect(seen.keys.count == 3)
  }

  @Test("a limit of tasks leaves what services still work on to the next resume, with the same keys")
  func limited() throws {
    let runtime = try runtime(isSlow: true)
    var start = StartRequest()
    start.engine = "squaring"
    start.runs = false
    let started = try runtime.start(spec: runtime.add(Models.files("squares")).spec.id, start)
    var request = ResumeRequest()
    request.steps = 5
    let limited = try self.runtime(isSlow: true).resume("\(started.summary.id)", request)
    #expect(limited.summary.status == .waiting)
    let finished = try self.runtime().resume("\(started.summary.id)")
    #expect(finished.summary.status == .completed)
    #expect(seen.keys.count == 6)
    #expect(Set(seen.keys).count == 3)
  }
}
