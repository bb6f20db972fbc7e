import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowScripting
import WorkflowStore

/// Moves instances of one specification to another, each tried on a copy first.
struct SpecMigration {
  /// An instance as it would be.
  struct Attempt {
    let verdict: MigrationVerdict
    /// What moves it, and undoes that; nil where it cannot be moved.
    let result: (move: InstanceMove, former: FormerRecords, instance: WorkflowInstance)?
  }

  let from: String
  let to: String
  private let runtime: WorkflowRuntime
  private let migration: InstanceMigration
  private let old: WorkflowDefinition
  private let new: WorkflowDefinition
  private let dialects: (old: Dialect, new: Dialect)
  private let changes: OpenTaskChanges
  private let mapping: [String: String]

  /// - Parameters:
  ///   - from: the id of the specification, written in full, as `to`.
  ///   - mapping: the new ids of elements, processes and flows by the former ones.
  init(_ runtime: WorkflowRuntime, from: String, to: String, mapping: [String: String]) throws {
    guard from != to else { throw RuntimeError.sameSpec(to) }
    self.runtime = runtime
    self.from = from
    self.to = to
    self.mapping = mapping
    dialects = (try runtime.store.spec(from).dialect, try runtime.store.spec(to).dialect)
    old = try runtime.definition(ofSpec: from)
    new = try runtime.definition(ofSpec: to)
    migration = InstanceMigration(from: old, to: new, renaming: mapping)
    let unknown = migration.unknownNames
    if let name = unknown.old.first { throw RuntimeError.unmappable(name, from) }
    if let name = unknown.new.first { throw RuntimeError.unmappable(name, to) }
    changes = OpenTaskChanges(SpecDifference(from: old.spec, to: new.spec, renaming: mapping))
  }

  /// What an instance would be, with what stands against it. Nothing is written.
  func attempt(_ stored: StoredInstance) throws -> Attempt {
    if let obstacle = obstacle(to: stored) { return Attempt(verdict: MigrationVerdict([obstacle]), result: nil) }
    let old = try stored.retired.isEmpty ? old : WorkflowDefinition(old.spec, retired: stored.retired)
    let migrated = migration.from(old).migrate(stored.state, at: runtime.clock.now())
    var obstacles = OrderedSet(migrated.obstacles)
    guard obstacles.allSatisfy({ $0.kind == .needsForce }) else {
      return Attempt(verdict: MigrationVerdict(obstacles.elements), result: nil)
    }
    let new = try migrated.retired.isEmpty ? new : WorkflowDefinition(new.spec, retired: migrated.retired)
    let instance: WorkflowInstance
    do {
      instance = try runtime.restore(migrated.state, new, IdleEngine())
    } catch {
      return Attempt(verdict: MigrationVerdict([MigrationObstacle(.blocked, error.message)]), result: nil)
    }
    obstacles.append(contentsOf: changes.obstacles(for: instance.activeTasks()))
    if let failure = failure(of: migrated.state, new, stored) {
      return Attempt(verdict: MigrationVerdict([failure] + obstacles), result: nil)
    }
    instance.note(.migrated, detail: detail(of: stored.state, movedTo: migrated.state))
    let move = InstanceMove(
      to: to, instance.records(changedFrom: stored.state, to: migrated.state), retired: migrated.retired)
    let former = FormerRecords(of: stored.state, retired: stored.retired, changedTo: migrated.state)
    return Attempt(verdict: MigrationVerdict(obstacles.elements), result: (move, former, instance))
  }

  /// What the history says of the migration, so that it does so also when that is undone: the tasks that it has cancelled
  /// wait again then.
  private func detail(of former: InstanceState, movedTo state: InstanceState) -> DataDictionary {
    var detail: DataDictionary = ["from": .string(from), "to": .string(to)]
    if !mapping.isEmpty {
      detail["mapping"] = .dictionary(
        DataDictionary(
          uniqueKeysWithValues: mapping.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }
    let cancelled = zip(former.tasks, state.tasks).filter { $0.state != $1.state && $1.state == .cancelled }
    if !cancelled.isEmpty { detail["cancelled"] = .list(cancelled.map { .string("\($0.0.id)") }) }
    return detail
  }

  private func obstacle(to stored: StoredInstance) -> MigrationObstacle? {
    if [.completed, .cancelled].contains(stored.summary.status) {
      return MigrationObstacle(.blocked, "the instance is \(stored.summary.status.rawValue)")
    }
    if old.spec.id != new.spec.id {
      return MigrationObstacle(
        .blocked, "the specification is one of '\(new.spec.id)', not of '\(old.spec.id)'", process: old.spec.id)
    }
    // What is kept of a task depends on what its element means, which the dialect says.
    if dialects.old != dialects.new {
      return MigrationObstacle(
        .blocked,
        "the specification is of the dialect '\(dialects.new.rawValue)', the instance's of '\(dialects.old.rawValue)': "
          + "add the model with '--dialect \(dialects.old.rawValue)'",
        process: old.spec.id)
    }
    return nil
  }

  // MARK: The copy

  /// How many tasks a copy runs at most.
  private static let tasksOfCopy = 10_000

  /// What fails when a copy runs up to where it waits next. Services are not called, what scripts print is not shown.
  /// Nothing runs where that could have effects: under other engines than a restricted one, and with an embedder's
  /// functions and data stores.
  private func failure(
    of state: InstanceState, _ definition: WorkflowDefinition, _ stored: StoredInstance
  ) -> MigrationObstacle? {
    let engine = runtime.engines.entries.first { $0.name == stored.summary.engine }
    guard let engine, engine.isRestricted, !runtime.environment.mayHaveEffects, stored.summary.status != .error
    else { return nil }
    do {
      let host = runtime.host(
        seed: stored.summary.seedOfNextRun(from: stored.seed), clock: runtime.clock, output: { _ in })
      let copy = try runtime.restore(state, definition, engine.make(host, stored.environment))
      copy.serviceMode = .record
      _ = copy.run(limit: Self.tasksOfCopy)
      guard let error = copy.error else { return nil }
      let place = error.bpmnID.map { "'\($0)' fails" } ?? "it fails"
      return MigrationObstacle(.blocked, "on a copy, \(place): \(error.message)", element: error.bpmnID)
    } catch {
      return MigrationObstacle(.blocked, "a copy cannot run: \(RuntimeError(error).message)")
    }
  }
}

extension WorkflowInstance {
  /// What a save has to write for the instance to have other records, with all of its subscriptions. The instance was
  /// restored from them and has not run.
  func records(changedFrom former: InstanceState, to state: InstanceState) -> InstanceChanges {
    let noted = takeChanges()
    return InstanceChanges(
      instance: noted.instance,
      scopes: zip(former.scopes, state.scopes).filter { $0 != $1 }.map { $1 },
      tasks: zip(former.tasks, state.tasks).filter { $0 != $1 }.map { $1 }, versions: [], removedTasks: [],
      subscriptions: subscriptions(), events: noted.events, search: searchRecord())
  }
}
