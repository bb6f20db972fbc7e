public import OrderedCollections
public import WorkflowEngine
public import WorkflowModel

/// Whether an instance can be moved to another specification.
public struct MigrationVerdict: Sendable, Hashable {
  /// What it comes to.
  public enum Kind: String, Sendable, CaseIterable {
    /// Nothing stands against it.
    case safe
    /// It can be done, and might not mean the same: it has to be forced.
    case needsForce = "needs_force"
    /// Something open is gone: a mapping has to say what it has become.
    case needsMapping = "needs_mapping"
    /// It cannot be done.
    case blocked
  }

  /// What stands against it, what weighs most first.
  public let obstacles: [MigrationObstacle]

  init(_ obstacles: [MigrationObstacle]) {
    self.obstacles = obstacles
  }

  /// What it comes to.
  public var kind: Kind {
    switch obstacles.first?.kind {
    case nil: .safe
    case .needsForce: .needsForce
    case .needsMapping: .needsMapping
    case .blocked: .blocked
    }
  }

  /// Whether the instance is moved.
  func allows(isForced: Bool) -> Bool {
    kind == .safe || isForced && kind == .needsForce
  }
}

/// What becomes of the instances of a specification that are to be moved to another: those that are over are left out.
public struct MigrationPlan: Sendable {
  /// Instances of which the same is to be said.
  public struct Group: Sendable {
    /// Whether they can be moved.
    public let verdict: MigrationVerdict
    /// Whether they were.
    public let isMigrated: Bool
    /// Their identifiers, the newest first.
    public fileprivate(set) var instances: [Identifier]
  }

  /// The id of the specification that they are of.
  public let from: String
  /// The id of the one that they are to be moved to.
  public let to: String
  /// The groups: what can be moved first.
  public var groups: [Group] {
    found.values.sorted { ($0.verdict.kind.place, $1.instances.count) < ($1.verdict.kind.place, $0.instances.count) }
  }

  private var found: OrderedDictionary<Key, Group> = [:]

  private struct Key: Hashable {
    let verdict: MigrationVerdict
    let isMigrated: Bool
  }

  init(from: String, to: String) {
    self.from = from
    self.to = to
  }

  mutating func add(_ instance: Identifier, _ verdict: MigrationVerdict, isMigrated: Bool) {
    found[
      Key(verdict: verdict, isMigrated: isMigrated),
      default: Group(verdict: verdict, isMigrated: isMigrated, instances: [])
    ].instances.append(instance)
  }
}

extension MigrationVerdict.Kind {
  fileprivate var place: Int {
    switch self {
    case .safe: 0
    case .needsForce: 1
    case .needsMapping: 2
    case .blocked: 3
    }
  }
}

extension MigrationPlan {
  /// The document of the command line: `docs/commands.md` describes it.
  public var document: DataDictionary {
    [
      "from": .string(from), "to": .string(to),
      "groups": .list(
        groups.map { group in
          [
            "verdict": .string(group.verdict.kind.rawValue), "migrated": .bool(group.isMigrated),
            "reasons": .list(group.verdict.obstacles.map(\.document)),
            "instances": .list(group.instances.map { .string("\($0)") }),
          ]
        }),
    ]
  }
}

extension MigrationObstacle {
  /// The document of a reason.
  public var document: DataValue {
    [
      "verdict": .string(kind.rawValue), "message": .string(message),
      "process": process.map(DataValue.string) ?? .null, "bpmn_id": element.map(DataValue.string) ?? .null,
    ]
  }
}
