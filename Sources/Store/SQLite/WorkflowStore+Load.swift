import OrderedCollections
import WorkflowEngine
public import WorkflowModel
import WorkflowScripting

extension WorkflowStore {
  /// An instance with its scopes, tasks and data.
  ///
  /// - Throws: ``StoreError``: `no_such_instance`, `damaged_store`.
  public func load(_ id: Identifier) throws(StoreError) -> StoredInstance {
    try read { session in try session.load(id) }
  }

  /// An instance with its scopes, tasks and data.
  ///
  /// - Parameter reference: Its id, or the beginning of it: at least four digits that no other id begins with.
  /// - Throws: ``StoreError``: `no_such_instance`, `ambiguous_reference`, `damaged_store`.
  public func load(_ reference: String) throws(StoreError) -> StoredInstance {
    try read { session in try session.load(try session.instance(matching: reference)) }
  }
}

// MARK: Rows

/// The row of an instance.
struct InstanceHead {
  let key: Int
  let seed: UInt64
  let summary: InstanceSummary
  let record: InstanceRecord
  /// What its open tasks wait for; nil where that is not known.
  let waitsFor: WaitKinds?
}

extension Session {
  /// The columns that ``head(_:)`` reads, in its order.
  static let headColumns = """
    instance.id, instance.uuid, instance.seed, spec.hash, process.name, spec.version, instance.engine,
    instance.revision, instance.created, instance.updated, instance.status, instance.last_stamp, instance.task_count,
    instance.scope_count, instance.version_count, instance.error_task, instance.error_bpmn_id, instance.error_code,
    instance.error_message, instance.error_line, instance.error_script, instance.waits_for, instance.due
    """

  func head(of id: Identifier) throws -> InstanceHead {
    var select = try prepare(
      """
      SELECT \(Self.headColumns)
      FROM instance JOIN spec ON spec.id = instance.spec JOIN process ON process.id = instance.process
      WHERE instance.uuid = ?
      """)
    select.bind(id)
    guard let head = try select.first({ try head($0) }) else {
      throw StoreError.noSuchInstance("\(id)", id: id)
    }
    return head
  }

  func head(_ row: PreparedStatement.Row) throws -> InstanceHead {
    let id = try identifier(row, 1)
    guard let status = InstanceStatus(rawValue: row.text(10)) else {
      throw damaged("unknown status: \(row.text(10))", instance: id)
    }
    var error: InstanceError?
    if let code = row.optionalText(17) {
      error = InstanceError(
        task: row.integer(15), bpmnID: row.optionalText(16), code: code, message: row.text(18),
        line: row.optionalInteger(19), script: row.optionalText(20))
    }
    return InstanceHead(
      key: row.integer(0), seed: UInt64(bitPattern: Int64(row.integer(2))),
      summary: InstanceSummary(
        id: id, spec: Hexadecimal.text(row.blob(3)), process: row.text(4), version: row.integer(5), status: status,
        engine: row.text(6), revision: row.integer(7), created: row.timestamp(8), updated: row.timestamp(9),
        error: error),
      record: InstanceRecord(
        status: status, error: error, lastStamp: row.timestamp(11), taskCount: row.integer(12),
        scopeCount: row.integer(13), versionCount: row.integer(14), due: row.isNull(22) ? nil : row.timestamp(22)),
      waitsFor: row.optionalInteger(21).map { WaitKinds(rawValue: UInt8(truncatingIfNeeded: $0)) })
  }

  func environment(of instance: Int) throws -> [EnvironmentModule] {
    var modules: [EnvironmentModule] = []
    var select = try prepare(
      """
      SELECT instance_environment.name, file.content
      FROM instance_environment JOIN file ON file.id = instance_environment.file
      WHERE instance_environment.instance = ?
      ORDER BY instance_environment.position
      """)
    select.bind(instance)
    try select.forEachRow {
      modules.append(EnvironmentModule(name: $0.text(0), source: String(decoding: $0.blob(1), as: UTF8.self)))
    }
    return modules
  }

  func load(_ id: Identifier) throws -> StoredInstance {
    let head = try head(of: id)
    var place = ""
    do {
      let state = InstanceState(
        instance: head.record, scopes: try scopes(of: head.key, &place), tasks: try tasks(of: head.key, &place),
        versions: try versions(of: head.key, &place))
      return StoredInstance(
        summary: head.summary, seed: head.seed, environment: try environment(of: head.key), state: state,
        retired: try retired(of: head.key))
    } catch let error as JSONError {
      throw damaged("\(place) of instance \(id): \(error)", instance: id)
    } catch let error as UnexpectedValue {
      throw damaged("\(place) of instance \(id): \(error)", instance: id)
    }
  }

