import OrderedCollections
import WorkflowModel
import WorkflowScripting

extension Step {
  // MARK: What a task remembers

  /// What its element remembers beyond the task's data.
  var internalData: DataDictionary? {
    get { instance.tree[task].internalData }
    nonmutating set { instance.tree.setInternalData(newValue, of: task) }
  }

  private static let memory = "event"

  private var memory: DataDictionary {
    if case .dictionary(let memory)? = internalData?[Self.memory] { memory } else { [:] }
  }

  /// What the task's event remembered under a name.
  func remembered(_ name: String) -> DataValue? {
    memory[prefix + name]
  }

  /// Remembers something for the task's event until it is over.
  func remember(_ name: String, _ value: DataValue) {
    guard remembered(name) != value else { return }
    var changed = memory
    changed[prefix + name] = value
    var data = internalData ?? [:]
    data[Self.memory] = .dictionary(changed)
    internalData = data
  }

  /// Forgets what the task's event remembered.
  func forgetEvent() {
    guard var data = internalData, data.removeValue(forKey: Self.memory) != nil else { return }
    internalData = data.isEmpty ? nil : data
  }

  /// Lets one event of several remember by itself.
  func within<T>(_ index: Int, _ body: (Step) throws(ElementFailure) -> T) throws(ElementFailure) -> T {
    try body(Step(instance, task, prefix: "\(prefix)\(index)."))
  }

  /// What an instance of this multi-instance activity remembers.
  func rememberedByInstance(_ task: Int32, _ name: String) -> DataValue? {
    instance.tree[task].internalData?[name]
  }
}

extension Step {
  // MARK: Events

  /// The moment that counts as now.
  var now: Timestamp { instance.clock.now() }

  /// Sends an event to everybody in the instance who waits for it; a message that nobody does goes to other instances.
  func send(_ event: ThrownEvent) throws(ElementFailure) {
    try instance.send(event)
  }

  /// Sends an event to the scopes around the task, from the innermost to the first that takes it.
  func sendOutward(_ event: ThrownEvent) throws(ElementFailure) {
    _ = try instance.deliverOutward(event, from: task)
  }

  /// Learns correlation keys for the task's scope.
  func correlate(_ keys: DataDictionary) {
    instance.tree.correlate(instance.tree[task].scope, by: keys)
  }

  /// Sends a token along each outgoing flow, and goes on waiting.
  func sendToken() {
    instance.sendTokens(from: task)
  }

  /// Notes that the timer of the task was due, which then waits again.
  func noteRepetition() {
    instance.note(.timerFired, of: task)
  }
}

extension Step {
  // MARK: Other tasks

  func node(of task: Int32) -> Node { instance.node(of: task) }

  func state(of task: Int32) -> TaskState { instance.tree[task].state }

  func data(of task: Int32) -> TaskData { instance.tree[task].data }

  func children(of task: Int32) -> [Int32] { instance.tree.children(of: task) }

  func cancel(_ task: Int32) { instance.cancel(task) }

  /// The nearest task above, of the same scope, whose node is as asked for.
  func ancestor(where isWanted: (Node) -> Bool) -> Int32? {
    var above = instance.tree[task].parent
    while above >= 0 {
      if isWanted(node(of: above)) { return above }
      above = instance.tree[above].parent
    }
    return nil
  }

  /// Cancels the tasks of this node that other tokens from the same split have brought.
  func cancelOtherTasksOfThisNode(below split: Int32) {
    let own = instance.tree[task].node
    for branch in children(of: split) {
      for child in children(of: branch) where child != task && instance.tree[child].node == own {
        if !state(of: child).isFinished { cancel(child) }
      }
    }
  }

  /// Starts an instance of this activity.
  func startInstance(
    of node: Int, data: DataDictionary = [:], remembering remembered: DataDictionary = [:]
  ) throws(ElementFailure) {
    instance.startInstance(of: node, below: task, data: data, remembering: remembered)
  }

  /// Merges another task's data into this task's.
  func mergeData(of other: Int32) {
    var merged = data
    merged.merge(instance.tree.shareData(of: other))
    data = merged
  }

  /// Changes the task's data in place.
  func updateData(_ change: (inout TaskData) -> Void) {
    instance.tree.updateData(of: task, change)
  }
}

extension Step {
  // MARK: Expressions

  /// The value of an expression over the task's data.
  func evaluate(_ expression: String) throws(ElementFailure) -> DataValue {
    try evaluate(expression, over: data)
  }

  /// The value of an expression over the task's data, and names beside it.
  func evaluate(_ expression: String, locals: DataDictionary) throws(ElementFailure) -> DataValue {
    try evaluate(expression, over: data, locals: locals)
  }

  /// The value of an expression over other data.
  func evaluate(
    _ expression: String, over data: TaskData, locals: DataDictionary = [:]
  ) throws(ElementFailure) -> DataValue {
    do {
      return try instance.scripts.evaluate(expression, data: data, locals: locals)
    } catch {
      throw ElementFailure(error, script: expression)
    }
  }
}
