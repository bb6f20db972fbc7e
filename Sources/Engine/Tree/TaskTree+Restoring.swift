import OrderedCollections
import WorkflowModel

extension TaskTree {
  /// Makes the tree of a saved instance again, and checks that it can be one.
  init(restoring state: InstanceState, of definition: WorkflowDefinition) throws(EngineError) {
    self.init()
    let versions = try state.dataByVersion()
    try restoreScopes(state.scopes, definition)
    for record in state.tasks { try restore(record, versions, definition) }
    try finishRestoring(state)
  }

  private mutating func restoreScopes(
    _ records: [ScopeRecord], _ definition: WorkflowDefinition
  ) throws(EngineError) {
    for (number, record) in records.enumerated() {
      guard record.number == number, (record.host == nil) == (number == 0) else {
        throw .corrupt("scope \(number) is missing")
      }
      guard let process = definition.index(ofProcess: record.process) else {
        throw .corrupt("scope \(number) runs the process '\(record.process)', which the definition does not have")
      }
      guard let host = Int32(exactly: record.host ?? -1), let lastTask = Int32(exactly: record.lastTask ?? -1) else {
        throw .corrupt("scope \(number) names a task that is not there")
      }
      restore(
        Scope(
          process: process, host: host, parent: -1, depth: 0, data: record.data,
          dataObjects: record.dataObjects,
          correlations: record.correlations, isCompleted: record.isCompleted, lastTask: lastTask,
          isDirty: false))
    }
    guard !scopes.isEmpty else { throw .corrupt("it has no scope") }
  }

  private mutating func restore(
    _ record: TaskRecord, _ versions: [Int: TaskData], _ definition: WorkflowDefinition
  ) throws(EngineError) {
    guard record.number == tasks.count else { throw .corrupt("task \(tasks.count) is missing") }
    guard scopes.indices.contains(record.scope) else {
      throw .corrupt("task \(record.number) stands in scope \(record.scope), which is not there")
    }
    let process = definition.processes[scopes[record.scope].process]
    guard let node = process.index(ofNode: record.spec) else {
      throw .corrupt("task \(record.number) is of '\(record.spec)', which the process '\(process.id)' does not have")
    }
    guard !(process.nodes[node].behavior is Retired) || record.state.isFinished && record.state != .error else {
      throw .corrupt("task \(record.number) is open, and its element '\(record.spec)' is retired")
    }
    guard let data = versions[record.dataVersion] else {
      throw .corrupt("task \(record.number) has version \(record.dataVersion) of the data, which is not there")
    }
    var token: Int32 = -1
    if let flow = record.arrivedBy {
      guard let place = process.nodes[node].incoming.firstIndex(of: flow) else {
        throw .corrupt("the token of task \(record.number) came by '\(flow)', which does not lead to '\(record.spec)'")
      }
      token = Int32(place)
    }
    try restore(record, node: Int32(node), token: token, data: data, traits: process.nodes[node].traits)
  }
}
