import WorkflowModel

/// Turns a specification into index form: one process after the other, each with the nodes that the engine adds.
struct DefinitionCompiler {
  private let spec: WorkflowSpec
  private let registry: ElementRegistry
  private(set) var indexByID: [String: Int] = [:]
  /// The events that the root begins with.
  private(set) var startEvents: [EventSubprocessTrigger.StartEvent] = []
  private var waiting: [ProcessSpec] = []
  private var adHoc: [String: AdHocDefinition] = [:]

  init(_ spec: WorkflowSpec) {
    self.spec = spec
    registry = ElementRegistry(dialect: spec.dialect)
  }

  /// All processes, the root's first.
  mutating func compile() throws(DefinitionError) -> [ProcessDefinition] {
    var definitions: [ProcessDefinition] = []
    switch spec.root {
    case .process(let id):
      if let process = spec.processes[id] {
        enqueue(process)
        startEvents = try startEvents(of: process)
      }
    case .collaboration(let id, let participants):
      indexByID[id] = 0
      definitions.append(try collaboration(id, participants.compactMap { spec.processes[$0] }))
      startEvents = definitions.flatMap(\.eventSubprocesses).flatMap(\.startEvents)
    }
    var next = 0
    while next < waiting.count {
      definitions.append(try compile(waiting[next]))
      next += 1
    }
    return definitions
  }

  /// Adds what instances have finished tasks of and the specification no longer has, with its process where that is gone,
  /// too.
  mutating func add(_ retired: [RetiredElement], to processes: inout [ProcessDefinition]) {
    for (id, elements) in Dictionary(grouping: retired, by: \.process).sorted(by: { $0.key < $1.key }) {
      if let index = indexByID[id] {
        processes[index] = processes[index].adding(elements)
      } else {
        indexByID[id] = processes.count
        processes.append(ProcessBuilder(id: id).build(name: nil, dataObjects: [], io: nil).adding(elements))
      }
    }
  }

  /// Sees to it that a process is compiled, now or later.
  private mutating func enqueue(_ process: ProcessSpec) {
    guard indexByID[process.id] == nil else { return }
    indexByID[process.id] = indexByID.count
    waiting.append(process)
  }

  /// The process that holds the participants of a collaboration: each runs like a called process, all side by side.
  /// One that begins with a message or signal is started by it.
  private mutating func collaboration(
    _ id: String, _ participants: [ProcessSpec]
  ) throws(DefinitionError) -> ProcessDefinition {
    var builder = ProcessBuilder(id: id)
    for process in participants {
      enqueue(process)
      let node = builder.add(process.id, nil, Participant(process: process.id))
      builder.connect(node, ProcessDefinition.endJoin)
      let triggers = try startEvents(of: process)
      let beginsAtOnce = starts(of: process).contains { start in
        !triggers.contains { $0.start == start.id && $0.event.startsByMessage }
      }
      if beginsAtOnce { builder.connect(ProcessDefinition.start, node) }
      let waiting = triggers.filter(\.event.startsByMessage)
      if !waiting.isEmpty { builder.add(EventSubprocessTrigger(node: node, startEvents: waiting)) }
    }
    return builder.build(name: nil, dataObjects: [], io: nil)
  }

  /// The elements that a process begins with: start events, and instantiating gateways and receive tasks.
  private func starts(of process: ProcessSpec) -> [FlowNode] {
    let targets = Set(process.nodes.flatMap { $0.outgoing.map(\.targetID) })
    let handlers = Set(process.nodes.compactMap { $0.compensatedActivity?.1.handler })
    return process.nodes.filter { node in
      switch node.type {
      case .startEvent: true
      case .eventBasedGateway, .receiveTask: !targets.contains(node.id) && !handlers.contains(node.id)
      default: false
      }
    }
  }

