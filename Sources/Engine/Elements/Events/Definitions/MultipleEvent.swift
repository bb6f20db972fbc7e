import WorkflowModel

/// Multiple event: any of its events suffices; of a parallel multiple event all must happen. Thrown, it throws them all.
struct MultipleEvent: EventBehavior {
  let events: [any EventBehavior]
  let isParallel: Bool

  var startsByMessage: Bool { events.contains(where: \.startsByMessage) }
  var messageNames: [String] { events.flatMap(\.messageNames) }
  var awaitedSignals: [String] { events.flatMap(\.awaitedSignals) }
  var watchesData: Bool { events.contains(where: \.watchesData) }
  var watchesTime: Bool { events.contains(where: \.watchesTime) }
  var awaitedExpressions: [String] { events.flatMap(\.awaitedExpressions) }
  var thrownExpressions: [String] { events.flatMap(\.thrownExpressions) }

  func catches(_ event: ThrownEvent, _ step: Step) -> Bool {
    events.contains { $0.catches(event, step) }
  }

  func awaitedMessages(_ step: Step) -> [MessageSubscription] {
    events.flatMap { $0.awaitedMessages(step) }
  }

  /// Of a parallel one those that are yet to happen.
  func awaited(_ step: Step) -> [AwaitedEvent] {
    events.enumerated().flatMap { index, event in
      let part = Step(step.instance, step.task, prefix: "\(step.prefix)\(index).")
      return part.hasFired ? [] : event.awaited(part)
    }
  }

  func receive(_ event: ThrownEvent, _ step: Step) throws(ElementFailure) {
    for (index, part) in events.enumerated() where part.catches(event, step) {
      try step.within(index) { part throws(ElementFailure) in try events[index].receive(event, part) }
    }
  }

  func hasHappened(_ step: Step) throws(ElementFailure) -> Bool {
    let happened = try self.happened(step)
    return isParallel ? happened.count == events.count : !happened.isEmpty
  }

  /// The places of the events that have happened.
  func happened(_ step: Step) throws(ElementFailure) -> [Int] {
    var places: [Int] = []
    for (index, event) in events.enumerated() {
      let has = try step.within(index) { part throws(ElementFailure) in try event.hasHappened(part) }
      if has { places.append(index) }
    }
    return places
  }

  /// Delivers what one of the events brought.
  func deliver(_ index: Int, _ step: Step) throws(ElementFailure) {
    try step.within(index) { part throws(ElementFailure) in try events[index].deliver(part) }
  }

  func throwEvent(_ step: Step) throws(ElementFailure) {
    for event in events { try event.throwEvent(step) }
  }
}
