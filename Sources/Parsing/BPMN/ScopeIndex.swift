import WorkflowModel

/// What kind of element holds flow nodes; its rules for starts differ.
enum ScopeKind: Sendable {
  case process, embedded, transaction, event, adHoc
}

/// The flow nodes directly within a process or subprocess, and how they hang together.
struct ScopeIndex {
  struct Node {
    let element: XMLElement
    let type: ElementType
    let id: String
    /// The flows that leave it, in the order of the file.
    var outgoing: [XMLElement] = []
    var incomingCount = 0
    /// The boundary events attached to it, in the order of the file.
    var boundaryEvents: [Int] = []
    /// The activity that an association leads to from a compensation boundary event.
    var compensationHandler: Int?
  }

  let container: XMLElement
  private(set) var nodes: [Node] = []
  private(set) var numbers: [String: Int] = [:]

  private let document: BPMNDocument

  init(_ container: XMLElement, in document: BPMNDocument) throws(ParsingError) {
    self.container = container
    self.document = document
    var flows: [XMLElement] = []
    var associations: [XMLElement] = []
    for element in container.children where element.namespace == .bpmn {
      if let type = ElementType(rawValue: element.name) {
        guard let id = element.id else {
          throw ParsingMessages.missingID(element, at: document.location(element))
        }
        if let other = numbers.updateValue(nodes.count, forKey: id) {
          throw ParsingMessages.duplicateID(
            id, first: document.location(nodes[other].element), element, at: document.location(element))
        }
        nodes.append(Node(element: element, type: type, id: id))
      } else if element.name == "sequenceFlow" {
        flows.append(element)
      } else if element.name == "association" {
        associations.append(element)
      } else if !ScopeIndex.otherElements.contains(element.name) {
        throw ParsingMessages.unsupportedElement(element, in: container, at: document.location(element))
      }
    }
    try connect(flows)
    try attachBoundaryEvents()
    connectHandlers(associations)
  }

  /// What may stand in a process or subprocess beside flow nodes, and is read elsewhere or has no effect.
  private static let otherElements: Set<String> = [
    "documentation", "extensionElements", "auditing", "monitoring", "category", "incoming", "outgoing", "laneSet",
    "ioSpecification", "ioBinding", "property", "dataObject", "dataObjectReference", "dataStoreReference",
    "dataInputAssociation", "dataOutputAssociation", "resourceRole", "performer", "humanPerformer", "potentialOwner",
    "supports", "supportedInterfaceRef", "group", "textAnnotation", "standardLoopCharacteristics",
    "multiInstanceLoopCharacteristics", "completionCondition",
  ]

  private mutating func connect(_ flows: [XMLElement]) throws(ParsingError) {
    for flow in flows {
      // Modelers leave flows behind whose source was deleted. No token can take them.
      guard let source = flow.attribute("sourceRef") else { continue }
      guard let from = numbers[source] else {
        throw ParsingMessages.danglingFlow(flow, end: "sourceRef", in: container, at: document.location(flow))
      }
      guard let target = flow.attribute("targetRef"), let to = numbers[target] else {
        throw ParsingMessages.danglingFlow(flow, end: "targetRef", in: container, at: document.location(flow))
      }
      if nodes[from].type == .endEvent {
        throw ParsingMessages.flowAtEvent(flow, leaves: nodes[from].element, at: document.location(flow))
      }
      if nodes[to].type == .startEvent || nodes[to].type == .boundaryEvent {
        throw ParsingMessages.flowAtEvent(flow, enters: nodes[to].element, at: document.location(flow))
      }
      nodes[from].outgoing.append(flow)
      nodes[to].incomingCount += 1
    }
  }

  private mutating func attachBoundaryEvents() throws(ParsingError) {
    for index in nodes.indices where nodes[index].type == .boundaryEvent {
      let element = nodes[index].element
      guard let attached = element.attribute("attachedToRef") else {
        throw ParsingMessages.missingAttribute("attachedToRef", of: element, at: document.location(element))
      }
      guard let host = number(attached), nodes[host].type.isActivity else {
        throw ParsingMessages.unattached(element, to: attached, in: container, at: document.location(element))
      }
      nodes[host].boundaryEvents.append(index)
    }
  }

  private mutating func connectHandlers(_ associations: [XMLElement]) {
    for association in associations {
      guard let source = association.attribute("sourceRef").flatMap({ number($0) }),
        let target = association.attribute("targetRef").flatMap({ number($0) }),
        nodes[source].type == .boundaryEvent, nodes[target].element.flag("isForCompensation")
      else { continue }
      nodes[source].compensationHandler = target
    }
  }

  /// The number of the node that a reference names, which may be a qualified name.
  func number(_ reference: String) -> Int? {
    numbers[reference] ?? ModelIndex.localName(of: reference).flatMap { numbers[$0] }
  }
}

// MARK: - What a token can reach

extension ScopeIndex {
  /// The nodes with which the scope begins.
  func roots(kind: ScopeKind) -> [Int] {
    nodes.indices.filter { index in
      let node = nodes[index]
      switch node.type {
      case .startEvent: return true
      case .boundaryEvent: return false
      case .subProcess where node.element.flag("triggeredByEvent"): return true
      case .eventBasedGateway, .receiveTask:
        if node.incomingCount == 0, node.element.flag("instantiate") { return true }
      default: break
      }
      return kind == .adHoc && node.incomingCount == 0 && !node.element.flag("isForCompensation")
    }
  }

  /// Which nodes a token can come to from the scope's roots: over flows, boundary events, links and compensation.
  func reachable(from roots: [Int]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: nodes.count)
    var pending: [Int] = roots
    var catches: [String: [Int]] = [:]
    for index in nodes.indices where nodes[index].type == .intermediateCatchEvent {
      for link in nodes[index].element.children("linkEventDefinition") {
        catches[link.attribute("name") ?? "", default: []].append(index)
      }
    }
    while let index = pending.popLast() {
      guard !isReached[index] else { continue }
      isReached[index] = true
      let node = nodes[index]
      for flow in node.outgoing {
        if let target = flow.attribute("targetRef").flatMap({ numbers[$0] }) { pending.append(target) }
      }
      pending += node.boundaryEvents
      if let handler = node.compensationHandler { pending.append(handler) }
      if node.type == .intermediateThrowEvent {
        for link in node.element.children("linkEventDefinition") {
          pending += catches[link.attribute("name") ?? ""] ?? []
        }
      }
    }
    return isReached
  }
}

extension ElementType {
  /// Whether it is a task or subprocess of any kind, which may loop and carry boundary events.
  var isActivity: Bool {
    switch self {
    case .task, .userTask, .manualTask, .scriptTask, .serviceTask, .sendTask, .receiveTask, .businessRuleTask,
      .callActivity, .subProcess, .transaction, .adHocSubProcess:
      true
    case .exclusiveGateway, .parallelGateway, .inclusiveGateway, .eventBasedGateway, .complexGateway, .startEvent,
      .endEvent, .intermediateCatchEvent, .intermediateThrowEvent, .boundaryEvent:
      false
    }
  }
}

extension XMLElement {
  /// Whether an attribute of the type xsd:boolean is there and true.
  func flag(_ name: String) -> Bool {
    let value = attribute(name)
    return value == "true" || value == "1"
  }
}
