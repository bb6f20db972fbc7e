package import WorkflowModel

/// A process in index form as other modules see it: its task specs, what each stands for, and how they are connected.
package struct ProcessOutline: Sendable {
  /// The id of the process or subprocess.
  package let id: String
  /// What it was compiled from; nil for the process that holds the participants of a collaboration.
  package let spec: ProcessSpec?
  /// The task specs, those first that every process has.
  package let nodes: [NodeOutline]
  /// The names of the task specs that events begin beside the flow, in order.
  package let triggered: [String]
  /// Of the inside of an ad-hoc subprocess: the names of the task specs that begin only while a condition holds.
  package let conditionalStarts: [String]
  private let indexByName: [String: Int]

  fileprivate init(_ process: ProcessDefinition, _ spec: ProcessSpec?) {
    id = process.id
    self.spec = spec
    var sources = process.nodes.map { Array(repeating: "", count: $0.incoming.count) }
    for node in process.nodes {
      for flow in node.outgoing { sources[flow.target][flow.arrival] = node.name }
    }
    let instances = Set(process.nodes.compactMap { ($0.behavior as? any LoopBehavior)?.instance })
    let nodes = process.nodes.indices.map { index in
      NodeOutline(process.nodes[index], process, incoming: sources[index], isInstance: instances.contains(index))
    }
    self.nodes = nodes
    triggered = process.eventSubprocesses.map { process.nodes[$0.node].name }
    conditionalStarts = process.adHoc?.conditionalStarts.map { process.nodes[$0].name } ?? []
    indexByName = Dictionary(uniqueKeysWithValues: nodes.indices.map { (nodes[$0].name, $0) })
  }

  /// The task spec with a name.
  package func node(named name: String) -> NodeOutline? {
    indexByName[name].map { nodes[$0] }
  }
}

/// A task spec as other modules see it.
package struct NodeOutline: Sendable {
  /// What it stands for.
  package enum Role: Sendable, Hashable {
    case start, endJoin, end
    case startEventSplit, startEventJoin
    case boundaryEventSplit, boundaryEventJoin
    /// The element itself.
    case element
    /// An activity with a loop marker, whose instances are of the task spec `instance`.
    case loop(instance: String)
    /// The instances of an activity with a loop marker.
    case loopInstance
    /// The process of a participant.
    case participant(process: String)
  }

  /// A flow to another task spec.
  package struct Flow: Sendable {
    /// Its id; a flow that the engine adds is named after its source.
    package let id: String
    /// The name of the task spec that it leads to.
    package let target: String
    /// What decides whether it is taken.
    package let condition: String?
    /// Whether it is the default flow.
    package let isDefault: Bool
  }

  /// Its name, unique in its process.
  package let name: String
  /// What it stands for.
  package let role: Role
  /// The element in the diagram; nil for what the engine adds.
  package let element: FlowNode?
  /// Whether somebody outside completes its tasks.
  package let isManual: Bool
  /// The events that its tasks wait for: of an event-based gateway those behind it, which have none then.
  package let caught: [EventDefinition]
  /// The flows that leave it, in order.
  package let outgoing: [Flow]
  /// The names of the task specs that flows lead here from, in order.
  package let incoming: [String]

  fileprivate init(_ node: Node, _ process: ProcessDefinition, incoming: [String], isInstance: Bool) {
    self.incoming = incoming
    name = node.name
    element = node.element
    isManual = node.behavior.isManual
    role = Role(node, process, isInstance: isInstance)
    switch node.behavior {
    case is EventBasedGateway: caught = node.outgoing.compactMap { process.nodes[$0.target].element?.definitions.first }
    case is any CatchingBehavior: caught = node.element?.definitions ?? []
    default: caught = []
    }
    outgoing = node.outgoing.map {
      Flow(id: $0.id, target: process.nodes[$0.target].name, condition: $0.condition, isDefault: $0.isDefault)
    }
  }
}

extension FlowNode {
  fileprivate var definitions: [EventDefinition] {
    if case .event(let event) = content { event.definitions } else { [] }
  }
}

extension NodeOutline.Role {
  fileprivate init(_ node: Node, _ process: ProcessDefinition, isInstance: Bool) {
    switch node.behavior {
    case is ProcessStart: self = .start
    case is EndJoin: self = .endJoin
    case is ProcessEnd: self = .end
    case is StartEventSplit: self = .startEventSplit
    case is StartEventJoin: self = .startEventJoin
    case is BoundaryEventSplit: self = .boundaryEventSplit
    case is BoundaryEventJoin: self = .boundaryEventJoin
    case let loop as any LoopBehavior: self = .loop(instance: process.nodes[loop.instance].name)
    case let participant as Participant: self = .participant(process: participant.process)
    default: self = isInstance ? .loopInstance : .element
    }
  }
}

extension WorkflowDefinition {
  /// All processes and subprocesses, the root's first.
  package var outlines: [ProcessOutline] {
    var specs: [String: ProcessSpec] = [:]
    var open = Array(spec.processes.values)
    while let process = open.popLast() {
      specs[process.id] = process
      for case .subprocess(let subprocess) in process.nodes.map(\.content) { open.append(subprocess.process) }
    }
    return processes.map { ProcessOutline($0, specs[$0.id]) }
  }
}
