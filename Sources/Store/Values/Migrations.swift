import OrderedCollections
public import WorkflowEngine
public import WorkflowModel

/// What moves an instance to another specification, or back.
public struct InstanceMove: Sendable {
  /// The id of the other specification, written in full.
  public var spec: String
  /// The records that it changes, and all subscriptions that the instance has then.
  public var changes: InstanceChanges
  /// All that is retired then.
  public var retired: [RetiredElement]

  /// A move of these parts.
  public init(to spec: String, _ changes: InstanceChanges, retired: [RetiredElement]) {
    self.spec = spec
    self.changes = changes
    self.retired = retired
  }
}

/// An entry of the journal: an instance was moved from one specification to another.
public struct InstanceMigrationEntry: Sendable {
  let key: Int
  /// The id of the specification that it was of.
  public let from: String
  /// The id of the one that it was moved to.
  public let to: String
  /// When that was.
  public let moment: Timestamp
  /// The instance's revision that it made.
  public let revision: Int
  /// When it was undone; nil where it was not.
  public let undone: Timestamp?
  /// What it takes to undo it; nil where that is done.
  public let former: FormerRecords?
}
