/// A request that the engine refuses. The instance is as it was.
public struct EngineError: Error, Sendable {
  /// What kind of refusal it is.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The word itself.
    public let rawValue: String
    /// A code of this word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// There is no such task, or not in the state that the request needs.
    public static let noSuchTask = Code(rawValue: "no_such_task")
    /// Nobody waits for the event.
    public static let notWaiting = Code(rawValue: "not_waiting")
    /// The event's payload does not fit.
    public static let badEvent = Code(rawValue: "bad_event")
    /// The instance is over.
    public static let finished = Code(rawValue: "instance_finished")
    /// A task failed; it has to be retried first.
    public static let failed = Code(rawValue: "instance_failed")
    /// The saved records contradict themselves or the definition.
    public static let corrupt = Code(rawValue: "corrupt_records")
  }

  /// What kind of refusal it is.
  public let code: Code
  /// What is wrong, in a line.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  static func finished(_ status: InstanceStatus) -> EngineError {
    EngineError(.finished, "the instance is \(status.rawValue)")
  }

  static func noTask(_ name: String) -> EngineError {
    EngineError(.noSuchTask, "the instance has no task '\(name)'")
  }

  static func wrongState(_ name: String, _ found: TaskState, expected: TaskState) -> EngineError {
    EngineError(.noSuchTask, "the task '\(name)' is \(found.rawValue), not \(expected.rawValue)")
  }

  static func notManual(_ name: String) -> EngineError {
    EngineError(.noSuchTask, "the task '\(name)' is run by the engine; nobody completes it")
  }

  static func noTask(of element: String, in state: TaskState) -> EngineError {
    EngineError(.noSuchTask, "no task of '\(element)' is \(state.rawValue)")
  }

  static func ambiguous(_ element: String, _ count: Int, _ state: TaskState) -> EngineError {
    EngineError(
      .noSuchTask, "\(count) tasks of '\(element)' are \(state.rawValue): name one by its id")
  }

  static func corrupt(_ what: String) -> EngineError {
    EngineError(.corrupt, "the saved instance is damaged: \(what)")
  }
}
