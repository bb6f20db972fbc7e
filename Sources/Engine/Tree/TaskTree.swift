import OrderedCollections
import WorkflowModel

/// The tasks and scopes of an instance, and the only place that changes them.
///
/// What changed since the last save is known here without comparing anything: every change marks its task or scope.
final class TaskTree {
  let tasks: Arena<WorkflowTask>
  let scopes: Arena<Scope>
  /// What reads the former tasks and scopes of an instance of which only a part was loaded.
  let reader: RecordReader?
  /// Those of each scope begin at its ``Scope/firstOpen``.
  private(set) var open = OpenTasks()
  /// The scopes that are not completed or have open tasks, in no order; some may be over.
  private var scopesInView: [Int32] = []
  private var readyScopes: Set<Int32> = []
  /// The tasks that began to wait for an event, in order; some may wait no longer.
  private var catchers: [Int32] = []
  /// The waiting tasks that look at what others do, by scope; some may wait no longer.
  private var watchers: [Int32: [Int32]] = [:]
  /// The tasks that a service was started for, in order; some may be started no longer.
  private var services: [Int32] = []
  /// The waiting join before the end, by scope.
  private var endJoins: [Int32: Int32] = [:]
  /// The tokens that wait at joins, by scope and node.
  private var joins: [Int32: [Int32: JoinTokens]] = [:]
  private var dirtyTasks: [Int32] = []
  private var dirtyScopes: [Int32] = []
  /// Whether some tasks were saved without their places, so that with the next change all are to be saved.
  private var lacksPlaces = false
  private var newVersions: [DataVersionRecord] = []
  private var versionCount = 0
  private(set) var lastStamp = Timestamp(microseconds: 0)
  private(set) var readyCount = 0
  private(set) var errorCount = 0
  private var waits = WaitCounts()
  /// How many runs of each process are not completed, by its index.
  private var openScopes: [Int: Int] = [:]
  /// Is told of every transition: for tests of the life cycle.
  var transitionObserver: ((TaskState, TaskState) -> Void)?

  /// Nothing yet.
  init() {
    (tasks, scopes, reader) = (Arena(), Arena(), nil)
  }

  /// What is open of a saved instance; what is over is read when it is looked at.
  init(reading reader: RecordReader) throws {
    let instance = reader.source.instance
    tasks = Arena(formerCount: instance.taskCount) { reader.task($0) }
    scopes = Arena(formerCount: instance.scopeCount) { reader.scope($0) }
    (self.reader, versionCount, lastStamp) = (reader, instance.versionCount, instance.lastStamp)
    try takeUpOpen(reader)
  }

  // MARK: Adding

  /// Opens the run of a process and adds its first task, with data.
  func openScope(process: Int, host: Int32, id: Identifier, data: TaskData, at now: Timestamp) -> Int32 {
    let scope = Int32(scopes.count)
    var depth: Int32 = 0
    if host >= 0 {
      depth = tasks[Int(host)].depth + 1
      tasks[Int(host)].inside = scope
      touch(host)
    }
    let parent = host >= 0 ? tasks[Int(host)].scope : -1
    let level = parent >= 0 ? scopes[Int(parent)].depth + 1 : 0
    scopes.append(Scope(process: process, host: host, parent: parent, depth: level))
    openScopes[process, default: 0] += 1
    keepScopeInView(scope)
    dirtyScopes.append(scope)
    let root = append(
      WorkflowTask(
        id: id, node: Int32(ProcessDefinition.start), scope: scope, parent: -1, previousSibling: -1, depth: depth,
        branch: Int32(tasks.count), lastChange: stamp(now)))
    scopes[Int(scope)].root = root
    tasks[Int(root)].data = data
    return root
  }

  /// Adds a task after another.
  func addChild(
    of parent: Int32, node: Int32, token: Int32, id: Identifier, at now: Timestamp
  ) -> Int32 {
    let above = tasks[Int(parent)]
    let task = WorkflowTask(
      id: id, node: node, scope: above.scope, parent: parent, previousSibling: above.lastChild, depth: above.depth + 1,
      branch: above.lastChild < 0 ? above.branch : Int32(tasks.count), lastChange: stamp(now))
    task.token = token
    let index = append(task)
    tasks[Int(parent)].lastChild = index
    touch(parent)
    return index
  }

  private func append(_ task: WorkflowTask) -> Int32 {
    let index = Int32(tasks.count)
    tasks.append(task)
    dirtyTasks.append(index)
    count(task, by: 1)
    keepOpen(index)
    return index
  }

  // MARK: Reading

  subscript(_ task: Int32) -> WorkflowTask { tasks[Int(task)] }

