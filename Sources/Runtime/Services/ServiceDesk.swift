import Foundation
public import WorkflowModel
public import WorkflowScripting

/// Calls the services that the settings name: programs and servers.
///
/// It keeps nothing between two calls, and may be used by several threads at once.
public struct ServiceDesk: Sendable {
  private let services: [String: ServiceSettings]
  private var output: @Sendable (String) -> Void
  /// How long it waits before the first repetition; before each further one twice as long.
  var firstPause = Duration.milliseconds(500)

  /// A desk for these services, by the names of their operations.
  ///
  /// - Parameter output: takes what programs write to standard error.
  public init(services: [String: ServiceSettings], output: @escaping @Sendable (String) -> Void) {
    self.services = services
    self.output = output
  }

  /// A desk that hides secrets in what programs write to standard error.
  func hiding(_ secrets: OpenedSecrets) -> ServiceDesk {
    var desk = self
    desk.output = { [output] text in output(secrets.hiding(text)) }
    return desk
  }

  /// How an operation is answered; nil where it is not answered here.
  public func settings(of operation: String) -> ServiceSettings? {
    guard let settings = services[operation], settings.provider != .environment else { return nil }
    return settings
  }

  /// How often a call of an operation that failed is made again, whoever answers it.
  func repetition(of operation: String) -> Repetition {
    Repetition(retries: services[operation]?.retries ?? 0, firstPause: firstPause)
  }

  /// Calls a service and waits for its answer. What fails for reasons that may pass is tried again, as often as the
  /// settings say, with the same idempotency key.
  ///
  /// - Throws: ``ScriptError/Code/service`` where there is no answer, and an error with a
  ///   ``ScriptError/bpmnError`` where the answer is one.
  public func call(_ call: ServiceCall) throws(ScriptError) -> DataValue {
    guard let service = settings(of: call.operation) else { throw .unknownService(call.operation) }
    let request = try ServiceRequest(call, milliseconds: service.milliseconds)
    var repetition = repetition(of: call.operation)
    while true {
      do throws(ServiceFailure) {
        return try answer(request, service.provider)
      } catch {
        switch error {
        case .answered(let content): throw .raised(content)
        case .passing where repetition.waitForNext(): break
        case .passing(let reason), .lasting(let reason):
          throw .serviceFailed(call.operation, reason).after(attempts: repetition.attempts)
        }
      }
    }
  }

  private func answer(
    _ request: ServiceRequest, _ provider: ServiceSettings.Provider
  ) throws(ServiceFailure) -> DataValue {
    switch provider {
    case .command(let command): try ServiceCommand(command: command, output: output).answer(request)
    case .url(let address): try ServiceAddress(address: address).answer(request)
    case .environment: throw .lasting("the environment answers it")
    }
  }
}

/// A call as it is sent.
struct ServiceRequest: Sendable {
  /// The parameters in JSON.
  let body: [UInt8]
  let idempotencyKey: String
  let milliseconds: Int

  init(_ call: ServiceCall, milliseconds: Int) throws(ScriptError) {
    do throws(JSONError) {
      body = try JSONWriter(.exact).bytes(of: .dictionary(call.parameters)) + [UInt8(ascii: "\n")]
    } catch {
      throw ScriptError(.value, message: "\(error)")
    }
    idempotencyKey = call.idempotencyKey
    self.milliseconds = milliseconds
  }
}

/// Why an attempt has no result.
enum ServiceFailure: Error {
  /// The service answered with an error for the diagram.
  case answered(BpmnErrorContent)
  /// It failed, and may not the next time.
  case passing(String)
  /// It failed, and will again.
  case lasting(String)
}

extension ScriptError {
  static func unknownService(_ operation: String) -> ScriptError {
    ScriptError(.service, message: "no service is configured for the operation '\(operation)'")
  }

  static func serviceFailed(_ operation: String, _ reason: String) -> ScriptError {
    ScriptError(.service, message: "the service '\(operation)' failed: \(reason)")
  }

  /// What `raise BpmnError` in an environment module would be.
  static func raised(_ content: BpmnErrorContent) -> ScriptError {
    ScriptError(.exception, exception: "BpmnError", message: content.name ?? content.code, bpmnError: content)
  }
}
