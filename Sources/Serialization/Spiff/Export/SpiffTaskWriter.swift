import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Writes the tasks of an instance, with those that SpiffWorkflow would predict: it goes on by what it has predicted.
struct SpiffTaskWriter {
  private let state: InstanceState
  private let dialect: Dialect
  private let outlines: [String: ProcessOutline]
  /// The children of each task, by their numbers.
  private let children: [[Int]]
  /// The variables of each version; 0 for none.
  private let versions: [Int: DataDictionary]

  init(_ state: InstanceState, _ definition: WorkflowDefinition, _ outlines: [ProcessOutline]) {
    self.state = state
    dialect = definition.spec.dialect
    self.outlines = Dictionary(outlines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var children: [[Int]] = Array(repeating: [], count: state.tasks.count)
    for task in state.tasks {
      if let parent = task.parent, children.indices.contains(parent) { children[parent].append(task.number) }
    }
    self.children = children
    var versions: [Int: DataDictionary] = [0: [:]]
    for version in state.versions {
      var data = versions[version.base] ?? [:]
      for (name, value) in version.written { data[name] = value }
      for name in version.removed { data[name] = nil }
      versions[version.number] = data
    }
    self.versions = versions
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
    let own = state.tasks.filter { $0.scope == number }
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
    let predicted = task.state.isFinished && task.state != .error ? [] : predictor.children(of: task, node)
    let own = children[task.number].compactMap { id(of: $0) }
    let path = DataPath([.key(task.spec)])
    let data = versions[task.dataVersion] ?? [:]
    var written: DataDictionary = [
      "id": .string("\(task.id)"), "parent": task.parent.flatMap { id(of: $0) }.map(DataValue.string) ?? .null,
      // What was predicted stands there before the instances of a loop are started.
      "children": .list((predicted.map { "\($0.id)" } + own).map(DataValue.string)),
      "last_state_change": .double(Double(task.lastStateChange.microseconds) / 1_000_000),
      "state": .integer(spiffState(of: task, node).spiffCode), "task_spec": .string(task.spec),
      "triggered": .bool(isTriggered(task, node, outline)),
      SpiffKey.internalData: .dictionary(try internalData(of: task, node, outline, path)),
    ]
    if let parent = task.parent, state.tasks.indices.contains(parent) {
      let parentVersion = state.tasks[parent].dataVersion
      let isSame = parentVersion == task.dataVersion
      let change = try isSame ? Self.delta([:], [:], path) : Self.delta(versions[parentVersion] ?? [:], data, path)
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
    task.state == .started && node.element?.type == .serviceTask && node.role != .loop(instance: node.instance ?? "")
      ? .ready : task.state
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

  // MARK: What tasks remember

  private func internalData(
    of task: TaskRecord, _ node: NodeOutline, _ outline: ProcessOutline, _ path: DataPath
  ) throws(SpiffError) -> DataDictionary {
    var result: DataDictionary = [:]
    switch node.role {
    case .loop(let instance): result = loop(task, node, children[task.number].map { state.tasks[$0] }.filter { $0.spec == instance })
    case .loopInstance: result = self.instance(task, node)
    default: break
    }
    var memory: DataDictionary = [:]
    if case .dictionary(let event)? = task.internalData["event"] { memory = event }
    if !task.state.isFinished { result.merge(try event(memory, node, outline)) { $1 } }
    return try SpiffValues.written(result, at: path)
  }

  private func loop(_ task: TaskRecord, _ node: NodeOutline, _ instances: [TaskRecord]) -> DataDictionary {
    let merged = instances.filter { $0.state == .completed }.sorted { $0.lastStateChange < $1.lastStateChange }
    var result: DataDictionary = ["merged": .list(merged.map { .string("\($0.id)") })]
    guard case .multiInstance(let marker)? = node.element?.loop, marker.isSequential,
      let started = task.internalData.integer("started"), let total = task.internalData.integer("total")
    else { return result }
    if marker.inputCollection == nil, task.internalData["collection"] == nil {
      result["cardinality"] = .integer(total)
      result["current"] = .integer(started)
    } else if case .list(let keys)? = task.internalData["keys"] {
      result["remaining"] = .list(Array(keys.dropFirst(started)))
    } else {
      result["remaining"] = .list((min(started, total)..<total).map(DataValue.integer))
    }
    return result
  }

  private func instance(_ task: TaskRecord, _ node: NodeOutline) -> DataDictionary {
    guard let parent = task.parent, state.tasks.indices.contains(parent) else { return [:] }
    let place = children[parent].filter { state.tasks[$0].spec == task.spec }.firstIndex(of: task.number) ?? 0
    if case .standard? = node.element?.loop { return ["iteration": .integer(place)] }
    if let key = task.internalData["key"] { return ["key_or_index": key] }
    if case .list(let keys)? = state.tasks[parent].internalData["keys"], keys.indices.contains(place) {
      return ["item": keys[place]]
    }
    return ["item": task.internalData["index"] ?? .integer(place)]
  }

  /// What an event remembers: where there are several, each by the place of its definition.
  private func event(
    _ memory: DataDictionary, _ node: NodeOutline, _ outline: ProcessOutline
  ) throws(SpiffError) -> DataDictionary {
    guard node.caught.count > 1 || node.isEventBasedGateway else { return memory }
    var result: DataDictionary = [:]
    var seen: [DataValue] = []
    for (place, definition) in node.caught.enumerated() {
      if let due = memory["\(place).event_value"], result["event_value"] == nil { result["event_value"] = due }
      guard memory["\(place).event_fired"] == true else { continue }
      let payload = definition.rememberedName(of: node).flatMap { memory["\(place).\($0)"] } ?? .null
      let event = node.isEventBasedGateway ? outline.node(named: node.outgoing[place].target)?.element : node.element
      guard let event else { continue }
      let written = try SpiffEventWriter(dialect: dialect).definition(definition, of: event)
      // An object of its own in the document, not a value of the data.
      seen.append(
        .typed(
          TypedValue(
            typename: "BpmnEvent",
            content: ["event_definition": SpiffValues.restored(written), "payload": payload, "correlations": [:]])))
    }
    result["seen_events"] = .list(seen)
    return result
  }
}

extension NodeOutline {
  fileprivate var instance: String? {
    if case .loop(let instance) = role { instance } else { nil }
  }
}
