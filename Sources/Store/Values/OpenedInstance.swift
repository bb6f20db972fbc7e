public import WorkflowEngine
import WorkflowModel
public import WorkflowScripting

/// A stored instance, opened to look at it or to go on with it: of its records those are read that are looked at.
public struct OpenedInstance {
  /// What a list shows of it.
  public let summary: InstanceSummary
  /// The seed of its random numbers and identifiers.
  public let seed: UInt64
  /// The environment modules that it ran with last, in their order.
  public let environment: [EnvironmentModule]
  /// What it has finished tasks of, and its specification no longer has: it was migrated.
  public let retired: [RetiredElement]
  /// Its scopes, tasks and data.
  public let records: Records

  /// One of which everything was read.
  public init(_ stored: StoredInstance) {
    (summary, seed, environment, retired) = (stored.summary, stored.seed, stored.environment, stored.retired)
    records = .whole(stored.state)
  }

  init(
    summary: InstanceSummary, seed: UInt64, environment: [EnvironmentModule], retired: [RetiredElement],
    records: Records
  ) {
    (self.summary, self.seed, self.environment, self.retired) = (summary, seed, environment, retired)
    self.records = records
  }

  /// How the records are had.
  public enum Records {
    /// One by one, as long as the transaction lasts in which it was opened.
    case inPart(any InstanceSource)
    /// All at once: they were saved before their places were kept, or came from elsewhere.
    case whole(InstanceState)
  }
}