  /// The events that a process begins with.
  private func startEvents(of process: ProcessSpec) throws(DefinitionError) -> [EventSubprocessTrigger.StartEvent] {
    var events: [EventSubprocessTrigger.StartEvent] = []
    for start in starts(of: process) {
      guard case .eventBasedGateway(let gateway) = start.content else {
        if case .event(let event) = start.content, let behavior = try registry.event(event, of: start) {
          events.append(.init(start: start.id, waitsAt: start.id, event: behavior))
        }
        continue
      }
      let behind = Set(start.outgoing.map(\.targetID))
      for node in process.nodes where behind.contains(node.id) {
        guard let behavior = try registry.caughtEvent(of: node) else { continue }
        events.append(.init(start: start.id, waitsAt: gateway.isParallel ? node.id : start.id, event: behavior))
      }
    }
    return events
  }

  private mutating func compile(_ process: ProcessSpec) throws(DefinitionError) -> ProcessDefinition {
    var builder = ProcessBuilder(id: process.id)
    let handlers = Dictionary(
      process.nodes.compactMap(\.compensatedActivity), uniquingKeysWith: { first, _ in first })
    for element in process.nodes where element.compensatedActivity == nil {
      try add(element, to: &builder, boundaryEvents: element.boundaryEventIDs.filter { handlers[$0] == nil })
    }
    builder.connectCompensation(handlers.values.map { ($0.activity, $0.handler) })
    try connect(process, &builder)
    if let adHoc = adHoc[process.id] { builder.connectPaths(of: process, adHoc) }
    builder.findReturningFlows()
    return builder.build(name: process.name, dataObjects: process.dataObjects, io: process.io)
  }

  /// Adds the nodes of an element: its own; its instance's, where it has a loop marker; the split and join around it,
  /// where it has boundary events.
  private mutating func add(
    _ element: FlowNode, to builder: inout ProcessBuilder, boundaryEvents: [String]
  ) throws(DefinitionError) {
    try enqueueInside(of: element)
    let behavior = try registry.behavior(of: element)
    var framing = Node.Framing(element)
    let node: Int
    if let loop = element.loop {
      let instance = builder.add(NodePart.instance.name(of: element.id), element, behavior)
      let wrapper = registry.loop(
        loop, instance: instance, framing: &framing, instanceFraming: &builder.nodes[instance].framing)
      node = builder.add(element.id, element, wrapper)
    } else {
      node = builder.add(element.id, element, behavior)
    }
    builder.nodes[node].framing = framing
    builder.entries[element.id] = node
    if !boundaryEvents.isEmpty { builder.addBoundary(boundaryEvents, around: node, of: element) }
    if case .subprocess(let subprocess) = element.content, case .event = subprocess.kind {
      let events = try startEvents(of: subprocess.process)
      guard !events.isEmpty else { throw .unsupported("the none start event", element) }
      builder.addEventSubprocess(node, startEvents: events)
    }
  }

  private mutating func enqueueInside(of element: FlowNode) throws(DefinitionError) {
    switch element.content {
    case .subprocess(let subprocess):
      enqueue(subprocess.process)
      if case .adHoc(let condition, _, let cancelsRemaining) = subprocess.kind {
        adHoc[subprocess.process.id] = AdHocDefinition(
          completionCondition: condition?.text, cancelsRemaining: cancelsRemaining)
      }
    case .call(let call):
      guard let process = spec.processes[call.calledElement] else {
        throw .missingProcess(call.calledElement, calledBy: element)
      }
      enqueue(process)
    case .decision(let id):
      if spec.decisions[id] == nil { throw .missingDecision(id, calledBy: element) }
    default: break
    }
  }

  private func connect(_ process: ProcessSpec, _ builder: inout ProcessBuilder) throws(DefinitionError) {
    for element in process.nodes {
      guard let source = builder.index(of: element.id) else { continue }
      for flow in element.outgoing {
        guard let target = builder.entries[flow.targetID] else { continue }
        builder.connect(source, target, flow)
      }
      if element.type == .endEvent { builder.connect(source, ProcessDefinition.endJoin) }
      if let link = element.thrownLink { try builder.connectLink(source, link, of: element, in: process) }
      if element.waitsForFirstEvent { try builder.moveEvents(to: source, registry) }
    }
    builder.connectBoundaries()
    let starts = starts(of: process)
    if starts.count > 1, let gateway = starts.first(where: { $0.type == .eventBasedGateway }) {
      throw .unsupported("another start beside the instantiating", gateway)
    }
    builder.connectStart(starts.compactMap { builder.entries[$0.id] })
  }
}

