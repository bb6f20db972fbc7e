public import OrderedCollections
public import WorkflowDecisions
public import WorkflowModel
public import WorkflowScripting

/// A running instance of a workflow: its tree of tasks, and what drives it.
///
/// It knows no database, no file and no clock of the system: time, identifiers and scripts are handed in. What changed
/// is handed out as records (``takeChanges()``), and an instance is made again from all of them. Use it from one thread.
public final class WorkflowInstance {
  /// What it runs.
  public let definition: WorkflowDefinition
  /// The engine that scripts run under. It may be exchanged whenever the instance stands still.
  public var scripts: any ScriptEngine {
    didSet { preparedDecisions = nil }
  }
  /// What becomes of a decision table with the hit policy `UNIQUE` of which several rules match.
  public var uniqueOverlap = DecisionEngine.UniqueOverlap.refused {
    didSet { preparedDecisions = nil }
  }
  /// The data stores by name, as the embedder implements them.
  public var dataStores: [String: any DataStore] = [:]
  /// What is done about the calls of service tasks.
  public var serviceMode = ServiceMode.call
  /// Is called before each call of a service, so that what was done so far, the call included, can be saved first.
  ///
  /// What it throws ends the run before the call; see ``interruption``.
  public var beforeServiceCall: (() throws -> Void)?
  /// What ``beforeServiceCall`` has thrown in the last run; nil where it has not.
  public internal(set) var interruption: (any Error)?
  /// The services that work beside the workflow, by their tasks.
  var pending: [Int32: any PendingService] = [:]
  /// The ready tasks that are run one after the other now: a save in between finds them ready, and not done.
  var inHand: [Int32] = []
  /// The messages for other instances that were sent since the last save.
  var sentMessages: [SentMessage] = []
  /// The signals that were thrown since the last save.
  var sentSignals: [SentSignal] = []
  /// What happened since the last save that the tasks do not tell.
  var events: [HistoryEvent] = []
  let clock: any WorkflowClock
  let makeIdentifier: () -> Identifier
  let tree: TaskTree
  private var isCancelled = false
  private var preparedDecisions: DecisionEngine?

  /// Starts an instance. Nothing runs yet: the task before the start events is ready.
  ///
  /// - Parameter data: the task data that the start begins with.
  public init(
    starting definition: WorkflowDefinition, data: TaskData, scripts: any ScriptEngine, clock: any WorkflowClock,
    makeIdentifier: @escaping () -> Identifier
  ) {
    self.definition = definition
    self.scripts = scripts
    self.clock = clock
    self.makeIdentifier = makeIdentifier
    tree = TaskTree()
    note(.started)
    let root = tree.openScope(process: 0, host: -1, id: makeIdentifier(), data: data, at: clock.now())
    let objects = definition.processes[0].dataObjects
    tree.updateScope(0) { scope in
      for object in objects { scope.dataObjects[object.id] = .null }
    }
    setState(.ready, of: root)
  }

  /// Makes a saved instance again.
  ///
  /// - Throws: ``EngineError`` where the records contradict themselves or the definition.
  public init(
    restoring state: InstanceState, of definition: WorkflowDefinition, scripts: any ScriptEngine,
    clock: any WorkflowClock, makeIdentifier: @escaping () -> Identifier
  ) throws(EngineError) {
    self.definition = definition
    self.scripts = scripts
    self.clock = clock
    self.makeIdentifier = makeIdentifier
    tree = try TaskTree(restoring: state, of: definition)
    isCancelled = state.instance.status == .cancelled
  }

  /// Makes a saved instance again of what is open in it. What is over is read when somebody looks at it, so that the cost
  /// does not grow with the past.
  ///
  /// - Throws: what the source throws, and ``EngineError`` where the records contradict themselves or the definition.
  public init(
    reading source: any InstanceSource, of definition: WorkflowDefinition, scripts: any ScriptEngine,
    clock: any WorkflowClock, makeIdentifier: @escaping () -> Identifier
  ) throws {
    self.definition = definition
    self.scripts = scripts
    self.clock = clock
    self.makeIdentifier = makeIdentifier
    tree = try TaskTree(reading: RecordReader(source, of: definition))
    isCancelled = source.instance.status == .cancelled
  }

  /// Why records could not be read that were looked at since; nil where none were missing. Nothing is right then that was
  /// done with it: it is not to be saved.
  public var unreadable: (any Error)? { tree.reader?.failure }

  /// The status as it follows from the tasks.
  public var status: InstanceStatus {
    if isCancelled { return .cancelled }
    if tree.errorCount > 0 { return .error }
    if tree.scopes[0].isCompleted { return .completed }
    return tree.readyCount > 0 ? .active : .waiting
  }

  /// What failed; nil where nothing did. Of several failed tasks the one that was created first.
  public var error: InstanceError? {
    firstFailed.map { TaskFailure(tree[$0].internalData).error(of: Int($0), bpmnID: node(of: $0).diagramID) }
  }

  /// The task that ``error`` tells of.
  public var failedTask: Identifier? {
    firstFailed.map { tree[$0].id }
  }

  private var firstFailed: Int32? {
    tree.errorCount > 0 ? tree.openAndFailedTasks.first { tree[$0].state == .error } : nil
  }

  /// The workflow data: what ends left, with the data objects under their ids.
  public var data: DataDictionary {
    tree.scopes[0].dataObjects.merging(tree.scopes[0].data) { _, result in result }
  }

  /// What changed since the last call, for a save.
  public func takeChanges() -> InstanceChanges {
    let subscriptions = changedSubscriptions()
    let changed = tree.changedTasks
    let (scopes, tasks, versions) = tree.takeChanges(definition)
    let counts = tree.counts
    defer { (sentMessages, sentSignals, events) = ([], [], []) }
    return InstanceChanges(
      instance: InstanceRecord(
        status: status, error: error, lastStamp: tree.lastStamp, taskCount: counts.tasks, scopeCount: counts.scopes,
        versionCount: counts.versions, due: due),
      scopes: scopes, tasks: tasks, versions: versions, removedTasks: [],
      subscriptions: subscriptions, sentMessages: sentMessages, sentSignals: sentSignals, events: events,
      search: searchRecord(of: changed))
  }

  /// Cancels everything that is not finished.
  ///
  /// - Throws: ``EngineError/Code/finished`` where the instance is completed or cancelled already.
  public func cancel() throws(EngineError) {
    guard status != .completed, status != .cancelled else { throw .finished(status) }
    for task in tree.openAndFailedTasks { setState(.cancelled, of: task) }
    isCancelled = true
    note(.cancelled)
  }

  /// What answers its business rule tasks: the decisions of the specification, under the current script engine.
  var decisions: DecisionEngine {
    if let preparedDecisions { return preparedDecisions }
    let engine = DecisionEngine(
      decisions: definition.spec.decisions, scripts: scripts, uniqueOverlap: uniqueOverlap)
    preparedDecisions = engine
    return engine
  }

  /// The node of a task.
  func node(of task: Int32) -> Node {
    let task = tree[task]
    let (process, node) = (tree.scopes[Int(task.scope)].process, Int(task.node))
    return definition.processes[process].nodes[node]
  }
}
