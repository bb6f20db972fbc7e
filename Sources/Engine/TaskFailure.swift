import OrderedCollections
import WorkflowModel

/// What a failed task remembers, among its internal data: why, and during what.
struct TaskFailure {
  /// What the task was doing.
  enum Phase: String {
    case arrival
    case waiting
    case run
    case insideCompleted = "inside_completed"
  }

  let phase: Phase
  let failure: ElementFailure

  init(phase: Phase, failure: ElementFailure) {
    self.phase = phase
    self.failure = failure
  }

  private static let key = "failure"

  /// What the internal data of a failed task says.
  init(_ internalData: DataDictionary?) {
    guard case .dictionary(let record)? = internalData?[Self.key] else {
      self.init(phase: .run, failure: ElementFailure("unknown", "the reason was not recorded"))
      return
    }
    var failure = ElementFailure(record.text("code") ?? "unknown", record.text("message") ?? "")
    if case .integer(let line)? = record["line"] { failure.line = line }
    failure.script = record.text("script")
    self.init(phase: record.text("phase").flatMap(Phase.init(rawValue:)) ?? .run, failure: failure)
  }

  func added(to internalData: DataDictionary?) -> DataDictionary {
    var record: DataDictionary = [
      "phase": .string(phase.rawValue), "code": .string(failure.code), "message": .string(failure.message),
    ]
    record["line"] = failure.line.map(DataValue.integer)
    record["script"] = failure.script.map(DataValue.string)
    var result = internalData ?? [:]
    result[Self.key] = .dictionary(record)
    return result
  }

  func removed(from internalData: DataDictionary?) -> DataDictionary? {
    var result = internalData
    result?[Self.key] = nil
    return result?.isEmpty == true ? nil : result
  }

  func error(of task: Int, bpmnID: String?) -> InstanceError {
    InstanceError(
      task: task, bpmnID: bpmnID, code: failure.code, message: failure.message, line: failure.line,
      script: failure.script)
  }
}

extension DataDictionary {
  fileprivate func text(_ key: String) -> String? {
    if case .string(let text)? = self[key] { text } else { nil }
  }
}
