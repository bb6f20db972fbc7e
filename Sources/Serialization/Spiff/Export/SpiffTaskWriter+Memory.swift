import OrderedCollections
import WorkflowEngine
import WorkflowModel

// What tasks remember beside their data.

extension SpiffTaskWriter {
  func internalData(
    of task: TaskRecord, _ node: NodeOutline, _ outline: ProcessOutline, _ path: DataPath
  ) throws(SpiffError) -> DataDictionary {
    var result: DataDictionary = [:]
    switch node.role {
    case .loop(let instance):
      result = try loop(task, node, children[task.number].map { state.tasks[$0] }.filter { $0.spec == instance })
    case .loopInstance: result = self.instance(task, node)
    default: break
    }
    var memory: DataDictionary = [:]
    if case .dictionary(let event)? = task.internalData["event"] { memory = event }
    if !task.state.isFinished { result.merge(try event(memory, node, outline)) { $1 } }
    return try SpiffValues.written(result, at: path)
  }

  /// How many instances a sequential activity may have left; each is written.
  private static let maximumRemaining = 1_000_000

  private func loop(
    _ task: TaskRecord, _ node: NodeOutline, _ instances: [TaskRecord]
  ) throws(SpiffError) -> DataDictionary {
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
      guard started >= 0, total <= started || total - started <= Self.maximumRemaining else {
        throw .notExportable("room for the \(total) instances of '\(task.spec)'")
      }
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
