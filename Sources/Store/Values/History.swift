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

/// A save of an instance, as its history has it.
public struct HistorySave: Sendable, Hashable {
  /// The revision that it made.
  public let revision: Int
  /// The last stamp of the save before: it wrote the changes of tasks that come after; nil: all from the beginning.
  public let formerStamp: Timestamp?
  /// The last stamp of the changes that it wrote.
  public let lastStamp: Timestamp
  /// Who had it done; nil where nobody was named.
  public let user: String?
  /// The script engine that the instance ran with; nil where it has only stored what tasks had been done elsewhere, or
  /// before there was a history.
  public let engine: String?

  package init(
    revision: Int, formerStamp: Timestamp?, lastStamp: Timestamp, user: String?, engine: String?
  ) {
    self.revision = revision
    self.formerStamp = formerStamp
    self.lastStamp = lastStamp
    self.user = user
    self.engine = engine
  }

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

/// All that is kept of an instance's history beside its tasks.
package struct InstanceHistory: Sendable, Hashable {
  /// A save with what happened in it.
  package struct Save: Sendable, Hashable {
    /// The save.
    package var save: HistorySave
    /// What happened, in its order.
    package var events: [HistoryEvent]

    package init(_ save: HistorySave, events: [HistoryEvent]) {
      self.save = save
      self.events = events
    }
  }

  /// The saves in the order of their revisions, which leave none out.
  package var saves: [Save]

  package init(saves: [Save]) {
    self.saves = saves
  }
}