  /// What the open tasks wait for.
  var waitsFor: WaitKinds { waits.kinds }

  /// The processes of which a run is not completed, by their indices.
  var openProcesses: Dictionary<Int, Int>.Keys { openScopes.keys }

  /// The scopes in which a task became ready for the engine, in the order of their numbers.
  var scopesWithReadyTasks: [Int32] { readyScopes.sorted() }

  /// The tasks that became ready for the engine, and still are.
  var readyForEngine: [Int32] {
    scopesWithReadyTasks.flatMap { scopes[Int($0)].ready }.filter { self[$0].state == .ready }
  }

  /// The join before the end of a scope that waits; nil where none does.
  func waitingEndJoin(ofScope scope: Int32) -> Int32? {
    endJoins[scope]
  }

  /// The tasks that wait for an event, in the order in which they began to.
  var waitingCatchers: [Int32] {
    get {
      catchers.removeAll { tasks[Int($0)].state != .waiting }
      return catchers
    }
  }

  /// The started tasks that a service works for, in the order in which they were.
  var startedServices: [Int32] {
    get {
      services.removeAll { tasks[Int($0)].state != .started }
      return services
    }
  }

  /// The waiting tasks of a scope that look at what others do.
  func waitingWatchers(ofScope scope: Int32) -> [Int32] {
    guard let found = watchers[scope] else { return [] }
    let waiting = found.filter { tasks[Int($0)].state == .waiting }
    watchers[scope] = waiting.isEmpty ? nil : waiting
    return waiting
  }

  /// The tasks of the instance that are neither completed nor cancelled, in the order of their numbers.
  var openAndFailedTasks: [Int32] {
    get {
      forgetScopesThatAreOver()
      return scopesInView.flatMap { open.tasks(from: scopes[Int($0)].firstOpen) }.sorted()
    }
  }

  /// The scopes that have not ended, in the order of their numbers.
  var runningScopes: [Int32] {
    get {
      forgetScopesThatAreOver()
      return scopesInView.filter { !scopes[Int($0)].isCompleted }.sorted()
    }
  }

  private func forgetScopesThatAreOver() {
    scopesInView.removeAll { index in
      let scope = scopes[Int(index)]
      let isCancelled = scope.host >= 0 && tasks[Int(scope.host)].state == .cancelled
      guard scope.firstOpen < 0, scope.isCompleted || isCancelled else { return false }
      scope.isInView = false
      return true
    }
  }

  // MARK: Changing

  /// Makes a legal transition.
  ///
  /// - Parameter traits: what the task's element asks the tree to keep in view.
  func setState(_ state: TaskState, of index: Int32, traits: TaskTraits, at now: Timestamp) {
    let task = tasks[Int(index)]
    precondition(
      task.state.successors.contains(state),
      "task \(index) cannot go from \(task.state.rawValue) to \(state.rawValue)")
    transitionObserver?(task.state, state)
    count(task, by: -1)
    tasks[Int(index)].state = state
    tasks[Int(index)].lastChange = stamp(now)
    tasks[Int(index)].waitKinds = traits.waitKinds
    count(tasks[Int(index)], by: 1)
    keepOpen(index)
    keepInView(index, traits)
    touch(index)
  }

  /// Takes a task up among those that are not over, or out of them, as its state says.
  private func keepOpen(_ index: Int32) {
    let task = tasks[Int(index)]
    let isOpen = task.state.isOpenOrFailed
    guard isOpen != (task.openPlace >= 0) else { return }
    if isOpen {
      tasks[Int(index)].openPlace = open.insert(index, first: &scopes[Int(task.scope)].firstOpen)
      keepScopeInView(task.scope)
    } else {
      open.remove(task.openPlace, first: &scopes[Int(task.scope)].firstOpen)
      tasks[Int(index)].openPlace = -1
    }
  }

  private func keepScopeInView(_ index: Int32) {
    guard !scopes[Int(index)].isInView else { return }
    scopes[Int(index)].isInView = true
    scopesInView.append(index)
  }

  /// Adds a task to the numbers that are kept, or takes it away.
  private func count(_ task: WorkflowTask, by step: Int) {
    let scope = Int(task.scope)
    waits.count(task.waitKinds.awaited(in: task.state), by: step)
    switch task.state {
    case .ready: readyCount += step
    case .error: errorCount += step
    case .completed, .cancelled: return
    case .maybe, .likely, .future, .waiting, .started: break
    }
    if task.isDormant { return }
    if Int(task.node) == ProcessDefinition.endJoin {
      scopes[scope].openEndJoins += step
    } else {
      scopes[scope].unfinished += step
    }
  }

