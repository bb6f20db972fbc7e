import WorkflowEngine
import WorkflowModel

extension WorkflowStore {
  /// The instances that fit a filter, the newest first, page by page. A page costs the same however many there are.
  ///
  /// Instances that are added while somebody pages stand before the first page; nothing is shown twice or left out.
  ///
  /// - Parameters:
  ///   - filter: Which ones.
  ///   - limit: How many a page has at most; at least one.
  ///   - cursor: The ``InstancePage/next`` of the page before; nil for the first one.
  /// - Throws: ``StoreError``: `bad_cursor`.
  public func list(
    _ filter: InstanceFilter = InstanceFilter(), limit: Int = 50, after cursor: String? = nil
  ) throws(StoreError) -> InstancePage {
    let before = try ListCursor(cursor)
    let limit = min(max(1, limit), ListCursor.longestPage)
    return try read { session in
      guard let query = try ListQuery(filter, in: session) else { return InstancePage(instances: [], next: nil) }
      var heads: [InstanceHead] = []
      var select = try session.prepare(query.sql)
      query.bind(to: &select, before: before, limit: limit + 1)
      try select.forEachRow { heads.append(try session.head($0)) }
      let page = heads.prefix(limit)
      let last = heads.count > limit ? page.last : nil
      return InstancePage(instances: page.map(\.summary), next: last.map { ListCursor(before: $0.key).text })
    }
  }
}

/// The place between two pages: before a row, in the order of descending keys.
struct ListCursor {
  static let longestPage = 100_000
  private static let mark: Character = "i"

  let key: Int

  init(before key: Int) {
    self.key = key
  }

  init(_ text: String?) throws(StoreError) {
    guard let text else {
      key = .max
      return
    }
    guard text.first == Self.mark, let key = Int(text.dropFirst(), radix: 36), key > 0 else { throw .badCursor(text) }
    self.key = key
  }

  var text: String { "\(Self.mark)\(String(key, radix: 36))" }
}

/// The statement for a filter. For each combination there is an index that gives the rows in their order.
struct ListQuery {
  private var status: String?
  private var process: Int?
  private var spec: Int?

  /// Nil where nothing can fit.
  init?(_ filter: InstanceFilter, in session: Session) throws {
    status = filter.status?.rawValue
    if let id = filter.spec {
      guard let identity = try session.specIdentity(id: id),
        filter.process == nil || filter.process == identity.processName
      else { return nil }
      spec = identity.key
    } else if let name = filter.process {
      var select = try session.prepare("SELECT id FROM process WHERE name = ?")
      select.bind(name)
      guard let key = try select.first({ $0.integer(0) }) else { return nil }
      process = key
    }
  }

  var sql: String {
    var conditions: [String] = []
    if spec != nil { conditions.append("instance.spec = ?") }
    if process != nil { conditions.append("instance.process = ?") }
    if status != nil { conditions.append("instance.status = ?") }
    conditions.append("instance.id < ?")
    // The order of a cross join is kept: the instances first, by their index.
    return """
      SELECT \(Session.headColumns)
      FROM instance CROSS JOIN spec ON spec.id = instance.spec CROSS JOIN process ON process.id = instance.process
      WHERE \(conditions.joined(separator: " AND "))
      ORDER BY instance.id DESC
      LIMIT ?
      """
  }

  func bind(to select: inout PreparedStatement, before cursor: ListCursor, limit: Int) {
    if let spec { select.bind(spec) }
    if let process { select.bind(process) }
    if let status { select.bind(status) }
    select.bind(cursor.key)
    select.bind(limit)
  }
}
