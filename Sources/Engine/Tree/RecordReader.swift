import OrderedCollections
import WorkflowModel

/// Reads the former tasks, scopes and data of an instance when they are looked at.
///
/// What cannot be read stands there as over, and the first reason is kept: nothing of what was done with it may be saved.
final class RecordReader {
  let source: any InstanceSource
  private(set) var failure: (any Error)?
  private let definition: WorkflowDefinition
  private var data: [Int: TaskData] = [0: TaskData()]
  /// Records that were read with others.
  private var tasks: [Int: TaskRecord] = [:]
  private var scopes: [Int: ScopeRecord] = [:]
  private var depths: [Int: Int32] = [0: 0]

  init(_ source: any InstanceSource, of definition: WorkflowDefinition) {
    self.source = source
    self.definition = definition
  }

  /// The numbers of the tasks that are open or have tokens that wait.
  func openTasks() throws -> [Int] {
    try source.openTasks().map { task in
      tasks[task.number] = task
      return task.number
    }
  }

  func number(ofTask id: Identifier) -> Int32? {
    reading(nil) { try source.number(ofTask: id).map { Int32($0) } }
  }

  func task(_ number: Int) -> WorkflowTask {
    let missing = WorkflowTask(
      id: Identifier(high: 0, low: 0), node: 0, scope: 0, parent: -1, previousSibling: -1, depth: 0, branch: -1,
      lastChange: Timestamp(microseconds: 0))
    (missing.state, missing.isDirty) = (.cancelled, false)
    return reading(missing) { try make(try record(ofTask: number)) }
  }

  func scope(_ number: Int) -> Scope {
    let missing = Scope(process: 0, host: -1, parent: -1, depth: 0)
    (missing.root, missing.isCompleted, missing.isDirty) = (0, true, false)
    return reading(missing) { try make(try record(ofScope: number)) }
  }

  /// What a task's element asks the tree to keep in view.
  func traits(of task: WorkflowTask, in scope: Scope) -> TaskTraits {
    definition.processes[scope.process].nodes[Int(task.node)].traits
  }

  private func reading<T>(_ missing: T, _ body: () throws -> T) -> T {
    do {
      return try body()
    } catch {
      if failure == nil { failure = error }
      return missing
    }
  }

  private func record(ofTask number: Int) throws -> TaskRecord {
    guard (0..<source.instance.taskCount).contains(number) else {
      throw EngineError.corrupt("task \(number) is missing")
    }
    if let known = tasks.removeValue(forKey: number) { return known }
    return try source.task(number)
  }

  private func record(ofScope number: Int) throws -> ScopeRecord {
    guard (0..<source.instance.scopeCount).contains(number) else {
      throw EngineError.corrupt("scope \(number) is missing")
    }
    if let known = scopes[number] { return known }
    let scope = try source.scope(number)
    scopes[number] = scope
    return scope
  }
}

extension RecordReader {
  // MARK: Tasks

  private func make(_ task: TaskRecord) throws -> WorkflowTask {
    let place = try checkedPlace(of: task)
    let process = definition.processes[try process(of: try record(ofScope: task.scope))]
    let (node, token) = try process.position(of: task)
    return WorkflowTask(
      task, at: place, node: node, token: token, data: try data(ofVersion: task.dataVersion),
      traits: process.nodes[Int(node)].traits)
  }

  /// Refuses a place that no tree can have: all ways up lead to smaller numbers, and all ways down to greater ones.
  private func checkedPlace(of task: TaskRecord) throws -> TaskPlace {
    let number = task.number
    guard let place = task.place else { throw EngineError.corrupt("task \(number) has no place") }
    let above = task.parent ?? -1
    let isSound =
      above < number && (0...number).contains(place.branch)
      && place.previousSibling.map { above < $0 && $0 < number } ?? true
      && place.lastChild.map { number < $0 && $0 < source.instance.taskCount } ?? true
      && place.inside.map { (1..<source.instance.scopeCount).contains($0) } ?? true
      && (0...Int(Int32.max)).contains(place.depth)
    guard isSound else { throw EngineError.corrupt("task \(number) stands at a place that it cannot have") }
    return place
  }

  // MARK: Scopes

  private func make(_ record: ScopeRecord) throws -> Scope {
    guard let root = record.root, (record.host == nil) == (record.number == 0),
      (0..<source.instance.taskCount).contains(root), (record.host ?? -1) < root,
      (record.lastTask ?? -1) < source.instance.taskCount
    else { throw EngineError.corrupt("scope \(record.number) names a task that is not there") }
    return Scope(
      record, process: try process(of: record), parent: Int32(try parent(of: record) ?? -1),
      depth: try depth(of: record), root: Int32(root))
  }

  private func process(of scope: ScopeRecord) throws -> Int {
    guard let process = definition.index(ofProcess: scope.process) else {
      throw EngineError.corrupt(
        "scope \(scope.number) runs the process '\(scope.process)', which the definition does not have")
    }
    return process
  }

  /// The scope of a scope's host.
  private func parent(of scope: ScopeRecord) throws -> Int? {
    guard let host = scope.host else { return nil }
    let task = try record(ofTask: host)
    tasks[host] = task
    guard task.place?.inside == scope.number, task.scope < scope.number else {
      throw EngineError.corrupt("scope \(scope.number) is the inside of task \(host), which cannot have it")
    }
    return task.scope
  }

  private func depth(of scope: ScopeRecord) throws -> Int32 {
    var path: [Int] = []
    var next = scope
    while depths[next.number] == nil, let above = try parent(of: next) {
      path.append(next.number)
      next = try record(ofScope: above)
    }
    var depth = depths[next.number] ?? 0
    for number in path.reversed() {
      depth += 1
      depths[number] = depth
    }
    return depth
  }

  // MARK: Data

  /// The data of a version: made from that of the nearest version below that is known.
  private func data(ofVersion number: Int) throws -> TaskData {
    var path: [DataVersionRecord] = []
    var next = number
    while data[next] == nil {
      let record = try source.version(next)
      guard record.number == next, (0..<next).contains(record.base), next <= source.instance.versionCount else {
        throw EngineError.corrupt("version \(next) of the data changes version \(record.base), which is not there")
      }
      if let whole = TaskData(whole: record) {
        data[next] = whole
        break
      }
      path.append(record)
      next = record.base
    }
    var made = data[next] ?? TaskData()
    for record in path.reversed() {
      made = try made.changed(by: record)
      data[record.number] = made
    }
    return made
  }
}
