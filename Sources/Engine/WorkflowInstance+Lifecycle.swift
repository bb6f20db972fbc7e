import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// The life cycle of tasks: arrival, run, completion, failure. The transitions themselves are the tree's.
extension WorkflowInstance {
  func setState(_ state: TaskState, of task: Int32) {
    tree.setState(state, of: task, traits: node(of: task).traits, at: clock.now())
  }

  /// Starts a process: as the instance's own, or within a task.
  func openScope(process: Int, host: Int32, data: TaskData) {
    let root = tree.openScope(process: process, host: host, id: makeIdentifier(), data: data, at: clock.now())
    setState(.ready, of: root)
    // The first task of an inside runs at once: a process that is called is entered when its caller is.
    _ = run(root)
  }

  /// A token arrives at a task.
  func arrive(_ task: Int32) {
    guard tree[task].state == .future || tree[task].state == .error else { return }
    do {
      let arrival = try node(of: task).behavior.arrive(Step(self, task))
      // What it has set in motion may have cancelled it.
      guard tree[task].state != .cancelled else { return }
      switch arrival {
      case .ready: setState(.ready, of: task)
      case .waiting: setState(.waiting, of: task)
      case .started:
        setState(.started, of: task)
        letSleep(task)
      }
    } catch {
      fail(task, error, during: .arrival)
    }
  }

  /// Runs a ready task.
  ///
  /// - Returns: whether it was completed.
  func run(_ task: Int32) -> Bool {
    let step = Step(self, task)
    let before = tree[task].data
    do {
      let departure = try node(of: task).behavior.run(step)
      if case .later = departure {
        setState(.started, of: task)
        return true
      }
      try step.conclude()
      // What it has set in motion may have cancelled it.
      if tree[task].state != .cancelled { complete(task, departure) }
      return true
    } catch {
      runFailed(task, error, data: before)
      return false
    }
  }

  /// What a task did failed: an error event for whoever catches it, else the task is as it was, so that it can be tried
  /// again.
  func runFailed(_ task: Int32, _ failure: ElementFailure, data: TaskData) {
    tree.setData(data, of: task)
    guard interruption == nil else {
      if tree[task].state == .ready { tree.returnReady([task]) }
      return
    }
    if node(of: task).behavior is ServiceTask { Step(self, task).recordedCall = nil }
    do {
      if try isCaught(failure, from: task) { return cancel(task) }
      fail(task, failure, during: .run)
    } catch {
      fail(task, error, during: .run)
    }
  }

  /// Throws what a script or service says to the diagram as an error event.
  private func isCaught(_ failure: ElementFailure, from task: Int32) throws(ElementFailure) -> Bool {
    guard let error = failure.bpmnError else { return false }
    let payload = error.payload == .null ? nil : error.payload
    return try note(.errorRaised, of: task, name: error.code) { () throws(ElementFailure) in
      try deliverOutward(ThrownEvent(kind: .error(error.code), payload: payload), from: task)
    }
  }

  func complete(_ task: Int32, _ departure: Departure) {
    setState(.completed, of: task)
    let scope = tree[task].scope
    tree.updateScope(scope) { $0.lastTask = task }
    let outgoing = node(of: task).outgoing
    let taken =
      switch departure {
      case .all: outgoing
      case .only(let places): places.map { outgoing[$0] }
      case .endOfScope, .later: [Node.Flow]()
      }
    instanceCompleted(task)
    adHocCompleted(task)
    let children = taken.map { flow in
      tree.addChild(
        of: task, node: Int32(flow.target), token: Int32(flow.arrival), id: makeIdentifier(), at: clock.now())
    }
    for child in children { arrive(child) }
    if case .endOfScope = departure {
      cancelScope(scope, except: task)
      completeScope(scope, endedBy: task)
    } else if tree[task].node == ProcessDefinition.end {
      completeScope(scope, endedBy: task)
    } else {
      reconsiderWaiting(inScope: scope)
    }
  }

  /// Lets tasks go on that waited for others of their scope.
  private func reconsiderWaiting(inScope index: Int32) {
    for watcher in tree.waitingWatchers(ofScope: index) { reconsider(watcher) }
    let scope = tree.scopes[Int(index)]
    guard scope.unfinished == 0, !scope.isCompleted, hasBegun(scope) else { return }
    guard scope.openEndJoins > 0 else {
      // The last token was used up without an end event.
      completeScope(index)
      return
    }
    if let join = tree.waitingEndJoin(ofScope: index) { reconsider(join) }
  }

  /// Whether something has started in a scope: one that only events can start is not over before.
  private func hasBegun(_ scope: Scope) -> Bool {
    let process = definition.processes[scope.process]
    return process.eventSubprocesses.isEmpty || tree[scope.root].lastChild >= 0
  }

  /// A waiting task looks again whether it may go on.
  func reconsider(_ task: Int32) {
    guard tree[task].state == .waiting else { return }
    do {
      guard try node(of: task).behavior.mayGoOn(Step(self, task)), tree[task].state == .waiting else { return }
      setState(.ready, of: task)
      beginEventSubprocess(at: task)
    } catch {
      fail(task, error, during: .waiting)
    }
  }

