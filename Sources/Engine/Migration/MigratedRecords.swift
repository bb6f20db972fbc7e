import OrderedCollections
import WorkflowModel

/// The records of an instance on their way from one definition to another.
struct MigratedRecords {
  private(set) var state: InstanceState
  private(set) var retired: [RetiredElement] = []
  private(set) var obstacles = OrderedSet<MigrationObstacle>()
  private let former: InstanceState
  private let migration: InstanceMigration
  private let now: Timestamp
  /// The processes of each scope: as it was, and as it is to be; nil where that is gone.
  private var processes: [(old: ProcessDefinition, new: ProcessDefinition?)] = []
  private var knownRetired: Set<RetiredElement> = []
  private var successors: [NodeKey: Successor] = [:]
  private var arrivals: [ArrivalKey: String?] = [:]
  /// The nodes at which tokens wait, by scope.
  private let waiting: Set<NodeKey>

  /// A node by the scope and its name.
  private struct NodeKey: Hashable {
    let scope: Int
    let spec: String
  }

  private struct ArrivalKey: Hashable {
    let node: NodeKey
    let flow: String
  }

  /// What a node has become.
  private struct Successor {
    let old: Node
    let oldIndex: Int
    /// nil where it is gone.
    let new: Node?
  }

  init(_ state: InstanceState, by migration: InstanceMigration, at now: Timestamp) {
    self.state = state
    former = state
    self.migration = migration
    self.now = now
    waiting = Set(state.tasks.filter { $0.state == .waiting }.map { NodeKey(scope: $0.scope, spec: $0.spec) })
  }

  mutating func migrate() {
    let openScopes = Set(state.tasks.lazy.filter(\.isOpen).map(\.scope))
    for place in state.scopes.indices {
      guard migrateScope(place, isOpen: openScopes.contains(place)) else { return }
    }
    for place in state.tasks.indices {
      guard migrateTask(place) else { return }
    }
  }

  // MARK: Scopes

  /// - Returns: whether the records can be looked at any further.
  private mutating func migrateScope(_ place: Int, isOpen: Bool) -> Bool {
    let scope = former.scopes[place]
    guard scope.number == place, let oldIndex = migration.old.index(ofProcess: scope.process) else {
      obstacles.append(.damaged("scope \(place) runs the process '\(scope.process)', which is not there"))
      return false
    }
    let old = migration.old.processes[oldIndex]
    let name = place == 0 ? migration.new.processes[0].id : migration.renaming[scope.process] ?? scope.process
    let new = migration.new.index(ofProcess: name).map { migration.new.processes[$0] }
    processes.append((old, new))
    if let new {
      state.scopes[place].process = name
      if place == 0 {
        for object in new.dataObjects where scope.dataObjects[object.id] == nil {
          state.scopes[place].dataObjects[object.id] = .null
        }
      }
    } else if isOpen {
      obstacles.append(.processGone(scope.process))
    } else if !old.isRetired {
      obstacles.append(.finishedProcessGone(scope.process))
    }
    if isOpen, new != nil { compareInside(of: scope, name) }
    return true
  }

  /// The task around an open scope must run the process that the scope becomes.
  private mutating func compareInside(of scope: ScopeRecord, _ name: String) {
    guard let number = scope.host, former.tasks.indices.contains(number) else { return }
    let host = former.tasks[number]
    guard let node = successor(of: host)?.new else { return }
    let inside = (node.behavior as? any RunsProcess)?.process
    guard inside != name else { return }
    obstacles.append(.otherInside(node.owner, name, inside, in: former.scopes[host.scope].process))
  }

  // MARK: Tasks

  /// - Returns: whether the records can be looked at any further.
  private mutating func migrateTask(_ place: Int) -> Bool {
    let task = former.tasks[place]
    guard let successor = successor(of: task) else {
      obstacles.append(.damaged("task \(task.number) is of '\(task.spec)', which is not there"))
      return false
    }
    guard let new = successor.new else {
      leave(place, successor.old)
      return true
    }
    state.tasks[place].spec = new.name
    compare(task, successor.old, new)
    guard let flow = task.arrivedBy else { return true }
    state.tasks[place].arrivedBy = arrival(by: flow, at: task, successor, new)
    return true
  }

