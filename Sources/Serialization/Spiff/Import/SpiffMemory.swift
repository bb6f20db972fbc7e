import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// What the element of an imported task must remember, from the task's internal data.
struct SpiffMemory {
  private let task: SpiffTask
  private let outline: NodeOutline
  private let dialect: Dialect
  private let children: [SpiffTask]
  private let parent: SpiffTask?
  private let data: DataDictionary

  /// - Parameters:
  ///   - children: the tasks that follow it, its instances among them.
  ///   - data: its variables.
  init(
    _ task: SpiffTask, _ outline: NodeOutline, dialect: Dialect, children: [SpiffTask], parent: SpiffTask?,
    data: DataDictionary
  ) {
    self.task = task
    self.outline = outline
    self.dialect = dialect
    self.children = children
    self.parent = parent
    self.data = data
  }

  func read() throws(SpiffError) -> DataDictionary {
    let memory = try task.node.optional(SpiffKey.internalData) ?? SpiffNode(.dictionary([:]), at: task.node.path)
    var result: DataDictionary = [:]
    switch outline.role {
    case .loop where !task.state.isFinished: result = try loop(memory)
    case .loopInstance: result = try instance(memory)
    default: break
    }
    if !task.state.isFinished, !outline.caught.isEmpty {
      let event = try event(memory, outline.caught)
      if !event.isEmpty { result["event"] = .dictionary(event) }
    }
    if task.state == .error {
      result["failure"] = [
        "phase": "run", "code": "imported", "message": .string("the task had failed when it was imported"),
      ]
    }
    return result
  }

  // MARK: Loops

  private func loop(_ memory: SpiffNode) throws(SpiffError) -> DataDictionary {
    guard case .loop(let instance) = outline.role, let loop = outline.element?.loop else { return [:] }
    let instances = children.filter { $0.spec == instance }
    let merged = try memory.texts("merged").count
    var result: DataDictionary = ["started": .integer(instances.count), "completed": .integer(merged)]
    guard case .multiInstance(let marker) = loop else { return result }
    var remaining: [DataValue] = []
    if let node = try memory.optional("remaining") {
      remaining = try node.elements().map { SpiffValues.restored($0.value) }
    }
    let cardinality = marker.inputCollection == nil ? try memory.optional("cardinality")?.integer() : nil
    result["total"] = .integer(cardinality ?? (instances.count + remaining.count))
    guard let name = marker.inputCollection else { return result }
    var keys: [DataValue] = []
    for instance in instances {
      let memory = try instance.node.member(SpiffKey.internalData)
      let (key, item) = (try memory.optional("key_or_index"), try memory.optional("item"))
      if let key = key ?? item { keys.append(SpiffValues.restored(key.value)) }
    }
    switch data[name] {
    case .dictionary, .typed: result["keys"] = .list(keys + remaining)
    default: break
    }
    return result
  }

  private func instance(_ memory: SpiffNode) throws(SpiffError) -> DataDictionary {
    var result: DataDictionary = [:]
    guard let parent, let place = parent.children.firstIndex(of: task.number) else { return result }
    result["index"] = .integer(place)
    if let key = try memory.optional("key_or_index") { result["key"] = SpiffValues.restored(key.value) }
    return result
  }

  // MARK: Events

  private func event(_ memory: SpiffNode, _ definitions: [EventDefinition]) throws(SpiffError) -> DataDictionary {
    guard definitions.count > 1 || outline.isEventBasedGateway else {
      return try definitions.first.map { definition throws(SpiffError) in try single(memory, definition) } ?? [:]
    }
    var result: DataDictionary = [:]
    if let due = try memory.optional("event_value") {
      for (place, definition) in definitions.enumerated() {
        if case .timer = definition { result["\(place).event_value"] = SpiffValues.restored(due.value) }
      }
    }
    var open = Array(definitions.indices)
    for seen in try memory.optional("seen_events")?.elements() ?? [] {
      let thrown = try seen.member(SpiffKey.eventDefinition)
      guard let place = try Self.first(of: open, in: definitions, takenAs: thrown) else { continue }
      open.removeAll { $0 == place }
      result["\(place).event_fired"] = true
      if let name = definitions[place].rememberedName(of: outline) {
        let payload = try seen.optional("payload")
        result["\(place).\(name)"] = payload.map { SpiffValues.restored($0.value) } ?? .null
      }
    }
    return result
  }

  /// The first of some places whose definition is the one that was seen.
  private static func first(
    of places: [Int], in definitions: [EventDefinition], takenAs thrown: SpiffNode
  ) throws(SpiffError) -> Int? {
    for place in places where try definitions[place].isTaken(as: thrown) { return place }
    return nil
  }

  private func single(_ memory: SpiffNode, _ definition: EventDefinition) throws(SpiffError) -> DataDictionary {
    var result: DataDictionary = [:]
    if try memory.flag("event_fired") { result["event_fired"] = true }
    if let due = try memory.optional("event_value") { result["event_value"] = SpiffValues.restored(due.value) }
    if let name = definition.rememberedName(of: outline), let payload = try memory.object()[name] {
      result[name] = SpiffValues.restored(payload)
    }
    return result
  }
}

extension SpiffNode {
  fileprivate func isCode(_ code: String) throws(SpiffError) -> Bool { try optionalText("code") == code }
}

extension EventDefinition {
  /// Whether an event definition of a document is the one that this one waits for.
  fileprivate func isTaken(as thrown: SpiffNode) throws(SpiffError) -> Bool {
    let typename = try thrown.typename()
    guard typename == spiffTypename else { return false }
    switch self {
    case .message(let message): return try thrown.optionalText("name") == message.reference.name
    case .signal(let signal): return try thrown.optionalText("name") == signal.name
    case .error(let error): return try error.code.map { code throws(SpiffError) in try thrown.isCode(code) } ?? true
    case .escalation(let escalation):
      return try escalation.code.map { code throws(SpiffError) in try thrown.isCode(code) } ?? true
    default: return true
    }
  }
}
