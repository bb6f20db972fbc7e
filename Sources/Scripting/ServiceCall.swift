public import WorkflowModel

/// A call of a service task.
public struct ServiceCall: Sendable {
  /// The name of the operation.
  public let operation: String
  /// Its parameters, already evaluated.
  public let parameters: DataDictionary
  /// The same at every repetition of this call, also after a crash.
  public let idempotencyKey: String

  /// A call of `operation`.
  public init(operation: String, parameters: DataDictionary, idempotencyKey: String) {
    self.operation = operation
    self.parameters = parameters
    self.idempotencyKey = idempotencyKey
  }
}

/// What came of a call.
public enum ServiceReply {
  /// The service has answered.
  case value(DataValue)
  /// The service works on it, beside the workflow.
  case pending(any PendingService)

  /// The answer; nil as long as the service works on it.
  public var value: DataValue? {
    if case .value(let value) = self { value } else { nil }
  }
}

/// A service that works beside the workflow. It is asked on the thread of the engine that called it.
public protocol PendingService: AnyObject {
  /// What it has answered; nil as long as it has not. Asking does not wait.
  var answer: Result<DataValue, ScriptError>? { get }

  /// Nobody waits for the answer any more.
  func abandon()
}
