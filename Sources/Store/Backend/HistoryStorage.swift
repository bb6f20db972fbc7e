public import WorkflowModel

/// What happened to instances.
public protocol HistoryStorage: Sendable {
  /// Reads the history of an instance, the first entry first, in one pass.
  ///
  /// - Parameters:
  ///   - moment: Entries before it are left out; nil: none is.
  ///   - cursor: The entry after which to begin; nil: at the first one.
  ///   - body: Takes an entry, and says whether it wants more. It may read the store, but no other history.
  func readHistory(
    of id: Identifier, since moment: Timestamp?, after cursor: String?, _ body: (HistoryEntry) throws -> Bool
  ) throws

  /// What a task has changed of the data of the task before it.
  func variables(changedBy task: HistoryTask, of id: Identifier) throws(StoreError) -> ChangedVariables

  /// Removes what of an instance's history is kept no longer: some of it, so that it does not take long.
  @discardableResult
  func expireHistory(
    of id: Identifier, _ retention: HistoryRetention, at moment: Timestamp
  ) throws(StoreError) -> Int
}