  /// Hands out the tasks of a scope that became ready for the engine. Some may have left that state since.
  func takeReady(ofScope scope: Int32) -> [Int32] {
    let ready = scopes[Int(scope)].ready
    scopes[Int(scope)].ready = []
    readyScopes.remove(scope)
    return ready
  }

  /// Gives back tasks that were taken and not run.
  func returnReady(_ tasks: some Sequence<Int32>) {
    for task in tasks {
      let scope = self[task].scope
      scopes[Int(scope)].ready.append(task)
      readyScopes.insert(scope)
    }
  }

  private func keepInView(_ index: Int32, _ traits: TaskTraits) {
    switch self[index].state {
    case .ready where traits.contains(.runnable): returnReady([index])
    case .waiting:
      if traits.contains(.catcher) { catchers.append(index) }
      if traits.contains(.watcher) { watchers[self[index].scope, default: []].append(index) }
    case .started where traits.contains(.service): services.append(index)
    default: break
    }
    noteEndJoin(index)
  }

  private func noteEndJoin(_ index: Int32) {
    let task = self[index]
    guard Int(task.node) == ProcessDefinition.endJoin else { return }
    if task.state == .waiting {
      endJoins[task.scope] = index
    } else if endJoins[task.scope] == index {
      endJoins[task.scope] = nil
    }
  }

  /// Says whether a task only waits for its trigger, so that its scope may end without it.
  func setDormant(_ isDormant: Bool, _ index: Int32) {
    count(tasks[Int(index)], by: -1)
    tasks[Int(index)].isDormant = isDormant
    count(tasks[Int(index)], by: 1)
    touch(index)
  }

  /// Replaces a task's data.
  func setData(_ data: TaskData, of index: Int32) {
    tasks[Int(index)].data = data
    touch(index)
  }

  /// Changes a task's data in place.
  func updateData(of index: Int32, _ change: (inout TaskData) -> Void) {
    change(&tasks[Int(index)].data)
    touch(index)
  }

  /// Replaces what a task's element remembers.
  func setInternalData(_ data: DataDictionary?, of index: Int32) {
    tasks[Int(index)].internalData = data
    touch(index)
  }

  /// Changes a scope.
  func updateScope(_ index: Int32, _ change: (Scope) -> Void) {
    let wasCompleted = scopes[Int(index)].isCompleted
    change(scopes[Int(index)])
    if scopes[Int(index)].isCompleted != wasCompleted {
      countOpen(scopes[Int(index)])
      if !wasCompleted { forgetTokens(ofScope: index) }
    }
    touchScope(index)
  }

  private func touchScope(_ index: Int32) {
    guard !scopes[Int(index)].isDirty else { return }
    scopes[Int(index)].isDirty = true
    dirtyScopes.append(index)
  }

  /// Takes the run of a process into account that is completed now, or is no longer.
  private func countOpen(_ scope: Scope) {
    let count = openScopes[scope.process, default: 0] + (scope.isCompleted ? -1 : 1)
    openScopes[scope.process] = count > 0 ? count : nil
  }

  /// Lets a scope learn correlation keys.
  func correlate(_ index: Int32, by keys: DataDictionary) {
    let keys = keys.correlationInOrder.filter { scopes[Int(index)].correlations[$0.key] != $0.value }
    guard !keys.isEmpty else { return }
    updateScope(index) { scope in
      scope.correlations.merge(keys) { _, new in new }
      scope.hasNewCorrelation = true
    }
  }

  /// A copy of a task's data that shares all of it, for a task that follows.
  func shareData(of index: Int32) -> TaskData {
    seal(index)
    return tasks[Int(index)].data
  }

  private func seal(_ index: Int32) {
    guard !tasks[Int(index)].data.unversioned.isEmpty else { return }
    versionCount += 1
    let base = tasks[Int(index)].data.version
    let changes = tasks[Int(index)].data.seal(as: versionCount)
    var record = DataVersionRecord(number: versionCount, base: base, changes: changes)
    tasks[Int(index)].data.chain.add(record.weight)
    if tasks[Int(index)].data.chain.isLong {
      let whole = tasks[Int(index)].data.variables
      tasks[Int(index)].data.chain.begin(weight: whole.weight)
      record.whole = whole
    }
    newVersions.append(record)
    touch(index)
  }

  /// The tokens that wait at the join that a task belongs to.
  func tokens(at task: Int32) -> JoinTokens {
    joins[self[task].scope]?[self[task].node] ?? JoinTokens()
  }

