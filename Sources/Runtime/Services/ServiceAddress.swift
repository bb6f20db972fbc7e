import WorkflowModel
import WorkflowWorkers

/// A server that answers a service: the parameters are posted to it, and its answer is the response's body.
///
/// The program `curl` posts them. Foundation's `URLSession` does not link into a program with Swift's libraries inside,
/// as the released one is.
struct ServiceAddress {
  /// The header with the call's id, which is the same at every repetition.
  static let keyHeader = "Idempotency-Key"
  private static let errorBytes = 1 << 16

  let address: String

  func answer(_ request: ServiceRequest) throws(ServiceFailure) -> DataValue {
    let (status, body) = try post(request)
    guard (200..<300).contains(status) else {
      if let content = ServiceAnswer.error(in: body) { throw .answered(content) }
      let reason = "it answered with the HTTP status \(status)"
      throw status >= 500 || status == 408 || status == 429 ? .passing(reason) : .lasting(reason)
    }
    return try ServiceAnswer(body).value()
  }

  private func post(_ request: ServiceRequest) throws(ServiceFailure) -> (status: Int, body: [UInt8]) {
    let environment = processEnvironment()
    guard let path = ProgramPath.find("curl", in: environment) else {
      throw .lasting("there is no program 'curl', which asks servers")
    }
    var run = ProgramRun(
      path: path, arguments: arguments(request), environment: environment, milliseconds: request.milliseconds,
      outputBytes: ServiceAnswer.maximumBytes, errorBytes: Self.errorBytes)
    run.input = request.body
    let outcome: ProgramRun.Outcome
    do throws(ProgramRun.NotStarted) {
      outcome = try run()
    } catch {
      throw .lasting("'curl' cannot be started: \(error.reason)")
    }
    switch outcome.ending {
    case .exit(0): return try Self.split(outcome.output)
    case .late: throw .passing("it did not answer within \(request.milliseconds) ms")
    case .tooMuchOutput: throw .lasting("its answer is longer than \(ServiceAnswer.maximumBytes) bytes")
    case .exit, .signal, .tooMuchError:
      let said = String(decoding: outcome.error, as: UTF8.self).split(whereSeparator: \.isNewline).last
      throw .passing(said.map(String.init) ?? "it cannot be asked")
    }
  }

  private func arguments(_ request: ServiceRequest) -> [String] {
    [
      // Nothing of the user's own settings, no pattern in the address, no redirection to a place nobody configured.
      "--disable", "--globoff", "--proto", "=http,https", "--silent", "--show-error", "--request", "POST",
      "--header", "Content-Type: application/json", "--header", "\(Self.keyHeader): \(request.idempotencyKey)",
      // A server is not asked whether it would take the body.
      "--header", "Expect:", "--data-binary", "@-", "--write-out", "\n%{http_code}", "--url", address,
    ]
  }

  /// The body, and the status, which is written on a line after it.
  private static func split(_ output: [UInt8]) throws(ServiceFailure) -> (status: Int, body: [UInt8]) {
    guard let end = output.lastIndex(of: UInt8(ascii: "\n")),
      let status = Int(String(decoding: output[(end + 1)...], as: UTF8.self)), status > 0
    else { throw .passing("it gave no response of HTTP") }
    return (status, Array(output[..<end]))
  }
}
