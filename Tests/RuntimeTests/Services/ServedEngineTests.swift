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

  @Test("a call that nobody waits for any more is not made when its turn comes")
  func abandoned() async throws {
    let engine = engine(["one": shell(#"sleep 0.2; echo '{"result": 1}'"#)], workers: 1)
    let services = try (0..<3).map { try start("one", engine, number: $0) }
    services[1].abandon()
    #expect(try await answer(of: services[2]).get() == 1)
    #expect(services[1].answer == nil)
  }
}
