public import WorkflowEngine
public import WorkflowModel

/// What need not be said.
extension StoreBackend {
  /// The instances that fit a filter: a page of the latest.
  public func list(
    _ filter: InstanceFilter = InstanceFilter(), limit: Int = 50, after cursor: String? = nil
  ) throws(StoreError) -> InstancePage {
    try list(filter, sortedBy: InstanceOrder(.created), limit: limit, after: cursor)
  }

  /// Writes what has changed in an instance, under the environment that it had.
  @discardableResult
  public func save(
    _ changes: InstanceChanges, of id: Identifier, expectedRevision: Int, under lease: Lease? = nil, engine: String,
    by user: String? = nil, at moment: Timestamp
  ) throws(StoreError) -> InstanceSummary {
    try save(
      changes, of: id, expectedRevision: expectedRevision, under: lease, engine: engine, environment: nil, by: user,
      at: moment)
  }

  /// Deletes an instance that nobody works on.
  @discardableResult
  public func delete(_ id: Identifier) throws(StoreError) -> InstanceSummary {
    try delete("\(id)")
  }

  /// The instance that a message is meant for.
  public func subscriber(to message: StoredMessage) throws(StoreError) -> Subscriber? {
    try subscriber(to: message, after: nil)
  }

  /// Forgets a message that nobody has taken, or an instance that was there.
  public func remove(_ message: StoredMessage, takenBy receiver: Identifier? = nil) throws(StoreError) {
    try remove(message, takenBy: receiver, isBeginning: false)
  }

  /// Puts a message on its way that comes from outside and has no id.
  public func post(
    _ message: SentMessage, at moment: Timestamp, expires: Timestamp
  ) throws(StoreError) -> StoredMessage {
    try post(message, id: nil, at: moment, expires: expires)
  }
}