  private mutating func successor(of task: TaskRecord) -> Successor? {
    guard processes.indices.contains(task.scope) else { return nil }
    let key = NodeKey(scope: task.scope, spec: task.spec)
    if let known = successors[key] { return known }
    let (old, new) = processes[task.scope]
    guard let index = old.index(ofNode: task.spec) else { return nil }
    let node = old.nodes[index]
    let found = new.flatMap { new in
      new.index(ofNode: name(of: node, at: index, in: new)).map { new.nodes[$0] }
    }
    let successor = Successor(old: node, oldIndex: index, new: found)
    successors[key] = successor
    return successor
  }

  /// The name that a node has in the new process, where it is there.
  private func name(of node: Node, at index: Int, in process: ProcessDefinition) -> String {
    if index <= ProcessDefinition.end { return process.nodes[index].name }
    let owner = node.owner
    return node.part.name(of: migration.renaming[owner] ?? owner)
  }

  /// What becomes of a task whose node is gone.
  private mutating func leave(_ place: Int, _ node: Node) {
    let task = former.tasks[place]
    // Of a process that is gone nothing more is to be said.
    if let new = processes[task.scope].new { note(task, node, goneFrom: new) }
    if node.behavior is BoundaryEvent, task.state == .waiting { cancel(place) }
    state.tasks[place].arrivedBy = nil
    let element = RetiredElement(node, of: state.scopes[task.scope].process)
    if knownRetired.insert(element).inserted { retired.append(element) }
  }

  private mutating func note(_ task: TaskRecord, _ node: Node, goneFrom new: ProcessDefinition) {
    let process = former.scopes[task.scope].process
    if task.isOpen {
      let isBoundary = node.behavior is BoundaryEvent && task.state == .waiting
      obstacles.append(
        isBoundary ? .boundaryGone(node.owner, in: process) : openObstacle(task, node.owner, process, in: new))
    } else if task.state == .completed, node.element != nil, !(node.behavior is Retired) {
      obstacles.append(.finishedGone(node.owner, in: process))
    }
  }

  private func openObstacle(
    _ task: TaskRecord, _ owner: String, _ process: String, in new: ProcessDefinition
  ) -> MigrationObstacle {
    let name = migration.renaming[owner] ?? owner
    if new.index(ofNode: name) != nil { return .partGone(owner, task.state, in: process) }
    if let other = migration.processOfElement[name] { return .moved(owner, task.state, to: other, in: process) }
    return .openGone(owner, task.state, in: process)
  }

  /// A boundary event that nobody has any more waits no longer.
  private mutating func cancel(_ place: Int) {
    let stamp = max(now, Timestamp(microseconds: state.instance.lastStamp.microseconds + 1))
    state.instance.lastStamp = stamp
    state.tasks[place].state = .cancelled
    state.tasks[place].lastStateChange = stamp
  }

  private mutating func compare(_ task: TaskRecord, _ old: Node, _ new: Node) {
    let process = former.scopes[task.scope].process
    let owner = old.owner
    if let before = old.element?.type, let after = new.element?.type, before != after {
      if task.isOpen {
        obstacles.append(.otherType(owner, before, after, in: process))
      } else if task.state == .completed {
        obstacles.append(.finishedOtherType(owner, before, after, in: process))
      }
      return
    }
    guard task.isOpen else { return }
    guard type(of: old.behavior) == type(of: new.behavior) else {
      obstacles.append(.otherBehavior(owner, in: process))
      return
    }
    if task.state == .waiting, old.awaitedKinds != new.awaitedKinds {
      obstacles.append(.otherEvent(owner, in: process))
    }
    guard old.part == .itself, let former = old.element, let element = new.element else { return }
    let watched = Set(former.boundaryEventIDs.map { migration.renaming[$0] ?? $0 })
    for event in element.boundaryEventIDs where !watched.contains(event) {
      obstacles.append(.unwatched(event, of: owner, in: process))
    }
  }

