import OrderedCollections
import Synchronization
public import WorkflowModel
public import WorkflowScripting
import WorkflowSerialization

/// A call of a service that the embedder answers.
public struct HostServiceCall: Sendable {
  /// The call, with its parameters as the model evaluated them.
  public let call: ServiceCall
  /// The variables of the task.
  public let data: TaskData
  /// The types of the embedder.
  let converters: ConverterRegistry

  /// The value of a parameter.
  ///
  /// - Throws: ``SerializationError`` where it is of another type; a parameter that the model does not give is null.
  public func value<Value>(_ parameter: String, as type: Value.Type = Value.self) throws -> Value {
    guard case .dictionary(let members)? = call.parameters[parameter] else {
      return try converters.restore(.null, as: type)
    }
    return try converters.restore(members["value"] ?? .null, as: type)
  }
}

/// How the embedder answers a service.
enum HostService: Sendable {
  case immediate(@Sendable (HostServiceCall) throws -> DataValue)
  case asynchronous(@Sendable (HostServiceCall) async throws -> DataValue)

  /// Answers a call, or begins to.
  func answer(_ call: HostServiceCall) throws(ScriptError) -> ServiceReply {
    switch self {
    case .immediate(let body):
      do {
        return .value(try body(call))
      } catch {
        throw .hostService(call.call.operation, error)
      }
    case .asynchronous(let body):
      return .pending(HostServiceTask(call, body))
    }
  }
}

/// A service that works in a task of Swift's, beside the workflow.
private final class HostServiceTask: PendingService {
  /// Where the answer is left, by a task that may outlive its workflow.
  private final class Place: Sendable {
    let answer = Mutex<Result<DataValue, ScriptError>?>(nil)
  }

  private let place = Place()
  private let task: Task<Void, Never>

  init(_ call: HostServiceCall, _ body: @escaping @Sendable (HostServiceCall) async throws -> DataValue) {
    task = Task { [place] in
      let answer: Result<DataValue, ScriptError>
      do {
        answer = .success(try await body(call))
      } catch {
        answer = .failure(.hostService(call.call.operation, error))
      }
      place.answer.withLock { $0 = answer }
    }
  }

  var answer: Result<DataValue, ScriptError>? { place.answer.withLock { $0 } }

  func abandon() { task.cancel() }
}

extension ScriptError {
  /// What an error of a service is for its task.
  fileprivate static func hostService(_ operation: String, _ error: any Error) -> ScriptError {
    switch error {
    case let error as BpmnErrorContent: .raised(error)
    case let error as ScriptError: error
    default: .serviceFailed(operation, "\(error)")
    }
  }
}
