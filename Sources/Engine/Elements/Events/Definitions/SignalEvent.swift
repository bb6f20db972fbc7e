import WorkflowModel

/// Signal event: known by the signal's name; everybody who waits takes it.
struct SignalEvent: EventBehavior {
  let name: String
  let content: EventContent

  var startsByMessage: Bool { true }
  var awaitedSignals: [String] { [name] }
  var thrownExpressions: [String] { content.expressions }

  func catches(_ event: ThrownEvent, _ step: Step) -> Bool {
    event.kind == .signal(name)
  }

  func awaited(_ step: Step) -> [AwaitedEvent] { [.signal(name: name)] }

  func receive(_ event: ThrownEvent, _ step: Step) throws(ElementFailure) {
    content.receive(event, as: name, step)
  }

  func deliver(_ step: Step) throws(ElementFailure) {
    content.deliver(name, step)
  }

  func throwEvent(_ step: Step) throws(ElementFailure) {
    try step.send(ThrownEvent(kind: .signal(name), payload: try content.payload(step)))
  }
}

/// What signals, errors and escalations carry, and where it goes: as the dialect has it.
struct EventContent: Sendable {
  let dialect: Dialect
  let expression: String?
  let variable: String?

  /// What ``payload(_:)`` evaluates.
  var expressions: [String] { [dialect == .spiff ? expression : nil].compactMap(\.self) }

  /// What is sent: the value of an expression where the dialect has one, else all data of the task.
  func payload(_ step: Step) throws(ElementFailure) -> DataValue? {
    guard dialect == .spiff else { return .dictionary(step.data.variables) }
    guard let expression else { return nil }
    return try step.evaluate(expression)
  }

  func receive(_ event: ThrownEvent, as name: String, _ step: Step) {
    step.remember(name, event.payload ?? .null)
    step.noteFired()
  }

  func deliver(_ name: String, _ step: Step) {
    let payload = step.remembered(name) ?? .null
    if dialect == .spiff {
      if let variable { step.deliver(payload, as: variable) }
    } else if payload != .null {
      step.deliver(payload, as: nil)
    }
  }
}
