import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowStore

/// How instances are moved to another specification.
public struct MigrationRequest: Sendable {
  /// The new ids of elements, processes and sequence flows by the former ones. What is not named keeps its id.
  public var mapping: [String: String] = [:]
  /// Whether an instance is also moved where that might not mean the same.
  public var isForced = false

  /// A request with the defaults.
  public init() {}
}

/// Running instances that move to another specification: a version of the same process.
///
/// An instance is moved by its records: open tasks go on as tasks of the elements with the same ids, or with those of the
/// mapping. Before anything is written a copy runs up to where it waits next.
extension WorkflowRuntime {
  /// Moves an instance to another specification. Nothing runs; its revision grows by one.
  ///
  /// - Throws: ``RuntimeError``: `migration_blocked`, `needs_mapping`, `needs_force`, with the reasons; `same_spec`,
  ///   `bad_mapping`; `StoreError`: `no_such_instance`, `no_such_spec`, `ambiguous_reference`.
  public func migrate(
    _ reference: String, toSpec spec: String, _ request: MigrationRequest = MigrationRequest()
  ) throws -> InstanceView {
    try store.transaction {
      let stored = try store.load(reference)
      let migration = try SpecMigration(
        self, from: stored.summary.spec, to: store.spec(spec).id, mapping: request.mapping)
      let attempt = try migration.attempt(stored)
      guard let result = attempt.result, attempt.verdict.allows(isForced: request.isForced) else {
        throw RuntimeError.refused(attempt.verdict, instance: stored.summary.id)
      }
      let summary = try write(result.move, result.former, stored)
      return InstanceView(summary, result.instance, .active, messages: try store.messages(for: summary.id))
    }
  }

  /// What ``migrate(_:toSpec:_:)`` would say. Changes nothing.
  public func migrationPlan(
    of reference: String, toSpec spec: String, _ request: MigrationRequest = MigrationRequest()
  ) throws -> MigrationPlan {
    try store.transaction {
      let stored = try store.load(reference)
      let migration = try SpecMigration(
        self, from: stored.summary.spec, to: store.spec(spec).id, mapping: request.mapping)
      var plan = MigrationPlan(from: migration.from, to: migration.to)
      plan.add(stored.summary.id, try migration.attempt(stored).verdict, isMigrated: false)
      return plan
    }
  }

  /// What would become of all instances of a specification. Changes nothing.
  public func migrationPlan(
    fromSpec old: String, toSpec new: String, _ request: MigrationRequest = MigrationRequest()
  ) throws -> MigrationPlan {
    try moveAll(from: old, to: new, request) { _, _ in false }
  }

  /// Moves all instances of a specification that can be moved, each in a transaction of its own. The others stay.
  public func migrateAll(
    fromSpec old: String, toSpec new: String, _ request: MigrationRequest = MigrationRequest()
  ) throws -> MigrationPlan {
    try moveAll(from: old, to: new, request) { stored, attempt in
      guard let result = attempt.result, attempt.verdict.allows(isForced: request.isForced) else { return false }
      _ = try write(result.move, result.former, stored)
      return true
    }
  }

  /// Takes back the last migration of an instance, unless the instance has changed since.
  ///
  /// - Throws: ``RuntimeError``: `not_migrated`, `instance_moved_on`; `StoreError`: `no_such_instance`,
  ///   `ambiguous_reference`.
  public func undoMigration(_ reference: String) throws -> InstanceView {
    try store.transaction {
      let stored = try store.load(reference)
      let id = stored.summary.id
      guard let entry = try store.migrations(of: id).last(where: { $0.undone == nil }), let former = entry.former else {
        throw RuntimeError.notMigrated(id)
      }
      guard entry.revision == stored.summary.revision else { throw RuntimeError.movedOn(id, since: entry.revision) }
      let state = former.applied(to: stored.state)
      let instance = try restore(
        state, WorkflowDefinition(definition(ofSpec: entry.from).spec, retired: former.retired), IdleEngine())
      instance.note(.migrationUndone, detail: ["from": .string(entry.to), "to": .string(entry.from)])
      let move = InstanceMove(
        to: entry.from, instance.records(changedFrom: stored.state, to: state), retired: former.retired)
      let summary = try expiringHistory(
        of: store.undo(entry, of: id, move, expectedRevision: stored.summary.revision, by: user, at: clock.now()))
      return InstanceView(summary, instance, .active, messages: try store.messages(for: id))
    }
  }

  private func write(
    _ move: InstanceMove, _ former: FormerRecords, _ stored: StoredInstance
  ) throws -> InstanceSummary {
    try expiringHistory(
      of: store.migrate(
        stored.summary.id, move, former: former, expectedRevision: stored.summary.revision, by: user, at: clock.now()))
  }

  // MARK: All instances of a specification

  /// - Parameter move: moves an instance or leaves it, and says whether it did, in a transaction.
  private func moveAll(
    from old: String, to new: String, _ request: MigrationRequest,
    _ move: (StoredInstance, SpecMigration.Attempt) throws -> Bool
  ) throws -> MigrationPlan {
    let migration = try SpecMigration(
      self, from: store.spec(old).id, to: store.spec(new).id, mapping: request.mapping)
    var plan = MigrationPlan(from: migration.from, to: migration.to)
    try forEachInstance(InstanceFilter(spec: migration.from)) { summary in
      guard ![.completed, .cancelled].contains(summary.status) else { return }
      try add(summary.id, to: &plan, migration, move)
    }
    return plan
  }

  private func add(
    _ id: Identifier, to plan: inout MigrationPlan, _ migration: SpecMigration,
    _ move: (StoredInstance, SpecMigration.Attempt) throws -> Bool
  ) throws {
    let result: (verdict: MigrationVerdict, isMigrated: Bool)?
    do {
      result = try store.transaction {
        let stored = try store.load(id)
        // It may have been moved, or have ended, since the page was read.
        guard stored.summary.spec == migration.from else { return nil }
        let attempt = try migration.attempt(stored)
        return (attempt.verdict, try move(stored, attempt))
      }
    } catch let error as StoreError where error.code == .noSuchInstance {
      return
    } catch let error as StoreError where error.category == .badInput {
      result = (MigrationVerdict([MigrationObstacle(.blocked, error.message)]), false)
    }
    guard let result else { return }
    plan.add(id, result.verdict, isMigrated: result.isMigrated)
  }
}
