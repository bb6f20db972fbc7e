public import WorkflowEngine
public import WorkflowModel
public import WorkflowScripting

/// An instance as a list shows it: without its tasks and data.
public struct InstanceSummary: Sendable, Hashable {
  /// Its identifier.
  public let id: Identifier
  /// The id of its specification.
  public let spec: String
  /// The id of the specification's root.
  public let process: String
  /// The specification's version.
  public let version: Int
  /// Where it stands.
  public let status: InstanceStatus
  /// The script engine that it ran with last. Information, never a reason to run code.
  public let engine: String
  /// How often it has been saved with a change, from 1.
  public let revision: Int
  /// When it was started.
  public let created: Timestamp
  /// When it was last saved with a change.
  public let updated: Timestamp
  /// Why it stands still, with the status `error`.
  public let error: InstanceError?
}

/// An instance with all that is kept of it.
public struct StoredInstance: Sendable {
  /// What a list shows of it.
  public let summary: InstanceSummary
  /// The seed of its random numbers and identifiers.
  public let seed: UInt64
  /// The environment modules that it ran with last, in their order.
  public let environment: [EnvironmentModule]
  /// Its scopes, tasks and data.
  public let state: InstanceState
  /// What it has finished tasks of, and its specification no longer has: it was migrated.
  public let retired: [RetiredElement]
}
