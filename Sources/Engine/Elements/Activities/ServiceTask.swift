import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// Service task (BPMN 2.0, section 10.3.3): calls its operation with its parameters, evaluated; what it answers goes to
/// the result variable. While the service works beside the workflow the task is STARTED.
struct ServiceTask: ElementBehavior {
  let operation: ServiceOperation

  var hasScripts: Bool { !operation.parameters.isEmpty }

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    let parameters = if let recorded = step.recordedCall { recorded } else { try parameters(step) }
    guard let answer = try step.callService(operation.name, parameters) else { return .later }
    try take(answer, step)
    return .all
  }

  func awaited(_ step: Step) -> TaskWait.Reason? {
    .service(operation: operation.name, key: step.serviceKey)
  }

  /// The service has answered.
  func take(_ answer: DataValue, _ step: Step) throws(ElementFailure) {
    step.recordedCall = nil
    let variable = resultVariable(step)
    try step.refuseUnsavable([variable: answer])
    step.data[variable] = answer
  }

  /// The service is not called: where its answer is still in the data, it is taken from there.
  func redo(_ step: Step, recorded: TaskData) throws(ElementFailure) -> Redone {
    try step.prepare()
    let values = [DataValue.dictionary(try parameters(step))]
    guard step.node.framing.postScript == nil, let answer = recorded[resultVariable(step)] else {
      return Redone(extent: .begun, values: values)
    }
    try take(answer, step)
    try step.conclude()
    return Redone(extent: .completed, values: values)
  }

  private func parameters(_ step: Step) throws(ElementFailure) -> DataDictionary {
    var parameters = DataDictionary()
    for parameter in operation.parameters {
      parameters[parameter.name] = [
        "value": try step.evaluate(parameter.value.text), "type": .string(parameter.type),
      ]
    }
    return parameters
  }

  private func resultVariable(_ step: Step) -> String {
    if let name = operation.resultVariable, !name.isEmpty { return name }
    let element = step.node.name.map { $0 == "-" ? "_" : $0 }
    return "spiff__\(String(element))_result"
  }
}

extension Step {
  private static let call = "service_call"

  /// What the service knows the call of the task by, at every repetition.
  fileprivate var serviceKey: String { "\(instance.tree[task].id)" }

  /// The parameters of the call that the task is about to make or waits for; nil where there is none.
  var recordedCall: DataDictionary? {
    get {
      if case .dictionary(let parameters)? = internalData?[Self.call] { parameters } else { nil }
    }
    nonmutating set {
      var data = internalData ?? [:]
      data[Self.call] = newValue.map(DataValue.dictionary)
      internalData = data.isEmpty ? nil : data
    }
  }

  /// Calls a service.
  ///
  /// The call is recorded before it is made, so that it is made again, with the same key, where its answer is lost.
  ///
  /// - Returns: its answer; nil where that is still to come.
  fileprivate func callService(_ operation: String, _ parameters: DataDictionary) throws(ElementFailure) -> DataValue? {
    recordedCall = parameters
    let call = ServiceCall(
      operation: operation, parameters: parameters, idempotencyKey: serviceKey)
    return try instance.call(call, for: task)
  }
}
