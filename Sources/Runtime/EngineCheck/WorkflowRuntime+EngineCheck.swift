import WorkflowEngine
import WorkflowModel
public import WorkflowScripting
import WorkflowStore

/// Which engine is tried on an instance.
public struct EngineCheckRequest: Sendable {
  /// The engine.
  public var engine: String
  /// The modules that it is tried with; nil: those stored with the instance, where the engine may run them.
  public var environment: [EnvironmentModule]?

  /// A trial of an engine.
  public init(engine: String) {
    self.engine = engine
  }
}

extension WorkflowRuntime {
  /// Runs the scripts and conditions that an instance has run once more, under another engine or with other modules,
  /// each on a copy of the data that it began with, and tells what comes out otherwise. The instance stays as it is.
  ///
  /// No service is called, and a script that could reach more than its data is left alone, and named. Each task's scripts
  /// believe that it is the time at which they ran. Where the engine of the last run may be used without being asked
  /// for, it runs beside the other one, so that also what the record does not keep can be compared.
  ///
  /// - Throws: ``RuntimeError`` where a resume under this engine would be refused.
  public func checkEngine(of reference: String, _ request: EngineCheckRequest) throws -> EngineCheck {
    let (stored, definition) = try store.transaction {
      let stored = try store.load(reference)
      return (stored, try self.definition(ofSpec: stored.summary.spec))
    }
    try settings.refuseUnlessAllowed(request.engine)
    let entry = try engines.entry(named: request.engine)
    guard let environment = request.environment ?? environment(of: stored, for: entry) else {
      throw RuntimeError.environmentNotGiven(stored.environment.map(\.name), engine: request.engine)
    }
    let candidate = try rehearsal(of: stored, definition, under: entry, environment)
    for task in try restore(stored, IdleEngine()).activeTasks() {
      try refuseUnknownTypes(
        in: task.data.variables, besides: candidate.typenames, task: task.element?.id ?? task.spec)
    }
    let reference = try referenceEntry(for: stored).flatMap { entry in
      try (self.environment(of: stored, for: entry) ?? request.environment).map {
        (name: entry.name, rehearsal: try rehearsal(of: stored, definition, under: entry, $0))
      }
    }
    var check = EngineCheck(instance: stored.summary, engine: entry.name, reference: reference?.name)
    var comparison = EngineComparison(candidate: candidate, reference: reference?.rehearsal) { [self] in
      try rehearsal(of: stored, definition, under: entry, environment, isVariation: true)
    }
    try comparison.run(into: &check)
    return check
  }

  /// The recorded work of an instance under an engine.
  ///
  /// - Parameter isVariation: whether it is another time and random numbers are others than at the first attempt.
  private func rehearsal(
    of stored: StoredInstance, _ definition: WorkflowDefinition, under entry: EngineRegistry.Entry,
    _ environment: [EnvironmentModule], isVariation: Bool = false
  ) throws -> Rehearsal {
    let checker =
      entry.isRestricted ? nil : try engines.entry(named: EngineRegistry.defaultName).make(host(seed: 0), [])
    return try Rehearsal(
      delay: isVariation ? Self.variationDelay : 0, effects: EffectGuard(checker: checker, environment: environment),
      makeEngine: { clock, output in
        let seed = isVariation ? ~stored.seed : stored.seed
        return try entry.make(host(seed: seed, clock: clock, output: output), environment)
      },
      makeWork: { scripts, clock in
        try RecordedWork(
          stored.state, of: definition, scripts: scripts, clock: clock, uniqueOverlap: settings.uniqueOverlap)
      })
  }

  /// In microseconds: long enough that another year, weekday and hour show, and no round number.
  private static let variationDelay: Int64 = 400 * 86_400_000_000 + 12_345_678_901

  /// The stored modules, where the engine may run them.
  private func environment(of stored: StoredInstance, for entry: EngineRegistry.Entry) -> [EnvironmentModule]? {
    stored.environment.isEmpty || entry.isRestricted ? stored.environment : nil
  }

  /// The engine of the last run, where it is here and may be used without being asked for.
  private func referenceEntry(for stored: StoredInstance) -> EngineRegistry.Entry? {
    guard let entry = engines.entries.first(where: { $0.name == stored.summary.engine }), settings.mayUseUnasked(entry),
      settings.allowedEngines?.contains(entry.name) ?? true, case .available = entry.availability()
    else { return nil }
    return entry
  }
}
