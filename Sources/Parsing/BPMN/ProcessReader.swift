import WorkflowModel

/// What all readers of one file share.
final class BPMNContext: Sendable {
  let index: ModelIndex
  let document: BPMNDocument
  let dialect: Dialect

  init(index: ModelIndex, document: BPMNDocument, dialect: Dialect) {
    self.index = index
    self.document = document
    self.dialect = dialect
  }
}

/// A process or decision that an element refers to.
struct Dependency {
  enum Kind {
    case process
    case decision
  }
  let kind: Kind
  let id: String
  let element: XMLElement
  let location: SourceLocation
}

/// Where a node stands: what it inherits from the elements around it.
struct Surroundings {
  let kind: ScopeKind
  /// The lane of the subprocess around it.
  var lane: String?
  /// The ids of the data objects of its process and those around it.
  var dataObjects: Set<String> = []
}

/// Reads a process with its nodes.
///
/// What no token can reach is left out, so that a leftover in a diagram does not keep a model from running; what is
/// reachable must be understood to the last element that has an effect.
///
/// Subprocesses are gone through on a list instead of by recursion: first all scopes from the outside to the inside,
/// for what they inherit, then from the inside to the outside, for their nodes. Models nest as deep as they like.
struct ProcessReader {
  let context: BPMNContext
  /// The processes and decisions that were referred to so far.
  var dependencies: [Dependency] = []
  /// The insides of subprocesses that have been read, until their subprocesses are.
  var insides: [ObjectIdentifier: ProcessSpec] = [:]

  /// A process or the inside of a subprocess, before its nodes are read.
  private struct Plan {
    let scope: ScopeIndex
    let id: String
    let surroundings: Surroundings
    let dataObjects: [DataObjectSpec]
    let isReachable: [Bool]
  }

  init(_ context: BPMNContext) {
    self.context = context
  }

  func location(_ element: XMLElement) -> SourceLocation {
    context.document.location(element)
  }

  func script(_ element: XMLElement?) -> ScriptText? {
    guard let element, !element.text.isEmpty else { return nil }
    return ScriptText(element.text, at: location(element))
  }

  /// The process that `element` is.
  mutating func read(_ element: XMLElement, id: String) throws(ParsingError) -> ProcessSpec {
    var plans: [Plan] = []
    var pending = [(element: element, id: id, surroundings: Surroundings(kind: .process))]
    while let (element, id, surroundings) = pending.popLast() {
      let plan = try plan(element, id: id, surroundings: surroundings)
      for (node, isReachable) in zip(plan.scope.nodes, plan.isReachable) where isReachable {
        guard let kind = try scopeKind(of: node) else { continue }
        let inner = Surroundings(
          kind: kind, lane: lane(of: node, in: plan.surroundings), dataObjects: plan.surroundings.dataObjects)
        pending.append((node.element, node.id, inner))
      }
      plans.append(plan)
    }
    let root = plans.removeFirst()
    while let plan = plans.popLast() {
      insides[ObjectIdentifier(plan.scope.container)] = try readProcess(plan)
    }
    return try readProcess(root)
  }

  private func plan(
    _ container: XMLElement, id: String, surroundings outer: Surroundings
  ) throws(ParsingError) -> Plan {
    let scope = try ScopeIndex(container, in: context.document)
    let roots = scope.roots(kind: outer.kind)
    try checkStarts(of: scope, roots: roots, kind: outer.kind)
    let dataObjects = try readDataObjects(container)
    var surroundings = outer
    surroundings.dataObjects.formUnion(dataObjects.map(\.id))
    return Plan(
      scope: scope, id: id, surroundings: surroundings, dataObjects: dataObjects,
      isReachable: scope.reachable(from: roots))
  }

  private mutating func readProcess(_ plan: Plan) throws(ParsingError) -> ProcessSpec {
    let container = plan.scope.container
    var nodes: [FlowNode] = []
    nodes.reserveCapacity(plan.scope.nodes.count)
    for index in plan.scope.nodes.indices where plan.isReachable[index] {
      nodes.append(try readNode(index, of: plan.scope, surroundings: plan.surroundings))
    }
    return ProcessSpec(
      id: plan.id, name: container.attribute("name"), location: location(container),
      isExecutable: context.index.isExecutable(container), documentation: container.child("documentation")?.text,
      nodes: nodes, dataObjects: plan.dataObjects, io: try readIOSpecification(of: container),
      lanes: readLanes(container), correlationKeys: correlationKeys(of: nodes),
      extensions: try readExtensions(of: container))
  }

  /// The name of the innermost lane around a node.
  func lane(of node: ScopeIndex.Node, in surroundings: Surroundings) -> String? {
    context.document.lanes[node.id] ?? surroundings.lane
  }

  private func checkStarts(of scope: ScopeIndex, roots: [Int], kind: ScopeKind) throws(ParsingError) {
    let container = scope.container
    let starts = scope.nodes.filter { $0.type == .startEvent }
    switch kind {
    case .process:
      // An event subprocess alone begins nothing.
      guard roots.contains(where: { scope.nodes[$0].type != .subProcess }) else {
        throw ParsingMessages.noStartEvent(container, at: location(container))
      }
    case .embedded, .transaction, .event:
      guard starts.count == 1 else {
        throw ParsingMessages.startEventCount(starts.count, in: container, at: location(container))
      }
    case .adHoc:
      if let event = scope.nodes.first(where: { $0.type == .startEvent || $0.type == .endEvent }) {
        throw ParsingMessages.eventInAdHoc(event.element, in: container, at: location(event.element))
      }
    }
  }

  private func readDataObjects(_ container: XMLElement) throws(ParsingError) -> [DataObjectSpec] {
    var objects: [DataObjectSpec] = []
    for element in container.children("dataObject") {
      guard let id = element.id else { throw ParsingMessages.missingID(element, at: location(element)) }
      let category = context.dialect == .spiff ? spiffExtension("category", of: element)?.text : nil
      objects.append(DataObjectSpec(id: id, name: element.attribute("name"), category: category))
    }
    return objects
  }

  private func readLanes(_ container: XMLElement) -> [LaneSpec] {
    var lanes: [LaneSpec] = []
    var pending: [XMLElement] = container.children("laneSet").flatMap { $0.children("lane") }.reversed()
    while let lane = pending.popLast() {
      lanes.append(
        LaneSpec(
          id: lane.id ?? "", name: lane.attribute("name"),
          nodeIDs: lane.children("flowNodeRef").map(\.trimmedText)))
      pending += lane.children("childLaneSet").flatMap { $0.children("lane") }.reversed()
    }
    return lanes
  }

  /// The keys by which the messages of the scope's own events are correlated.
  private func correlationKeys(of nodes: [FlowNode]) -> [CorrelationKey] {
    var order: [String] = []
    var properties: [String: [String]] = [:]
    for node in nodes {
      guard case .event(let event) = node.content else { continue }
      for definition in event.definitions {
        guard case .message(let message) = definition else { continue }
        for property in message.correlationProperties {
          for key in property.keys {
            if properties[key] == nil { order.append(key) }
            if properties[key]?.contains(property.id) != true { properties[key, default: []].append(property.id) }
          }
        }
      }
    }
    return order.map { CorrelationKey(name: $0, propertyIDs: properties[$0] ?? []) }
  }
}
