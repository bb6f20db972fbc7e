import WorkflowModel

// Flow nodes and the flows between them.

extension ProcessReader {
  /// The node with this number in its scope.
  mutating func readNode(
    _ index: Int, of scope: ScopeIndex, surroundings: Surroundings
  ) throws(ParsingError) -> FlowNode {
    let node = scope.nodes[index]
    let element = node.element
    try checkQuantities(element)
    let extensions = try readExtensions(of: element)
    let content = try readContent(of: node, in: scope, kind: surroundings.kind)
    let io = try readIOSpecification(of: element)
    let scripts = try readScripts(around: node)
    return FlowNode(
      id: node.id, name: element.attribute("name"), type: node.type, location: location(element),
      documentation: element.child("documentation")?.text, lane: lane(of: node, in: surroundings),
      outgoing: try readFlows(from: node, in: scope), content: content,
      boundaryEventIDs: node.boundaryEvents.map { scope.nodes[$0].id },
      loop: try readLoop(of: node, io: io), isForCompensation: element.flag("isForCompensation"),
      dataInputs: try readAssociations(
        "dataInputAssociation", end: "sourceRef", of: element, dataObjects: surroundings.dataObjects),
      dataOutputs: try readAssociations(
        "dataOutputAssociation", end: "targetRef", of: element, dataObjects: surroundings.dataObjects),
      io: io, preScript: scripts.before, postScript: scripts.after, extensions: extensions)
  }

  private mutating func readContent(
    of node: ScopeIndex.Node, in scope: ScopeIndex, kind: ScopeKind
  ) throws(ParsingError) -> NodeContent {
    let element = node.element
    switch node.type {
    case .task, .manualTask, .exclusiveGateway, .parallelGateway, .inclusiveGateway:
      return .none
    case .userTask:
      return try readUserTask(element)
    case .scriptTask:
      return try readScriptTask(element)
    case .serviceTask:
      return try readServiceTask(element)
    case .businessRuleTask:
      return try readBusinessRuleTask(element)
    case .callActivity:
      return try readCallActivity(element)
    case .subProcess, .transaction, .adHocSubProcess:
      return readSubprocess(node)
    case .sendTask, .receiveTask:
      return .event(try readMessageTask(node))
    case .startEvent, .endEvent, .intermediateCatchEvent, .intermediateThrowEvent, .boundaryEvent:
      return .event(try readEvent(node, in: scope, kind: kind))
    case .eventBasedGateway:
      return .eventBasedGateway(try readEventBasedGateway(node, in: scope))
    case .complexGateway:
      return .complexGateway(activationCondition: script(element.child("activationCondition")))
    }
  }

  /// The flows that leave a node, from the top of the diagram to its bottom.
  private func readFlows(from node: ScopeIndex.Node, in scope: ScopeIndex) throws(ParsingError) -> [SequenceFlow] {
    let isConditional = node.type == .exclusiveGateway || node.type == .inclusiveGateway
    var defaultFlow: XMLElement?
    if let name = node.element.attribute("default"), !name.isEmpty {
      defaultFlow = node.outgoing.first { $0.id == name }
      guard defaultFlow != nil else {
        throw ParsingMessages.unknownDefault(name, of: node.element, at: location(node.element))
      }
    }
    if isConditional, node.outgoing.count == 1, condition(of: node.outgoing[0]) == nil {
      defaultFlow = node.outgoing[0]
    }
    var flows: [(y: Double, flow: SequenceFlow)] = []
    for element in node.outgoing {
      let isDefault = element === defaultFlow
      // The condition of a default flow is ignored (BPMN 2.0, section 8.4.13).
      let condition = isDefault ? nil : condition(of: element)
      if isConditional, !isDefault, condition == nil {
        throw ParsingMessages.flowWithoutCondition(element, from: node.element, at: location(element))
      }
      let target = element.attribute("targetRef") ?? ""
      let flow = SequenceFlow(
        id: element.id ?? "\(node.id)->\(target)", name: element.attribute("name"), targetID: target,
        condition: condition, isDefault: isDefault, location: location(element))
      flows.append((context.document.positions[target] ?? 0, flow))
    }
    // The standard library's sort is stable in fact, but not by contract.
    let order = flows.indices.sorted { flows[$0].y == flows[$1].y ? $0 < $1 : flows[$0].y < flows[$1].y }
    return order.map { flows[$0].flow }
  }

  private func condition(of flow: XMLElement) -> ScriptText? {
    script(flow.child("conditionExpression"))
  }

  /// More than one token to start with or to leave with: nothing here runs that.
  private func checkQuantities(_ element: XMLElement) throws(ParsingError) {
    for name in ["startQuantity", "completionQuantity"] {
      if let value = element.attribute(name), value != "1" {
        throw ParsingMessages.unsupportedAttribute(name, value, of: element, at: location(element))
      }
    }
  }

  private func readEventBasedGateway(
    _ node: ScopeIndex.Node, in scope: ScopeIndex
  ) throws(ParsingError) -> EventBasedGatewaySpec {
    for flow in node.outgoing {
      guard let target = flow.attribute("targetRef").flatMap({ scope.numbers[$0] }) else { continue }
      let type = scope.nodes[target].type
      guard type == .intermediateCatchEvent || type == .receiveTask else {
        throw ParsingMessages.notAnEvent(scope.nodes[target].element, behind: node.element, at: location(flow))
      }
    }
    let instantiates = node.incomingCount == 0 && node.element.flag("instantiate")
    let isParallel = node.element.attribute("eventGatewayType") == "Parallel"
    // Only one that begins a process may wait for all of its events (section 10.6.6).
    if isParallel, !instantiates {
      throw ParsingMessages.unsupportedAttribute(
        "eventGatewayType", "Parallel", of: node.element, at: location(node.element))
    }
    return EventBasedGatewaySpec(instantiates: instantiates, isParallel: isParallel)
  }
}
