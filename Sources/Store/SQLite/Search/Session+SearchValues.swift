import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// A path of data by which the instances of a process are found.
struct SearchPath {
  let index: Int
  let names: [String]
}

/// The rows by which instances are found. A save writes those of the tasks that it changes, where their values changed.
extension Session {
  /// The `source` of the workflow data.
  static let workflowSource = -1

  /// Writes the values at the searched paths of what a save changes. Without a searched path it reads one index entry.
  func writeSearchValues(_ changes: InstanceChanges, of instance: Int, id: Identifier) throws {
    let paths = try searchPaths(of: instance)
    guard !paths.isEmpty else { return }
    for task in changes.tasks {
      let data = changes.search.data[task.number]
      try writeSearchValues(try keys(at: paths) { data?[$0] }, ofSource: task.number, of: instance)
    }
    if let scope = changes.scopes.first(where: { $0.number == 0 }) {
      try writeSearchValues(try keys(at: paths, of: scope), ofSource: Self.workflowSource, of: instance)
    }
  }

  /// Makes the rows of one source those of these keys, by index.
  func writeSearchValues(_ keys: [Int: SearchKey], ofSource source: Int, of instance: Int) throws {
    var former: [Int: SearchKey] = [:]
    var select = try prepare("SELECT search_index, value FROM search_value WHERE instance = ? AND source = ?")
    select.bind(instance)
    select.bind(source)
    try select.forEachRow { former[$0.integer(0)] = SearchKey($0, 1) }
    for index in former.keys where keys[index] != former[index] {
      var delete = try prepare("DELETE FROM search_value WHERE instance = ? AND source = ? AND search_index = ?")
      delete.bind(instance)
      delete.bind(source)
      delete.bind(index)
      try delete.run()
    }
    try insertSearchValues(keys.filter { former[$0.key] != $0.value }, ofSource: source, of: instance)
  }

  /// Writes the keys of one source, by index, where it has none.
  func insertSearchValues(_ keys: [Int: SearchKey], ofSource source: Int, of instance: Int) throws {
    for (index, key) in keys {
      var insert = try prepare(
        """
        INSERT INTO search_value (search_index, value, created, instance, source)
        VALUES (?, ?, (SELECT created FROM instance WHERE id = ?), ?, ?)
        ON CONFLICT (instance, source, search_index) DO NOTHING
        """)
      insert.bind(index)
      insert.bind(key)
      insert.bind(instance)
      insert.bind(instance)
      insert.bind(source)
      try insert.run()
    }
  }

  /// The paths that rows are written for, of the process of an instance.
  ///
  /// - Parameter states: in one of which their indexes are.
  func searchPaths(
    of instance: Int, states: Set<SearchIndex.State> = [.building, .ready]
  ) throws -> [SearchPath] {
    var paths: [SearchPath] = []
    var select = try prepare(
      """
      SELECT search_index.id, search_index.path, search_index.state
      FROM instance CROSS JOIN search_index ON search_index.process = instance.process
      WHERE instance.id = ?
      """)
    select.bind(instance)
    try select.forEachRow { row in
      guard let state = SearchIndex.State(rawValue: row.text(2)), states.contains(state) else { return }
      paths.append(SearchPath(index: row.integer(0), names: try names(row, 1)))
    }
    return paths
  }

  /// The path of a search index.
  func names(_ row: PreparedStatement.Row, _ column: Int) throws -> [String] {
    guard let names = try? row.names(column), !names.isEmpty else { throw damaged("the path of a search index") }
    return names
  }

  /// The keys of all values at these paths of an instance, by source.
  func searchKeys(at paths: [SearchPath], of state: InstanceState) throws -> [Int: [Int: SearchKey]] {
    var found: [Int: [Int: SearchKey]] = [:]
    let data = try state.dataByVersion()
    for task in state.tasks where task.state.isActive {
      found[task.number] = try keys(at: paths) { data[task.dataVersion]?[$0] }
    }
    if let scope = state.scopes.first { found[Self.workflowSource] = try keys(at: paths, of: scope) }
    return found.filter { !$0.value.isEmpty }
  }

  /// The source of an instance's data whose rows are not those of its values, as far as the indexes are ready; nil where
  /// all are right.
  func wronglySearched(_ id: Identifier, _ state: InstanceState) throws -> Int? {
    guard let instance = try instanceKey(of: id) else { return nil }
    let paths = try searchPaths(of: instance, states: [.ready])
    let expected = try searchKeys(at: paths, of: state)
    var found: [Int: [Int: SearchKey]] = [:]
    var select = try prepare("SELECT source, search_index, value FROM search_value WHERE instance = ?")
    select.bind(instance)
    let ready = Set(paths.map(\.index))
    try select.forEachRow { row in
      guard ready.contains(row.integer(1)) else { return }
      found[row.integer(0), default: [:]][row.integer(1)] = SearchKey(row, 2)
    }
    return Set(expected.keys).union(found.keys).sorted().first { expected[$0] != found[$0] }
  }

  /// The keys of the values at these paths of the workflow data: results stand before data objects.
  private func keys(at paths: [SearchPath], of scope: ScopeRecord) throws -> [Int: SearchKey] {
    try keys(at: paths) { scope.data[$0] ?? scope.dataObjects[$0] }
  }

  private func keys(at paths: [SearchPath], in variable: (String) -> DataValue?) throws -> [Int: SearchKey] {
    var keys: [Int: SearchKey] = [:]
    for path in paths {
      guard let name = path.names.first, let value = variable(name)?.member(along: path.names.dropFirst()) else {
        continue
      }
      do throws(JSONError) {
        keys[path.index] = try SearchKey(value)
      } catch {
        throw StoreError.unsavable(
          "the value at \(path.names.joined(separator: "."))", reason: "\(error)", instance: nil)
      }
    }
    return keys
  }

  // MARK: Lanes

  /// Makes these the lanes of an instance's tasks.
  func replaceLanes(by lanes: [Int: String], of instance: Int) throws {
    var clear = try prepare("UPDATE task SET lane = NULL WHERE instance = ? AND lane IS NOT NULL")
    clear.bind(instance)
    try clear.run()
    for (task, lane) in lanes {
      let lane = try name(lane)
      var update = try prepare("UPDATE task SET lane = ? WHERE instance = ? AND number = ?")
      update.bind(lane)
      update.bind(instance)
      update.bind(task)
      try update.run()
    }
  }
}
