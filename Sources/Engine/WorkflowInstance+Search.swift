import WorkflowModel

/// What instances are found by.
extension WorkflowInstance {
  /// What the instance as a whole is found by, with all of its active tasks.
  public func searchRecord() -> SearchRecord {
    searchRecord(of: tree.openAndFailedTasks)
  }

  /// The same with those of some tasks.
  func searchRecord(of tasks: some Sequence<Int32>) -> SearchRecord {
    var record = SearchRecord(waitsFor: waitsFor)
    for index in tasks where tree[index].state.isActive {
      let task = tree[index]
      record.data[Int(index)] = task.data
      let node = node(of: index)
      if task.state == .ready, node.behavior.isManual { record.lanes[Int(index)] = node.element?.lane }
    }
    return record
  }

  /// What open tasks wait for, and what begins with an event in the processes that run.
  private var waitsFor: WaitKinds {
    guard status != .completed, status != .cancelled else { return [] }
    return tree.openProcesses.reduce(into: tree.waitsFor) { kinds, process in
      kinds.formUnion(definition.processes[process].awaitedByStarts)
    }
  }
}

extension ProcessDefinition {
  /// What the events wait for that begin its event subprocesses.
  fileprivate var awaitedByStarts: WaitKinds {
    eventSubprocesses.lazy.flatMap(\.startEvents).reduce(into: []) { $0.formUnion(WaitKinds(of: $1.event)) }
  }
}
