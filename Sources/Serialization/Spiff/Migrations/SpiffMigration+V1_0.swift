import OrderedCollections
import WorkflowModel

extension SpiffMigration {
  /// From version 1.0 to the next.
  @Sendable
  static func from1_0(_ document: inout DataDictionary) throws(SpiffError) {
    try partSubprocesses(&document)
    try renameMessagePayloads(&document)
  }

  /// Until version 1.0 the tasks of subprocesses stood among those of the process around them; which they were was told
  /// by lists. Since then each run of a subprocess has tasks of its own, and its host waits for it.
  ///
  /// SpiffWorkflow 1.2.1 called what it wrote 1.0 too, with the subprocesses apart.
  static func partSubprocesses(_ document: inout DataDictionary) throws(SpiffError) {
    let lists = document.object(SpiffKey.subprocesses)
    guard lists.values.contains(where: { if case .list = $0 { true } else { false } }) else { return }
    var tasks = document.object(SpiffKey.tasks)
    // A list holds the tasks of the subprocesses within too: the innermost are taken out first.
    let order = lists.keys.sorted { left, right in
      let (a, b) = (lists.texts(left).count, lists.texts(right).count)
      return a == b ? left < right : a < b
    }
    var subprocesses: DataDictionary = [:]
    for host in order {
      let ids = lists.texts(host)
      guard let root = ids.first, tasks[root] != nil else {
        throw SpiffError(
          .document, "the subprocess has no first task", at: DataPath([.key(SpiffKey.subprocesses), .key(host)]))
      }
      var own: DataDictionary = [:]
      for id in ids { own[id] = tasks.removeValue(forKey: id) }
      try own.edit(root) { $0["parent"] = .null }
      let finished = own.values.compactMap(finishedTask)
      let last = finished.max { $0.moment < $1.moment }
      subprocesses[host] = [
        SpiffKey.tasks: .dictionary(own), SpiffKey.root: .string(root), SpiffKey.data: [:], "success": true,
        SpiffKey.lastTask: last.map { .string($0.id) } ?? .null,
      ]
      guard finished.count < own.count else { continue }
      // Hosts stand in the process around, or in a subprocess that is still to be taken out of it.
      try tasks.edit(host) { $0["state"] = .integer(8) }
    }
    document[SpiffKey.subprocesses] = .dictionary(subprocesses)
    document[SpiffKey.tasks] = .dictionary(tasks)
    let all = tasks
    try document.editEach(SpiffKey.tasks) { _, task in task.keepChildren(among: all) }
    try document.editEach(SpiffKey.subprocesses) { _, subprocess throws(SpiffError) in
      let all = subprocess.object(SpiffKey.tasks)
      try subprocess.editEach(SpiffKey.tasks) { _, task in task.keepChildren(among: all) }
    }
  }

  /// The id of a task that is over, by the states of that time, and when its state changed.
  private static func finishedTask(_ value: DataValue) -> (id: String, moment: Double)? {
    guard case .dictionary(let task) = value, let id = task.text("id"), let state = task.integer("state"),
      [32, 64].contains(state)
    else { return nil }
    switch task["last_state_change"] {
    case .double(let moment): return (id, moment)
    case .integer(let moment): return (id, Double(moment))
    default: return (id, 0)
    }
  }

  /// What a message carries had another name; where a model said nothing of it, nothing is kept.
  static func renameMessagePayloads(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editTaskSpecs { _, task throws(SpiffError) in
      try task.edit(SpiffKey.eventDefinition) { definition in
        guard definition.text(SpiffKey.typename) == "MessageEventDefinition" else { return }
        definition.rename("payload", to: "expression")
        if definition["correlation_properties"] == nil { definition["correlation_properties"] = [] }
        guard definition.text("expression") == nil, definition.text("result_var") == nil else { return }
        definition["expression"] = nil
        definition["result_var"] = nil
      }
    }
  }
}

extension DataDictionary {
  /// Forgets the children of a task that stand elsewhere.
  fileprivate mutating func keepChildren(among tasks: DataDictionary) {
    self["children"] = .list(texts("children").filter { tasks[$0] != nil }.map(DataValue.string))
  }
}
