import OrderedCollections
public import WorkflowDecisions
public import WorkflowModel
public import WorkflowScripting

/// The work that the tasks of a saved instance have done by scripts, to be done once more, under whatever script engine.
///
/// Each task's work is done on a copy of the data that it began with, and beside all others: no service is called, no
/// event is thrown, no data store is read or written, and what comes out is handed back and forgotten. The record itself
/// is never changed.
public final class RecordedWork {
  /// The tasks that were reached and not cancelled, in the order in which they were created.
  public let tasks: [RecordedTask]
  private let instance: WorkflowInstance
  private var inputs: RecordedData

  /// The work that an instance's records tell of.
  ///
  /// - Parameter scripts: the engine under which it is done now.
  /// - Throws: ``EngineError`` where the records contradict themselves or the definition.
  public init(
    _ state: InstanceState, of definition: WorkflowDefinition, scripts: any ScriptEngine, clock: any WorkflowClock,
    uniqueOverlap: DecisionEngine.UniqueOverlap = .refused
  ) throws(EngineError) {
    inputs = try RecordedData(state)
    var identifiers = IdentifierSource()
    let instance = try WorkflowInstance(
      restoring: state, of: definition, scripts: scripts, clock: clock,
      makeIdentifier: { identifiers.next(at: clock.now()) })
    instance.uniqueOverlap = uniqueOverlap
    self.instance = instance
    tasks = state.tasks.filter { $0.parent != nil && $0.state != .future && $0.state != .cancelled }.map { record in
      let node = instance.node(of: Int32(record.number))
      return RecordedTask(
        number: record.number, id: record.id, element: node.element, spec: node.name,
        lastStateChange: record.lastStateChange)
    }
  }

  /// Does the work of a task once more.
  ///
  /// - Returns: nil where nothing that the task did is a script's.
  public func redo(_ task: RecordedTask) -> RedoneTask? {
    let original = Int32(task.number)
    let record = instance.tree[original]
    let node = instance.node(of: original)
    guard node.hasScripts else { return nil }
    let recorded = record.state == .error ? failure(of: record) : .left(record.data.variables)
    if let reason = obstacle(to: record, node) {
      return RedoneTask(recorded: recorded, outcome: nil, values: [], omission: reason)
    }
    do {
      return try redo(original, recorded)
    } catch {
      guard error.isOfScripts else {
        return RedoneTask(recorded: recorded, outcome: nil, values: [], omission: error.message)
      }
      return RedoneTask(recorded: recorded, outcome: .failed(error.message), values: [], omission: nil)
    }
  }
}

extension RecordedWork {
  private func redo(_ original: Int32, _ recorded: TaskOutcome) throws(ElementFailure) -> RedoneTask {
    let record = instance.tree[original]
    let node = instance.node(of: original)
    let (redone, data) = try apart(record) { () throws(ElementFailure) -> (Redone, DataDictionary) in
      let step = Step(instance, try copy(of: record))
      return (try node.behavior.redo(step, recorded: record.data), step.data.variables)
    }
    func done(_ recorded: TaskOutcome, _ outcome: TaskOutcome, _ omission: String? = nil) -> RedoneTask {
      RedoneTask(recorded: recorded, outcome: outcome, values: redone.values, omission: omission)
    }
    if case .failed = recorded { return done(recorded, .left(data)) }
    switch redone.extent {
    case .completed:
      return done(recorded, .left(data))
    case .chosen(let places):
      let taken = instance.tree.children(of: original).map { Int(instance.tree[$0].node) }
      let chosen = places.map { node.outgoing[$0] }
      // Flows to the same element leave the same trace.
      let isSame = Set(chosen.map(\.target)) == Set(taken)
      let flows = isSame ? chosen : node.outgoing.filter { taken.contains($0.target) }
      return done(.chose(flows.map(\.id)), .chose(chosen.map(\.id)))
    case .begun:
      // As long as its person has not completed it, a task has the data that it began with.
      if record.state == .ready, node.behavior.isManual, node.framing.preScript != nil {
        return done(recorded, .left(data))
      }
      let hasEnded = record.state == .completed && node.framing.postScript != nil
      return done(
        .begun(data), .begun(data),
        hasEnded ? "the data that its post-script began with is not kept apart from what it left" : nil)
    }
  }

  /// A task like another, which has everything before it.
  private func copy(of record: WorkflowTask) throws(ElementFailure) -> Int32 {
    let parent = record.parent
    var given: DataDictionary = [:]
    if let loop = instance.node(of: parent).behavior as? MultiInstance {
      given = try loop.dataGiven(toInstance: record.internalData, Step(instance, parent))
    }
    let copy = instance.tree.addChild(
      of: parent, node: record.node, token: -1, id: record.id, at: record.lastChange)
    instance.tree.setData(TaskData(given), of: copy)
    return copy
  }

  /// Does something while the task's parent has the data that the task began with, and takes back what it does to data
  /// objects.
  private func apart<T>(
    _ record: WorkflowTask, _ body: () throws(ElementFailure) -> T
  ) throws(ElementFailure) -> T {
    let parent = instance.tree[record.parent]
    let data = parent.data
    if let taken = inputs.taken(by: record, from: parent, number: record.parent) {
      instance.tree.setData(taken, of: record.parent)
    }
    var objects: [(scope: Int32, values: DataDictionary)] = []
    var scope = record.scope
    while scope >= 0 {
      objects.append((scope, instance.tree.scopes[Int(scope)].dataObjects))
      scope = instance.tree.scopes[Int(scope)].parent
    }
    defer {
      instance.tree.setData(data, of: record.parent)
      for (scope, values) in objects { instance.tree.updateScope(scope) { $0.dataObjects = values } }
    }
    return try body()
  }

  private func failure(of record: WorkflowTask) -> TaskOutcome {
    .failed(TaskFailure(record.internalData).failure.message)
  }

  /// Why the work of a task cannot be done again; nil where it can.
  private func obstacle(to record: WorkflowTask, _ node: Node) -> String? {
    if record.state == .error, !TaskFailure(record.internalData).failure.isOfScripts {
      return "it failed, and not by a script: \(TaskFailure(record.internalData).failure.message)"
    }
    if let source = node.framing.dataInputs.first {
      switch source {
      case .dataObject(let id): return "it read the data object '\(id)', whose value at that time is not kept"
      case .dataStore(_, let name): return "it read the data store '\(name)'"
      }
    }
    let words = Set(node.outgoing.flatMap { $0.condition?.words ?? [] })
    let objects = instance.tree.scopes[Int(record.scope)].dataObjects.keys
    guard let id = objects.first(where: { words.contains($0) && record.data[$0] == nil }) else { return nil }
    return "a condition reads the data object '\(id)', whose value at that time is not kept"
  }
}

extension ElementFailure {
  /// Whether a script or a decision failed, and nothing around it.
  fileprivate var isOfScripts: Bool {
    code == "no_flow" || code.hasPrefix("script_") || code.hasPrefix("decision_")
  }
}

extension String {
  /// The words in a script that can be names.
  fileprivate var words: Set<String> {
    Set(split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }
}

extension Node {
  /// Whether anything that it does is a script's.
  fileprivate var hasScripts: Bool {
    framing.preScript != nil || framing.postScript != nil || outgoing.contains { $0.condition != nil }
      || behavior.hasScripts
  }
}
