import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Writes the tasks of an instance, with those that SpiffWorkflow would predict: it goes on by what it has predicted.
struct SpiffTaskWriter {
  let state: InstanceState
  let dialect: Dialect
  private let outlines: [String: ProcessOutline]
  /// The children of each task, by their numbers.
  let children: [[Int]]
  /// The numbers of the tasks of each scope.
  private let tasksByScope: [Int: [Int]]
  /// The data of each version; 0 for none.
  private let versions: [Int: TaskData]

  init(_ state: InstanceState, _ definition: WorkflowDefinition, _ outlines: [ProcessOutline]) throws {
    guard state.tasks.indices.allSatisfy({ state.tasks[$0].number == $0 }) else {
      throw SpiffError(.export, "the instance's tasks do not stand in the order of their numbers")
    }
    self.state = state
    dialect = definition.spec.dialect
    self.outlines = Dictionary(outlines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var children: [[Int]] = Array(repeating: [], count: state.tasks.count)
    for task in state.tasks {
      if let parent = task.parent, children.indices.contains(parent) { children[parent].append(task.number) }
    }
    self.children = children
    tasksByScope = Dictionary(grouping: state.tasks.indices, by: { state.tasks[$0].scope })
    versions = try state.dataByVersion()
  }

  // MARK: Scopes

  /// What a workflow and a subprocess have in common.
  func scope(_ number: Int) throws(SpiffError) -> DataDictionary {
    guard state.scopes.indices.contains(number), let outline = outlines[state.scopes[number].process] else {
      throw .notExportable("process '\(number)'")
    }
    let scope = state.scopes[number]
    var data = try SpiffValues.written(scope.data, at: DataPath())
    if !(outline.spec?.dataObjects ?? []).isEmpty {
      data[SpiffKey.dataObjects] = .dictionary(
        try SpiffValues.written(scope.dataObjects, at: DataPath([.key(SpiffKey.dataObjects)])))
    }
    var tasks: DataDictionary = [:]
    var predictor = SpiffPredictor(outline, at: state.instance.lastStamp)
    let own = (tasksByScope[number] ?? []).map { state.tasks[$0] }
    for task in own { try write(task, outline, &predictor, to: &tasks) }
    guard let root = own.first else { throw .notExportable("process without a task") }
    let isCancelled = number == 0 && state.instance.status == .cancelled
    return [
      SpiffKey.data: .dictionary(data),
      SpiffKey.correlations: .dictionary(try SpiffValues.written(scope.correlations, at: DataPath())),
      SpiffKey.lastTask: scope.lastTask.flatMap { id(of: $0) }.map(DataValue.string) ?? .null,
      "success": .bool(!isCancelled), "completed": .bool(scope.isCompleted || isCancelled),
      SpiffKey.tasks: .dictionary(tasks), SpiffKey.root: .string("\(root.id)"),
    ]
  }

  private func id(of number: Int) -> String? {
    state.tasks.indices.contains(number) ? "\(state.tasks[number].id)" : nil
  }

  // MARK: Tasks

  private func write(
    _ task: TaskRecord, _ outline: ProcessOutline, _ predictor: inout SpiffPredictor, to tasks: inout DataDictionary
  ) throws(SpiffError) {
    guard let node = outline.node(named: task.spec) else { throw .notExportable("task spec '\(task.spec)'") }
    let isTriggered = isTriggered(task, node, outline)
    // What an event has begun beside the flow leads to nothing that would be foreseen.
    let isOver = task.state.isFinished && task.state != .error || isTriggered && outline.triggered.contains(node.name)
    let predicted = isOver ? [] : predictor.children(of: task, node)
    let own = children[task.number].compactMap { id(of: $0) }
    let path = DataPath([.key(task.spec)])
    let data = versions[task.dataVersion]?.variables ?? [:]
    var written: DataDictionary = [
      "id": .string("\(task.id)"), "parent": task.parent.flatMap { id(of: $0) }.map(DataValue.string) ?? .null,
      // What was predicted stands there before the instances of a loop are started.
      "children": .list((predicted.map { "\($0.id)" } + own).map(DataValue.string)),
      "last_state_change": .double(Double(task.lastStateChange.microseconds) / 1_000_000),
      "state": .integer(spiffState(of: task, node).spiffCode), "task_spec": .string(task.spec),
      "triggered": .bool(isTriggered),
      SpiffKey.internalData: .dictionary(try internalData(of: task, node, outline, path)),
    ]
    if let parent = task.parent, state.tasks.indices.contains(parent) {
      let parentVersion = state.tasks[parent].dataVersion
      let isSame = parentVersion == task.dataVersion
      let change =
        try isSame ? Self.delta([:], [:], path) : Self.delta(versions[parentVersion]?.variables ?? [:], data, path)
      (written[SpiffKey.data], written["delta"]) = ([:], change)
    } else {
      (written[SpiffKey.data], written["delta"]) = (.dictionary(try SpiffValues.written(data, at: path)), [:])
    }
    written[SpiffKey.typename] = "Task"
    tasks["\(task.id)"] = .dictionary(written)
    for child in predicted { try write(child, below: Array(data.keys), to: &tasks) }
  }

  /// A task that is only predicted has no data.
  private func write(
    _ task: SpiffPredictor.Task, below variables: [String], to tasks: inout DataDictionary
  ) throws(SpiffError) {
    var open = [(task, variables)]
    while let (task, variables) = open.popLast() {
      tasks["\(task.id)"] = [
        "id": .string("\(task.id)"), "parent": .string("\(task.parent)"),
        "children": .list(task.children.map { .string("\($0.id)") }),
        "last_state_change": .double(Double(task.moment.microseconds) / 1_000_000),
        "state": .integer(task.state.spiffCode), "task_spec": .string(task.spec), "triggered": false,
        SpiffKey.internalData: [:], SpiffKey.data: [:],
        "delta": ["updates": [:], "deletions": .list(variables.map(DataValue.string))], SpiffKey.typename: "Task",
      ]
      open += task.children.reversed().map { ($0, []) }
    }
  }

  /// What a task's data changes of its parent's.
  private static func delta(
    _ base: DataDictionary, _ data: DataDictionary, _ path: DataPath
  ) throws(SpiffError) -> DataValue {
    let updates = data.filter { base[$0.key] != $0.value }
    let deletions = base.keys.filter { data[$0] == nil }
    return [
      "updates": .dictionary(try SpiffValues.written(updates, at: path)),
      "deletions": .list(deletions.map(DataValue.string)),
    ]
  }

  /// A task whose service has been called and has not answered is to call it again.
  private func spiffState(of task: TaskRecord, _ node: NodeOutline) -> TaskState {
    guard task.state == .started, node.element?.type == .serviceTask else { return task.state }
    if case .loop = node.role { return .started }
    return .ready
  }

  /// Whether a task was started beside the flow.
  private func isTriggered(_ task: TaskRecord, _ node: NodeOutline, _ outline: ProcessOutline) -> Bool {
    guard let parent = task.parent, state.tasks.indices.contains(parent) else { return false }
    if node.role == .loopInstance { return true }
    guard task.arrivedBy == nil else { return false }
    // A join's task has no flow once its token is used up.
    let above = outline.node(named: state.tasks[parent].spec)
    return !(above?.outgoing.contains { $0.target == task.spec } ?? false)
  }
}
