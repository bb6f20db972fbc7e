import WorkflowModel

/// Turns a specification into index form: one process after the other, each with the nodes that the engine adds.
struct DefinitionCompiler {
  private let spec: WorkflowSpec
  private(set) var indexByID: [String: Int] = [:]
  private var waiting: [ProcessSpec] = []

  init(_ spec: WorkflowSpec) {
    self.spec = spec
  }

  /// All processes, the root's first.
  mutating func compile() throws(DefinitionError) -> [ProcessDefinition] {
    var definitions: [ProcessDefinition] = []
    switch spec.root {
    case .process(let id):
      if let process = spec.processes[id] { enqueue(process) }
    case .collaboration(let id, let participants):
      indexByID[id] = 0
      definitions.append(collaboration(id, participants.compactMap { spec.processes[$0] }))
    }
    var next = 0
    while next < waiting.count {
      definitions.append(try compile(waiting[next]))
      next += 1
    }
    return definitions
  }

  /// The index of a process, compiled now or later.
  private mutating func enqueue(_ process: ProcessSpec) {
    guard indexByID[process.id] == nil else { return }
    indexByID[process.id] = indexByID.count
    waiting.append(process)
  }

  /// The process that holds the participants of a collaboration: each runs like a called process, all side by side.
  private mutating func collaboration(_ id: String, _ participants: [ProcessSpec]) -> ProcessDefinition {
    var builder = ProcessBuilder(id: id)
    for process in participants {
      enqueue(process)
      let node = builder.add(process.id, nil, Participant(process: process.id))
      builder.connect(ProcessDefinition.start, node)
      builder.connect(node, ProcessDefinition.endJoin)
    }
    return builder.build(name: nil, dataObjects: [], io: nil)
  }

  private mutating func compile(_ process: ProcessSpec) throws(DefinitionError) -> ProcessDefinition {
    var builder = ProcessBuilder(id: process.id)
    var indexByNode: [String: Int] = [:]
    for element in process.nodes {
      indexByNode[element.id] = builder.add(element.id, element, try behavior(of: element))
    }
    for element in process.nodes {
      guard let source = indexByNode[element.id] else { continue }
      for flow in element.outgoing {
        guard let target = indexByNode[flow.targetID] else { continue }
        builder.connect(source, target, flow)
      }
      switch element.type {
      case .startEvent: builder.connect(ProcessDefinition.start, source)
      case .endEvent: builder.connect(source, ProcessDefinition.endJoin)
      default: break
      }
    }
    return builder.build(name: process.name, dataObjects: process.dataObjects, io: process.io)
  }

  private mutating func behavior(of element: FlowNode) throws(DefinitionError) -> any ElementBehavior {
    if case .subprocess(let subprocess) = element.content {
      enqueue(subprocess.process)
    }
    if case .call(let call) = element.content {
      guard let process = spec.processes[call.calledElement] else {
        throw .missingProcess(call.calledElement, calledBy: element)
      }
      enqueue(process)
    }
    if case .decision(let id) = element.content, spec.decisions[id] == nil {
      throw .missingDecision(id, calledBy: element)
    }
    return try ElementRegistry.standard.behavior(of: element)
  }
}

/// Collects the nodes and flows of one process.
private struct ProcessBuilder {
  private let id: String
  private var nodes: [Node]

  init(id: String) {
    self.id = id
    nodes = [
      Node(name: "Start", element: nil, behavior: ProcessStart()),
      Node(name: "\(id).EndJoin", element: nil, behavior: EndJoin()),
      Node(name: "End", element: nil, behavior: ProcessEnd()),
    ]
    connect(ProcessDefinition.endJoin, ProcessDefinition.end)
  }

  mutating func add(_ name: String, _ element: FlowNode?, _ behavior: any ElementBehavior) -> Int {
    nodes.append(Node(name: name, element: element, behavior: behavior))
    return nodes.count - 1
  }

  /// Connects by a flow of the diagram, or by one of the engine's own, named after its source.
  mutating func connect(_ source: Int, _ target: Int, _ flow: SequenceFlow? = nil) {
    let id = flow?.id ?? nodes[source].name
    nodes[source].outgoing.append(
      Node.Flow(
        id: id, target: target, arrival: nodes[target].incoming.count, condition: flow?.condition?.text,
        isDefault: flow?.isDefault ?? false))
    nodes[target].incoming.append(id)
  }

  func build(name: String?, dataObjects: [DataObjectSpec], io: IOSpecification?) -> ProcessDefinition {
    ProcessDefinition(id: id, name: name, nodes: nodes, dataObjects: dataObjects, io: io)
  }
}
