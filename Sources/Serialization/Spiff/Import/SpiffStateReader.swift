import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Makes the records of an instance of a document of version 1.5.
///
/// Tasks that SpiffWorkflow only predicts are left out: here a task exists from the moment a token comes to it.
struct SpiffStateReader {
  private let outlines: [String: ProcessOutline]
  private let root: ProcessOutline?
  private let definition: WorkflowDefinition
  private var scopes: [SpiffScope] = []
  /// All tasks, at their numbers.
  private var tasks: [SpiffTask] = []
  private var records: [TaskRecord] = []
  private var versions: [DataVersionRecord] = []
  /// The variables of each version, 0 for none.
  private var variables: [DataDictionary] = [[:]]

  init(_ definition: WorkflowDefinition) {
    self.definition = definition
    let all = definition.outlines
    outlines = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    root = all.first
  }

  mutating func read(_ document: SpiffNode) throws(SpiffError) -> InstanceState {
    guard let root else { throw SpiffError(.document, "the document has no process") }
    var forest = SpiffForest(try SpiffScope(document, root))
    let insides = try document.optional(SpiffKey.subprocesses)?.object() ?? [:]
    let place = document.path.appending(.key(SpiffKey.subprocesses))
    while let (task, scope) = try forest.next() {
      if let parent = task.parent { tasks[parent].children.append(tasks.count) }
      tasks.append(task)
      guard let inside = insides[task.key] else { continue }
      let node = SpiffNode(inside, at: place.appending(.key(task.key)))
      forest.open(try self.inside(node, of: task, in: scope), host: tasks.count - 1)
    }
    scopes = forest.scopes
    for number in tasks.indices { try record(number) }
    return try state(document)
  }

  private func inside(_ node: SpiffNode, of task: SpiffTask, in scope: SpiffScope) throws(SpiffError) -> SpiffScope {
    let called: String?
    switch scope.outline.node(named: task.spec) {
    case let outline? where outline.process != nil: called = outline.process
    default: called = nil
    }
    guard let called, let outline = outlines[called] else {
      throw SpiffError(.document, "the task spec '\(task.spec)' has no inside", at: node.path)
    }
    return try SpiffScope(node, outline)
  }

  // MARK: Records

  private mutating func record(_ number: Int) throws(SpiffError) {
    let task = tasks[number]
    let scope = scopes[task.scope]
    let version = try dataVersion(of: task)
    records.append(
      TaskRecord(
        number: number, id: task.id, parent: task.parent, scope: task.scope, spec: task.spec,
        state: state(of: task, scope), lastStateChange: task.lastStateChange, dataVersion: version, arrivedBy: nil,
        internalData: [:]))
    guard let outline = scope.outline.node(named: task.spec) else {
      throw .unknown("task spec", task.spec, at: task.node.path)
    }
    let memory = SpiffMemory(
      task, outline, dialect: definition.spec.dialect, children: task.children.map { tasks[$0] },
      parent: task.parent.map { tasks[$0] }, data: variables[version])
    records[number].internalData = try memory.read()
  }

  /// A task that is started and has neither an inside nor instances waits for nobody here: it is run again.
  private func state(of task: SpiffTask, _ scope: SpiffScope) -> TaskState {
    guard task.state == .started, let outline = scope.outline.node(named: task.spec) else { return task.state }
    if case .loop = outline.role { return .started }
    return outline.process == nil ? .ready : .started
  }

  /// The version of a task's data: what it changes of its parent's, which version 1.5 says so, or all of it.
  private mutating func dataVersion(of task: SpiffTask) throws(SpiffError) -> Int {
    let base = task.parent.map { records[$0].dataVersion } ?? 0
    var written: DataDictionary
    var removed: [String]
    if task.parent != nil, let delta = try task.node.optional("delta"), try !delta.object().isEmpty {
      written = SpiffValues.restored(try delta.optional("updates")?.object() ?? [:])
      removed = try delta.texts("deletions").filter { written[$0] == nil }
    } else {
      written = SpiffValues.restored(try task.node.optional(SpiffKey.data)?.object() ?? [:])
      removed = variables[base].keys.filter { written[$0] == nil }
    }
    written = written.filter { variables[base][$0.key] != $0.value }
    removed = removed.filter { variables[base][$0] != nil }
    guard !written.isEmpty || !removed.isEmpty else { return base }
    var current = variables[base]
    for (name, value) in written { current[name] = value }
    for name in removed { current[name] = nil }
    // In the order in which the variables stand, which is that of the task's data.
    written = current.filter { written[$0.key] != nil }
    versions.append(DataVersionRecord(number: variables.count, base: base, written: written, removed: removed))
    variables.append(current)
    return variables.count - 1
  }

