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
  /// Whether a part of it can be read alone.
  let hasPlaces: Bool
}

extension Session {
  /// The columns that ``head(_:)`` reads, in its order.
  static let headColumns = """
    instance.id, instance.uuid, instance.seed, spec.hash, process.name, spec.version, instance.engine,
    instance.revision, instance.created, instance.updated, instance.status, instance.last_stamp, instance.task_count,
    instance.scope_count, instance.version_count, instance.error_task, instance.error_bpmn_id, instance.error_code,
    instance.error_message, instance.error_line, instance.error_script, instance.waits_for, instance.due,
    instance.has_places
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
      waitsFor: row.optionalInteger(21).map { WaitKinds(rawValue: UInt8(truncatingIfNeeded: $0)) },
      hasPlaces: row.integer(23) == 1)
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
    var records = RecordRows(of: head, in: self)
    let state = try records.read { records in
      InstanceState(
        instance: head.record, scopes: try records.scopes(.all), tasks: try records.tasks(.all),
        versions: try records.versions(.all))
    }
    return StoredInstance(
      summary: head.summary, seed: head.seed, environment: try environment(of: head.key), state: state,
      retired: try retired(of: head.key))
  }
}