  // MARK: Tokens

  /// The flow by which a task's token counts as having come.
  private mutating func arrival(
    by flow: String, at task: TaskRecord, _ successor: Successor, _ new: Node
  ) -> String? {
    let node = NodeKey(scope: task.scope, spec: task.spec)
    let key = ArrivalKey(node: node, flow: flow)
    let found: String?
    if let known = arrivals[key] {
      found = known
    } else {
      found = self.successor(ofFlow: flow, scope: task.scope, to: successor, new)
      arrivals[key] = found
    }
    // Tokens are held where one waits, also those that another stands for: they are cancelled.
    let isHeld = task.isOpen || task.state == .cancelled && waiting.contains(node)
    guard isHeld else { return found }
    let process = former.scopes[task.scope].process
    if new.behavior.tellsFlowsApart {
      if found == nil { obstacles.append(.flowGone(flow, to: successor.old.owner, in: process)) }
      if task.state == .waiting, hasOtherFlows(scope: task.scope, successor, new) {
        obstacles.append(.otherFlows(to: successor.old.owner, in: process))
      }
      return found
    }
    // That it came by a flow is all that counts.
    return found ?? new.incoming.first
  }

  /// The flow that a flow has become: of the same id, or the only one between the same nodes.
  private func successor(ofFlow flow: String, scope: Int, to target: Successor, _ new: Node) -> String? {
    let (oldProcess, newProcess) = processes[scope]
    guard let newProcess else { return nil }
    var sources: [(index: Int, flows: [Node.Flow])] = []
    for (index, node) in oldProcess.nodes.enumerated() {
      let flows = node.outgoing.filter { $0.target == target.oldIndex }
      if flows.contains(where: { $0.id == flow }) { sources.append((index, flows)) }
    }
    guard let source = sources.first, sources.count == 1 else {
      let name = migration.renaming[flow] ?? flow
      return new.incoming.contains(name) ? name : nil
    }
    let node = oldProcess.nodes[source.index]
    let sourceName = name(of: node, at: source.index, in: newProcess)
    // The engine's own flows are named after their sources.
    let expected = flow == node.name ? sourceName : migration.renaming[flow] ?? flow
    if new.incoming.contains(expected) { return expected }
    guard source.flows.count == 1, let newSource = newProcess.index(ofNode: sourceName),
      let newTarget = newProcess.index(ofNode: new.name)
    else { return nil }
    let flows = newProcess.nodes[newSource].outgoing.filter { $0.target == newTarget }
    return flows.count == 1 ? flows[0].id : nil
  }

  private func hasOtherFlows(scope: Int, _ successor: Successor, _ new: Node) -> Bool {
    let kept = successor.old.incoming.compactMap { self.successor(ofFlow: $0, scope: scope, to: successor, new) }
    return kept.count != successor.old.incoming.count || Set(kept) != Set(new.incoming)
  }
}

extension TaskRecord {
  /// Whether something is still to happen with it.
  fileprivate var isOpen: Bool { !state.isFinished || state == .error }
}

extension Node {
  /// The kinds of events that its tasks wait for.
  fileprivate var awaitedKinds: [ObjectIdentifier] {
    guard let event = (behavior as? any CatchingBehavior)?.event else { return [] }
    return ((event as? MultipleEvent)?.events ?? [event]).map { ObjectIdentifier(type(of: $0)) }
  }
}

extension ElementBehavior {
  /// Whether it is a join that counts tokens by the flows that they came by.
  fileprivate var tellsFlowsApart: Bool {
    self is ParallelGateway || self is InclusiveGateway || self is ComplexGateway
  }
}
