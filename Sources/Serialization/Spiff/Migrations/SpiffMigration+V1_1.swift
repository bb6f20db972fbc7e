import OrderedCollections
import WorkflowEngine
import WorkflowModel

extension SpiffMigration {
  /// From version 1.1 to the next.
  @Sendable
  static func from1_1(_ document: inout DataDictionary) throws(SpiffError) {
    try refuseOldLoops(&document)
    try renumberStates(&document)
    try convertTimers(&document)
    try addDefaultConditions(&document)
    try nameDataObjects(&document)
    try removeLoopResets(&document)
    try renameTaskSpecs(&document)
    try nameElements(&document)
  }

  /// Multi-instance activities were made anew in version 1.2; how far an older one is cannot be told.
  static func refuseOldLoops(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editTaskSpecs { name, task throws(SpiffError) in
      guard task["prevtaskclass"] != nil || task["loopTask"] == true else { return }
      throw SpiffError(.migration, "the activity '\(name)' is repeated in the way of version 1.1, which is gone")
    }
  }

  /// The states got new numbers when STARTED and ERROR were added. Documents of version 1.1 with the new ones exist: the
  /// first task, which is completed, tells.
  static func renumberStates(_ document: inout DataDictionary) throws(SpiffError) {
    guard let root = document.text(SpiffKey.root),
      document.object(SpiffKey.tasks).object(root).integer("state") == 32
    else { return }
    try document.editTasks { task in
      switch task.integer("state") {
      case 32: task["state"] = .integer(TaskState.completed.spiffCode)
      case 64: task["state"] = .integer(TaskState.cancelled.spiffCode)
      default: break
      }
    }
  }

  /// The default flow of a gateway was not among its conditions.
  static func addDefaultConditions(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editTaskSpecs { _, task in
      guard task.text(SpiffKey.typename) == "ExclusiveGateway", let target = task.text("default_task_spec"),
        case .list(var conditions)? = task["cond_task_specs"]
      else { return }
      let entry: DataValue = ["condition": nil, "task_spec": .string(target)]
      if !conditions.contains(entry) { conditions.append(entry) }
      task["cond_task_specs"] = .list(conditions)
    }
  }

  /// Data objects and references got types and names of their own, and the inputs and outputs of a process an object
  /// around them.
  static func nameDataObjects(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editProcesses { process throws(SpiffError) in
      try process.editEach(SpiffKey.dataObjects) { _, object in object.becomeData("DataObject") }
      var items: [String: [DataValue]] = [:]
      for key in ["data_inputs", "data_outputs"] {
        items[key] = process.dataReferences(key, as: "TaskDataReference")
        process[key] = nil
      }
      if process["io_specification"] == nil {
        let isEmpty = items.values.allSatisfy(\.isEmpty)
        process["io_specification"] =
          isEmpty
          ? .null
          : [
            "data_inputs": .list(items["data_inputs"] ?? []), "data_outputs": .list(items["data_outputs"] ?? []),
            SpiffKey.typename: "BpmnIoSpecification",
          ]
      }
      try process.editEach(SpiffKey.taskSpecs) { _, task in
        for key in ["data_input_associations", "data_output_associations"] where task[key] != nil {
          task[key] = .list(task.dataReferences(key, as: "DataObject"))
        }
      }
    }
  }

  /// Loops were closed by task specs that sent the token back; now it goes there by itself.
  static func removeLoopResets(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editWorkflows { workflow, process throws(SpiffError) in
      let resets = process.object(SpiffKey.taskSpecs).filter { entry in
        if case .dictionary(let task) = entry.value { task.text(SpiffKey.typename) == "LoopResetTask" } else { false }
      }
      let tasks = workflow.object(SpiffKey.tasks)
      workflow.removeTasks(
        tasks.keys.filter { id in tasks.object(id).text("task_spec").map { resets[$0] != nil } ?? false })
    }
    try document.editProcesses { process throws(SpiffError) in
      let resets = process.object(SpiffKey.taskSpecs).filter { entry in
        if case .dictionary(let task) = entry.value { task.text(SpiffKey.typename) == "LoopResetTask" } else { false }
      }
      guard !resets.isEmpty else { return }
      try process.edit(SpiffKey.taskSpecs) { tasks throws(SpiffError) in
        for name in resets.keys { tasks[name] = nil }
        for name in Array(tasks.keys) {
          try tasks.edit(name) { task in
            for key in ["inputs", "outputs"] {
              task[key] = .list(task.texts(key).filter { resets[$0] == nil }.map(DataValue.string))
            }
          }
        }
      }
    }
  }

  static func renameTaskSpecs(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editTaskSpecs { name, task in
      switch task.text(SpiffKey.typename) {
      case "StartTask": task[SpiffKey.typename] = .string(SpiffTypename.start)
      case "Simple": task[SpiffKey.typename] = "SimpleBpmnTask"
      // A subprocess was called like a process; its process has the id of the element.
      case "CallActivity" where task.text(SpiffKey.spec) == name: task[SpiffKey.typename] = "SubWorkflowTask"
      default: break
      }
    }
  }

  /// What is in the diagram got the id and the name that it has there.
  static func nameElements(_ document: inout DataDictionary) throws(SpiffError) {
    try document.editTaskSpecs { name, task in
      let typename = task.text(SpiffKey.typename) ?? ""
      let isAdded = SpiffTypename.added.contains(typename) || typename == "_BoundaryEventParent"
      let description = task.text("description") ?? ""
      task["bpmn_id"] = isAdded ? .null : .string(name)
      task["bpmn_name"] = isAdded || description.isEmpty ? .null : .string(description)
      task["description"] = .null
    }
  }
}

extension DataDictionary {
  /// Makes a data specification of version 1.1 one of version 1.2.
  fileprivate mutating func becomeData(_ typename: String) {
    rename("name", to: "bpmn_id")
    rename("description", to: "bpmn_name")
    self[SpiffKey.typename] = .string(typename)
  }

  /// The data specifications in the list under a key, as those of version 1.2.
  fileprivate func dataReferences(_ key: String, as typename: String) -> [DataValue] {
    guard case .list(let elements)? = self[key] else { return [] }
    return elements.map { element in
      guard case .dictionary(var object) = element else { return element }
      object.becomeData(typename)
      return .dictionary(object)
    }
  }
}
