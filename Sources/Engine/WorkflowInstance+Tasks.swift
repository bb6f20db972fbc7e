public import OrderedCollections
public import WorkflowModel

/// A task as it is named from outside.
public enum TaskReference: Sendable, Hashable {
  case id(Identifier)
  /// The task of an element in the diagram, where exactly one is in the state asked for.
  case element(String)
}

/// A task as it is shown.
public struct TaskView: Sendable {
  /// Its identifier.
  public let id: Identifier
  /// The task that it follows.
  public let parent: Identifier?
  /// The element in the diagram; nil for a task that the engine added.
  public let element: FlowNode?
  /// The name of the task spec.
  public let spec: String
  /// Where it stands.
  public let state: TaskState
  /// Whether somebody outside completes it.
  public let isManual: Bool
  /// The id of the process or subprocess that it stands in.
  public let process: String
  /// The task that this process is the inside of.
  public let host: Identifier?
  /// When its state changed last.
  public let lastStateChange: Timestamp
  /// Its variables.
  public let data: TaskData
  /// How far it stands below the first task: the same for a chain and its branches' first children.
  public let depth: Int
}

extension WorkflowInstance {
  /// The tasks, depth first, those of a subprocess right after the task that it belongs to.
  public func tasks(where isWanted: (TaskState) -> Bool = { _ in true }) -> [TaskView] {
    var views: [TaskView] = []
    var path = [tree.scopes[0].root]
    while let index = path.popLast() {
      let task = tree[index]
      if isWanted(task.state) { views.append(view(of: index)) }
      path += tree.children(of: index).reversed()
      if task.inside >= 0 { path.append(tree.scopes[Int(task.inside)].root) }
    }
    return views
  }

  /// The tasks that are active, in the order of ``tasks(where:)``: the cost is theirs, not the tree's.
  public func activeTasks() -> [TaskView] {
    activeTaskNumbers().map { view(of: $0) }
  }

  /// The numbers of the tasks that are active, depth first.
  func activeTaskNumbers() -> [Int32] {
    tree.openAndFailedTasks.filter { tree[$0].state.isActive }.sorted { tree.isBefore($0, $1) }
  }

  /// Completes a ready task of a person.
  ///
  /// - Parameter data: put over the task's data, key by key.
  /// - Throws: ``EngineError`` where no such task is ready.
  public func complete(_ reference: TaskReference, data: DataDictionary = [:]) throws(EngineError) {
    if status == .error { throw EngineError(.failed, "a task has failed: retry it first") }
    let task = try find(reference, in: .ready)
    guard node(of: task).behavior.isManual else { throw .notManual(node(of: task).name) }
    if !data.isEmpty {
      var changed = tree[task].data
      changed.update(data)
      tree.setData(changed, of: task)
    }
    _ = run(task)
  }

  /// The task that a reference names, in the state asked for, which is one of a task that is not over.
  func find(_ reference: TaskReference, in state: TaskState) throws(EngineError) -> Int32 {
    let candidates = tree.openAndFailedTasks
    switch reference {
    case .id(let id):
      // Only to say what became of it are the tasks that are over looked at.
      let found = candidates.first { tree[$0].id == id } ?? tree.number(ofTask: id)
      guard let found else { throw .noTask("\(id)") }
      let task = tree[found]
      guard task.state == state else { throw .wrongState(node(of: found).name, task.state, expected: state) }
      return found
    case .element(let name):
      let found = candidates.filter { tree[$0].state == state && node(of: $0).element?.id == name }
      guard let first = found.first else { throw .noTask(of: name, in: state) }
      guard found.count == 1 else { throw .ambiguous(name, found.count, state) }
      return first
    }
  }

  func view(of index: Int32) -> TaskView {
    let task = tree[index]
    let scope = tree.scopes[Int(task.scope)]
    let node = node(of: index)
    return TaskView(
      id: task.id, parent: task.parent >= 0 ? tree[task.parent].id : nil, element: node.element, spec: node.name,
      state: task.state, isManual: node.behavior.isManual, process: definition.processes[scope.process].id,
      host: scope.host >= 0 ? tree[scope.host].id : nil, lastStateChange: task.lastChange, data: task.data,
      depth: Int(task.depth))
  }
}
