import Foundation
import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowRuntime

@Suite("services of the settings")
struct ServiceDeskTests {
  private let printed = Printed()

  private func desk(_ provider: ServiceSettings.Provider, retries: Int = 0, milliseconds: Int = 20_000) -> ServiceDesk {
    var settings = ServiceSettings(provider)
    settings.retries = retries
    settings.milliseconds = milliseconds
    var desk = ServiceDesk(services: ["look_up": settings], output: { [printed] in printed.append($0) })
    desk.firstPause = .milliseconds(1)
    return desk
  }

  private func shell(_ script: String, retries: Int = 0, milliseconds: Int = 20_000) -> ServiceDesk {
    desk(.command(["sh", "-c", script]), retries: retries, milliseconds: milliseconds)
  }

  private func call(_ desk: ServiceDesk, _ parameters: DataDictionary = ["name": "lamp"]) throws -> DataValue {
    try desk.call(ServiceCall(operation: "look_up", parameters: parameters, idempotencyKey: "key-1"))
  }

  private func failure(_ desk: ServiceDesk) throws -> ScriptError {
    try #require(throws: ScriptError.self) { try call(desk) }
  }

  // MARK: Programs

  @Test("a program reads the parameters from standard input, and its result is the answer's")
  func command() throws {
    let echo = shell(#"printf '{"result": '; cat; printf '}'; echo working >&2"#)
    let parameters: DataDictionary = [
      "name": "lämp", "when": .typed(TypedValue(typename: "date", content: ["value": "2026-01-01"])),
    ]
    #expect(try call(echo, parameters) == .dictionary(parameters))
    #expect(printed.text == "working\n")
    #expect(try call(shell(#"echo "{\"result\": \"$WFSTORE_IDEMPOTENCY_KEY\"}""#)) == "key-1")
    #expect(try call(shell(#"echo '{"result": null}'"#)) == .null)
  }

  @Test("an error's document is an error for the diagram, with any exit status", arguments: [0, 1])
  func error(status: Int) throws {
    let answer = #"{"error": {"code": "missing", "name": "No such file", "payload": {"path": "x"}}}"#
    let error = try failure(shell("echo '\(answer)'; exit \(status)", retries: 3))
    #expect(error.exception == "BpmnError")
    #expect(error.message == "No such file")
    #expect(error.bpmnError == BpmnErrorContent(code: "missing", name: "No such file", payload: ["path": "x"]))
    #expect(try failure(shell(#"echo '{"error": {"code": "c"}}'"#)).message == "c")
  }

  @Test(
    "what is no answer is a failure of the service, with the reason",
    arguments: [
      ("exit 3", "it ended with exit status 3"),
      ("echo one >&2; echo two >&2; exit 3", "it ended with exit status 3: two"),
      (#"echo '{"result": 1}'; exit 3"#, "it ended with exit status 3"),
      ("kill -9 $$", "it was killed by signal 9"),
      ("echo hello", #"its answer is no JSON: expected a value, found "h" at line 1, column 1"#),
      ("echo '[1]'", #"its answer is neither {"result": …} nor {"error": {"code": …}}"#),
      ("echo '{}'", #"its answer is neither {"result": …} nor {"error": {"code": …}}"#),
      (#"echo '{"error": "x"}'"#, #"its answer is neither {"result": …} nor {"error": {"code": …}}"#),
      ("yes", "its answer is longer than 67108864 bytes"),
      ("yes >&2", "it wrote more than 1048576 bytes to standard error"),
    ])
  func noAnswer(script: String, reason: String) throws {
    let error = try failure(shell(script))
    #expect(error.code == .service)
    #expect(error.message == "the service 'look_up' failed: \(reason)")
  }

  @Test("a program that takes too long is stopped")
  func late() throws {
    let error = try failure(shell("sleep 100", milliseconds: 100))
    #expect(error.message == "the service 'look_up' failed: it did not answer within 100 ms")
  }

  @Test("a program that is not there is not tried again")
  func noProgram() throws {
    let error = try failure(desk(.command(["/no/such/program"]), retries: 3))
    #expect(error.message == "the service 'look_up' failed: there is no program '/no/such/program'")
  }

  @Test("a failed call is tried again, as often as is set, with the same key")
  func retries() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("retries-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let script = """
      echo $WFSTORE_IDEMPOTENCY_KEY >> \(file.path)
      [ $(wc -l < \(file.path)) -ge 3 ] && echo '{"result": "third"}'
      """
    let error = try failure(shell(script, retries: 1))
    #expect(error.message == "the service 'look_up' failed: it ended with exit status 1 (2 attempts)")
    #expect(try call(shell(script, retries: 1)) == "third")
    #expect(try String(contentsOf: file, encoding: .utf8) == "key-1\nkey-1\nkey-1\n")
  }

  @Test("several threads may call at once")
  func threads() async throws {
    let desk = shell(#"sleep 0.1; printf '{"result": '; cat; printf '}'"#)
    try await withThrowingTaskGroup(of: DataValue.self) { group in
      for number in 0..<8 { group.addTask { try call(desk, ["n": .integer(number)]) } }
      var results: Set<DataValue> = []
      for try await result in group { results.insert(result) }
      #expect(results == Set((0..<8).map { ["n": .integer($0)] }))
    }
  }

  // MARK: Servers

  private func serving(
    _ responses: [LittleServer.Response], retries: Int = 0, milliseconds: Int = 20_000,
    _ body: (ServiceDesk, LittleServer) throws -> Void
  ) throws {
    let server = try LittleServer(responses)
    defer { server.stop() }
    try body(
      desk(.url("http://127.0.0.1:\(server.port)/look_up"), retries: retries, milliseconds: milliseconds), server)
  }

  @Test("a server gets the parameters by POST, with the key as a header")
  func post() throws {
    try serving([LittleServer.Response(body: #"{"result": {"price": 3.0}}"#)]) { desk, server in
      #expect(try call(desk) == ["price": 3.0])
      let request = try #require(server.requests.first)
      #expect(request.hasPrefix("POST /look_up HTTP/1.1\r\n"))
      #expect(request.lowercased().contains("\r\nidempotency-key: key-1\r\n"))
      #expect(request.lowercased().contains("\r\ncontent-type: application/json\r\n"))
      #expect(request.hasSuffix("\r\n\r\n{\"name\":\"lamp\"}\n"))
    }
  }

  @Test("a server's error document is an error for the diagram, with any status", arguments: [200, 404, 500])
  func serverError(status: Int) throws {
    let response = LittleServer.Response(status: status, body: #"{"error": {"code": "missing"}}"#)
    try serving([response], retries: 2) { desk, server in
      let error = try failure(desk)
      #expect(error.bpmnError?.code == "missing")
      #expect(server.requests.count == 1)
    }
  }

  @Test(
    "a server's failure is tried again where it may pass",
    arguments: [(503, 3), (500, 3), (429, 3), (408, 3), (404, 1), (400, 1), (301, 1)])
  func serverFailure(status: Int, attempts: Int) throws {
    let response = LittleServer.Response(
      status: status, body: "sorry", header: "Location: http://127.0.0.1:1/elsewhere\r\n")
    try serving([response], retries: 2) { desk, server in
      let times = attempts > 1 ? " (\(attempts) attempts)" : ""
      let error = try failure(desk)
      #expect(error.code == .service)
      #expect(error.message == "the service 'look_up' failed: it answered with the HTTP status \(status)\(times)")
      #expect(server.requests.count == attempts)
    }
  }

  @Test("a server that comes back has answered")
  func comesBack() throws {
    let responses = [LittleServer.Response(status: 503), LittleServer.Response(body: #"{"result": 1}"#)]
    try serving(responses, retries: 1) { desk, _ in
      let value = try call(desk)
      #expect(value == 1)
    }
  }

  @Test("a server that takes too long, or is not there, is a failure")
  func serverLate() throws {
    try serving([LittleServer.Response(body: #"{"result": 1}"#, delay: 0.5)], milliseconds: 100) { desk, _ in
      let error = try failure(desk)
      #expect(error.message == "the service 'look_up' failed: it did not answer within 100 ms")
    }
    let gone = try failure(desk(.url("http://127.0.0.1:1/")))
    #expect(gone.code == .service)
    #expect(gone.message.hasPrefix("the service 'look_up' failed: "))
  }
}