  /// Lets a task's token wait at its join.
  func holdToken(_ task: Int32) {
    let (scope, node) = (self[task].scope, self[task].node)
    joins[scope, default: [:]][node, default: JoinTokens()].hold(task, from: self[task].token)
    setHoldsToken(true, task)
  }

  /// Uses up tokens that wait at the join of `task`.
  func consumeTokens(_ used: [Int32], at task: Int32) {
    let flows = used.map { self[$0].token }
    let (scope, node) = (self[task].scope, self[task].node)
    joins[scope]?[node]?.remove(used, from: flows)
    for token in used {
      tasks[Int(token)].token = -1
      setHoldsToken(false, token)
      touch(token)
    }
  }

  private func setHoldsToken(_ holdsToken: Bool, _ task: Int32) {
    guard tasks[Int(task)].holdsToken != holdsToken else { return }
    tasks[Int(task)].holdsToken = holdsToken
    touch(task)
  }

  /// The tokens that still wait in a scope that has ended wait for nothing.
  private func forgetTokens(ofScope scope: Int32) {
    for token in (joins[scope] ?? [:]).values.flatMap(\.tasks) { setHoldsToken(false, token) }
  }

  private func touch(_ index: Int32) {
    guard !tasks[Int(index)].isDirty else { return }
    tasks[Int(index)].isDirty = true
    dirtyTasks.append(index)
  }

  /// A stamp later than all before, also when the clock stands still.
  private func stamp(_ now: Timestamp) -> Timestamp {
    lastStamp = nextStamp(now)
    return lastStamp
  }

  /// The stamp that a change at a moment would have.
  func nextStamp(_ now: Timestamp) -> Timestamp {
    let (next, overflow) = lastStamp.microseconds.addingReportingOverflow(1)
    return overflow ? lastStamp : max(now, Timestamp(microseconds: next))
  }
}

extension TaskTree {
  // MARK: Restoring

  /// Adds a saved scope. Its parent and depth follow from its host.
  func restore(_ scope: Scope) {
    scopes.append(scope)
    if !scope.isCompleted { openScopes[scope.process, default: 0] += 1 }
    if !scope.isCompleted { keepScopeInView(Int32(scopes.count - 1)) }
  }

  /// Adds a saved task below its parent, which must be there.
  func restore(
    _ record: TaskRecord, node: Int32, token: Int32, data: TaskData, traits: TaskTraits
  ) throws(EngineError) {
    let index = Int32(tasks.count)
    let scope = Int32(record.scope)
    var place = TaskPlace(
      depth: 0, branch: Int(index), previousSibling: nil, lastChild: nil, inside: nil, holdsToken: false)
    if let parent = record.parent {
      guard (0..<tasks.count).contains(parent), tasks[parent].scope == scope else {
        throw .corrupt("task \(index) follows task \(parent), which is not in its scope")
      }
      let above = tasks[parent]
      place.depth = Int(above.depth) + 1
      if above.lastChild < 0 { place.branch = Int(above.branch) } else { place.previousSibling = Int(above.lastChild) }
      tasks[parent].lastChild = index
    } else {
      guard scopes[record.scope].root < 0 else { throw .corrupt("scope \(scope) has two first tasks") }
      place.depth = Int(try openRestored(scope))
      scopes[record.scope].root = index
    }
    let task = WorkflowTask(record, at: place, node: node, token: token, data: data, traits: traits)
    tasks.append(task)
    takeUp(index, traits)
    guard token >= 0, task.state == .waiting || task.state == .cancelled else { return }
    joins[scope, default: [:]][node, default: JoinTokens()].hold(index, from: token)
    tasks[Int(index)].holdsToken = traits.contains(.holder) && !scopes[record.scope].isCompleted
  }

  /// Takes a saved task up among what is kept in view.
  private func takeUp(_ index: Int32, _ traits: TaskTraits) {
    count(tasks[Int(index)], by: 1)
    keepOpen(index)
    keepInView(index, traits)
  }

  private func openRestored(_ index: Int32) throws(EngineError) -> Int32 {
    let host = scopes[Int(index)].host
    guard host >= 0 else { return 0 }
    guard (0..<Int32(tasks.count)).contains(host), tasks[Int(host)].inside < 0 else {
      throw .corrupt("scope \(index) is the inside of task \(host), which cannot have it")
    }
    tasks[Int(host)].inside = index
    let above = tasks[Int(host)]
    scopes[Int(index)].parent = above.scope
    scopes[Int(index)].depth = scopes[Int(above.scope)].depth + 1
    return above.depth + 1
  }

