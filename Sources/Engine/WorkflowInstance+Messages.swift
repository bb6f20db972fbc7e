import OrderedCollections
import WorkflowModel

/// Messages and signals between instances: what this one has sent and what it waits for. Who carries them is the store's
/// concern.
extension WorkflowInstance {
  /// Hands in a message that another instance has sent.
  ///
  /// An instance that stands still because a task failed takes it too, and goes on with it when that task is retried.
  ///
  /// - Returns: whether somebody took it.
  /// - Throws: ``EngineError/Code/badEvent`` where its correlation cannot be computed from its payload.
  public func receive(_ message: SentMessage) throws(EngineError) -> Bool {
    guard status != .completed, status != .cancelled else { return false }
    let event = ThrownEvent(
      kind: .message(message.name), payload: message.payload, correlations: message.correlation.correlationInOrder)
    do {
      return try note(.messageReceived, name: message.name) { () throws(ElementFailure) in try deliver(event) > 0 }
    } catch {
      throw EngineError(.badEvent, error.message)
    }
  }

  /// Hands in a signal that another instance, or somebody outside, has sent.
  ///
  /// An instance that stands still because a task failed takes it too, and goes on with it when that task is retried.
  ///
  /// - Returns: whether somebody took it.
  /// - Throws: ``EngineError/Code/badEvent`` where a task cannot take it.
  public func receive(_ signal: SentSignal) throws(EngineError) -> Bool {
    guard status != .completed, status != .cancelled else { return false }
    let event = ThrownEvent(kind: .signal(signal.name), payload: signal.payload)
    do {
      return try note(.signalReceived, name: signal.name) { () throws(ElementFailure) in try deliver(event) > 0 }
    } catch {
      throw EngineError(.badEvent, error.message)
    }
  }

  /// Sends an event to whoever waits for it; a message that nobody within the instance waits for goes to one of the
  /// others, a signal to all of them.
  func send(_ event: ThrownEvent) throws(ElementFailure) {
    let takers = try deliver(event)
    switch event.kind {
    case .message(let name) where takers == 0:
      note(.messageSent, name: name)
      sentMessages.append(SentMessage(name: name, payload: event.payload, correlation: event.correlations))
    case .signal(let name): sentSignals.append(SentSignal(name: name, payload: event.payload))
    default: break
    }
  }

  /// All tasks that wait for messages or signals, with what they wait for.
  public func subscriptions() -> [SubscriptionRecord] {
    subscriptions(of: tree.waitingCatchers + rootsOfRunningScopes).filter { !$0.isEmpty }
  }

  /// The first tasks of the scopes that have not ended: those of the others wait for nothing.
  private var rootsOfRunningScopes: [Int32] {
    tree.runningScopes.map { tree.scopes[Int($0)].root }
  }

  /// The tasks whose subscriptions may have changed since the last save, with all that each has now.
  func changedSubscriptions() -> [SubscriptionRecord] {
    var changed = Set(tree.changedTasks.lazy.filter(canSubscribe))
    var newlyCorrelated: Set<Int32> = []
    for index in tree.changedScopes {
      let scope = tree.scopes[Int(index)]
      if scope.isCompleted || scope.hasNewCorrelation { changed.insert(scope.root) }
      if scope.hasNewCorrelation { newlyCorrelated.insert(index) }
    }
    // It was cancelled since then: that changes a task at least.
    if status == .cancelled, !tree.changedTasks.isEmpty { changed.formUnion(rootsOfRunningScopes) }
    if !newlyCorrelated.isEmpty {
      changed.formUnion(tree.waitingCatchers.filter { newlyCorrelated.contains(tree[$0].scope) })
    }
    return subscriptions(of: changed.sorted())
  }

  /// Whether a task can wait for messages or signals: one that waits for an event, or the first of a scope.
  private func canSubscribe(_ task: Int32) -> Bool {
    tree[task].node == Int32(ProcessDefinition.start) || node(of: task).traits.contains(.catcher)
  }

  private func subscriptions(of tasks: [Int32]) -> [SubscriptionRecord] {
    tasks.compactMap { task in
      if let catching = node(of: task).behavior as? any CatchingBehavior {
        guard catching.event.isSubscribed else { return nil }
        return record(tree[task].state == .waiting ? [catching.event] : [], task)
      }
      let scope = tree.scopes[Int(tree[task].scope)]
      guard scope.root == task else { return nil }
      let events = definition.processes[scope.process].eventSubprocesses
        .flatMap(\.startEvents).map(\.event).filter(\.isSubscribed)
      guard !events.isEmpty else { return nil }
      let isOpen = tree[task].state == .completed && !scope.isCompleted && status != .cancelled
      return record(isOpen ? events : [], task)
    }
  }

  private func record(_ events: [any EventBehavior], _ task: Int32) -> SubscriptionRecord {
    var messages = OrderedSet<MessageSubscription>()
    for event in events { messages.formUnion(event.awaitedMessages(Step(self, task))) }
    let signals = OrderedSet(events.flatMap(\.awaitedSignals))
    return SubscriptionRecord(task: Int(task), messages: messages.elements, signals: signals.elements)
  }
}