  /// A scope is over.
  ///
  /// - Parameter end: the task that ended it, whose data is the result; nil where the last token was used up without an
  ///   end event: then nothing but the last task's data is left, for the task around the scope.
  private func completeScope(_ index: Int32, endedBy end: Int32? = nil) {
    let result = tree.scopes[Int(index)].lastTask
    let variables = end.map { tree[$0].data.variables } ?? [:]
    tree.updateScope(index) { scope in
      scope.data.merge(variables) { _, new in new }
      scope.isCompleted = true
    }
    // What only waited for its trigger ends with the scope.
    for open in tree.openTasks(ofScope: index) where open != result { cancel(open) }
    if index == 0 { note(.completed) }
    let host = tree.scopes[Int(index)].host
    guard host >= 0, tree[host].state == .started else { return }
    do {
      try node(of: host).behavior.insideCompleted(index, Step(self, host))
      setState(.ready, of: host)
    } catch {
      fail(host, error, during: .insideCompleted)
    }
  }

  private func fail(_ task: Int32, _ failure: ElementFailure, during phase: TaskFailure.Phase) {
    let record = TaskFailure(phase: phase, failure: failure)
    tree.setInternalData(record.added(to: tree[task].internalData), of: task)
    var detail: DataDictionary = ["message": .string(failure.message)]
    detail["line"] = failure.line.map(DataValue.integer)
    note(.taskFailed, of: task, name: failure.code, detail: detail)
    setState(.error, of: task)
  }

  /// Starts an instance of an activity with a loop marker.
  func startInstance(
    of node: Int, below task: Int32, data: DataDictionary, remembering remembered: DataDictionary
  ) {
    let instance = tree.addChild(of: task, node: Int32(node), token: -1, id: makeIdentifier(), at: clock.now())
    if !data.isEmpty { tree.setData(TaskData(data), of: instance) }
    if !remembered.isEmpty { tree.setInternalData(remembered, of: instance) }
    arrive(instance)
  }

  /// Tells the element that started a task beside the flow that it is completed.
  private func instanceCompleted(_ task: Int32) {
    let activity = tree[task].parent
    guard activity >= 0, tree[activity].state == .started,
      let starter = node(of: activity).behavior as? any StartsTasks
    else { return }
    do {
      if try starter.instanceCompleted(task, Step(self, activity)) { setState(.ready, of: activity) }
    } catch {
      fail(activity, error, during: .run)
    }
  }

  /// Tells an ad-hoc subprocess that a path has ended.
  private func adHocCompleted(_ task: Int32) {
    let scope = tree.scopes[Int(tree[task].scope)]
    guard let adHoc = definition.processes[scope.process].adHoc,
      tree[task].node == ProcessDefinition.start || adHoc.ends.contains(Int(tree[task].node))
    else { return }
    do {
      try adHocPathEnded(task, adHoc)
    } catch {
      fail(scope.host, error, during: .insideCompleted)
    }
  }

  /// Sends a token along each outgoing flow of a task that goes on waiting.
  func sendTokens(from task: Int32) {
    let children = node(of: task).outgoing.map { flow in
      tree.addChild(
        of: task, node: Int32(flow.target), token: Int32(flow.arrival), id: makeIdentifier(), at: clock.now())
    }
    for child in children { arrive(child) }
  }

  /// A subprocess that only waits for its trigger does not hold its scope.
  private func letSleep(_ task: Int32) {
    guard node(of: task).behavior is EventSubprocess, tree[task].inside >= 0 else { return }
    let open = tree.openTasks(ofScope: tree[task].inside)
    let isWaiting = open.allSatisfy { tree[$0].state == .waiting || node(of: $0).behavior is TriggeredStartEvent }
    if isWaiting { tree.setDormant(true, task) }
  }

  /// The event that an event subprocess waited for has happened: it counts for its scope, and, where its start event
  /// interrupts, ends everything else in it.
  private func beginEventSubprocess(at start: Int32) {
    let host = tree.scopes[Int(tree[start].scope)].host
    guard host >= 0, node(of: host).behavior is EventSubprocess,
      let event = node(of: start).behavior as? TriggeredStartEvent
    else { return }
    if tree[host].isDormant { tree.setDormant(false, host) }
    if event.isInterrupting { cancelScope(tree[host].scope, except: host) }
  }

  /// Tries a failed task again: from where it failed.
  ///
  /// - Throws: ``EngineError`` where the task is not in the state ERROR.
  public func retry(_ task: TaskReference) throws(EngineError) {
    let index = try find(task, in: .error)
    let failure = TaskFailure(tree[index].internalData)
    note(.taskRetried, of: index)
    tree.setInternalData(failure.removed(from: tree[index].internalData), of: index)
    switch failure.phase {
    case .arrival:
      arrive(index)
    case .waiting:
      setState(.waiting, of: index)
      reconsider(index)
    case .run:
      setState(.ready, of: index)
      if node(of: index).behavior.isManual { _ = run(index) }
    case .insideCompleted:
      setState(.started, of: index)
      completeScope(tree[index].inside)
    }
  }

  /// Lets a new task of the same join wait with a token whose task is gone.
  func renewToken(_ task: Int32) {
    let old = tree[task]
    let token = old.token
    tree.consumeTokens([task], at: task)
    let renewed = tree.addChild(
      of: old.parent, node: old.node, token: token, id: makeIdentifier(), at: clock.now())
    tree.holdToken(renewed)
    setState(.waiting, of: renewed)
  }

  /// The scope that holds a data object: the innermost whose process declares it.
  func owner(ofDataObject id: String, from task: Int32) -> Int32? {
    var scope = tree[task].scope
    while scope >= 0 {
      let process = definition.processes[tree.scopes[Int(scope)].process]
      if process.dataObjects.contains(where: { $0.id == id }) { return scope }
      scope = tree.scopes[Int(scope)].parent
    }
    return nil
  }
}
