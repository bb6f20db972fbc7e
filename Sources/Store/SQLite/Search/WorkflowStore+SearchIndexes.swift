import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Indexes of the data of instances. Each save keeps them; to add and to remove one takes many small transactions, so that
/// others can work meanwhile. What a crash breaks off is gone on with when it is asked for once more.
extension WorkflowStore {
  /// The indexes, by process and path.
  public func searchIndexes() throws(StoreError) -> [SearchIndex] {
    try read { session in
      var indexes: [SearchIndex] = []
      var select = try session.prepare(
        """
        SELECT process.name, search_index.path, search_index.state
        FROM search_index JOIN process ON process.id = search_index.process
        ORDER BY process.name, search_index.path
        """)
      try select.forEachRow { row in
        guard let state = SearchIndex.State(rawValue: row.text(2)) else {
          throw session.damaged("unknown state of a search index: \(row.text(2))")
        }
        indexes.append(SearchIndex(process: row.text(0), path: try session.names(row, 1), state: state))
      }
      return indexes
    }
  }

  /// Makes the values at a path of the data of a process's instances searchable: those of all versions, in the workflow
  /// data and in the data of active tasks. Call it outside of a transaction.
  ///
  /// - Parameters:
  ///   - process: The id of the process or collaboration, of which there is a specification.
  ///   - path: The names on the way to the value, the variable's first.
  /// - Returns: whether there was anything to do.
  /// - Throws: ``StoreError``: `no_such_process`, `bad_path`, `damaged_store`.
  @discardableResult
  public func addSearchIndex(of process: String, at path: [String]) throws(StoreError) -> Bool {
    guard !path.isEmpty, !path.contains("") else { throw .badPath(path) }
    if try searchIndexes().contains(where: { $0.process == process && $0.path == path && $0.state == .removing }) {
      try removeSearchIndex(of: process, at: path)
    }
    let isNew = try write { session in try session.insertSearchIndex(of: process, at: path) }
    guard isNew else { return false }
    while try write({ session in try session.fillSearchIndex(of: process, at: path) }) {}
    return true
  }

  /// Removes an index, with its values. Call it outside of a transaction.
  ///
  /// - Throws: ``StoreError``: `no_such_index`.
  public func removeSearchIndex(of process: String, at path: [String]) throws(StoreError) {
    try write { session in
      guard let index = try session.searchIndex(of: process, at: path) else {
        throw StoreError.noSuchIndex(path, of: process)
      }
      var update = try session.prepare("UPDATE search_index SET state = 'removing' WHERE id = ?")
      update.bind(index.key)
      try update.run()
    }
    while try write({ session in try session.clearSearchIndex(of: process, at: path) }) {}
  }
}

// MARK: Rows

extension Session {
  /// How many instances a transaction looks at, and of how many keys of rows.
  private static let instancesAtOnce = 100
  private static let keysAtOnce = 10_000
  /// How many values a transaction removes.
  private static let valuesAtOnce = 1000

  /// The key of an index that lists can use; nil where there is none.
  func readySearchIndex(of process: Int, at path: [String]) throws -> Int? {
    var select = try prepare("SELECT id FROM search_index WHERE process = ? AND path = ? AND state = 'ready'")
    select.bind(process)
    select.bind(text: try DataCoding.text(of: path))
    return try select.first { $0.integer(0) }
  }

  /// - Returns: whether it is new, or not ready yet.
  fileprivate func insertSearchIndex(of process: String, at path: [String]) throws -> Bool {
    if let index = try searchIndex(of: process, at: path) { return index.state == .building }
    var select = try prepare(
      "SELECT id FROM process WHERE name = ? AND EXISTS (SELECT 1 FROM spec WHERE spec.process = process.id)")
    select.bind(process)
    guard let key = try select.first({ $0.integer(0) }) else { throw StoreError.noSuchProcess(process) }
    var insert = try prepare("INSERT INTO search_index (process, path, state, filled) VALUES (?, ?, 'building', 0)")
    insert.bind(key)
    insert.bind(text: try DataCoding.text(of: path))
    try insert.run()
    return true
  }

  fileprivate func searchIndex(of process: String, at path: [String]) throws -> BuiltIndex? {
    var select = try prepare(
      """
      SELECT search_index.id, search_index.process, search_index.state, search_index.filled
      FROM process JOIN search_index ON search_index.process = process.id
      WHERE process.name = ? AND search_index.path = ?
      """)
    select.bind(process)
    select.bind(text: try DataCoding.text(of: path))
    return try select.first { row in
      guard let state = SearchIndex.State(rawValue: row.text(2)) else {
        throw damaged("unknown state of a search index: \(row.text(2))")
      }
      return BuiltIndex(key: row.integer(0), process: row.integer(1), state: state, filled: row.integer(3))
    }
  }

  /// Writes the values of some of the instances that may have none yet; a save has written those of the tasks that it
  /// changed. Instances that are started meanwhile have theirs.
  ///
  /// - Returns: whether more is to be done.
  fileprivate func fillSearchIndex(of process: String, at path: [String]) throws -> Bool {
    guard let index = try searchIndex(of: process, at: path), index.state == .building else { return false }
    var newest = try prepare("SELECT coalesce(max(id), 0) FROM instance")
    let last = try newest.first { $0.integer(0) } ?? 0
    var instances: [(key: Int, id: Identifier)] = []
    var select = try prepare(
      "SELECT id, uuid FROM instance WHERE id > ? AND id <= ? AND process = ? ORDER BY id LIMIT \(Self.instancesAtOnce)"
    )
    let end = min(last, index.filled + Self.keysAtOnce)
    select.bind(index.filled)
    select.bind(end)
    select.bind(index.process)
    try select.forEachRow { instances.append(($0.integer(0), try identifier($0, 1))) }
    let paths = [SearchPath(index: index.key, names: path)]
    for (key, id) in instances {
      for (source, keys) in try searchKeys(at: paths, of: try load(id).state) {
        try insertSearchValues(keys, ofSource: source, of: key)
      }
    }
    let filled = instances.count == Self.instancesAtOnce ? instances.last?.key ?? end : end
    var update = try prepare("UPDATE search_index SET filled = ?, state = ? WHERE id = ?")
    update.bind(filled)
    update.bind((filled < last ? SearchIndex.State.building : .ready).rawValue)
    update.bind(index.key)
    try update.run()
    return filled < last
  }

  /// Removes some values of an index, and at last the index.
  ///
  /// - Returns: whether more is to be done.
  fileprivate func clearSearchIndex(of process: String, at path: [String]) throws -> Bool {
    guard let index = try searchIndex(of: process, at: path), index.state == .removing else { return false }
    var rows: [(instance: Int, source: Int)] = []
    var select = try prepare(
      "SELECT instance, source FROM search_value WHERE search_index = ? LIMIT \(Self.valuesAtOnce)")
    select.bind(index.key)
    try select.forEachRow { rows.append(($0.integer(0), $0.integer(1))) }
    for row in rows {
      var delete = try prepare("DELETE FROM search_value WHERE instance = ? AND source = ? AND search_index = ?")
      delete.bind(row.instance)
      delete.bind(row.source)
      delete.bind(index.key)
      try delete.run()
    }
    guard rows.isEmpty else { return true }
    var delete = try prepare("DELETE FROM search_index WHERE id = ?")
    delete.bind(index.key)
    try delete.run()
    return false
  }
}

private struct BuiltIndex {
  let key: Int
  let process: Int
  let state: SearchIndex.State
  let filled: Int
}