  /// Checks and takes over what only the whole can tell.
  func finishRestoring(_ state: InstanceState) throws(EngineError) {
    for index in 0..<scopes.count {
      let scope = scopes[index]
      guard scope.root >= 0 else { throw .corrupt("scope \(index) has no task") }
      guard scope.lastTask < tasks.count else { throw .corrupt("scope \(index) ended with a task that is not there") }
    }
    guard state.instance.taskCount == tasks.count else {
      throw .corrupt("it has \(tasks.count) tasks instead of \(state.instance.taskCount)")
    }
    for index in 0..<tasks.count {
      guard case .list(let numbers)? = tasks[index].internalData?["tokens"] else { continue }
      guard numbers.allSatisfy({ if case .integer(let n) = $0 { (0..<tasks.count).contains(n) } else { false } }) else {
        throw .corrupt("task \(index) has used up tokens that are not there")
      }
    }
    versionCount = state.instance.versionCount
    lastStamp = state.instance.lastStamp
    lacksPlaces =
      state.tasks.contains { $0.place != self[Int32($0.number)].place }
      || state.scopes.contains { $0.root.map { Int32($0) } != scopes[$0.number].root }
  }

  private func takeUpOpen(_ reader: RecordReader) throws {
    for number in try reader.openTasks() {
      let (index, task) = (Int32(number), tasks[number])
      takeUp(index, reader.traits(of: task, in: scopes[Int(task.scope)]))
      guard task.holdsToken, task.state == .waiting || task.state == .cancelled else { continue }
      joins[task.scope, default: [:]][task.node, default: JoinTokens()].hold(index, from: task.token)
    }
    // A scope that has not ended has a task that is open, or failed; only a collaboration waits without one.
    if !scopes[0].isCompleted { keepScopeInView(0) }
    for scope in scopesInView { openScopes[scopes[Int(scope)].process, default: 0] += 1 }
    if let failure = reader.failure { throw failure }
  }
}

extension TaskTree {
  // MARK: Saving

  /// The tasks that differ from what was last saved.
  var changedTasks: [Int32] { dirtyTasks }

  /// The scopes that differ from what was last saved.
  var changedScopes: [Int32] { dirtyScopes }

  /// What changed since the last call, as records; from here on it counts as saved.
  func takeChanges(_ definition: WorkflowDefinition) -> (
    scopes: [ScopeRecord], tasks: [TaskRecord], versions: [DataVersionRecord]
  ) {
    addPlaces()
    for index in dirtyTasks { seal(index) }
    let changedTasks = dirtyTasks.sorted().map { record(of: $0, definition) }
    let changedScopes = dirtyScopes.sorted().map { record(ofScope: $0, definition) }
    for index in dirtyTasks { tasks[Int(index)].isDirty = false }
    for index in dirtyScopes {
      scopes[Int(index)].isDirty = false
      scopes[Int(index)].hasNewCorrelation = false
    }
    defer { (dirtyTasks, dirtyScopes, newVersions) = ([], [], []) }
    return (changedScopes, changedTasks, newVersions)
  }

  /// Lets all be saved, so that all have their places, where something is saved at all.
  private func addPlaces() {
    guard lacksPlaces, !dirtyTasks.isEmpty || !dirtyScopes.isEmpty else { return }
    for index in 0..<Int32(tasks.count) { touch(index) }
    for index in 0..<Int32(scopes.count) { touchScope(index) }
    lacksPlaces = false
  }

  /// How many tasks, scopes and versions there have been.
  var counts: (tasks: Int, scopes: Int, versions: Int) { (tasks.count, scopes.count, versionCount) }

  private func record(of index: Int32, _ definition: WorkflowDefinition) -> TaskRecord {
    let task = self[index]
    let node = definition.processes[scopes[Int(task.scope)].process].nodes[Int(task.node)]
    return TaskRecord(
      number: Int(index), id: task.id, parent: task.parent >= 0 ? Int(task.parent) : nil, scope: Int(task.scope),
      spec: node.name, state: task.state, lastStateChange: task.lastChange, dataVersion: task.data.version,
      arrivedBy: task.token >= 0 ? node.incoming[Int(task.token)] : nil, internalData: task.internalData ?? [:],
      isDormant: task.isDormant, place: task.place)
  }

  private func record(ofScope index: Int32, _ definition: WorkflowDefinition) -> ScopeRecord {
    let scope = scopes[Int(index)]
    return ScopeRecord(
      number: Int(index), host: scope.host >= 0 ? Int(scope.host) : nil,
      process: definition.processes[scope.process].id, data: scope.data, dataObjects: scope.dataObjects,
      correlations: scope.correlations, isCompleted: scope.isCompleted,
      lastTask: scope.lastTask >= 0 ? Int(scope.lastTask) : nil, root: Int(scope.root))
  }
}
