import OrderedCollections
import WorkflowModel

/// The tasks and scopes of an instance, and the only place that changes them.
///
/// What changed since the last save is known here without comparing anything: every change marks its task or scope.
struct TaskTree {
  private(set) var tasks: [WorkflowTask] = []
  private(set) var scopes: [Scope] = []
  private var branches = BranchTable()
  private var readyScopes: Set<Int32> = []
  /// The tasks that began to wait for an event, in order; some may wait no longer.
  private var catchers: [Int32] = []
  /// The waiting tasks that look at what others do, by scope; some may wait no longer.
  private var watchers: [Int32: [Int32]] = [:]
  /// The tasks that a service was started for, in order; some may be started no longer.
  private var services: [Int32] = []
  /// The waiting join before the end, by scope.
  private var endJoins: [Int32: Int32] = [:]
  private var joins: [JoinKey: JoinTokens] = [:]
  private var dirtyTasks: [Int32] = []
  private var dirtyScopes: [Int32] = []
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

  private struct JoinKey: Hashable {
    let scope: Int32
    let node: Int32

    init(_ task: WorkflowTask) { (scope, node) = (task.scope, task.node) }
  }

  // MARK: Adding

  /// Opens the run of a process and adds its first task, with data.
  mutating func openScope(process: Int, host: Int32, id: Identifier, data: TaskData, at now: Timestamp) -> Int32 {
    let scope = Int32(scopes.count)
    var branch: Int32 = 0
    var depth: Int32 = 0
    if host >= 0 {
      let above = tasks[Int(host)]
      tasks[Int(host)].inside = scope
      depth = above.depth + 1
      branch = branches.fork(from: above.branch, atDepth: above.depth, ordinal: BranchTable.inside)
    }
    let parent = host >= 0 ? tasks[Int(host)].scope : -1
    let level = parent >= 0 ? scopes[Int(parent)].depth + 1 : 0
    scopes.append(Scope(process: process, host: host, parent: parent, depth: level))
    openScopes[process, default: 0] += 1
    dirtyScopes.append(scope)
    let root = append(
      WorkflowTask(
        id: id, node: Int32(ProcessDefinition.start), scope: scope, parent: -1, depth: depth, branch: branch,
        lastChange: stamp(now)))
    scopes[Int(scope)].root = root
    tasks[Int(root)].data = data
    return root
  }

  /// Adds a task after another.
  mutating func addChild(
    of parent: Int32, node: Int32, token: Int32, id: Identifier, at now: Timestamp
  ) -> Int32 {
    let (branch, depth) = place(below: parent)
    var task = WorkflowTask(
      id: id, node: node, scope: tasks[Int(parent)].scope, parent: parent, depth: depth, branch: branch,
      lastChange: stamp(now))
    task.token = token
    let index = append(task)
    link(index, below: parent)
    return index
  }

  /// The branch and depth of the next child of a task.
  private mutating func place(below parent: Int32) -> (branch: Int32, depth: Int32) {
    let above = tasks[Int(parent)]
    guard above.lastChild >= 0 else { return (above.branch, above.depth + 1) }
    let branch = branches.fork(from: above.branch, atDepth: above.depth, ordinal: above.childCount)
    return (branch, above.depth + 1)
  }

  private mutating func append(_ task: WorkflowTask) -> Int32 {
    let index = Int32(tasks.count)
    tasks.append(task)
    dirtyTasks.append(index)
    count(task, by: 1)
    return index
  }

  private mutating func link(_ child: Int32, below parent: Int32) {
    let last = tasks[Int(parent)].lastChild
    if last >= 0 {
      tasks[Int(last)].nextSibling = child
    } else {
      tasks[Int(parent)].firstChild = child
    }
    tasks[Int(parent)].lastChild = child
    tasks[Int(parent)].childCount += 1
  }

  // MARK: Reading

  subscript(_ task: Int32) -> WorkflowTask { tasks[Int(task)] }

