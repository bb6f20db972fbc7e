public import OrderedCollections
public import WorkflowModel

/// An event from outside.
public enum OutsideEvent: Sendable, Hashable {
  /// A message; `correlation`: the properties by key that its sender computed.
  case message(name: String, payload: DataValue?, correlation: DataDictionary)
  case signal(name: String, payload: DataValue?)
  /// An error or escalation by its code.
  case error(code: String, payload: DataValue?)
  case escalation(code: String, payload: DataValue?)
}

extension OutsideEvent {
  /// What it carries; nil for nothing.
  public var payload: DataValue? {
    switch self {
    case .message(_, let payload, _), .signal(_, let payload), .error(_, let payload), .escalation(_, let payload):
      payload
    }
  }
}

extension OutsideEvent: CustomStringConvertible {
  /// What it is known by: a name, or a code.
  public var name: String {
    switch self {
    case .message(let name, _, _), .signal(let name, _), .error(let name, _), .escalation(let name, _): name
    }
  }

  /// What it is, with its name.
  public var description: String {
    switch self {
    case .message: "message '\(name)'"
    case .signal: "signal '\(name)'"
    case .error: "error '\(name)'"
    case .escalation: "escalation '\(name)'"
    }
  }
}

extension WorkflowInstance {
  /// Hands an event from outside to every task that waits for it.
  ///
  /// An event that nobody waits for is not kept.
  ///
  /// - Throws: ``EngineError/Code/notWaiting`` where nobody does.
  public func catchEvent(_ event: OutsideEvent) throws(EngineError) {
    if status == .error { throw EngineError(.failed, "a task has failed: retry it first") }
    let (thrown, kind) = Self.thrown(event)
    let isTaken: Bool
    do {
      isTaken = try note(kind, name: event.name) { () throws(ElementFailure) in try deliver(thrown) > 0 }
    } catch {
      throw EngineError(.badEvent, error.message)
    }
    guard isTaken else { throw EngineError(.notWaiting, "the instance is not waiting for \(event)") }
  }

  private static func thrown(_ event: OutsideEvent) -> (ThrownEvent, HistoryEvent.Kind) {
    switch event {
    case .message(let name, let payload, let correlation):
      (
        ThrownEvent(kind: .message(name), payload: payload, correlations: correlation.correlationInOrder),
        .messageReceived
      )
    case .signal(let name, let payload): (ThrownEvent(kind: .signal(name), payload: payload), .signalReceived)
    case .error(let code, let payload): (ThrownEvent(kind: .error(code), payload: payload), .errorReceived)
    case .escalation(let code, let payload):
      (ThrownEvent(kind: .escalation(code), payload: payload), .escalationReceived)
    }
  }

  /// Hands an event to all who wait for it: first it starts what begins with it, then the waiting tasks take it.
  ///
  /// - Returns: how many took it.
  func deliver(_ event: ThrownEvent) throws(ElementFailure) -> Int {
    for scope in tree.runningScopes where !tree.scopes[Int(scope)].isCompleted {
      _ = trigger(event, inScope: scope, where: { $0.startsByMessage })
    }
    let catchers = tree.waitingCatchers.filter { catches(event, $0) }
    for task in catchers { try take(event, task) }
    return catchers.count
  }

  /// Hands an event to the boundary of the task, then to the scopes around it with theirs, the innermost first, until
  /// one takes it.
  ///
  /// - Returns: whether one did.
  func deliverOutward(_ event: ThrownEvent, from task: Int32) throws(ElementFailure) -> Bool {
    var host = task
    while host >= 0 {
      let takers = boundaryEvents(of: host).filter { tree[$0].state == .waiting && catches(event, $0) }
      guard takers.isEmpty else {
        for taker in takers { try take(event, taker) }
        return true
      }
      let scope = tree[host].scope
      if trigger(event, inScope: scope, where: { _ in true }) {
        for task in tree.waitingCatchers where catches(event, task) && self.host(of: task) == scope {
          try take(event, task)
        }
        return true
      }
      host = tree.scopes[Int(scope)].host
    }
    return false
  }

  /// The scope around the one that a task stands in; -1 for none.
  private func host(of task: Int32) -> Int32 {
    tree.scopes[Int(tree[task].scope)].parent
  }

  /// Whether a task would take an event, were it waiting.
  func catches(_ event: ThrownEvent, _ task: Int32) -> Bool {
    guard let behavior = node(of: task).behavior as? any CatchingBehavior else { return false }
    return behavior.event.catches(event, Step(self, task))
  }

  private func take(_ event: ThrownEvent, _ task: Int32) throws(ElementFailure) {
    guard tree[task].state == .waiting, let behavior = node(of: task).behavior as? any CatchingBehavior else { return }
    try behavior.event.receive(event, Step(self, task))
    reconsider(task)
  }

  /// The boundary events of the activity that a task is, or is an instance of.
  private func boundaryEvents(of task: Int32) -> [Int32] {
    var split = tree[task].parent
    if split >= 0, node(of: split).behavior is any LoopBehavior { split = tree[split].parent }
    guard split >= 0, node(of: split).behavior is BoundaryEventSplit else { return [] }
    return tree.children(of: split).filter { node(of: $0).behavior is BoundaryEvent }
  }

  /// Starts the event subprocesses, or participants, of a scope that begin with an event. Their start events then wait.
  ///
  /// - Returns: whether there is one.
  private func trigger(
    _ event: ThrownEvent, inScope scope: Int32, where isWanted: (any EventBehavior) -> Bool
  ) -> Bool {
    let definition = definition.processes[tree.scopes[Int(scope)].process]
    var isTriggered = false
    for subprocess in definition.eventSubprocesses {
      let root = tree.scopes[Int(scope)].root
      let start = subprocess.startEvents.first { isWanted($0.event) && $0.event.catches(event, Step(self, root)) }
      guard let start, tree[root].state == .completed else { continue }
      isTriggered = true
      let open = openInside(ofNode: subprocess.node, waitingAt: start.waitsAt, inScope: scope, below: root)
      let started = open ?? startTriggered(subprocess.node, by: event, below: root)
      tree.correlate(tree[started].inside, by: event.correlations)
    }
    return isTriggered
  }

  /// A started subprocess that still waits at a start event.
  private func openInside(ofNode index: Int, waitingAt start: String, inScope scope: Int32, below root: Int32) -> Int32?
  {
    tree.waitingCatchers.lazy
      .filter { self.node(of: $0).name == start }
      .map { self.tree.scopes[Int(self.tree[$0].scope)].host }
      .first { $0 >= 0 && self.tree[$0].scope == scope && Int(self.tree[$0].node) == index }
  }

  private func startTriggered(_ index: Int, by event: ThrownEvent, below root: Int32) -> Int32 {
    let task = tree.addChild(of: root, node: Int32(index), token: -1, id: makeIdentifier(), at: clock.now())
    arrive(task)
    chooseStart(for: event, inScope: tree[task].inside)
    return task
  }

  /// Looks again at the events that depend on the time.
  ///
  /// - Returns: whether one of them happened.
  func refreshTimers() -> Bool {
    var hasChanged = false
    for task in tree.waitingCatchers {
      guard let behavior = node(of: task).behavior as? any CatchingBehavior, behavior.event.watchesTime else {
        continue
      }
      let before = tree.lastStamp
      reconsider(task)
      if tree.lastStamp != before { hasChanged = true }
    }
    return hasChanged
  }
}
