import WorkflowEngine
import WorkflowModel

/// A filter as the store's rows have it: what is named in it is looked up, and what leads to its instances is known.
struct ListQuery {
  /// Each specification and status that instances which fit can have.
  private(set) var partitions: [(spec: Int, status: String)] = []
  /// What the rows of an instance must be for it to fit; ``unindexed`` beside that.
  private(set) var conditions: [ListCondition] = []
  /// What leads to the instances that fit one of the conditions.
  private(set) var leads: [ListLead] = []
  /// The conditions on data that no index has the values for.
  private(set) var unindexed: [DataCondition] = []

  /// Nil where nothing can fit.
  init?(_ filter: InstanceFilter, in session: Session) throws {
    let statuses = filter.status.map { [$0] } ?? InstanceStatus.allCases
    let specs = try session.specs(fitting: filter)
    guard !specs.isEmpty else { return nil }
    for spec in specs {
      for status in statuses { partitions.append((spec.key, status.rawValue)) }
    }
    addSpecs(specs, filter)
    if let status = filter.status { conditions.append(ListCondition("instance.status = ?", .text(status.rawValue))) }
    for (column, span) in [(InstanceOrder.Key.created, filter.created), (.updated, filter.updated)] {
      let moments = ListCondition.moment(column, in: span)
      guard !moments.isEmpty else { continue }
      conditions += moments
      leads.append(.moment(column, moments, partitions))
    }
    guard try addWaits(filter, in: session) else { return nil }
    for condition in filter.data {
      guard try add(condition, of: Set(specs.map(\.process)), in: session) else { return nil }
    }
    // Of a small process all instances are fewer than those that fit another condition.
    if !leads.isEmpty { leads.append(.moment(.created, [], partitions)) }
  }

  /// The conditions for instances that are not found by their specification.
  private mutating func addSpecs(_ specs: [SpecKeys], _ filter: InstanceFilter) {
    guard filter.spec != nil || filter.process != nil || filter.version != nil else { return }
    if specs.count == 1 {
      conditions.append(ListCondition("instance.spec = ?", .integer(specs[0].key)))
    } else if filter.version == nil {
      conditions.append(ListCondition("instance.process = ?", .integer(specs[0].process)))
    } else if let version = filter.version {
      conditions.append(
        ListCondition(
          "EXISTS (SELECT 1 FROM spec WHERE spec.id = instance.spec AND spec.version = ?)", .integer(version)))
    }
  }

  /// - Returns: whether anything can fit.
  private mutating func addWaits(_ filter: InstanceFilter, in session: Session) throws -> Bool {
    if let lane = filter.lane {
      guard let name = try session.knownName(lane) else { return false }
      conditions.append(.lane(name))
      leads.append(.lane(name))
    }
    switch filter.waitsFor {
    case .kind(let kinds)?:
      // Of several kinds one suffices.
      conditions.append(.waits(for: kinds))
      leads.append(.kinds(kinds))
    case .message(let name)?: return try addWait(for: .message, named: name, in: session)
    case .signal(let name)?: return try addWait(for: .signal, named: name, in: session)
    case nil: break
    }
    return true
  }

  /// - Returns: whether anything can fit.
  private mutating func addWait(for kind: SubscriptionKind, named text: String, in session: Session) throws -> Bool {
    guard let name = try session.knownName(text) else { return false }
    conditions.append(.waits(for: kind, named: name))
    leads.append(.subscription(kind, name))
    return true
  }

  /// Adds a condition on data. An index serves where all processes have it that have instances.
  ///
  /// - Returns: whether anything can fit.
  private mutating func add(_ condition: DataCondition, of processes: Set<Int>, in session: Session) throws -> Bool {
    let key: SearchKey
    do throws(JSONError) {
      key = try SearchKey(condition.value)
    } catch {
      // No data has a value that cannot be saved.
      return false
    }
    var indexes: [Int] = []
    for process in processes {
      if let index = try session.readySearchIndex(of: process, at: condition.path) {
        indexes.append(index)
      } else if try session.hasInstances(ofProcess: process) {
        unindexed.append(condition)
        return true
      }
    }
    guard !indexes.isEmpty else { return false }
    conditions.append(.value(key, in: indexes.sorted()))
    leads.append(.value(key, indexes.sorted()))
    return true
  }
}

