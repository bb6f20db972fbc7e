public import WorkflowEngine
public import WorkflowModel

/// Specifications: models as their files, addressed by their content.
public protocol SpecStorage: Sendable {
  /// Stores a model, unless the same one is there; another one of a process is its next version.
  func add(_ package: ModelPackage, at moment: Timestamp) throws(StoreError) -> AddedSpec

  /// All specifications, by the ids of their roots and then by version.
  func specs() throws(StoreError) -> [SpecSummary]

  /// A specification with its files.
  func spec(_ reference: String) throws(StoreError) -> StoredSpec

  /// Deletes a specification that no instance needs.
  ///
  /// - Returns: its id.
  @discardableResult
  func deleteSpec(_ reference: String) throws(StoreError) -> String

  /// The ids of the newest versions of processes whose start events are not known yet.
  func unsubscribedSpecs() throws(StoreError) -> [String]

  /// Subscribes such a version to what it begins with. A message that has waited for it is on its way then. A newer version
  /// ends what an older one begins with, and where the newest is deleted the one before it is yet to be subscribed.
  func subscribe(spec id: String, to starts: StartSubscriptions) throws(StoreError)

  /// The processes whose newest version begins with a message: a few of them, to name them.
  func processes(beginningWith message: String) throws(StoreError) -> [StartSubscriber]
}
