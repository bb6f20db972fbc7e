import OrderedCollections
import WorkflowModel

/// Message event: known by the message's name, and, where correlation is in use, by the keys that its properties give
/// (BPMN 2.0, section 8.4.2).
///
/// A scope learns its keys from the messages that it sends and receives. As long as it knows none it takes any message
/// with the name.
struct MessageEvent: EventBehavior {
  let name: String
  let dialect: Dialect
  let payload: String?
  let variable: String?
  let properties: [CorrelationProperty]
  /// Properties read from the task's data when it begins to wait.
  let variableProperties: [CorrelationProperty]

  var startsByMessage: Bool { true }
  var messageNames: [String] { [name] }
  var thrownExpressions: [String] { [dialect == .bpmn ? nil : payload].compactMap(\.self) }

  func catches(_ event: ThrownEvent, _ step: Step) -> Bool {
    guard event.kind == .message(name) else { return false }
    let known = step.scope.correlations
    if properties.isEmpty || known.isEmpty { return true }
    return event.correlations.contains { key, value in known[key] == value }
  }

  func awaitedMessages(_ step: Step) -> [MessageSubscription] {
    let known = step.scope.correlations
    if properties.isEmpty || known.isEmpty { return [MessageSubscription(name: name, key: nil)] }
    return known.map {
      MessageSubscription(name: name, key: CorrelationValue(key: $0.key, properties: $0.value))
    }
  }

  func awaited(_ step: Step) -> [AwaitedEvent] {
    [.message(name: name, keys: awaitedMessages(step).compactMap(\.key))]
  }

  func receive(_ event: ThrownEvent, _ step: Step) throws(ElementFailure) {
    var content = event.payload ?? .null
    if dialect == .camunda { content = namingResult(of: content, step) }
    step.remember(name, content)
    if !properties.isEmpty { step.correlate(try keys(properties, from: content, step)) }
    step.noteFired()
  }

  /// Camunda's payload names the variable that it goes to, or leaves that to the task.
  private func namingResult(of payload: DataValue, _ step: Step) -> DataValue {
    guard case .dictionary(var members) = payload else { return payload }
    if members["result_var", default: .null] == .null {
      members["result_var"] = .string("\(step.node.name)_Response")
    }
    return .dictionary(members)
  }

  func hasHappened(_ step: Step) throws(ElementFailure) -> Bool {
    if !step.hasFired, !variableProperties.isEmpty {
      step.correlate(try keys(variableProperties, from: .dictionary(step.data.variables), step))
    }
    return step.hasFired
  }

  func deliver(_ step: Step) throws(ElementFailure) {
    guard let content = step.remembered(name), content != .null else { return }
    switch dialect {
    case .bpmn: step.deliver(content, as: nil)
    case .spiff: if let variable { step.deliver(content, as: variable) }
    case .camunda:
      guard case .dictionary(let members) = content, case .string(let target)? = members["result_var"] else { return }
      step.data[target] = members["payload"] ?? .null
    }
  }

  func throwEvent(_ step: Step) throws(ElementFailure) {
    var event = ThrownEvent(kind: .message(name))
    switch dialect {
    case .bpmn:
      event.payload = .dictionary(step.data.variables)
    case .spiff:
      event.payload = .dictionary([:])
      guard let payload else { return try step.send(event) }
      event.payload = try step.evaluate(payload)
    case .camunda:
      guard let payload else { return try step.send(event) }
      event.payload = [
        "payload": try step.evaluate(payload), "result_var": variable.map(DataValue.string) ?? .null,
      ]
      return try step.send(event)
    }
    event.correlations = try keys(properties, from: event.payload ?? .null, step).correlationInOrder
    step.correlate(event.correlations)
    try step.send(event)
  }

  /// The keys that the properties give for a payload.
  private func keys(
    _ properties: [CorrelationProperty], from payload: DataValue, _ step: Step
  ) throws(ElementFailure) -> DataDictionary {
    guard !properties.isEmpty else { return [:] }
    guard case .dictionary(let members) = payload else {
      throw ElementFailure("bad_correlation", "the payload of message '\(name)' is no dictionary to correlate by")
    }
    var keys = DataDictionary()
    for property in properties {
      let value = try step.evaluate(property.expression.text, over: TaskData(members))
      for key in property.keys {
        var known: DataDictionary = if case .dictionary(let known)? = keys[key] { known } else { [:] }
        known[property.id] = value
        keys[key] = .dictionary(known)
      }
    }
    return keys
  }
}
