import OrderedCollections
import WorkflowDecisions
import WorkflowModel
import WorkflowScripting

/// What an element's behaviour may see and change of the task that it is asked about.
struct Step {
  unowned let instance: WorkflowInstance
  let task: Int32
  /// What stands before the names that the task's event remembers by, where it is one of several.
  let prefix: String

  init(_ instance: WorkflowInstance, _ task: Int32, prefix: String = "") {
    self.instance = instance
    self.task = task
    self.prefix = prefix
  }

  var node: Node { instance.node(of: task) }

  /// The scope of the task.
  var scope: Scope { instance.tree.scopes[Int(instance.tree[task].scope)] }

  /// The process of the scope.
  var process: ProcessDefinition { instance.definition.processes[scope.process] }

  /// The data of the task.
  var data: TaskData {
    get { instance.tree[task].data }
    nonmutating set { instance.tree.setData(newValue, of: task) }
  }

  /// A copy of the task's data that shares all of it.
  func shareData() -> TaskData { instance.tree.shareData(of: task) }
}

extension Step {
  // MARK: Data on arrival and departure

  /// Takes over the data of the task before this one, beside what the task was given already.
  func inheritData() {
    let parent = instance.tree[task].parent
    guard parent >= 0 else { return }
    var inherited = instance.tree.shareData(of: parent)
    for (name, own) in data.variables {
      inherited[name] = inherited[name].map { own.isPythonEqual(to: $0) ? own : own.merged(with: $0) } ?? own
    }
    data = inherited
  }

  /// What every activity and event does before it runs: takes over data, reads data objects, selects its inputs, runs
  /// the pre-script.
  func prepare() throws(ElementFailure) {
    inheritData()
    let framing = node.framing
    for input in framing.dataInputs { try read(input) }
    if let inputs = framing.io?.inputs, !inputs.isEmpty {
      data = TaskData(try data.selecting(inputs, missing: "the data input '%' of '\(node.name)'"))
    }
    if let script = framing.preScript { try execute(script) }
  }

  /// What every activity and event does after it ran: the post-script, the selection of its outputs, the data objects.
  func conclude() throws(ElementFailure) {
    let framing = node.framing
    if let script = framing.postScript { try execute(script) }
    if let outputs = framing.io?.outputs, !outputs.isEmpty {
      data = TaskData(try data.selecting(outputs, missing: "the data output '%' of '\(node.name)'"))
    }
    for output in framing.dataOutputs { try write(output) }
    for input in framing.dataInputs where data[input.variable] != nil { data[input.variable] = nil }
  }

  private func read(_ source: DataAssociation.Target) throws(ElementFailure) {
    switch source {
    case .dataObject(let id):
      guard let owner = instance.owner(ofDataObject: id, from: task),
        let value = instance.tree.scopes[Int(owner)].dataObjects[id]
      else {
        throw ElementFailure("missing_data", "the data object '\(id)' has no value that '\(node.name)' could read")
      }
      data[id] = value
    case .dataStore(let id, let name):
      data[id] = try instance.dataStore(name).read(id, for: data)
    }
  }

  private func write(_ target: DataAssociation.Target) throws(ElementFailure) {
    let name = target.variable
    guard let value = data[name] else {
      throw ElementFailure("missing_data", "'\(node.name)' has no variable '\(name)' to write")
    }
    switch target {
    case .dataObject(let id):
      guard let owner = instance.owner(ofDataObject: id, from: task) else { return }
      instance.tree.updateScope(owner) { $0.dataObjects[id] = value }
    case .dataStore(let id, let name):
      try instance.dataStore(name).write(value, to: id, for: data)
    }
    data[name] = nil
  }
}

extension DataAssociation.Target {
  /// The variable that stands for it in the task's data.
  fileprivate var variable: String {
    switch self {
    case .dataObject(let id), .dataStore(let id, _): id
    }
  }
}

extension Step {
  // MARK: Scripts and decisions

  /// Whether a condition holds for the task's data and the data objects of its scope. A variable of the task hides the
  /// data object of the same name.
  func holds(_ condition: String) throws(ElementFailure) -> Bool {
    let visible = scope.dataObjects.filter { data[$0.key] == nil }
    return try scripted(condition) { () throws(ScriptError) in
      try instance.scripts.evaluate(condition, data: data, locals: visible).isTruthy
    }
  }

  /// The outgoing flows that a token takes: all whose condition holds (a flow without one counts as the default), or the
  /// default flow if none does, by their places.
  func flowsWhoseConditionHolds(orDefaultOf what: String) throws(ElementFailure) -> [Int] {
    var taken: [Int] = []
    var fallback: Int?
    for (index, flow) in node.outgoing.enumerated() {
      guard let condition = flow.condition, !flow.isDefault else {
        fallback = index
        continue
      }
      if try holds(condition) { taken.append(index) }
    }
    if taken.isEmpty, let fallback { taken = [fallback] }
    if taken.isEmpty, !node.outgoing.isEmpty {
      throw ElementFailure(
        ElementFailure.noFlow, "no condition of \(what) '\(node.name)' holds, and it has no default flow")
    }
    return taken
  }

