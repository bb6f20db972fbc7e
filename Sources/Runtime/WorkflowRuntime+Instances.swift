public import OrderedCollections
public import WorkflowEngine
public import WorkflowModel
public import WorkflowScripting
import WorkflowSerialization
import WorkflowStore

/// How an instance is started.
public struct StartRequest: Sendable {
  /// The task data that the start begins with.
  public var data: DataDictionary = [:]
  /// The script engine.
  public var engine = EngineRegistry.defaultName
  /// The modules that run before any script, in this order; they are kept with the instance.
  public var environment: [EnvironmentModule] = []
  /// Whether anything runs before the first save.
  public var runs = true
  /// Whether services are called, and waited for; where not, the calls are left to a later run.
  public var callsServices = true

  /// A start with this data.
  public init(data: DataDictionary = [:]) {
    self.data = data
  }
}

/// How an instance goes on.
public struct ResumeRequest: Sendable {
  /// What is done before anything runs.
  public enum Action: Sendable {
    case none
    /// Completes a ready task of a person; the data is put over its own, key by key, and has to fit the task's form.
    case complete(TaskReference, data: DataDictionary)
    /// Tries a failed task again.
    case retry(TaskReference)
    /// Hands in an event from outside.
    case catchEvent(OutsideEvent)
  }

  /// What is done first.
  public var action = Action.none
  /// nil: as last time, where that is allowed without being asked for.
  public var engine: String?
  /// nil: as last time, where that is allowed without being given again.
  public var environment: [EnvironmentModule]?
  /// Whether a module may be another than the one of the same name that was saved with the instance.
  public var replacesEnvironment = false
  /// How many tasks run at most; nil: until nothing more can run.
  public var steps: Int?
  /// Whether services are called, and waited for; where not, the calls are left to a later run.
  public var callsServices = true
  /// Whether the data that completes a task has to fit the task's form, where it has one.
  public var validatesForms = true

  /// A resume that does this first. Without an action it runs what has become ready.
  public init(_ action: Action = .none) {
    self.action = action
  }

  /// A resume that completes the one ready task of an element; the data is put over the task's own, key by key.
  public static func complete(_ element: String, data: DataDictionary = [:]) -> ResumeRequest {
    ResumeRequest(.complete(.element(element), data: data))
  }
}

extension WorkflowRuntime {
  /// Starts an instance of a stored specification, runs it until nothing more can run, and saves it.
  ///
  /// Then the messages that it sent go to the instances that wait for them, which run in turn.
  ///
  /// - Returns: the saved instance, with the status `error` where a task failed.
  public func start(spec reference: String, _ request: StartRequest = StartRequest()) throws -> InstanceView {
    try deliveringMessages(callsServices: request.callsServices) {
      let run = try startedRun(spec: reference, request, id: makeIdentifier())
      let summary = request.runs ? try finish(run, callsServices: request.callsServices) : try run.save()
      return InstanceView(summary, run.instance, .active)
    }
  }

  /// A saved instance, for looking at.
  public func view(_ reference: String, tasks: InstanceView.Tasks = .active) throws -> InstanceView {
    try store.transaction {
      // To show all tasks all are read, and faster at once.
      let stored = tasks == .all ? OpenedInstance(try store.load(reference)) : try store.open(reference)
      let instance = try open(stored, IdleEngine())
      let view = InstanceView(
        stored.summary, instance, tasks, messages: try store.messages(for: stored.summary.id))
      try instance.requireReadable()
      return view
    }
  }

  /// Loads an instance, hands it the messages that were kept for it, does what is asked for, runs it until nothing more
  /// can run, and saves it.
  ///
  /// Then the messages that it sent go to the instances that wait for them, which run in turn.
  ///
  /// - Returns: the saved instance, with the status `error` where a task failed.
  public func resume(_ reference: String, _ request: ResumeRequest = ResumeRequest()) throws -> InstanceView {
    try deliveringMessages(callsServices: request.callsServices) { try resume(inTransaction: reference, request) }
  }

