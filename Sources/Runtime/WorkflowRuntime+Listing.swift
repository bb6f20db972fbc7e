import Logging
import WorkflowEngine
import WorkflowModel
public import WorkflowStore

extension WorkflowRuntime {
  /// Notes of what was saved by an earlier version all that this one finds it by. Otherwise who needs it does.
  public func noteWhatIsNew() throws {
    try store.transaction { try subscribeThoseOfBefore() }
    try noteUnknownWaits()
  }

  /// Notes of the instances that were last saved by an earlier version what they wait for, each in a transaction of its
  /// own, so that lists find them by it. Broken off, it goes on when it is called once more.
  ///
  /// - Returns: how many it was noted of. An instance that cannot be loaded is logged; without its models nobody can say
  ///   what it waits for.
  @discardableResult
  public func noteUnknownWaits() throws(StoreError) -> Int {
    var count = 0
    var failed: Set<Identifier> = []
    while true {
      // Those that failed still stand before the others.
      let found = try store.instancesWithUnknownWaits(limit: Self.instancesPerPage + failed.count)
      let rest = found.filter { !failed.contains($0) }
      guard !rest.isEmpty else { return count }
      for id in rest {
        if try noteWaits(of: id) { count += 1 } else { failed.insert(id) }
      }
    }
  }

  /// - Returns: whether it could be done.
  private func noteWaits(of id: Identifier) throws(StoreError) -> Bool {
    do {
      try store.transaction {
        let instance = try open(store.open(id), IdleEngine())
        let record = instance.searchRecord()
        try instance.requireReadable()
        try store.note(record, of: id)
      }
      return true
    } catch let error as StoreError where [.busy, .unwritable].contains(error.category) {
      throw error
    } catch {
      logger.warning(
        "it cannot be told what instance \(id) waits for: \(RuntimeError(error).message)",
        metadata: ["instance": "\(id)"])
      return false
    }
  }

  /// Hands over the saved instances that fit a filter, read page by page: between two pages others may write.
  func forEachInstance(
    _ filter: InstanceFilter = InstanceFilter(), _ body: (InstanceSummary) throws -> Void
  ) throws {
    var cursor: String?
    repeat {
      let page = try store.list(filter, limit: Self.instancesPerPage, after: cursor)
      for summary in page.instances { try body(summary) }
      cursor = page.next
    } while cursor != nil
  }

  private static let instancesPerPage = 200
}
