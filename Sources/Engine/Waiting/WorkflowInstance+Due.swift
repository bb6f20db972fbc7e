public import WorkflowModel

extension WorkflowInstance {
  /// From when on the instance can go on by itself.
  ///
  /// With a task that is ready for the engine, or a service that was called, that is the moment at which it became so;
  /// else it is the moment of the first timer.
  ///
  /// - Returns: nil where only people and events from outside move it on, also where a task has failed, or it is over.
  public var due: Timestamp? {
    guard status == .active || status == .waiting else { return nil }
    let ready = tree.readyForEngine + inHand.filter { tree[$0].state == .ready }
    // Stamps grow also when the clock stands still: what is possible now is past, as a timer that has happened is.
    let past = Timestamp(microseconds: clock.now().microseconds &- 1)
    let possible = (ready + tree.startedServices).map { min(tree[$0].lastChange, past) }
    return (possible + tree.waitingCatchers.flatMap(dueTimers)).min()
  }

  private func dueTimers(of task: Int32) -> [Timestamp] {
    guard let behavior = node(of: task).behavior as? any CatchingBehavior, behavior.event.watchesTime else { return [] }
    return behavior.event.awaited(Step(self, task)).compactMap { event in
      if case .timer(let timer) = event { timer.due } else { nil }
    }
  }
}