/// Collects the nodes and flows of one process.
struct ProcessBuilder {
  private let id: String
  var nodes: [Node.Draft]
  /// The node where a token arrives that is sent to an element.
  var entries: [String: Int] = [:]
  private var triggers: [EventSubprocessTrigger] = []
  private var compensation: [Int: Int] = [:]
  private var adHoc: AdHocDefinition?
  private var boundaries: [(split: Int, join: Int, activity: Int, events: [String])] = []

  init(id: String) {
    self.id = id
    nodes = [
      Node.Draft(name: "Start", element: nil, behavior: ProcessStart()),
      Node.Draft(name: "\(id).EndJoin", element: nil, behavior: EndJoin()),
      Node.Draft(name: "End", element: nil, behavior: ProcessEnd()),
    ]
    connect(ProcessDefinition.endJoin, ProcessDefinition.end)
  }

  mutating func add(_ name: String, _ element: FlowNode?, _ behavior: any ElementBehavior) -> Int {
    nodes.append(Node.Draft(name: name, element: element, behavior: behavior))
    return nodes.count - 1
  }

  mutating func add(_ trigger: EventSubprocessTrigger) {
    triggers.append(trigger)
  }

  /// Lets an event subprocess begin by its events: a timer or condition is watched from the start of the process on, by
  /// a task that waits; any other event starts the subprocess when it comes.
  mutating func addEventSubprocess(_ node: Int, startEvents: [EventSubprocessTrigger.StartEvent]) {
    if startEvents.contains(where: { $0.event.watchesTime || $0.event.watchesData }) {
      connect(ProcessDefinition.start, node)
    }
    connect(node, ProcessDefinition.endJoin)
    let caught = startEvents.filter { !$0.event.watchesTime && !$0.event.watchesData }
    if !caught.isEmpty { add(EventSubprocessTrigger(node: node, startEvents: caught)) }
  }

