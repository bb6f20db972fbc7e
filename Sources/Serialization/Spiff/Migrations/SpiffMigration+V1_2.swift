import OrderedCollections
import WorkflowModel

extension SpiffMigration {
  /// From version 1.2 to the next.
  @Sendable
  static func from1_2(_ document: inout DataDictionary) throws(SpiffError) {
    try renameCodes(&document)
    try splitBoundaryEvents(&document)
    try removeRoots(&document)
    try addTypenames(&document)
    try gatherDataObjects(&document)
    convertMessages(&document)
  }

  /// The messages that nobody has taken became events.
  static func convertMessages(_ document: inout DataDictionary) {
    guard case .list(let messages)? = document.removeValue(forKey: "bpmn_messages"), document[SpiffKey.events] == nil
    else { return }
    document[SpiffKey.events] = .list(
      messages.map { message in
        guard case .dictionary(let message) = message else { return message }
        return [
          SpiffKey.eventDefinition: ["name": message["name"] ?? .null, SpiffKey.typename: "MessageEventDefinition"],
          "payload": message["payload"] ?? .null, SpiffKey.correlations: message[SpiffKey.correlations] ?? [:],
          SpiffKey.typename: "BpmnEvent",
        ]
      })
  }

  static func renameCodes(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editTaskSpecs { _, task throws(SpiffError) in
      try task.edit(SpiffKey.eventDefinition) { definition throws(SpiffError) in try definition.renameCodes() }
    }
  }

  private static let parent = "BoundaryEventParent"
  private static let split = "BoundaryEventSplit"
  private static let join = "BoundaryEventJoin"

  /// An activity with boundary events was held by a parent; now it stands between a split and a join.
  static func splitBoundaryEvents(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editProcesses { process throws(SpiffError) in
      try process.edit(SpiffKey.taskSpecs) { tasks throws(SpiffError) in
        let parents = tasks.keys.filter { tasks.object($0).text(SpiffKey.typename) == "_\(parent)" }
        guard !parents.isEmpty else { return }
        var renamed: [String: String] = [:]
        var joined: [String: String] = [:]
        for name in parents {
          renamed[name] = replaced(name, split)
          for child in tasks.object(name).texts("outputs") { joined[child] = replaced(name, join) }
        }
        var result: DataDictionary = [:]
        for (name, value) in tasks {
          guard case .dictionary(var task) = value else { continue }
          task.renameConnections(renamed)
          if let join = joined[name] { task["outputs"] = .list((task.texts("outputs") + [join]).map(DataValue.string)) }
          guard let newName = renamed[name] else {
            result[name] = .dictionary(task)
            continue
          }
          task["main_child_task_spec"] = nil
          task["name"] = .string(newName)
          task[SpiffKey.typename] = .string(SpiffTypename.boundaryEventSplit)
          result[newName] = .dictionary(task)
          let joinName = replaced(name, join)
          result[joinName] = [
            "name": .string(joinName), "description": nil, "manual": false, "lookahead": 2,
            "inputs": task["outputs"] ?? [], "outputs": [], "bpmn_id": nil, "bpmn_name": nil, "lane": nil,
            "documentation": nil, "data_input_associations": [], "data_output_associations": [],
            "io_specification": nil, "split_task": .string(newName), "threshold": nil, "cancel": true,
            SpiffKey.typename: .string(join),
          ]
        }
        tasks = result
      }
    }
    // The joins' own tasks come when a token comes to them.
    try document.editTasks { task in
      guard let spec = task.text("task_spec"), spec.hasSuffix(".\(parent)") else { return }
      task["task_spec"] = .string(replaced(spec, split))
    }
  }

  private static func replaced(_ name: String, _ suffix: String) -> String {
    name.hasSuffix(parent) ? String(name.dropLast(parent.count)) + suffix : "\(name).\(suffix)"
  }

  /// A task and a task spec above the start are gone.
  static func removeRoots(_ document: inout DataDictionary) throws(SpiffError) {
    try document.removeRoot()
    try document.editEach(SpiffKey.subprocesses) { _, subprocess throws(SpiffError) in try subprocess.removeRoot() }
    try document.editProcesses { process throws(SpiffError) in
      try process.edit(SpiffKey.taskSpecs) { $0["Root"] = nil }
    }
  }

