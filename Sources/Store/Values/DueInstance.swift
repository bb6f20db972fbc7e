public import WorkflowModel

/// An instance that can go on by itself.
public struct DueInstance: Sendable, Hashable {
  /// The instance.
  public let id: Identifier
  /// The id of its specification's root.
  public let process: String
  /// Its revision.
  public let revision: Int
  /// Since when, or from when on.
  public let due: Timestamp
}
