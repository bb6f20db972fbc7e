import WorkflowModel

/// Timer event (BPMN 2.0, section 10.5.5): a date, a duration, or a cycle. The expression is a script; its value is a
/// text of ISO 8601, or an object of Python's `datetime` module. It happens when the clock is past the due time.
enum TimerEvent {
  static func behavior(_ timer: TimerSpec, happensOnce: Bool) -> any EventBehavior {
    switch timer.kind {
    case .timeDate: DateTimerEvent(expression: timer.expression.text)
    case .timeDuration: DurationTimerEvent(expression: timer.expression.text)
    case .timeCycle: CycleTimerEvent(expression: timer.expression.text, happensOnce: happensOnce)
    }
  }

  /// What a timer remembers its due time by.
  static let due = "event_value"

  static func invalid(_ value: DataValue, _ what: String, _ step: Step) -> ElementFailure {
    var text = "a value of another type"
    if case .string(let string) = value { text = "'\(string)'" }
    return ElementFailure("bad_timer", "\(text) is no \(what) of ISO 8601 for the timer '\(step.node.name)'")
  }
}

/// A timer for a moment.
struct DateTimerEvent: EventBehavior {
  let expression: String

  var watchesTime: Bool { true }
  var awaitedExpressions: [String] { [expression] }

  func awaited(_ step: Step) -> [AwaitedEvent] {
    let due = step.remembered(TimerEvent.due).flatMap { ISOTime.moment($0) }
    return [.timer(AwaitedTimer(expression: expression, due: due))]
  }

  func hasHappened(_ step: Step) throws(ElementFailure) -> Bool {
    let value: DataValue
    if let remembered = step.remembered(TimerEvent.due) {
      value = remembered
    } else {
      value = try step.evaluate(expression)
      step.remember(TimerEvent.due, value)
    }
    guard let moment = ISOTime.moment(value) else { throw TimerEvent.invalid(value, "date", step) }
    return moment < step.now
  }
}

/// A timer for a time from now.
struct DurationTimerEvent: EventBehavior {
  let expression: String

  var watchesTime: Bool { true }
  var awaitedExpressions: [String] { [expression] }

  func awaited(_ step: Step) -> [AwaitedEvent] {
    let due = step.remembered(TimerEvent.due).flatMap { ISOTime.moment($0) }
    return [.timer(AwaitedTimer(expression: expression, due: due))]
  }

  func hasHappened(_ step: Step) throws(ElementFailure) -> Bool {
    if let remembered = step.remembered(TimerEvent.due), let due = ISOTime.moment(remembered) { return due < step.now }
    let value = try step.evaluate(expression)
    guard let duration = ISODuration(value), let due = duration.end(from: step.now) else {
      throw TimerEvent.invalid(value, "duration", step)
    }
    step.remember(TimerEvent.due, .string("\(due)"))
    return due < step.now
  }
}

/// A timer for a repeating interval: each time it is due a token goes on, and it waits again, until all repetitions are
/// done. After a time in which nobody looked, the repetitions that were missed are made up for, one after the other.
struct CycleTimerEvent: EventBehavior {
  let expression: String
  /// Whether the first time is the only one.
  let happensOnce: Bool

  var watchesTime: Bool { true }
  var awaitedExpressions: [String] { [expression] }
  var sendsTokensItself: Bool { !happensOnce }

  func awaited(_ step: Step) -> [AwaitedEvent] {
    let cycle = step.remembered(TimerEvent.due).flatMap { ISOCycle(remembered: $0) }
    let remaining = happensOnce ? nil : cycle.map(\.remaining).flatMap { $0 < 0 ? nil : $0 }
    return [.timer(AwaitedTimer(expression: expression, due: cycle?.next, remaining: remaining))]
  }

  func hasHappened(_ step: Step) throws(ElementFailure) -> Bool {
    var cycle = try self.cycle(step)
    if happensOnce {
      step.remember(TimerEvent.due, cycle.value)
      return cycle.remaining != 0 && cycle.next < step.now
    }
    guard cycle.remaining != 0 else { return true }
    guard cycle.next < step.now else {
      step.remember(TimerEvent.due, cycle.value)
      return false
    }
    cycle.next = Timestamp(microseconds: cycle.next.microseconds &+ cycle.interval)
    cycle.remaining -= 1
    step.remember(TimerEvent.due, cycle.value)
    step.noteRepetition()
    step.sendToken()
    return false
  }

  private func cycle(_ step: Step) throws(ElementFailure) -> ISOCycle {
    if let remembered = step.remembered(TimerEvent.due), let cycle = ISOCycle(remembered: remembered) { return cycle }
    let value = try step.evaluate(expression)
    guard case .string(let text) = value, let cycle = ISOCycle(text, now: step.now) else {
      throw TimerEvent.invalid(value, "repeating interval", step)
    }
    return cycle
  }
}
