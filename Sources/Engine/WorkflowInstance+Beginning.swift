import WorkflowModel

/// Instances that an event begins.
extension WorkflowInstance {
  /// Begins an instance that was just started by the message that its start event waits for (BPMN 2.0, section 10.5.2).
  ///
  /// - Returns: whether it begins with the message. Where it does not, the instance is of no use.
  /// - Throws: ``EngineError/Code/badEvent`` where its correlation cannot be computed from its payload.
  public func begin(by message: SentMessage) throws(EngineError) -> Bool {
    try begin(ThrownEvent(kind: .message(message.name))) { () throws(EngineError) in try receive(message) }
  }

  /// Begins an instance that was just started by the signal that its start event waits for.
  ///
  /// - Returns: whether it begins with the signal. Where it does not, the instance is of no use.
  public func begin(by signal: SentSignal) throws(EngineError) -> Bool {
    try begin(ThrownEvent(kind: .signal(signal.name))) { () throws(EngineError) in try receive(signal) }
  }

  /// Brings the token to the start that the event is for, and hands the event over. Of a collaboration only the participant
  /// begins that it is for.
  private func begin(
    _ event: ThrownEvent, _ receive: () throws(EngineError) -> Bool
  ) throws(EngineError) -> Bool {
    let root = tree.scopes[0].root
    guard tree[root].state == .ready else { return false }
    if case .collaboration = definition.spec.root {
      complete(root, .only([]))
      return try receive()
    }
    _ = run(root)
    chooseStart(for: event, inScope: 0)
    return try receive()
  }

  /// Lets the start that an event is for be the only one of a process that has several.
  func chooseStart(for event: ThrownEvent, inScope scope: Int32) {
    for split in startSplits(inScope: scope) where tree[split].state == .ready {
      _ = run(split)
      let chosen = ancestry(of: tree.waitingCatchers.filter { catches(event, $0) })
      for start in tree.children(of: split) where !chosen.contains(start) { cancel(start) }
    }
  }

  private func startSplits(inScope scope: Int32) -> [Int32] {
    guard scope >= 0 else { return [] }
    return tree.children(of: tree.scopes[Int(scope)].root).filter { node(of: $0).behavior is StartEventSplit }
  }

  /// Tasks with all above them: a receive task stands behind the split of its boundary events.
  private func ancestry(of tasks: [Int32]) -> Set<Int32> {
    var ancestry: Set<Int32> = []
    for task in tasks {
      var next = task
      while next >= 0, ancestry.insert(next).inserted { next = tree[next].parent }
    }
    return ancestry
  }
}