  /// The node of an element itself, also where tokens arrive elsewhere.
  func index(of name: String) -> Int? {
    boundaries.first { nodes[$0.activity].name == name }?.activity ?? entries[name]
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

  /// Puts a split before an activity with boundary events, and a join behind it and them.
  mutating func addBoundary(_ events: [String], around activity: Int, of element: FlowNode) {
    let split = add(NodePart.boundarySplit.name(of: element.id), nil, BoundaryEventSplit())
    let join = add(NodePart.boundaryJoin.name(of: element.id), nil, BoundaryEventJoin())
    entries[element.id] = split
    boundaries.append((split, join, activity, events))
    connect(split, activity)
    connect(activity, join)
  }

  mutating func connectBoundaries() {
    for boundary in boundaries {
      for event in boundary.events.compactMap({ entries[$0] }) {
        connect(boundary.split, event)
        connect(event, boundary.join)
      }
    }
  }

  /// Lets a gateway wait for the events behind it, in their place.
  mutating func moveEvents(to gateway: Int, _ registry: ElementRegistry) throws(DefinitionError) {
    var events: [any EventBehavior] = []
    for flow in nodes[gateway].outgoing {
      guard let element = nodes[flow.target].element, let event = try registry.caughtEvent(of: element) else {
        continue
      }
      events.append(event)
      nodes[flow.target].behavior = PassedEvent()
    }
    guard events.count == nodes[gateway].outgoing.count else { return }
    nodes[gateway].behavior = EventBasedGateway(events: events)
  }

  /// Connects a throwing link event with the catching one of the same name (BPMN 2.0, section 10.5.5).
  mutating func connectLink(
    _ source: Int, _ name: String, of element: FlowNode, in process: ProcessSpec
  ) throws(DefinitionError) {
    let target = process.nodes.first { $0.caughtLink == name }.flatMap { entries[$0.id] }
    guard let target else { throw .missingLink(name, thrownBy: element) }
    connect(source, target)
  }

  /// Notes which activity compensates which.
  mutating func connectCompensation(_ pairs: [(activity: String, handler: String)]) {
    for pair in pairs {
      guard let activity = index(of: pair.activity), let handler = entries[pair.handler] else { continue }
      compensation[activity] = handler
    }
  }

  /// Connects the paths of an ad-hoc subprocess: they begin where no flow leads to, and end where none leaves.
  mutating func connectPaths(of process: ProcessSpec, _ definition: AdHocDefinition) {
    var definition = definition
    for element in process.nodes where element.type != .boundaryEvent {
      guard let entry = entries[element.id], let node = index(of: element.id) else { continue }
      if nodes[entry].incoming.isEmpty {
        if nodes[node].beginsByCondition {
          definition.conditionalStarts.append(entry)
        } else {
          connect(ProcessDefinition.start, entry)
        }
      }
      if element.outgoing.isEmpty {
        connect(node, ProcessDefinition.endJoin)
        definition.ends.insert(node)
      }
    }
    adHoc = definition
  }

  /// Connects the start events: one directly, several by a split, of which the first that happens is taken.
  mutating func connectStart(_ events: [Int]) {
    guard events.count > 1 else {
      for event in events { connect(ProcessDefinition.start, event) }
      return
    }
    let split = add("StartEventSplit", nil, StartEventSplit())
    let join = add("StartEventJoin", nil, StartEventJoin())
    connect(ProcessDefinition.start, split)
    for event in events {
      connect(split, event)
      connect(event, join)
    }
  }

  /// Tells each parallel join which of its flows lead back from itself: those whose source no path reaches from the
  /// start but through the join.
  mutating func findReturningFlows() {
    for join in nodes.indices where nodes[join].behavior is ParallelGateway && nodes[join].incoming.count > 1 {
      let reached = nodesReached(without: join)
      var returning: Set<Int32> = []
      for source in nodes.indices where !reached.contains(source) {
        for flow in nodes[source].outgoing where flow.target == join { returning.insert(Int32(flow.arrival)) }
      }
      if returning.count < nodes[join].incoming.count {
        nodes[join].behavior = ParallelGateway(returningFlows: returning)
      }
    }
  }

  /// The nodes that a token from the start can come to without passing one of them.
  private func nodesReached(without barrier: Int) -> Set<Int> {
    var reached: Set<Int> = [ProcessDefinition.start]
    var open = [ProcessDefinition.start]
    while let next = open.popLast() {
      for flow in nodes[next].outgoing where flow.target != barrier && reached.insert(flow.target).inserted {
        open.append(flow.target)
      }
    }
    return reached
  }

  func build(name: String?, dataObjects: [DataObjectSpec], io: IOSpecification?) -> ProcessDefinition {
    ProcessDefinition(
      id: id, name: name, nodes: nodes.map(Node.init), dataObjects: dataObjects, io: io, eventSubprocesses: triggers,
      compensation: compensation, adHoc: adHoc)
  }
}

extension Node.Draft {
  /// Whether it begins a path of an ad-hoc subprocess only while a condition holds.
  fileprivate var beginsByCondition: Bool {
    switch behavior {
    case is ExclusiveGateway, is InclusiveGateway: true
    case let loop as StandardLoop: loop.condition != nil
    case let loop as MultiInstance: loop.marker.completionCondition != nil
    default: false
    }
  }
}

extension FlowNode {
  /// Whether it is an event-based gateway that takes the events behind it over.
  fileprivate var waitsForFirstEvent: Bool {
    if case .eventBasedGateway(let gateway) = content { !gateway.isParallel } else { false }
  }

  /// What a compensation boundary event says, by its id: the activity, and the one that compensates it.
  fileprivate var compensatedActivity: (id: String, (activity: String, handler: String))? {
    guard type == .boundaryEvent, case .event(let event) = content, case .compensation? = event.definitions.first,
      let activity = event.attachedTo, let handler = event.compensationHandlerID
    else { return nil }
    return (id, (activity, handler))
  }

  /// The name of the link that it throws.
  fileprivate var thrownLink: String? { type == .intermediateThrowEvent ? link : nil }

  /// The name of the link that it catches.
  fileprivate var caughtLink: String? { type == .intermediateCatchEvent ? link : nil }

  private var link: String? {
    guard case .event(let event) = content, case .link(let name)? = event.definitions.first else { return nil }
    return name
  }
}
