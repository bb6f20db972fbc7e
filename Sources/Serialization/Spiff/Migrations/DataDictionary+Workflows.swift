import OrderedCollections
import WorkflowModel

// The workflows of a document: the instance itself and the runs of its subprocesses, each with its process spec.

extension DataDictionary {
  /// The process specs by name, the root's among them.
  var allProcesses: [String: DataDictionary] {
    var processes: [String: DataDictionary] = [:]
    let inner = object(SpiffKey.subprocessSpecs)
    for name in inner.keys { processes[name] = inner.object(name) }
    let root = object(SpiffKey.spec)
    if let name = root.text("name") { processes[name] = root }
    return processes
  }

  /// The name of the process spec that each subprocess runs, by the id of its host: its host's task spec names it.
  var processesOfSubprocesses: [String: String] {
    let processes = allProcesses
    let subprocesses = object(SpiffKey.subprocesses)
    var found: [String: String] = [:]
    var open: [(tasks: DataDictionary, process: String)] = []
    if let root = object(SpiffKey.spec).text("name") { open.append((object(SpiffKey.tasks), root)) }
    while let (tasks, process) = open.popLast() {
      let specs = (processes[process] ?? [:]).object(SpiffKey.taskSpecs)
      for (id, value) in tasks where found[id] == nil && subprocesses[id] != nil {
        guard case .dictionary(let task) = value,
          let inside = specs.object(task.text("task_spec") ?? "").text(SpiffKey.spec)
        else { continue }
        found[id] = inside
        open.append((subprocesses.object(id).object(SpiffKey.tasks), inside))
      }
    }
    return found
  }

  /// Changes each workflow of a document, with its process spec at hand.
  mutating func editWorkflows(
    _ change: (inout DataDictionary, DataDictionary) throws(SpiffError) -> Void
  ) throws(SpiffError) {
    let hosts = processesOfSubprocesses
    let processes = allProcesses
    let root = object(SpiffKey.spec)
    try change(&self, root)
    try editEach(SpiffKey.subprocesses) { host, subprocess throws(SpiffError) in
      try change(&subprocess, hosts[host].flatMap { processes[$0] } ?? [:])
    }
  }

  /// Changes each task of a document.
  mutating func editTasks(_ change: (inout DataDictionary) throws(SpiffError) -> Void) throws(SpiffError) {
    try editEach(SpiffKey.tasks) { _, task throws(SpiffError) in try change(&task) }
    try editEach(SpiffKey.subprocesses) { _, subprocess throws(SpiffError) in
      try subprocess.editEach(SpiffKey.tasks) { _, task throws(SpiffError) in try change(&task) }
    }
  }

  /// Takes tasks of a workflow away, with all that follow them.
  mutating func removeTasks(_ ids: [String]) {
    guard !ids.isEmpty else { return }
    var tasks = object(SpiffKey.tasks)
    var open = ids
    while let id = open.popLast() {
      guard case .dictionary(let task)? = tasks.removeValue(forKey: id) else { continue }
      open += task.texts("children")
      guard let parent = task.text("parent"), case .dictionary(var above)? = tasks[parent] else { continue }
      above["children"] = .list(above.texts("children").filter { $0 != id }.map(DataValue.string))
      tasks[parent] = .dictionary(above)
    }
    self[SpiffKey.tasks] = .dictionary(tasks)
  }
}
