import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Reads the records of an instance out of their rows.
struct RecordRows {
  /// Which rows of a table.
  enum Selection {
    case all
    /// Of the tasks alone: what a step begins with.
    case open
    case number(Int)
  }

  private let id: Identifier
  private let instance: Int
  private let session: Session
  private var known: KnownContents
  /// What is being read, for the message about what cannot be.
  private var place = ""

  /// - Parameter known: what was read of the instance before.
  init(of head: InstanceHead, in session: Session, known: KnownContents = KnownContents()) {
    (id, instance, self.session, self.known) = (head.summary.id, head.key, session, known)
  }

  /// What several rows share, read once.
  final class KnownContents {
    fileprivate var names: [Int: String] = [:]
    fileprivate var largeValues: [Int: DataValue] = [:]
  }

  /// Reads, and says where the data is that cannot be read.
  mutating func read<Result>(_ body: (inout RecordRows) throws -> Result) throws -> Result {
    do {
      return try body(&self)
    } catch let error as JSONError {
      throw session.damaged("\(place) of instance \(id): \(error)", instance: id)
    } catch let error as UnexpectedValue {
      throw session.damaged("\(place) of instance \(id): \(error)", instance: id)
    }
  }

  // MARK: Scopes

  mutating func scopes(_ selection: Selection) throws -> [ScopeRecord] {
    var scopes: [ScopeRecord] = []
    var select = try prepare(
      "SELECT number, host, process, is_completed, last_task, root FROM scope", selection)
    try select.forEachRow { row in
      scopes.append(
        ScopeRecord(
          number: row.integer(0), host: row.optionalInteger(1), process: try name(row.integer(2)), data: [:],
          dataObjects: [:], isCompleted: row.integer(3) == 1, lastTask: row.optionalInteger(4),
          root: row.optionalInteger(5)))
    }
    if case .all = selection {
      try fillAll(&scopes)
    } else {
      for index in scopes.indices { try fill(&scopes[index]) }
    }
    return scopes
  }

  private mutating func fillAll(_ scopes: inout [ScopeRecord]) throws {
    var content: [Int: [(ScopeDataKind, DataDictionary)]] = [:]
    var select = try session.prepare("SELECT scope, kind, content FROM scope_data WHERE instance = ?")
    select.bind(instance)
    try select.forEachRow { row in content[row.integer(0), default: []].append(try scopeData(row)) }
    for index in scopes.indices {
      for (kind, data) in content[scopes[index].number] ?? [] { scopes[index].put(data, kind) }
    }
  }

  private mutating func fill(_ scope: inout ScopeRecord) throws {
    var content: [(ScopeDataKind, DataDictionary)] = []
    var select = try session.prepare("SELECT scope, kind, content FROM scope_data WHERE instance = ? AND scope = ?")
    select.bind(instance)
    select.bind(scope.number)
    try select.forEachRow { row in content.append(try scopeData(row)) }
    for (kind, data) in content { scope.put(data, kind) }
  }

  private mutating func scopeData(_ row: PreparedStatement.Row) throws -> (ScopeDataKind, DataDictionary) {
    place = "scope \(row.integer(0))"
    guard let kind = ScopeDataKind(rawValue: row.text(1)) else { throw UnexpectedValue(expected: "a known kind") }
    return (kind, try row.dictionary(2))
  }

  // MARK: Tasks

  mutating func tasks(_ selection: Selection) throws -> [TaskRecord] {
    var tasks: [TaskRecord] = []
    var select = try prepare(
      """
      SELECT number, uuid, parent, scope, spec, state, last_state_change, data_version, arrived_by, internal_data,
        is_dormant, depth, branch, previous_sibling, last_child, inside, holds_token
      FROM task
      """, selection)
    try select.forEachRow { row in
      let number = row.integer(0)
      guard let state = TaskState(code: row.integer(5)) else {
        throw session.damaged("unknown state: \(row.integer(5))")
      }
      let arrivedBy = try row.optionalInteger(8).map { try name($0) }
      if !row.isNull(9) { place = "task \(number)" }
      tasks.append(
        TaskRecord(
          number: number, id: try session.identifier(row, 1), parent: row.optionalInteger(2), scope: row.integer(3),
          spec: try name(row.integer(4)), state: state, lastStateChange: row.timestamp(6),
          dataVersion: row.integer(7), arrivedBy: arrivedBy, internalData: try row.dictionary(9),
          isDormant: row.integer(10) == 1, place: TaskPlace(row)))
    }
    return tasks
  }