  /// The part of ``resume(_:_:)`` that is one transaction, but for the calls of services.
  func resume(inTransaction reference: String, _ request: ResumeRequest) throws -> InstanceView {
    let stored = try store.open(reference)
    let run = try wake(stored, request)
    try takeKeptMessages(run.instance, stored.summary.id)
    switch request.action {
    case .none: break
    case .complete(let task, let data):
      try refuseUnknownTypes(in: data, besides: run.instance.scripts.typenames)
      try settings.secrets.refusePlainSecrets(in: data)
      try refuseUnfit(
        data, for: task, of: run.instance, spec: stored.summary.spec, onlySecrets: !request.validatesForms)
      try run.instance.complete(task, data: data)
    case .retry(let task): try run.instance.retry(task)
    case .catchEvent(let event):
      try settings.secrets.refusePlainSecrets(in: event.payload)
      try run.instance.catchEvent(event)
    }
    let summary = try finish(run, limit: request.steps, callsServices: request.callsServices)
    let view = InstanceView(summary, run.instance, .active)
    try run.instance.requireReadable()
    return view
  }

  /// Cancels all that is open in an instance.
  public func cancel(_ reference: String) throws -> InstanceView {
    try store.transaction {
      let stored = try store.open(reference)
      let instance = try open(stored, IdleEngine())
      try instance.cancel()
      try instance.requireReadable()
      try releaseKeptMessages(of: stored.summary.id)
      let summary = try expiringHistory(
        of: store.save(
          instance.takeChanges(), of: stored.summary.id, expectedRevision: stored.summary.revision,
          engine: stored.summary.engine, by: user, at: clock.now()))
      return InstanceView(summary, instance, .active)
    }
  }
}

extension WorkflowRuntime {
  /// Makes a new instance, which is saved for the first time by its run.
  func startedRun(spec reference: String, _ request: StartRequest, id: Identifier) throws -> InstanceRun {
    let spec = try store.spec(reference)
    let definition = try definition(ofSpec: spec.id)
    let seed = UInt64.random(in: .min ... .max)
    let scripts = try makeEngine(request.engine, seed: seed, request.environment)
    try refuseUnknownTypes(in: request.data, besides: scripts.typenames)
    try settings.secrets.refusePlainSecrets(in: request.data)
    let instance = WorkflowInstance(
      starting: definition, data: TaskData(request.data), scripts: scripts, clock: clock,
      makeIdentifier: makeIdentifier)
    equip(instance)
    noteEnvironment(request.environment, insteadOf: [], in: instance)
    return InstanceRun(instance, in: store, savedAs: nil, leaseSeconds: settings.leaseSeconds, logger: logger) {
      [self] changes, saved, lease in
      try settings.secrets.refusePlainSecrets(in: changes)
      if let saved {
        return try expiringHistory(
          of: store.save(
            changes, of: saved.id, expectedRevision: saved.revision, under: lease, engine: request.engine, by: user,
            at: clock.now()))
      }
      return try store.create(
        spec: spec.id, engine: request.engine, environment: request.environment, seed: seed, by: user,
        at: clock.now(), id: id, changes: changes
      ).summary
    }
  }

  /// Makes an instance again so that it can run.
  ///
  /// - Throws: `StoreError` `leased` where somebody works on it.
  func wake(_ stored: OpenedInstance, _ request: ResumeRequest) throws -> InstanceRun {
    try store.requireFree(stored.summary.id)
    let engine = try engineName(for: stored, request)
    let environment = try environment(for: stored, request, engine: engine)
    let scripts = try makeEngine(engine, seed: stored.summary.seedOfNextRun(from: stored.seed), environment)
    let instance = try open(stored, scripts)
    for task in instance.activeTasks() {
      try refuseUnknownTypes(
        in: task.data.variables, besides: scripts.typenames, task: task.element?.id ?? task.spec)
    }
    if engine != stored.summary.engine { instance.note(.engineChanged, name: engine) }
    noteEnvironment(environment, insteadOf: stored.environment, in: instance)
    return InstanceRun(
      instance, in: store, savedAs: stored.summary, leaseSeconds: settings.leaseSeconds, logger: logger
    ) { [self] changes, saved, lease in
      try settings.secrets.refusePlainSecrets(in: changes)
      return try expiringHistory(
        of: store.save(
          changes, of: stored.summary.id, expectedRevision: saved?.revision ?? stored.summary.revision, under: lease,
          engine: engine, environment: environment, by: user, at: clock.now()))
    }
  }

