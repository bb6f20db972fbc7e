import Foundation
import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowRuntime

@Suite("services of the settings beside those of an engine")
struct ServedEngineTests {
  private func engine(_ services: [String: ServiceSettings], workers: Int = 8) -> ServedEngine {
    ServedEngine(ShoutingEngine(), services: ServiceDesk(services: services, output: { _ in }), workers: workers)
  }

  private func shell(_ script: String, isAsynchronous: Bool = true) -> ServiceSettings {
    var settings = ServiceSettings(.command(["sh", "-c", script]))
    settings.isAsynchronous = isAsynchronous
    return settings
  }

  private func call(_ operation: String, _ engine: ServedEngine, number: Int = 0) throws -> ServiceReply {
    let call = ServiceCall(operation: operation, parameters: ["n": .integer(number)], idempotencyKey: "\(number)")
    return try engine.callService(call, data: TaskData())
  }

  private func start(_ operation: String, _ engine: ServedEngine, number: Int = 0) throws -> any PendingService {
    guard case .pending(let service) = try call(operation, engine, number: number) else {
      throw ScriptError(.service, message: "it has answered at once")
    }
    return service
  }

  private func answer(of service: any PendingService) async throws -> Result<DataValue, ScriptError> {
    while true {
      if let answer = service.answer { return answer }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  @Test("an operation that is set is answered by its service, another by the engine")
  func choice() throws {
    let engine = engine(["here": shell(#"echo '{"result": 1}'"#, isAsynchronous: false)])
    #expect(try call("here", engine).value == 1)
    let error = #expect(throws: ScriptError.self) { try call("elsewhere", engine) }
    #expect(error?.message == "shouting has no services")
    #expect(engine.name == "shouting")
  }

  @Test("an asynchronous service is pending until it has answered, or failed")
  func pending() async throws {
    let engine = engine([
      "slow": shell(#"sleep 0.1; echo '{"result": 1}'"#), "broken": shell("exit 3"),
      "refusing": shell(#"echo '{"error": {"code": "no"}}'"#),
    ])
    let slow = try start("slow", engine)
    #expect(slow.answer == nil)
    #expect(try await answer(of: slow).get() == 1)
    guard case .failure(let broken) = try await answer(of: start("broken", engine)) else { return }
    #expect(broken.message == "the service 'broken' failed: it ended with exit status 3")
    guard case .failure(let refusing) = try await answer(of: start("refusing", engine)) else { return }
    #expect(refusing.bpmnError?.code == "no")
  }

  @Test("asynchronous services run side by side, no more at once than is set")
  func workers() async throws {
    let folder = "/tmp/served-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = """
      mkdir -p \(folder)/$WFSTORE_IDEMPOTENCY_KEY; n=$(ls \(folder) | wc -l); sleep 0.1
      rmdir \(folder)/$WFSTORE_IDEMPOTENCY_KEY; echo "{\\"result\\": $n}"
      """
    let engine = engine(["count": shell(script)], workers: 2)
    let services = try (0..<6).map { try start("count", engine, number: $0) }
    var counts: [DataValue] = []
    for service in services { counts.append(try await answer(of: service).get()) }
    #expect(counts.allSatisfy { $0 == 1 || $0 == 2 }, "\(counts)")
    #expect(counts.contains(2))
  }

  // MARK: Services of the environment

  /// An engine whose services fail until a call, with what is given, and keeps the keys of all calls.
  private final class Failing: ScriptEngine {
    let name = "failing"
    let typenames: Set<String> = []
    let failures: Int
    let error: ScriptError
    let isAsynchronous: Bool
    private(set) var keys: [String] = []

    init(failures: Int, _ error: ScriptError, isAsynchronous: Bool = false) {
      (self.failures, self.error, self.isAsynchronous) = (failures, error, isAsynchronous)
    }

    func evaluate(_ text: String, data: TaskData, locals: DataDictionary) throws(ScriptError) -> DataValue { .null }
    func execute(_ script: String, data: inout TaskData, locals: DataDictionary) throws(ScriptError) {}
    func check(_ script: String, as kind: ScriptKind) -> [ScriptDiagnostic] { [] }

    func callService(_ call: ServiceCall, data: TaskData) throws(ScriptError) -> ServiceReply {
      keys.append(call.idempotencyKey)
      let answer: Result<DataValue, ScriptError> = keys.count > failures ? .success("done") : .failure(error)
      if isAsynchronous { return .pending(Answered(answer: answer)) }
      return .value(try answer.get())
    }

    private final class Answered: PendingService {
      let answer: Result<DataValue, ScriptError>?
      init(answer: Result<DataValue, ScriptError>) { self.answer = answer }
      func abandon() {}
    }
  }

  private static let broken = ScriptError(.exception, exception: "OSError", message: "broken")

  private func serve(_ engine: Failing, retries: Int) -> ServedEngine {
    var settings = ServiceSettings(.environment)
    settings.retries = retries
    var desk = ServiceDesk(services: ["look_up": settings], output: { _ in })
    desk.firstPause = .milliseconds(1)
    return ServedEngine(engine, services: desk, workers: 1)
  }

  @Test("a service of the environment is tried again as often as is set, with the same key", arguments: [false, true])
  func retried(isAsynchronous: Bool) async throws {
    let engine = Failing(failures: 2, Self.broken, isAsynchronous: isAsynchronous)
    switch try call("look_up", serve(engine, retries: 2), number: 7) {
    case .value(let value): #expect(value == "done")
    case .pending(let service): #expect(try await answer(of: service).get() == "done")
    }
    #expect(engine.keys == ["7", "7", "7"])
  }

  @Test("when the attempts are used up, the last error stands, with their number", arguments: [false, true])
  func usedUp(isAsynchronous: Bool) async throws {
    let engine = Failing(failures: 9, Self.broken, isAsynchronous: isAsynchronous)
    let error = await #expect(throws: ScriptError.self) {
      guard case .pending(let service) = try call("look_up", serve(engine, retries: 2)) else { return }
      _ = try await answer(of: service).get()
    }
    #expect(error?.message == "broken (3 attempts)")
    #expect(engine.keys.count == 3)
  }

  @Test(
    "an error for the diagram, an exceeded budget and a service without settings are not tried again",
    arguments: [
      ("look_up", ScriptError.raised(BpmnErrorContent(code: "no"))),
      ("look_up", ScriptError(.budget, message: "too long")), ("other", broken),
    ])
  func notRetried(operation: String, error: ScriptError) throws {
    let engine = Failing(failures: 9, error)
    let thrown = #expect(throws: ScriptError.self) { try call(operation, serve(engine, retries: 3)) }
    #expect(thrown?.message == error.message)
    #expect(engine.keys.count == 1)
  }

  @Test("a call that nobody waits for any more is not made when its turn comes")
  func abandoned() async throws {
    let engine = engine(["one": shell(#"sleep 0.2; echo '{"result": 1}'"#)], workers: 1)
    let services = try (0..<3).map { try start("one", engine, number: $0) }
    services[1].abandon()
    #expect(try await answer(of: services[2]).get() == 1)
    #expect(services[1].answer == nil)
  }
}