  /// `place` says what is being read, for the message about what cannot be.
  private func scopes(of instance: Int, _ place: inout String) throws -> [ScopeRecord] {
    let content = try scopeData(of: instance, &place)
    var scopes: [ScopeRecord] = []
    var names = NameReader(session: self)
    var select = try prepare(
      "SELECT number, host, process, is_completed, last_task FROM scope WHERE instance = ? ORDER BY number")
    select.bind(instance)
    try select.forEachRow { row in
      let number = row.integer(0)
      func data(_ kind: ScopeDataKind) -> DataDictionary { content[ScopeDataKey(scope: number, kind: kind)] ?? [:] }
      scopes.append(
        ScopeRecord(
          number: number, host: row.optionalInteger(1), process: try names.name(row.integer(2)),
          data: data(.results), dataObjects: data(.objects), correlations: data(.correlations),
          isCompleted: row.integer(3) == 1, lastTask: row.optionalInteger(4)))
    }
    return scopes
  }

  private func scopeData(of instance: Int, _ place: inout String) throws -> [ScopeDataKey: DataDictionary] {
    var data: [ScopeDataKey: DataDictionary] = [:]
    var select = try prepare("SELECT scope, kind, content FROM scope_data WHERE instance = ?")
    select.bind(instance)
    try select.forEachRow { row in
      let scope = row.integer(0)
      place = "scope \(scope)"
      guard let kind = ScopeDataKind(rawValue: row.text(1)) else { throw UnexpectedValue(expected: "a known kind") }
      data[ScopeDataKey(scope: scope, kind: kind)] = try row.dictionary(2)
    }
    return data
  }

  private func tasks(of instance: Int, _ place: inout String) throws -> [TaskRecord] {
    var tasks: [TaskRecord] = []
    var names = NameReader(session: self)
    var select = try prepare(
      """
      SELECT number, uuid, parent, scope, spec, state, last_state_change, data_version, arrived_by, internal_data,
        is_dormant
      FROM task WHERE instance = ? ORDER BY number
      """)
    select.bind(instance)
    try select.forEachRow { row in
      let number = row.integer(0)
      guard let state = TaskState(code: row.integer(5)) else { throw damaged("unknown state: \(row.integer(5))") }
      let arrivedBy = try row.optionalInteger(8).map { try names.name($0) }
      if !row.isNull(9) { place = "task \(number)" }
      tasks.append(
        TaskRecord(
          number: number, id: try identifier(row, 1), parent: row.optionalInteger(2), scope: row.integer(3),
          spec: try names.name(row.integer(4)), state: state, lastStateChange: row.timestamp(6),
          dataVersion: row.integer(7), arrivedBy: arrivedBy, internalData: try row.dictionary(9),
          isDormant: row.integer(10) == 1))
    }
    return tasks
  }

  private func versions(of instance: Int, _ place: inout String) throws -> [DataVersionRecord] {
    var versions: [DataVersionRecord] = []
    var withLargeValues: [(index: Int, count: Int)] = []
    var select = try prepare(
      """
      SELECT number, base, written, removed, large_values
      FROM data_version WHERE instance = ? ORDER BY number
      """)
    select.bind(instance)
    try select.forEachRow { row in
      let number = row.integer(0)
      place = "version \(number) of the data"
      if row.integer(4) > 0 { withLargeValues.append((versions.count, row.integer(4))) }
      let (written, members) = try row.written(2)
      versions.append(
        DataVersionRecord(
          number: number, base: row.integer(1), written: written, members: members, removed: try row.names(3)))
    }
    guard !withLargeValues.isEmpty else { return versions }
    var values = LargeValueReader(session: self)
    for (index, count) in withLargeValues {
      place = "version \(versions[index].number) of the data"
      try values.fill(&versions[index], count: count, of: instance)
    }
    return versions
  }
}

/// Of which scope and kind data is.
private struct ScopeDataKey: Hashable {
  let scope: Int
  let kind: ScopeDataKind
}

/// Reads names by their keys, each once.
private struct NameReader {
  let session: Session
  private var known: [Int: String] = [:]

  init(session: Session) {
    self.session = session
  }

  mutating func name(_ key: Int) throws -> String {
    if let name = known[key] { return name }
    var select = try session.prepare("SELECT text FROM name WHERE id = ?")
    select.bind(key)
    guard let name = try select.first({ $0.text(0) }) else { throw session.damaged("name \(key) is missing") }
    known[key] = name
    return name
  }
}

/// Reads large values, each once: versions that hold the same one share it.
private struct LargeValueReader {
  let session: Session
  private var known: [Int: DataValue] = [:]

  init(session: Session) {
    self.session = session
  }

  mutating func fill(_ version: inout DataVersionRecord, count: Int, of instance: Int) throws {
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
      guard LargeValue.put(try value(key), at: position, of: &version) else {
        throw UnexpectedValue(expected: "a variable at position \(position)")
      }
    }
  }

  private mutating func value(_ key: Int) throws -> DataValue {
    if let value = known[key] { return value }
    var select = try session.prepare("SELECT content FROM large_value WHERE id = ?")
    select.bind(key)
    guard let value = try select.first({ try $0.value(0) }) else {
      throw UnexpectedValue(expected: "large value \(key)")
    }
    known[key] = value
    return value
  }
}
