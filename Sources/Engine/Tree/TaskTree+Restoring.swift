import OrderedCollections
import WorkflowModel

extension TaskTree {
  /// Makes the tree of a saved instance again, and checks that it can be one.
  convenience init(restoring state: InstanceState, of definition: WorkflowDefinition) throws(EngineError) {
    self.init()
    let versions = try state.dataByVersion()
    try restoreScopes(state.scopes, definition)
    for record in state.tasks { try restore(record, versions, definition) }
    try finishRestoring(state)
  }

  private func restoreScopes(
    _ records: [ScopeRecord], _ definition: WorkflowDefinition
  ) throws(EngineError) {
    for (number, record) in records.enumerated() {
      guard record.number == number, (record.host == nil) == (number == 0) else {
        throw .corrupt("scope \(number) is missing")
      }
      guard let process = definition.index(ofProcess: record.process) else {
        throw .corrupt("scope \(number) runs the process '\(record.process)', which the definition does not have")
      }
      guard Int32(exactly: record.host ?? -1) != nil, Int32(exactly: record.lastTask ?? -1) != nil else {
        throw .corrupt("scope \(number) names a task that is not there")
      }
      restore(Scope(record, process: process, parent: -1, depth: 0, root: -1))
    }
    guard scopes.count > 0 else { throw .corrupt("it has no scope") }
  }

  private func restore(
    _ record: TaskRecord, _ versions: [Int: TaskData], _ definition: WorkflowDefinition
  ) throws(EngineError) {
    guard record.number == tasks.count else { throw .corrupt("task \(tasks.count) is missing") }
    guard (0..<scopes.count).contains(record.scope) else {
      throw .corrupt("task \(record.number) stands in scope \(record.scope), which is not there")
    }
    let process = definition.processes[scopes[record.scope].process]
    let (node, token) = try process.position(of: record)
    guard let data = versions[record.dataVersion] else {
      throw .corrupt("task \(record.number) has version \(record.dataVersion) of the data, which is not there")
    }
    try restore(record, node: node, token: token, data: data, traits: process.nodes[Int(node)].traits)
  }
}

extension ProcessDefinition {
  /// The node of a task by its record, and the place of the flow among its incoming ones that its token came by; -1 for
  /// none.
  func position(of record: TaskRecord) throws(EngineError) -> (node: Int32, token: Int32) {
    guard let node = index(ofNode: record.spec) else {
      throw .corrupt("task \(record.number) is of '\(record.spec)', which the process '\(id)' does not have")
    }
    guard !(nodes[node].behavior is Retired) || record.state.isFinished && record.state != .error else {
      throw .corrupt("task \(record.number) is open, and its element '\(record.spec)' is retired")
    }
    var token: Int32 = -1
    if let flow = record.arrivedBy {
      guard let place = nodes[node].incoming.firstIndex(of: flow) else {
        throw .corrupt("the token of task \(record.number) came by '\(flow)', which does not lead to '\(record.spec)'")
      }
      token = Int32(place)
    }
    return (Int32(node), token)
  }
}
