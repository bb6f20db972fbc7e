import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Compares what the tasks of an instance come to under one engine with the record, and with the engine that it ran
/// under last, where that may be used.
struct EngineComparison {
  private let candidate: Rehearsal
  private let reference: Rehearsal?
  /// The candidate with another clock and other random numbers, made when it is needed.
  private lazy var variation: Result<Rehearsal, any Error> = Result(catching: makeVariation)
  private let makeVariation: () throws -> Rehearsal

  init(candidate: Rehearsal, reference: Rehearsal?, makeVariation: @escaping () throws -> Rehearsal) {
    self.candidate = candidate
    self.reference = reference
    self.makeVariation = makeVariation
  }

  /// Compares task by task.
  mutating func run(into check: inout EngineCheck) throws {
    for task in candidate.tasks { try compare(task, &check) }
  }

  private mutating func compare(_ task: RecordedTask, _ check: inout EngineCheck) throws {
    guard let performance = candidate.perform(task) else { return }
    let subject = EngineCheck.Task(id: task.id, element: task.element?.id, spec: task.spec)
    func omit(_ reason: String) { check.omissions.append(EngineCheck.Omission(task: subject, reason: reason)) }
    guard performance.refusal == nil, let outcome = performance.task.outcome else {
      return omit(performance.refusal ?? performance.task.omission ?? "it cannot be done again")
    }
    if let omission = performance.task.omission { omit(omission) }
    let other = reference?.perform(task).flatMap { $0.refusal == nil && $0.task.outcome != nil ? $0 : nil }
    let findings =
      if let other { Finding.between(other, performance) } else {
        Finding.between(performance.task.recorded, outcome)
      }
    if !findings.isEmpty, try varies(performance, task) {
      return omit("what it comes to depends on the clock or on random numbers")
    }
    if findings.isEmpty, let other, let again = other.task.outcome,
      !Finding.between(other.task.recorded, again).isEmpty
    {
      return omit("it does not come to what is recorded again, under neither engine")
    }
    check.compared += 1
    check.differences += findings.map {
      EngineCheck.Difference(
        task: subject, kind: $0.kind, path: $0.path, expected: $0.expected, found: $0.found)
    }
  }

  /// Whether the task comes to something else at another time and with other random numbers.
  private mutating func varies(_ performance: Rehearsal.Performance, _ task: RecordedTask) throws -> Bool {
    guard let again = try variation.get().perform(task) else { return false }
    return !Finding.between(performance, again).isEmpty
  }
}

/// Something that differs between two performances of a task's work.
private struct Finding {
  let kind: EngineCheck.Difference.Kind
  var path = DataPath()
  let expected: DataValue?
  let found: DataValue?

  static func between(_ expected: Rehearsal.Performance, _ found: Rehearsal.Performance) -> [Finding] {
    guard let one = expected.task.outcome, let other = found.task.outcome else { return [] }
    var findings = between(one, other)
    if findings.contains(where: { $0.kind == .error }) { return findings }
    for (number, (one, other)) in zip(expected.task.values, found.task.values).enumerated() {
      let place = DataPath(expected.task.values.count > 1 ? [.index(number)] : [])
      findings += DataDifference.between(one, other, at: place).map { Finding(.value, $0) }
    }
    if expected.output != found.output {
      findings.append(Finding(kind: .output, expected: .string(expected.output), found: .string(found.output)))
    }
    return findings
  }

  static func between(_ expected: TaskOutcome, _ found: TaskOutcome) -> [Finding] {
    switch (expected, found) {
    case (.failed(let one), .failed(let other)) where one == other: []
    case (.failed, _), (_, .failed):
      [
        Finding(
          kind: .error, expected: expected.message.map(DataValue.string), found: found.message.map(DataValue.string))
      ]
    case (.chose(let one), .chose(let other)):
      one == other
        ? []
        : [
          Finding(
            kind: .flow, expected: .list(one.map(DataValue.string)), found: .list(other.map(DataValue.string)))
        ]
    case (.left(let one), .left(let other)), (.begun(let one), .begun(let other)):
      DataDifference.between(one, other).map { Finding(.variable, $0) }
    default: []
    }
  }

  private init(kind: EngineCheck.Difference.Kind, expected: DataValue?, found: DataValue?) {
    (self.kind, self.expected, self.found) = (kind, expected, found)
  }

  private init(_ kind: EngineCheck.Difference.Kind, _ difference: DataDifference) {
    (self.kind, path, expected, found) = (kind, difference.path, difference.expected, difference.found)
  }
}

extension TaskOutcome {
  /// The message of a failure.
  fileprivate var message: String? {
    if case .failed(let message) = self { message } else { nil }
  }
}