  /// Makes an instance again of what is open in it.
  func open(_ opened: OpenedInstance, _ scripts: any ScriptEngine) throws -> WorkflowInstance {
    let definition = try definition(ofSpec: opened.summary.spec, retired: opened.retired)
    switch opened.records {
    case .whole(let state): return try restore(state.upgraded(by: environment.converters), definition, scripts)
    case .inPart(let source):
      let instance = try WorkflowInstance(
        reading: source.upgraded(by: environment.converters), of: definition, scripts: scripts, clock: clock,
        makeIdentifier: makeIdentifier)
      equip(instance)
      return instance
    }
  }

  func restore(_ stored: StoredInstance, _ scripts: any ScriptEngine) throws -> WorkflowInstance {
    try restore(stored.state.upgraded(by: environment.converters), definition(of: stored), scripts)
  }

  func restore(
    _ state: InstanceState, _ definition: WorkflowDefinition, _ scripts: any ScriptEngine
  ) throws(EngineError) -> WorkflowInstance {
    let instance = try WorkflowInstance(
      restoring: state, of: definition, scripts: scripts, clock: clock, makeIdentifier: makeIdentifier)
    equip(instance)
    return instance
  }

  /// Gives an instance what it does not keep itself.
  private func equip(_ instance: WorkflowInstance) {
    instance.uniqueOverlap = settings.uniqueOverlap
    instance.dataStores = environment.dataStores
  }

  private func makeEngine(
    _ name: String, seed: UInt64, _ environment: [EnvironmentModule]
  ) throws -> any ScriptEngine {
    try settings.refuseUnlessAllowed(name)
    let engine = try engines.entry(named: name).make(host(seed: seed), environment)
    return ServedEngine(
      engine, environment: self.environment, services: services, secrets: settings.secrets, store: store,
      workers: settings.workers)
  }

  /// A database that somebody hands over runs nothing outside the restricted engine without being asked to.
  private func engineName(for stored: OpenedInstance, _ request: ResumeRequest) throws -> String {
    if let asked = request.engine { return asked }
    let last = stored.summary.engine
    guard let entry = engines.entries.first(where: { $0.name == last }), settings.mayUseUnasked(entry) else {
      throw RuntimeError.engineNotAsked(last)
    }
    return last
  }

  private func environment(
    for stored: OpenedInstance, _ request: ResumeRequest, engine: String
  ) throws -> [EnvironmentModule] {
    if let given = request.environment {
      let changed = given.filter { module in
        stored.environment.contains { $0.name == module.name && $0.source != module.source }
      }
      guard changed.isEmpty || request.replacesEnvironment else {
        throw RuntimeError.changedEnvironment(changed.map(\.name), instance: stored.summary.id)
      }
      return given
    }
    guard try stored.environment.isEmpty || engines.entry(named: engine).isRestricted else {
      throw RuntimeError.environmentNotGiven(stored.environment.map(\.name), engine: engine)
    }
    return stored.environment
  }

  /// Data may hold objects of the types that the engine's environment or the embedder registered, and no others.
  func refuseUnknownTypes(in data: DataDictionary, besides typenames: Set<String>, task: String? = nil) throws {
    guard let unknown = environment.converters.unknownTypenames(in: data, besides: typenames).first else { return }
    throw RuntimeError.unknownTypename(unknown, task: task)
  }
}

extension InstanceSummary {
  /// Each run draws other random numbers and UUIDs than those before it; the same run, repeated, the same.
  func seedOfNextRun(from seed: UInt64) -> UInt64 {
    seed &+ UInt64(revision) &* 0x9E37_79B9_7F4A_7C15
  }
}

extension WorkflowInstance {
  /// Refuses to go on with an instance of which something was looked at that cannot be read.
  func requireReadable() throws {
    if let unreadable { throw unreadable }
  }
}
