public import WorkflowEngine
public import WorkflowModel

/// Finding instances.
public protocol SearchStorage: Sendable {
  /// The instances that fit a filter, in an order, page by page. A page costs the same however many instances there are.
  func list(
    _ filter: InstanceFilter, sortedBy order: InstanceOrder, limit: Int, after cursor: String?
  ) throws(StoreError) -> InstancePage

  /// The indexes of data, by process and path.
  func searchIndexes() throws(StoreError) -> [SearchIndex]

  /// Makes a path of the data of a process's instances searchable, also of those that are there.
  ///
  /// - Returns: whether there was no such index.
  @discardableResult
  func addSearchIndex(of process: String, at path: [String]) throws(StoreError) -> Bool

  /// Removes an index, with its values.
  func removeSearchIndex(of process: String, at path: [String]) throws(StoreError)

  /// Some of the instances of which it is not known what they wait for.
  func instancesWithUnknownWaits(limit: Int) throws(StoreError) -> [Identifier]

  /// Notes what an instance is found by, as no save has done it. This is no change of the instance.
  func note(_ search: SearchRecord, of id: Identifier) throws(StoreError)
}
