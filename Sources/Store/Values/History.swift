public import WorkflowEngine
public import WorkflowModel

/// How much of an instance's history is kept. The last save with all that belongs to it always is.
public struct HistoryRetention: Sendable, Hashable {
  /// For how long, in microseconds; nil: forever.
  public var microseconds: Int64?
  /// Of how many saves at most; nil: of all.
  public var saves: Int?

  /// A retention of these parts; without any, everything is kept.
  public init(microseconds: Int64? = nil, saves: Int? = nil) {
    self.microseconds = microseconds
    self.saves = saves
  }
}

extension HistorySave {
  /// Whether a change of a task with this stamp is one that it wrote, given that no save before it did.
  func covers(_ stamp: Timestamp) -> Bool {
    stamp <= lastStamp && formerStamp.map { $0 < stamp } ?? true
  }
}

/// A task whose history is told.
public struct HistoryTask: Sendable, Hashable {
  /// Its number within the instance.
  public let number: Int
  /// Its identifier.
  public let id: Identifier
  /// The id of the process or subprocess that it stands in.
  public let process: String
  /// The name of its task spec.
  public let spec: String
  /// Where it stands now.
  public let state: TaskState
  /// The number of the version of data that it has; 0 for none.
  public let dataVersion: Int
  /// That of the task before it; 0 for none.
  public let formerVersion: Int
}

/// An entry of an instance's history.
public struct HistoryEntry: Sendable, Hashable {
  /// What an entry tells of.
  public enum Content: Sendable, Hashable {
    /// Something that happened, with the task that it happened to.
    case event(HistoryEvent, HistoryTask?)
    /// A task was completed or cancelled.
    case ended(HistoryTask)
  }

  /// What it tells of.
  public let content: Content
  /// When it was.
  public let moment: Timestamp
  /// The save that wrote it.
  public let save: HistorySave
  /// Where the entries after it begin.
  public let cursor: String

  /// Who did it; nil where that is not known.
  public var user: String? {
    switch content {
    case .event: save.user
    case .ended: save.engine == nil ? nil : save.user
    }
  }

  /// The task that it is about.
  public var task: HistoryTask? {
    switch content {
    case .event(_, let task): task
    case .ended(let task): task
    }
  }
}

/// The variables that a task has changed, compared with the one before it.
public struct ChangedVariables: Sendable, Hashable {
  /// Those that it wrote, or wrote a part of.
  public var written: [String]
  /// Those that it removed.
  public var removed: [String]
}
