public import WorkflowModel

/// Moves the records of instances from one specification to another.
///
/// It decides what each record becomes, and collects what stands against it; nothing is run. Whether the attributes of
/// what is open are the same is not looked at: that needs no records.
public struct InstanceMigration: Sendable {
  let old: WorkflowDefinition
  let new: WorkflowDefinition
  /// What has become of elements, processes and flows, by their former ids. What is not named here keeps its id.
  let renaming: [String: String]
  /// The process that each element of the new specification stands in; the first of several.
  let processOfElement: [String: String]

  /// A migration between definitions.
  ///
  /// - Parameters:
  ///   - old: the one that the records belong to, with what it has retired.
  ///   - new: the one that they are to belong to.
  ///   - renaming: the new ids of elements, processes and flows by the former ones.
  public init(from old: WorkflowDefinition, to new: WorkflowDefinition, renaming: [String: String]) {
    self.old = old
    self.new = new
    self.renaming = renaming
    var found: [String: String] = [:]
    for process in new.processes {
      for node in process.nodes where node.part == .itself && node.element != nil && found[node.name] == nil {
        found[node.name] = process.id
      }
    }
    processOfElement = found
  }

  /// The same for an instance with other retired elements.
  public func from(_ old: WorkflowDefinition) -> InstanceMigration {
    InstanceMigration(from: old, to: new, renaming: renaming)
  }

  /// The records as they would be, with what stands against it.
  ///
  /// - Parameter now: when what is cancelled is.
  public func migrate(_ state: InstanceState, at now: Timestamp) -> MigratedState {
    var records = MigratedRecords(state, by: self, at: now)
    records.migrate()
    return MigratedState(
      state: records.state, retired: records.retired, obstacles: records.obstacles.sorted { $0.kind > $1.kind })
  }

  /// The ids of a mapping that are not there: those that it names as former ones, and those that it names as new ones.
  public var unknownNames: (old: [String], new: [String]) {
    let (known, given) = (old.names, new.names)
    return (
      renaming.keys.filter { !known.contains($0) }.sorted(),
      Set(renaming.values).filter { !given.contains($0) }.sorted()
    )
  }
}

/// An instance as another specification would have it.
public struct MigratedState: Sendable {
  /// Its records. Where something blocks the migration they do not fit together.
  public let state: InstanceState
  /// What it has finished tasks of, and the specification does not have.
  public let retired: [RetiredElement]
  /// What stands against it, each once, what weighs most first.
  public let obstacles: [MigrationObstacle]
}

extension WorkflowDefinition {
  /// The ids of all processes, elements and flows of the diagram.
  fileprivate var names: Set<String> {
    var names: Set<String> = []
    for process in processes {
      names.insert(process.id)
      for node in process.nodes {
        guard let element = node.element else { continue }
        names.insert(element.id)
        names.formUnion(element.outgoing.map(\.id))
      }
    }
    return names
  }
}
