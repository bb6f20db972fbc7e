import WorkflowEngine
import WorkflowModel

extension WorkflowStore {
  /// The instances that fit a filter, in an order, page by page.
  ///
  /// A page costs the same however many instances there are: it looks at no more than some thousands. Where so many do
  /// not fit it has fewer than `limit`, or none, and ``InstancePage/next`` goes on behind them. Conditions on data for
  /// which there is no index load each instance; of those a page looks at fewer.
  ///
  /// Who pages through a list sees each instance that fits, and does not change meanwhile, exactly once. One that is
  /// started meanwhile stands where its moment is, which may be on a page that was seen already. In the order of
  /// ``InstanceOrder/Key/updated``, one that is saved meanwhile moves to where the latest are: with these first it is not
  /// seen again, nor at all where its turn was yet to come; with these last it is seen once more.
  ///
  /// - Parameters:
  ///   - filter: Which ones.
  ///   - order: In which order: who was started last stands first.
  ///   - limit: How many a page has at most; at least one.
  ///   - cursor: The ``InstancePage/next`` of the page before, of the same filter and order; nil for the first one.
  /// - Throws: ``StoreError``: `bad_cursor`.
  public func list(
    _ filter: InstanceFilter = InstanceFilter(), sortedBy order: InstanceOrder = InstanceOrder(.created),
    limit: Int = 50, after cursor: String? = nil
  ) throws(StoreError) -> InstancePage {
    try list(filter, sortedBy: order, limit: limit, after: cursor, bounds: ListSearch.Bounds())
  }

  func list(
    _ filter: InstanceFilter, sortedBy order: InstanceOrder, limit: Int, after cursor: String?,
    bounds: ListSearch.Bounds
  ) throws(StoreError) -> InstancePage {
    try read { session in
      let list: UInt64
      do throws(JSONError) {
        list = try filter.fingerprint(order)
      } catch {
        // Nothing has a value that cannot be saved.
        return InstancePage(instances: [], next: nil)
      }
      let place = try cursor.map { try ListCursor($0, of: list).place }
      guard let query = try ListQuery(filter, in: session) else { return InstancePage(instances: [], next: nil) }
      var search = ListSearch(
        query, filter, order: order, after: place, limit: min(max(1, limit), Self.longestPage),
        bounds: bounds, in: session)
      let (places, next) = try search.run()
      return InstancePage(
        instances: try places.map { try session.summary(ofInstance: $0.key) },
        next: next.map { ListCursor(list: list, behind: $0).text }, unindexed: query.unindexed,
        leavesOutUnknown: filter.asksForWaits ? try session.hasUnknownWaits() : false)
    }
  }

  private static let longestPage = 100_000
}

extension InstanceFilter {
  /// Whether it takes to know what tasks wait for.
  fileprivate var asksForWaits: Bool { lane != nil || waitsFor != nil }
}

// MARK: Rows

extension Session {
  fileprivate func summary(ofInstance key: Int) throws -> InstanceSummary {
    var select = try prepare(
      """
      SELECT \(Self.headColumns)
      FROM instance CROSS JOIN spec ON spec.id = instance.spec CROSS JOIN process ON process.id = instance.process
      WHERE instance.id = ?
      """)
    select.bind(key)
    guard let summary = try select.first({ try head($0).summary }) else { throw damaged("an instance is missing") }
    return summary
  }

  fileprivate func hasUnknownWaits() throws -> Bool {
    var select = try prepare(
      "SELECT 1 FROM instance INDEXED BY instance_waits_unknown WHERE instance.waits_for IS NULL LIMIT 1")
    return try select.first { _ in true } ?? false
  }
}
