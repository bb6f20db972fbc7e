import WorkflowEngine
import WorkflowModel

/// An instance that a list comes by.
struct ListCandidate {
  let place: ListPlace
  /// Whether the conditions hold that its row tells.
  let fits: Bool
}

/// A part of an index that has instances in the order of a list, read in pieces.
struct ListStream {
  private static let longestPiece = 1000

  private let sql: String
  /// The parameters of the conditions, and those by which the part is found.
  private let parameters: [ListParameter]
  private var place: ListPlace
  private let end: Int64
  private var pieceLength: Int
  private var piece: ArraySlice<ListCandidate> = []
  private var isAtEnd = false

  /// Candidates that are there already, in their order.
  init(_ places: [ListPlace]) {
    (sql, parameters, place, end, pieceLength) = ("", [], .first, 0, 1)
    piece = places.map { ListCandidate(place: $0, fits: true) }[...]
    isAtEnd = true
  }

  /// - Parameters:
  ///   - condition: what tells whether a candidate fits.
  ///   - place: the place behind which it begins.
  ///   - end: the moment up to which it goes: in ascending order without it.
  ///   - pieceLength: how many are read at first.
  init(
    _ part: ListPart, order: InstanceOrder, fitting condition: ListCondition, from place: ListPlace, to end: Int64,
    pieceLength: Int
  ) {
    let (comparison, direction) = order.isAscending ? (">", "ASC") : ("<", "DESC")
    let moment = part.moment
    sql = """
      SELECT \(part.key), \(moment), \(condition.sql)
      FROM \(part.tables)
      WHERE \(part.condition.sql) AND (\(moment), \(part.key)) \(comparison) (?, ?)
        AND \(moment) \(order.isAscending ? "<" : ">=") ?
      ORDER BY \(moment) \(direction), \(part.key) \(direction)
      LIMIT ?
      """
    parameters = condition.parameters + part.condition.parameters
    self.place = place
    self.end = end
    self.pieceLength = min(max(1, pieceLength), Self.longestPiece)
  }

  /// The next candidate; nil at the end.
  mutating func peek(in session: Session) throws -> ListCandidate? {
    if let first = piece.first { return first }
    guard !isAtEnd else { return nil }
    try read(in: session)
    return piece.first
  }

  /// Goes on to the one behind the next candidate.
  mutating func advance() {
    piece = piece.dropFirst()
  }

  private mutating func read(in session: Session) throws {
    var select = try session.prepare(sql)
    select.bind(parameters)
    select.bind(place.moment)
    select.bind(place.key)
    select.bind(end)
    select.bind(pieceLength)
    var found: [ListCandidate] = []
    try select.forEachRow { row in
      let place = ListPlace(moment: row.timestamp(1).microseconds, key: row.integer(0))
      found.append(ListCandidate(place: place, fits: row.integer(2) != 0))
    }
    isAtEnd = found.count < pieceLength
    if let last = found.last { place = last.place }
    piece = found[...]
    pieceLength = min(pieceLength * 2, Self.longestPiece)
  }
}

/// Where a part of an index is that has instances in the order of a moment.
struct ListPart {
  let tables: String
  /// The columns of the instance's key and of the moment.
  let key: String
  let moment: String
  let condition: ListCondition

  /// The instances of a specification with a status.
  static func instances(ofSpec spec: Int, status: String, by order: InstanceOrder.Key) -> ListPart {
    ListPart(
      tables: "instance INDEXED BY instance_\(order.rawValue)", key: "instance.id",
      moment: "instance.\(order.rawValue)",
      condition: ListCondition("instance.spec = ? AND instance.status = ?", .integer(spec), .text(status)))
  }

  /// The instances with a value, in the order in which they were started.
  static func instances(with key: SearchKey, in index: Int) -> ListPart {
    ListPart(
      tables: "search_value CROSS JOIN instance ON instance.id = search_value.instance",
      key: "search_value.instance", moment: "search_value.created",
      condition: ListCondition(
        "search_value.search_index = ? AND search_value.value = ?", .integer(index), .key(key)))
  }

  /// The instances that wait for a kind of thing, in the order in which they were started.
  static func instances(waitingFor kind: (name: String, kind: WaitKinds)) -> ListPart {
    ListPart(
      tables: "instance INDEXED BY instance_waits_\(kind.name)", key: "instance.id", moment: "instance.created",
      condition: .waits(for: kind.kind))
  }
}

/// Parts of indexes, merged into one order. An instance that stands in several, or several times in one, comes once.
struct ListMerge {
  private var streams: [ListStream]
  private let isAscending: Bool
  private var last: ListPlace?

  init(_ streams: [ListStream], isAscending: Bool) {
    self.streams = streams
    self.isAscending = isAscending
  }

  /// Instances that are in order already.
  init(sorted places: [ListPlace]) {
    self.init([ListStream(places)], isAscending: false)
  }

  mutating func next(in session: Session) throws -> ListCandidate? {
    while let candidate = try first(in: session) {
      guard candidate.place != last else { continue }
      last = candidate.place
      return candidate
    }
    return nil
  }

  /// Takes the first of all streams. Those that are at their ends are let go of.
  private mutating func first(in session: Session) throws -> ListCandidate? {
    var first: (index: Int, candidate: ListCandidate)?
    var index = 0
    while index < streams.count {
      guard let candidate = try streams[index].peek(in: session) else {
        streams.swapAt(index, streams.count - 1)
        streams.removeLast()
        continue
      }
      if first.map({ isBefore(candidate, $0.candidate) }) ?? true { first = (index, candidate) }
      index += 1
    }
    guard let first else { return nil }
    streams[first.index].advance()
    return first.candidate
  }

  private func isBefore(_ left: ListCandidate, _ right: ListCandidate) -> Bool {
    isAscending ? left.place < right.place : right.place < left.place
  }
}
