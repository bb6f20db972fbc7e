/// The state of a task. The raw values grow along its life; their texts are those of documents and rows.
public enum TaskState: String, Sendable, CaseIterable {
  /// It may come, depending on a choice that is still to be made.
  case maybe = "MAYBE"
  /// It will come unless another choice is made than the default one.
  case likely = "LIKELY"
  /// A token is on its way to it.
  case future = "FUTURE"
  /// It has been reached and waits for an event, a timer or other branches.
  case waiting = "WAITING"
  /// It can be run; a manual one waits for its person.
  case ready = "READY"
  /// It runs: its subprocess, instances or service do.
  case started = "STARTED"
  case completed = "COMPLETED"
  case error = "ERROR"
  case cancelled = "CANCELLED"

  /// Whether the task is over: completed, failed or cancelled.
  public var isFinished: Bool {
    switch self {
    case .completed, .error, .cancelled: true
    case .maybe, .likely, .future, .waiting, .ready, .started: false
    }
  }

  /// Whether something can still become of the task: it is neither completed nor cancelled.
  var isOpenOrFailed: Bool { !isFinished || self == .error }

  /// Whether something goes on in the task, or went wrong in it: what `--tasks active` shows.
  public var isActive: Bool {
    switch self {
    case .waiting, .ready, .started, .error: true
    case .maybe, .likely, .future, .completed, .cancelled: false
    }
  }

  /// The states that may follow this one: the table of legal transitions.
  ///
  /// A failed task goes on by a retry, from where it failed; nothing else leaves a finished state.
  public var successors: Set<TaskState> {
    switch self {
    case .maybe: [.likely, .future, .waiting, .cancelled]
    case .likely: [.maybe, .future, .waiting, .cancelled]
    case .future: [.waiting, .ready, .started, .error, .cancelled]
    case .waiting: [.ready, .started, .error, .cancelled]
    case .ready: [.started, .completed, .error, .cancelled]
    case .started: [.ready, .completed, .error, .cancelled]
    case .error: [.waiting, .ready, .started, .error, .cancelled]
    case .completed, .cancelled: []
    }
  }
}