  // MARK: Data

  mutating func versions(_ selection: Selection) throws -> [DataVersionRecord] {
    var versions: [DataVersionRecord] = []
    var withLargeValues: [(index: Int, count: Int)] = []
    var select = try prepare(
      "SELECT number, base, written, removed, large_values, whole FROM data_version", selection)
    try select.forEachRow { row in
      let number = row.integer(0)
      place = "version \(number) of the data"
      if row.integer(4) > 0 { withLargeValues.append((versions.count, row.integer(4))) }
      let (written, members) = try row.written(2)
      versions.append(
        DataVersionRecord(
          number: number, base: row.integer(1), written: written, members: members, removed: try row.names(3),
          whole: row.isNull(5) ? nil : try row.dictionary(5)))
    }
    for (index, count) in withLargeValues {
      place = "version \(versions[index].number) of the data"
      try fill(&versions[index], count: count)
    }
    return versions
  }

  private func fill(_ version: inout DataVersionRecord, count: Int) throws {
    var links: [(position: Int, value: Int)] = []
    var select = try session.prepare(
      "SELECT position, value FROM data_version_value WHERE instance = ? AND version = ? ORDER BY position")
    select.bind(instance)
    select.bind(version.number)
    try select.forEachRow { links.append(($0.integer(0), $0.integer(1))) }
    guard links.count == count else {
      throw UnexpectedValue(expected: "\(count) large values, found \(links.count)")
    }
    for (position, key) in links {
      guard LargeValue.put(try largeValue(key), at: position, of: &version) else {
        throw UnexpectedValue(expected: "a variable at position \(position)")
      }
    }
  }

  // MARK: Statements

  private func prepare(_ sql: String, _ selection: Selection) throws -> PreparedStatement {
    let rows =
      switch selection {
      case .all: "WHERE instance = ? ORDER BY number"
      case .open:
        """
        INDEXED BY task_open WHERE instance = ? AND (state < 6 OR state = 7 OR holds_token = 1) ORDER BY number
        """
      case .number: "WHERE instance = ? AND number = ?"
      }
    var select = try session.prepare("\(sql) \(rows)")
    select.bind(instance)
    if case .number(let number) = selection { select.bind(number) }
    return select
  }

  private func name(_ key: Int) throws -> String {
    if let name = known.names[key] { return name }
    var select = try session.prepare("SELECT text FROM name WHERE id = ?")
    select.bind(key)
    guard let name = try select.first({ $0.text(0) }) else { throw session.damaged("name \(key) is missing") }
    known.names[key] = name
    return name
  }

  /// Versions that hold the same large value share it.
  private func largeValue(_ key: Int) throws -> DataValue {
    if let value = known.largeValues[key] { return value }
    var select = try session.prepare("SELECT content FROM large_value WHERE id = ?")
    select.bind(key)
    guard let value = try select.first({ try $0.value(0) }) else {
      throw UnexpectedValue(expected: "large value \(key)")
    }
    known.largeValues[key] = value
    return value
  }
}

extension ScopeRecord {
  fileprivate mutating func put(_ data: DataDictionary, _ kind: ScopeDataKind) {
    switch kind {
    case .results: self.data = data
    case .objects: dataObjects = data
    case .correlations: correlations = data
    }
  }
}

extension TaskPlace {
  /// The place that the row of a task has; nil where it was saved without one.
  fileprivate init?(_ row: PreparedStatement.Row) {
    guard let depth = row.optionalInteger(11), let branch = row.optionalInteger(12) else { return nil }
    self.init(
      depth: depth, branch: branch, previousSibling: row.optionalInteger(13), lastChild: row.optionalInteger(14),
      inside: row.optionalInteger(15), holdsToken: row.integer(16) == 1)
  }
}