/// What leads to the instances that fit a condition.
struct ListLead {
  /// Queries for keys of instances, with a limit as the last parameter. An instance may come several times.
  let keys: [ListCondition]
  /// The parts of indexes that have these instances in the order in which they were started; nil where none has.
  let parts: [ListPart]?

  static func value(_ key: SearchKey, _ indexes: [Int]) -> ListLead {
    ListLead(
      keys: indexes.map { index in
        ListCondition(
          "SELECT instance FROM search_value WHERE search_index = ? AND value = ? LIMIT ?", .integer(index), .key(key))
      },
      parts: indexes.map { .instances(with: key, in: $0) })
  }

  static func kinds(_ kinds: WaitKinds) -> ListLead {
    ListLead(
      keys: WaitKinds.named.filter { kinds.contains($0.kind) }.map { kind in
        ListCondition(
          """
          SELECT instance.id FROM instance INDEXED BY instance_waits_\(kind.name)
          WHERE \(ListCondition.waits(for: kind.kind).sql) LIMIT ?
          """)
      },
      parts: parts(of: kinds))
  }

  /// Who waits for a message or signal of a name is one of those that wait for any.
  static func subscription(_ kind: SubscriptionKind, _ name: Int) -> ListLead {
    ListLead(
      keys: [
        ListCondition(
          "SELECT instance FROM subscription WHERE kind = '\(kind.rawValue)' AND name = ? LIMIT ?", .integer(name))
      ],
      parts: parts(of: kind == .message ? .message : .signal))
  }

  /// Who has a task in a lane that a person can complete is one of those that wait for any.
  static func lane(_ name: Int) -> ListLead {
    ListLead(
      keys: [ListCondition("SELECT instance FROM task INDEXED BY task_lane WHERE lane = ? LIMIT ?", .integer(name))],
      parts: parts(of: .user))
  }

  private static func parts(of kinds: WaitKinds) -> [ListPart] {
    WaitKinds.named.filter { kinds.contains($0.kind) }.map { .instances(waitingFor: $0) }
  }

  static func moment(
    _ column: InstanceOrder.Key, _ moments: [ListCondition], _ partitions: [(spec: Int, status: String)]
  ) -> ListLead {
    let span = ListCondition.all(moments)
    return ListLead(
      keys: partitions.map { partition in
        ListCondition(
          sql: """
            SELECT instance.id FROM instance INDEXED BY instance_\(column.rawValue)
            WHERE instance.spec = ? AND instance.status = ? AND \(span.sql) LIMIT ?
            """, [.integer(partition.spec), .text(partition.status)] + span.parameters)
      },
      parts: nil)
  }
}

// MARK: Rows

/// The keys of a specification and its process.
struct SpecKeys {
  let key: Int
  let process: Int
}

extension Session {
  /// The specifications that instances which fit can have.
  fileprivate func specs(fitting filter: InstanceFilter) throws -> [SpecKeys] {
    if let id = filter.spec {
      guard let identity = try specIdentity(id: id), filter.process == nil || filter.process == identity.processName,
        filter.version == nil || filter.version == identity.version
      else { return [] }
      return [SpecKeys(key: identity.key, process: identity.process)]
    }
    var conditions: [ListCondition] = []
    if let process = filter.process {
      conditions.append(ListCondition("process = (SELECT id FROM process WHERE name = ?)", .text(process)))
    }
    if let version = filter.version { conditions.append(ListCondition("version = ?", .integer(version))) }
    let condition = ListCondition.all(conditions)
    var specs: [SpecKeys] = []
    var select = try prepare("SELECT id, process FROM spec WHERE \(condition.sql)")
    select.bind(condition.parameters)
    try select.forEachRow { specs.append(SpecKeys(key: $0.integer(0), process: $0.integer(1))) }
    return specs
  }

  fileprivate func hasInstances(ofProcess process: Int) throws -> Bool {
    var select = try prepare(
      """
      SELECT 1 FROM spec CROSS JOIN instance INDEXED BY instance_created ON instance.spec = spec.id
      WHERE spec.process = ? LIMIT 1
      """)
    select.bind(process)
    return try select.first { _ in true } ?? false
  }

  /// The key of a name; nil where no row has it.
  fileprivate func knownName(_ text: String) throws -> Int? {
    var select = try prepare("SELECT id FROM name WHERE text = ?")
    select.bind(text)
    return try select.first { $0.integer(0) }
  }
}