  // MARK: The whole

  private mutating func state(_ document: SpiffNode) throws(SpiffError) -> InstanceState {
    let tasksByScope = Dictionary(grouping: tasks.indices, by: { tasks[$0].scope })
    for scope in scopes.indices {
      let tokens = SpiffTokens(scopes[scope].outline, tasks: tasksByScope[scope] ?? [], of: tasks)
      for (task, flow) in tokens.arrivals { records[task].arrivedBy = flow }
      for (task, used) in tokens.used {
        records[task].internalData["tokens"] = .list(used.map { .integer($0) })
      }
    }
    markDormant(tasksByScope)
    var state = InstanceState(
      instance: InstanceRecord(
        status: .active, error: nil, lastStamp: tasks.map(\.lastStateChange).max() ?? Timestamp(microseconds: 0),
        taskCount: tasks.count, scopeCount: scopes.count, versionCount: versions.count),
      scopes: try scopes.indices.map { scope throws(SpiffError) in try scopeRecord(scope, tasksByScope[scope] ?? []) },
      tasks: records,
      versions: versions)
    let success = try document.optional("success")?.bool() ?? true
    if state.scopes[0].isCompleted, !success { state.instance.status = .cancelled }
    return state
  }

  private func scopeRecord(_ number: Int, _ own: [Int]) throws(SpiffError) -> ScopeRecord {
    let scope = scopes[number]
    var data = SpiffValues.restored(try scope.node.optional(SpiffKey.data)?.object() ?? [:])
    var objects: DataDictionary = [:]
    if let declared = scope.outline.spec?.dataObjects, !declared.isEmpty,
      case .dictionary(let found)? = data.removeValue(forKey: SpiffKey.dataObjects)
    {
      objects = found
    }
    let isCompleted = try scope.node.flag("completed")
    let isOver = number == 0 && !own.contains { !tasks[$0].state.isFinished }
    return ScopeRecord(
      number: number, host: scope.host, process: scope.outline.id, data: data, dataObjects: objects,
      correlations: try scope.node.optional(SpiffKey.correlations)?.object() ?? [:],
      isCompleted: isCompleted || isOver, lastTask: try lastTask(of: scope, among: own))
  }

  private func lastTask(of scope: SpiffScope, among own: [Int]) throws(SpiffError) -> Int? {
    guard let last = try scope.node.optionalText(SpiffKey.lastTask) else { return nil }
    return own.first { tasks[$0].key == last }
  }

  /// An event subprocess that only waits for its trigger does not hold its scope.
  private mutating func markDormant(_ tasksByScope: [Int: [Int]]) {
    for (number, scope) in scopes.enumerated() {
      guard let host = scope.host, records[host].state == .started,
        let element = scopes[tasks[host].scope].outline.node(named: tasks[host].spec)?.element,
        case .subprocess(let subprocess) = element.content, case .event = subprocess.kind
      else { continue }
      let open = (tasksByScope[number] ?? []).filter { !records[$0].state.isFinished }
      let isWaiting = open.allSatisfy { task in
        records[task].state == .waiting
          && scope.outline.node(named: tasks[task].spec)?.element?.type == .startEvent
      }
      if isWaiting, !open.isEmpty { records[host].isDormant = true }
    }
  }
}

extension NodeOutline {
  /// The process that runs within its tasks.
  var process: String? {
    if case .participant(let process) = role { return process }
    if case .loop = role { return nil }
    switch element?.content {
    case .call(let call): return call.calledElement
    case .subprocess(let subprocess): return subprocess.process.id
    default: return nil
    }
  }
}
