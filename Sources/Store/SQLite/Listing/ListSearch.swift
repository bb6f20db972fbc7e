import WorkflowEngine
import WorkflowModel

/// The search for the instances of a page.
///
/// Where something leads to few instances, all of them are looked at, and put in order. Else instances are looked at in
/// the order of the list, which the indexes have, until the page is full or has taken too long.
struct ListSearch {
  /// What a page costs at most.
  struct Bounds {
    /// How many instances at most are few.
    var few = 1000
    /// How many instances a page looks at.
    var looks = 10_000
    /// How many instances a page loads, where no index tells their data.
    var loads = 1000
  }

  private let bounds: Bounds
  private let session: Session
  private let query: ListQuery
  private let order: InstanceOrder
  /// The places that the page lies between.
  private let start: ListPlace
  private let end: Int64
  private let limit: Int
  private var found: [ListPlace] = []
  private var hasMore = false
  private var loads = 0
  private var looks = 0

  init(
    _ query: ListQuery, _ filter: InstanceFilter, order: InstanceOrder, after cursor: ListPlace?, limit: Int,
    bounds: Bounds, in session: Session
  ) {
    self.bounds = bounds
    self.session = session
    self.query = query
    self.order = order
    self.limit = limit
    let span = order.key == .created ? filter.created : filter.updated
    if order.isAscending {
      let first = span.since.map(ListPlace.init(before:)) ?? .first
      start = cursor.map { max($0, first) } ?? first
      end = span.before?.microseconds ?? .max
    } else {
      let last = span.before.map(ListPlace.init(before:)) ?? .last
      start = cursor.map { min($0, last) } ?? last
      end = span.since?.microseconds ?? .min
    }
  }

  /// - Returns: the places of the instances, and the one that the next page begins behind; nil where there is none.
  mutating func run() throws -> (places: [ListPlace], next: ListPlace?) {
    // What few leads to is in order already, and is no more than a page may look at.
    var merge = try fewKeys().map { ListMerge(sorted: try places(of: $0)) } ?? walk()
    var last: ListPlace?
    while let candidate = try merge.next(in: session) {
      guard looks < bounds.looks, loads < bounds.loads else {
        return (found, found.count == limit ? found.last : last)
      }
      looks += 1
      guard try goesOn(with: candidate) else { break }
      last = candidate.place
    }
    return (found, hasMore ? found.last : nil)
  }

  /// Takes a candidate that fits; of one behind a full page only notes that it is there.
  ///
  /// - Returns: whether the search goes on.
  private mutating func goesOn(with candidate: ListCandidate) throws -> Bool {
    guard candidate.fits, try fitsUnindexed(candidate.place.key) else { return true }
    guard found.count < limit else {
      hasMore = true
      return false
    }
    found.append(candidate.place)
    return true
  }

  // MARK: Few

  /// The instances that a lead leads to, of several the one that leads to fewest; nil where that are not few, or a walk
  /// comes by nothing else anyway.
  private func fewKeys() throws -> Set<Int>? {
    guard !query.leads.isEmpty else { return nil }
    var best: Set<Int>?
    var most = bounds.few
    for lead in query.leads {
      guard let keys = try keys(of: lead, most: most) else { continue }
      (best, most) = (Set(keys), keys.count)
    }
    return best
  }

  /// - Returns: nil where there are more.
  private func keys(of lead: ListLead, most: Int) throws -> [Int]? {
    var keys: [Int] = []
    for statement in lead.keys {
      var select = try session.prepare(statement.sql)
      select.bind(statement.parameters)
      select.bind(most - keys.count + 1)
      try select.forEachRow { keys.append($0.integer(0)) }
      guard keys.count <= most else { return nil }
    }
    return keys
  }

  /// The places of those that fit, in order.
  private func places(of keys: Set<Int>) throws -> [ListPlace] {
    let condition = ListCondition.all(query.conditions)
    var places: [ListPlace] = []
    for key in keys {
      var select = try session.prepare(
        "SELECT instance.\(order.key.rawValue), \(condition.sql) FROM instance WHERE instance.id = ?")
      select.bind(condition.parameters)
      select.bind(key)
      try select.forEachRow { row in
        guard row.integer(1) != 0 else { return }
        places.append(ListPlace(moment: row.timestamp(0).microseconds, key: key))
      }
    }
    return order.isAscending ? places.filter { start < $0 }.sorted() : places.filter { $0 < start }.sorted(by: >)
  }

  // MARK: Many

  private func walk() -> ListMerge {
    var parts = query.partitions.map { ListPart.instances(ofSpec: $0.spec, status: $0.status, by: order.key) }
    // Values, which come last, lead to fewer than kinds.
    if order.key == .created, let led = query.leads.last(where: { $0.parts != nil })?.parts { parts = led }
    let condition = ListCondition.all(query.conditions)
    let pieceLength = max(8, 2 * (limit + 1) / max(1, parts.count))
    return ListMerge(
      parts.map { part in
        ListStream(part, order: order, fitting: condition, from: start, to: end, pieceLength: pieceLength)
      },
      isAscending: order.isAscending)
  }

  // MARK: Data without an index

  /// Whether the data fits that no index tells.
  private mutating func fitsUnindexed(_ key: Int) throws -> Bool {
    guard !query.unindexed.isEmpty else { return true }
    loads += 1
    guard let id = try session.identifier(ofInstance: key) else { return false }
    let paths = query.unindexed.enumerated().map { SearchPath(index: $0, names: $1.path) }
    let found = try session.searchKeys(at: paths, of: try session.load(id).state)
    for (index, condition) in query.unindexed.enumerated() {
      let wanted = try SearchKey(condition.value)
      guard found.values.contains(where: { $0[index] == wanted }) else { return false }
    }
    return true
  }
}

extension Session {
  fileprivate func identifier(ofInstance key: Int) throws -> Identifier? {
    var select = try prepare("SELECT uuid FROM instance WHERE id = ?")
    select.bind(key)
    return try select.first { try identifier($0, 0) }
  }
}
