public import WorkflowEngine
public import WorkflowModel
public import WorkflowScripting

/// Instances: records that a save changes, with a revision that grows by one.
public protocol InstanceStorage: Sendable {
  /// Stores a new instance with the revision 1.
  @discardableResult
  func create(
    spec: String, engine: String, environment: [EnvironmentModule], seed: UInt64, by user: String?,
    at moment: Timestamp, id: Identifier, changes: InstanceChanges
  ) throws(StoreError) -> StoredInstance

  /// An instance without its tasks and data.
  func summary(of reference: String) throws(StoreError) -> InstanceSummary

  /// An instance with its scopes, tasks and data.
  func load(_ reference: String) throws(StoreError) -> StoredInstance

  /// An instance with its scopes, tasks and data.
  func load(_ id: Identifier) throws(StoreError) -> StoredInstance

  /// An instance whose records are read as they are looked at, as long as the transaction lasts that this is called in: a
  /// step reads what it needs, however much there was before it.
  func open(_ reference: String) throws(StoreError) -> OpenedInstance

  /// An instance whose records are read as they are looked at.
  func open(_ id: Identifier) throws(StoreError) -> OpenedInstance

  /// Writes what has changed in an instance, and nothing else. Where nothing has, the revision stays.
  ///
  /// - Throws: `stale_revision`, `leased`, `lease_lost`, among others.
  @discardableResult
  func save(
    _ changes: InstanceChanges, of id: Identifier, expectedRevision: Int, under lease: Lease?, engine: String,
    environment: [EnvironmentModule]?, by user: String?, at moment: Timestamp
  ) throws(StoreError) -> InstanceSummary

  /// Deletes an instance that nobody works on. Messages on their way from and to it stay.
  ///
  /// - Returns: what it was.
  @discardableResult
  func delete(_ reference: String) throws(StoreError) -> InstanceSummary

  /// Deletes an instance, and what can be read of it where the store keeps its rows.
  @discardableResult
  func erase(_ reference: String) throws(StoreError) -> InstanceSummary

  /// Puts an instance under another specification, and remembers what it was.
  @discardableResult
  func migrate(
    _ id: Identifier, _ move: InstanceMove, former: FormerRecords, expectedRevision: Int, by user: String?,
    at moment: Timestamp
  ) throws(StoreError) -> InstanceSummary

  /// Takes a migration back.
  @discardableResult
  func undo(
    _ entry: InstanceMigrationEntry, of id: Identifier, _ move: InstanceMove, expectedRevision: Int, by user: String?,
    at moment: Timestamp
  ) throws(StoreError) -> InstanceSummary

  /// The migrations of an instance, the first one first.
  func migrations(of id: Identifier) throws(StoreError) -> [InstanceMigrationEntry]

  /// What an instance has tasks of that its specification no longer has.
  func retiredElements(of id: Identifier) throws(StoreError) -> [RetiredElement]

  /// Whether an instance has a task with an identifier.
  func hasTask(_ task: Identifier, in id: Identifier) throws(StoreError) -> Bool
}