  /// Runs a script on the task's data.
  func execute(_ script: String) throws(ElementFailure) {
    var changed = data
    try scripted(script) { () throws(ScriptError) in
      try instance.scripts.execute(script, data: &changed, locals: [:])
    }
    data = changed
  }

  /// The result of a decision for the task's data.
  func decide(_ decision: String) throws(ElementFailure) -> DataDictionary {
    let result: DataDictionary
    do {
      result = try instance.decisions.decide(decision, data: data)
    } catch {
      throw ElementFailure(error.code.rawValue, error.message)
    }
    try refuseUnsavable(result)
    return result
  }

  /// Refuses values for the task's data that no save could write. What scripts and expressions give is refused by their
  /// engines.
  func refuseUnsavable(_ values: DataDictionary) throws(ElementFailure) {
    guard let (path, number) = DataValue.dictionary(values).placeOfUnsavableNumber else { return }
    throw ElementFailure(.notFinite(number, place: "the value of '\(path)'"), script: nil)
  }

  private func scripted<T>(_ script: String, _ body: () throws(ScriptError) -> T) throws(ElementFailure) -> T {
    do {
      return try body()
    } catch {
      throw ElementFailure(error, script: script)
    }
  }
}

extension ElementFailure {
  init(_ error: ScriptError, script: String?) {
    let message = error.exception.map { error.message.isEmpty ? $0 : "\($0): \(error.message)" } ?? error.message
    self.init(error.code.rawValue, message, line: error.line, script: script)
    bpmnError = error.bpmnError
  }
}

extension Step {
  // MARK: Insides

  /// Starts a process within the task.
  func openInside(process: String, data: TaskData) throws(ElementFailure) {
    guard let index = instance.definition.index(ofProcess: process) else {
      throw ElementFailure("missing_process", "the process '\(process)' was not found")
    }
    instance.openScope(process: index, host: task, data: data)
  }

  /// The data that a completed process ended with.
  func resultData(ofScope scope: Int32) -> TaskData {
    let last = instance.tree.scopes[Int(scope)].lastTask
    return last >= 0 ? instance.tree.shareData(of: last) : TaskData()
  }

  /// The declared data inputs and outputs of a process.
  func io(ofProcess id: String) -> IOSpecification? {
    instance.definition.index(ofProcess: id).flatMap { instance.definition.processes[$0].io }
  }
}

extension Step {
  // MARK: Tokens at a join

  /// The tokens that wait at this join.
  var tokens: JoinTokens { instance.tree.tokens(at: task) }

  /// The incoming flow that a token came by, by its place.
  func flow(ofToken token: Int32) -> Int32 { instance.tree[token].token }

  /// The token of each incoming flow that came first.
  var earliestTokenOfEachFlow: [Int32] {
    var seen: Set<Int32> = []
    return tokens.tasks.filter { seen.insert(flow(ofToken: $0)).inserted }
  }

  /// Whether the task was reached by a flow, and not started beside it.
  var cameByFlow: Bool { instance.tree[task].token >= 0 }

  /// Lets this task's token wait here. One task stands for all tokens that wait: the last one; those before it are
  /// cancelled.
  func holdToken() {
    for token in tokens.tasks.reversed() where instance.tree[token].state == .waiting {
      instance.setState(.cancelled, of: token)
      break
    }
    instance.tree.holdToken(task)
  }

  /// Uses up tokens, and remembers them for ``mergeConsumedTokens()``.
  func consumeTokens(_ used: [Int32]) {
    instance.tree.consumeTokens(used, at: task)
    let others = used.filter { $0 != task }
    guard !others.isEmpty else { return }
    instance.tree.setInternalData(["tokens": .list(others.map { .integer(Int($0)) })], of: task)
  }

  /// Lets a new task wait for tokens that are left over, where the task that stood for them is gone.
  func keepSurplusWaiting() {
    guard let last = tokens.tasks.last, instance.tree[last].state != .waiting else { return }
    instance.renewToken(last)
  }

  /// Merges the data that came with the tokens used up, in the order of their arrival, the task's own last.
  func mergeConsumedTokens() {
    guard case .list(let numbers)? = instance.tree[task].internalData?["tokens"] else { return }
    var merged = data
    for case .integer(let number) in numbers {
      let parent = instance.tree[Int32(truncatingIfNeeded: number)].parent
      if parent >= 0 { merged.merge(instance.tree.shareData(of: parent)) }
    }
    let parent = instance.tree[task].parent
    if parent >= 0 { merged.merge(instance.tree.shareData(of: parent)) }
    data = merged
    instance.tree.setInternalData(nil, of: task)
  }
}