  static func addTypenames(_ document: inout DataDictionary) throws(SpiffError) {
    document[SpiffKey.typename] = "BpmnWorkflow"
    try document.editTasks { $0[SpiffKey.typename] = "Task" }
    try document.editEach(SpiffKey.subprocesses) { _, subprocess in
      subprocess[SpiffKey.typename] = "BpmnSubWorkflow"
    }
  }

  /// Data objects stood among the data of each workflow that saw them; now they stand by themselves, and only where they
  /// are declared.
  static func gatherDataObjects(_ document: inout DataDictionary) throws(SpiffError) {
    let hosts = document.processesOfSubprocesses
    // Subprocesses repeated the data objects of the process around them.
    var inherited: [String: Set<String>] = [:]
    let processes = document.allProcesses
    var open = Array(processes.keys)
    while let name = open.popLast() {
      guard let process = processes[name] else { continue }
      let own = Set(process.object(SpiffKey.dataObjects).keys).union(inherited[name] ?? [])
      for case .dictionary(let task) in process.object(SpiffKey.taskSpecs).values {
        guard let inside = task.text(SpiffKey.spec), task.text(SpiffKey.typename) != "CallActivity" else { continue }
        let known = inherited[inside, default: []]
        guard !own.isSubset(of: known) else { continue }
        inherited[inside] = known.union(own)
        open.append(inside)
      }
    }
    try document.editEach(SpiffKey.subprocessSpecs) { name, process throws(SpiffError) in
      try process.edit(SpiffKey.dataObjects) { objects in
        for object in inherited[name] ?? [] { objects[object] = nil }
      }
    }
    let declared = document.allProcesses.mapValues { $0.object(SpiffKey.dataObjects).keys }
    if let root = document.object(SpiffKey.spec).text("name") {
      document.gatherDataObjects(Array(declared[root] ?? []), inherited: [])
    }
    try document.editEach(SpiffKey.subprocesses) { host, subprocess in
      guard let process = hosts[host] else { return }
      subprocess.gatherDataObjects(Array(declared[process] ?? []), inherited: inherited[process] ?? [])
    }
  }
}

extension DataDictionary {
  fileprivate mutating func renameCodes() throws(SpiffError) {
    self["internal"] = nil
    self["external"] = nil
    rename("escalation_code", to: "code")
    rename("error_code", to: "code")
    guard case .list(let parts)? = self[SpiffKey.eventDefinitions] else { return }
    var renamed: [DataValue] = []
    for part in parts {
      guard case .dictionary(var definition) = part else { continue }
      try definition.renameCodes()
      renamed.append(.dictionary(definition))
    }
    self[SpiffKey.eventDefinitions] = .list(renamed)
  }

  /// Gives the task specs that this one is connected with their new names.
  fileprivate mutating func renameConnections(_ renamed: [String: String]) {
    for key in ["inputs", "outputs"] {
      self[key] = .list(texts(key).map { .string(renamed[$0] ?? $0) })
    }
    if let target = text("default_task_spec"), let name = renamed[target] { self["default_task_spec"] = .string(name) }
    guard case .list(let conditions)? = self["cond_task_specs"] else { return }
    self["cond_task_specs"] = .list(
      conditions.map { condition in
        guard case .dictionary(var entry) = condition, let target = entry.text("task_spec"), let name = renamed[target]
        else { return condition }
        entry["task_spec"] = .string(name)
        return .dictionary(entry)
      })
  }

  /// Takes the task above the start away.
  fileprivate mutating func removeRoot() throws(SpiffError) {
    guard let root = text(SpiffKey.root) else { return }
    let task = object(SpiffKey.tasks).object(root)
    guard task.text("task_spec") == "Root", let start = task.texts("children").first else { return }
    try edit(SpiffKey.tasks) { tasks throws(SpiffError) in
      tasks[root] = nil
      try tasks.edit(start) { $0["parent"] = .null }
    }
    self[SpiffKey.root] = .string(start)
  }

  /// Moves a workflow's data objects out of its other data.
  fileprivate mutating func gatherDataObjects(_ declared: [String], inherited: Set<String>) {
    var data = object(SpiffKey.data)
    if !declared.isEmpty {
      var objects = data.object(SpiffKey.dataObjects)
      for name in declared {
        if let value = data.removeValue(forKey: name) { objects[name] = value }
      }
      data[SpiffKey.dataObjects] = .dictionary(objects)
    }
    for name in inherited { data[name] = nil }
    self[SpiffKey.data] = .dictionary(data)
  }
}