  /// The children of a task, in order.
  func children(of task: Int32) -> [Int32] {
    var children: [Int32] = []
    var child = tasks[Int(task)].firstChild
    while child >= 0 {
      children.append(child)
      child = tasks[Int(child)].nextSibling
    }
    return children
  }

  /// Whether one task comes before another, depth first.
  func isBefore(_ left: Int32, _ right: Int32) -> Bool {
    let (a, b) = (tasks[Int(left)], tasks[Int(right)])
    return branches.isBefore((a.branch, a.depth), (b.branch, b.depth))
  }

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
    mutating get {
      catchers.removeAll { tasks[Int($0)].state != .waiting }
      return catchers
    }
  }

  /// The started tasks that a service works for, in the order in which they were.
  var startedServices: [Int32] {
    mutating get {
      services.removeAll { tasks[Int($0)].state != .started }
      return services
    }
  }

  /// The waiting tasks of a scope that look at what others do.
  mutating func waitingWatchers(ofScope scope: Int32) -> [Int32] {
    guard let found = watchers[scope] else { return [] }
    let waiting = found.filter { tasks[Int($0)].state == .waiting }
    watchers[scope] = waiting.isEmpty ? nil : waiting
    return waiting
  }

  /// The tasks of a scope that are not finished.
  func openTasks(ofScope scope: Int32) -> [Int32] {
    tasks(ofScope: scope).filter { !tasks[Int($0)].state.isFinished }
  }

  /// The tasks of a scope, depth first.
  func tasks(ofScope scope: Int32) -> [Int32] {
    var found: [Int32] = []
    var path = [scopes[Int(scope)].root]
    while let index = path.popLast() {
      found.append(index)
      path += children(of: index).reversed()
    }
    return found
  }

  // MARK: Changing

  /// Makes a legal transition.
  ///
  /// - Parameter traits: what the task's element asks the tree to keep in view.
  mutating func setState(_ state: TaskState, of index: Int32, traits: TaskTraits, at now: Timestamp) {
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
    keepInView(index, traits)
    touch(index)
  }

  /// Adds a task to the numbers that are kept, or takes it away.
  private mutating func count(_ task: WorkflowTask, by step: Int) {
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
  mutating func takeReady(ofScope scope: Int32) -> [Int32] {
    let ready = scopes[Int(scope)].ready
    scopes[Int(scope)].ready = []
    readyScopes.remove(scope)
    return ready
  }

  /// Gives back tasks that were taken and not run.
  mutating func returnReady(_ tasks: some Sequence<Int32>) {
    for task in tasks {
      let scope = self[task].scope
      scopes[Int(scope)].ready.append(task)
      readyScopes.insert(scope)
    }
  }

  private mutating func keepInView(_ index: Int32, _ traits: TaskTraits) {
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

  private mutating func noteEndJoin(_ index: Int32) {
    let task = self[index]
    guard Int(task.node) == ProcessDefinition.endJoin else { return }
    if task.state == .waiting {
      endJoins[task.scope] = index
    } else if endJoins[task.scope] == index {
      endJoins[task.scope] = nil
    }
  }

  /// Says whether a task only waits for its trigger, so that its scope may end without it.
  mutating func setDormant(_ isDormant: Bool, _ index: Int32) {
    count(tasks[Int(index)], by: -1)
    tasks[Int(index)].isDormant = isDormant
    count(tasks[Int(index)], by: 1)
    touch(index)
  }

  /// Replaces a task's data.
  mutating func setData(_ data: TaskData, of index: Int32) {
    tasks[Int(index)].data = data
    touch(index)
  }

  /// Changes a task's data in place.
  mutating func updateData(of index: Int32, _ change: (inout TaskData) -> Void) {
    change(&tasks[Int(index)].data)
    touch(index)
  }

  /// Replaces what a task's element remembers.
  mutating func setInternalData(_ data: DataDictionary?, of index: Int32) {
    tasks[Int(index)].internalData = data
    touch(index)
  }

  /// Changes a scope.
  mutating func updateScope(_ index: Int32, _ change: (inout Scope) -> Void) {
    let wasCompleted = scopes[Int(index)].isCompleted
    change(&scopes[Int(index)])
    if scopes[Int(index)].isCompleted != wasCompleted { countOpen(scopes[Int(index)]) }
    guard !scopes[Int(index)].isDirty else { return }
    scopes[Int(index)].isDirty = true
    dirtyScopes.append(index)
  }

  /// Takes the run of a process into account that is completed now, or is no longer.
  private mutating func countOpen(_ scope: Scope) {
    let count = openScopes[scope.process, default: 0] + (scope.isCompleted ? -1 : 1)
    openScopes[scope.process] = count > 0 ? count : nil
  }

  /// Lets a scope learn correlation keys.
  mutating func correlate(_ index: Int32, by keys: DataDictionary) {
    let keys = keys.correlationInOrder.filter { scopes[Int(index)].correlations[$0.key] != $0.value }
    guard !keys.isEmpty else { return }
    updateScope(index) { scope in
      scope.correlations.merge(keys) { _, new in new }
      scope.hasNewCorrelation = true
    }
  }

  /// A copy of a task's data that shares all of it, for a task that follows.
  mutating func shareData(of index: Int32) -> TaskData {
    seal(index)
    return tasks[Int(index)].data
  }

  private mutating func seal(_ index: Int32) {
    guard !tasks[Int(index)].data.unversioned.isEmpty else { return }
    versionCount += 1
    let base = tasks[Int(index)].data.version
    let changes = tasks[Int(index)].data.seal(as: versionCount)
    newVersions.append(DataVersionRecord(number: versionCount, base: base, changes: changes))
    touch(index)
  }

  /// The tokens that wait at the join that a task belongs to.
  func tokens(at task: Int32) -> JoinTokens {
    joins[JoinKey(self[task]), default: JoinTokens()]
  }

  /// Lets a task's token wait at its join.
  mutating func holdToken(_ task: Int32) {
    joins[JoinKey(self[task]), default: JoinTokens()].hold(task, from: self[task].token)
  }

  /// Uses up tokens that wait at the join of `task`.
  mutating func consumeTokens(_ used: [Int32], at task: Int32) {
    let flows = used.map { self[$0].token }
    joins[JoinKey(self[task])]?.remove(used, from: flows)
    for token in used {
      tasks[Int(token)].token = -1
      touch(token)
    }
  }

  private mutating func touch(_ index: Int32) {
    guard !tasks[Int(index)].isDirty else { return }
    tasks[Int(index)].isDirty = true
    dirtyTasks.append(index)
  }

  /// A stamp later than all before, also when the clock stands still.
  private mutating func stamp(_ now: Timestamp) -> Timestamp {
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
  mutating func restore(_ scope: Scope) {
    scopes.append(scope)
    if !scope.isCompleted { openScopes[scope.process, default: 0] += 1 }
  }

  /// Adds a saved task below its parent, which must be there.
  mutating func restore(
    _ record: TaskRecord, node: Int32, token: Int32, data: TaskData, traits: TaskTraits
  ) throws(EngineError) {
    let index = Int32(tasks.count)
    let scope = Int32(record.scope)
    var branch: Int32 = 0
    var depth: Int32 = 0
    if let parent = record.parent {
      guard tasks.indices.contains(parent), tasks[parent].scope == scope else {
        throw .corrupt("task \(index) follows task \(parent), which is not in its scope")
      }
      (branch, depth) = place(below: Int32(parent))
    } else {
      guard scopes[record.scope].root < 0 else { throw .corrupt("scope \(scope) has two first tasks") }
      (branch, depth) = try openRestored(scope)
      scopes[record.scope].root = index
    }
    var task = WorkflowTask(
      id: record.id, node: node, scope: scope, parent: Int32(record.parent ?? -1), depth: depth, branch: branch,
      lastChange: record.lastStateChange)
    task.state = record.state
    task.token = token
    task.data = data
    task.internalData = record.internalData.isEmpty ? nil : record.internalData
    task.isDormant = record.isDormant
    task.isDirty = false
    task.waitKinds = traits.waitKinds
    tasks.append(task)
    count(task, by: 1)
    if let parent = record.parent { link(index, below: Int32(parent)) }
    keepInView(index, traits)
    if token >= 0, task.state == .waiting || task.state == .cancelled { holdToken(index) }
  }

  private mutating func openRestored(_ index: Int32) throws(EngineError) -> (branch: Int32, depth: Int32) {
    let host = scopes[Int(index)].host
    guard host >= 0 else { return (0, 0) }
    guard tasks.indices.contains(Int(host)), tasks[Int(host)].inside < 0 else {
      throw .corrupt("scope \(index) is the inside of task \(host), which cannot have it")
    }
    tasks[Int(host)].inside = index
    let above = tasks[Int(host)]
    scopes[Int(index)].parent = above.scope
    scopes[Int(index)].depth = scopes[Int(above.scope)].depth + 1
    return (branches.fork(from: above.branch, atDepth: above.depth, ordinal: BranchTable.inside), above.depth + 1)
  }

  /// Checks and takes over what only the whole can tell.
  mutating func finishRestoring(_ state: InstanceState) throws(EngineError) {
    for (index, scope) in scopes.enumerated() {
      guard scope.root >= 0 else { throw .corrupt("scope \(index) has no task") }
      guard scope.lastTask < tasks.count else { throw .corrupt("scope \(index) ended with a task that is not there") }
    }
    guard state.instance.taskCount == tasks.count else {
      throw .corrupt("it has \(tasks.count) tasks instead of \(state.instance.taskCount)")
    }
    for (index, task) in tasks.enumerated() {
      guard case .list(let numbers)? = task.internalData?["tokens"] else { continue }
      guard numbers.allSatisfy({ if case .integer(let n) = $0 { tasks.indices.contains(n) } else { false } }) else {
        throw .corrupt("task \(index) has used up tokens that are not there")
      }
    }
    versionCount = state.instance.versionCount
    lastStamp = state.instance.lastStamp
  }
}

extension TaskTree {
  // MARK: Saving

  /// The tasks that differ from what was last saved.
  var changedTasks: [Int32] { dirtyTasks }

  /// The scopes that differ from what was last saved.
  var changedScopes: [Int32] { dirtyScopes }

  /// What changed since the last call, as records; from here on it counts as saved.
  mutating func takeChanges(_ definition: WorkflowDefinition) -> (
    scopes: [ScopeRecord], tasks: [TaskRecord], versions: [DataVersionRecord]
  ) {
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

  /// How many tasks, scopes and versions there have been.
  var counts: (tasks: Int, scopes: Int, versions: Int) { (tasks.count, scopes.count, versionCount) }

  private func record(of index: Int32, _ definition: WorkflowDefinition) -> TaskRecord {
    let task = self[index]
    let node = definition.processes[scopes[Int(task.scope)].process].nodes[Int(task.node)]
    return TaskRecord(
      number: Int(index), id: task.id, parent: task.parent >= 0 ? Int(task.parent) : nil, scope: Int(task.scope),
      spec: node.name, state: task.state, lastStateChange: task.lastChange, dataVersion: task.data.version,
      arrivedBy: task.token >= 0 ? node.incoming[Int(task.token)] : nil, internalData: task.internalData ?? [:],
      isDormant: task.isDormant)
  }

  private func record(ofScope index: Int32, _ definition: WorkflowDefinition) -> ScopeRecord {
    let scope = scopes[Int(index)]
    return ScopeRecord(
      number: Int(index), host: scope.host >= 0 ? Int(scope.host) : nil,
      process: definition.processes[scope.process].id, data: scope.data, dataObjects: scope.dataObjects,
      correlations: scope.correlations, isCompleted: scope.isCompleted,
      lastTask: scope.lastTask >= 0 ? Int(scope.lastTask) : nil)
  }
}
