public import WorkflowModel

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
