import WorkflowModel
import WorkflowScripting
import WorkflowWorkers

/// A program that answers a service: it reads the parameters from standard input and writes its answer to standard
/// output.
struct ServiceCommand {
  /// The environment variable with the call's id, which is the same at every repetition.
  static let keyVariable = "WFSTORE_IDEMPOTENCY_KEY"
  private static let errorBytes = 1 << 20

  let command: [String]
  let output: @Sendable (String) -> Void

  func answer(_ request: ServiceRequest) throws(ServiceFailure) -> DataValue {
    let outcome = try run(request)
    let said = String(decoding: outcome.error, as: UTF8.self)
    if !said.isEmpty { output(said) }
    switch outcome.ending {
    case .exit(0): return try ServiceAnswer(outcome.output).value()
    case .exit(let status):
      if let content = ServiceAnswer.error(in: outcome.output) { throw .answered(content) }
      let last = said.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
      throw .passing("it ended with exit status \(status)\(last)")
    case .signal(let number): throw .passing("it was killed by signal \(number)")
    case .late: throw .passing("it did not answer within \(request.milliseconds) ms")
    case .tooMuchOutput: throw .lasting("its answer is longer than \(ServiceAnswer.maximumBytes) bytes")
    case .tooMuchError: throw .lasting("it wrote more than \(Self.errorBytes) bytes to standard error")
    }
  }

  private func run(_ request: ServiceRequest) throws(ServiceFailure) -> ProgramRun.Outcome {
    var environment = processEnvironment()
    guard let name = command.first, let path = ProgramPath.find(name, in: environment) else {
      throw .lasting("there is no program '\(command.first ?? "")'")
    }
    environment[Self.keyVariable] = request.idempotencyKey
    var run = ProgramRun(
      path: path, arguments: Array(command.dropFirst()), environment: environment,
      milliseconds: request.milliseconds, outputBytes: ServiceAnswer.maximumBytes, errorBytes: Self.errorBytes)
    run.input = request.body
    do throws(ProgramRun.NotStarted) {
      return try run()
    } catch {
      throw .lasting("it cannot be started: \(error.reason)")
    }
  }
}
