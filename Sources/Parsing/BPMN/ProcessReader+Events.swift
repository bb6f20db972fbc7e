import WorkflowModel

// Events, and the tasks that send and receive messages.

extension ProcessReader {
  /// What an event catches or throws.
  func readEvent(
    _ node: ScopeIndex.Node, in scope: ScopeIndex, kind: ScopeKind
  ) throws(ParsingError) -> EventSpec {
    let position = EventPosition(node.type, in: kind)
    var definitions: [EventDefinition] = []
    for child in node.element.children where child.namespace == .bpmn {
      guard let definition = try definition(child, of: node.element) else { continue }
      definitions.append(try readDefinition(definition, of: node, at: position, in: scope))
    }
    if position.needsDefinition, definitions.isEmpty {
      throw ParsingMessages.noEventDefinition(node.element, at: location(node.element))
    }
    return EventSpec(
      definitions: definitions, isParallelMultiple: node.element.flag("parallelMultiple"),
      attachedTo: node.element.attribute("attachedToRef").flatMap { scope.number($0) }.map { scope.nodes[$0].id },
      isInterrupting: isInterrupting(node),
      compensationHandlerID: node.compensationHandler.map { scope.nodes[$0].id })
  }

  private func isInterrupting(_ node: ScopeIndex.Node) -> Bool {
    let name = node.type == .boundaryEvent ? "cancelActivity" : "isInterrupting"
    guard let value = node.element.attribute(name)?.lowercased() else { return true }
    return value == "true" || value == "1"
  }

  /// The definition that a child of an event is or refers to; nil for all other children.
  private func definition(_ child: XMLElement, of event: XMLElement) throws(ParsingError) -> XMLElement? {
    if child.name.hasSuffix("EventDefinition") { return child }
    guard child.name == "eventDefinitionRef" else { return nil }
    guard let target = context.index.find(child.trimmedText, in: \.eventDefinitions, from: context.document) else {
      throw ParsingMessages.unknownReference(
        child.trimmedText, kind: "event definition", of: event, at: location(child))
    }
    return target
  }

  private func readDefinition(
    _ definition: XMLElement, of node: ScopeIndex.Node, at position: EventPosition, in scope: ScopeIndex
  ) throws(ParsingError) -> EventDefinition {
    guard position.definitions.contains(definition.name) else {
      throw ParsingMessages.misplacedDefinition(
        definition, at: position, of: node.element, location: location(definition))
    }
    switch definition.name {
    case "messageEventDefinition": return .message(try readMessage(definition, of: node.element))
    case "signalEventDefinition": return .signal(try readSignal(definition, of: node.element))
    case "timerEventDefinition": return .timer(try readTimer(definition, of: node.element))
    case "errorEventDefinition":
      return .error(
        try readCode(definition, of: node, attribute: "errorRef", code: "errorCode", kind: \.errors))
    case "escalationEventDefinition":
      return .escalation(
        try readCode(definition, of: node, attribute: "escalationRef", code: "escalationCode", kind: \.escalations))
    case "conditionalEventDefinition":
      guard let condition = script(definition.child("condition")) else {
        throw ParsingMessages.emptyElement("condition", of: node.element, at: location(definition))
      }
      return .conditional(condition)
    case "linkEventDefinition":
      guard let name = definition.attribute("name") else {
        throw ParsingMessages.missingAttribute("name", of: definition, at: location(definition))
      }
      return .link(name: name)
    case "compensateEventDefinition":
      return .compensation(
        activityID: definition.attribute("activityRef").map { scope.number($0).map { scope.nodes[$0].id } ?? $0 },
        waitsForCompletion: definition.attribute("waitForCompletion").map { $0 == "true" || $0 == "1" } ?? true)
    case "cancelEventDefinition":
      try checkCancel(definition, of: node, in: scope)
      return .cancel
    default:
      return .terminate
    }
  }

  /// Cancel events belong to transactions (BPMN 2.0, section 10.5.5): at their border, or as an end within.
  private func checkCancel(
    _ definition: XMLElement, of node: ScopeIndex.Node, in scope: ScopeIndex
  ) throws(ParsingError) {
    if node.type == .boundaryEvent {
      let host = node.element.attribute("attachedToRef").flatMap { scope.number($0) }
      if let host, scope.nodes[host].type == .transaction { return }
    } else if scope.container.name == "transaction" {
      return
    }
    throw ParsingMessages.misplacedCancel(node.element, at: location(definition))
  }

  private func readTimer(_ definition: XMLElement, of event: XMLElement) throws(ParsingError) -> TimerSpec {
    let kinds: [TimerSpec.Kind] = [.timeDate, .timeDuration, .timeCycle]
    let given = kinds.filter { definition.child($0.rawValue) != nil }
    guard given.count == 1, let kind = given.first else {
      throw ParsingMessages.timerKinds(given.map(\.rawValue), of: event, at: location(definition))
    }
    guard let expression = script(definition.child(kind.rawValue)) else {
      throw ParsingMessages.emptyElement(kind.rawValue, of: event, at: location(definition))
    }
    return TimerSpec(kind: kind, expression: expression)
  }

  private func readSignal(_ definition: XMLElement, of element: XMLElement) throws(ParsingError) -> NamedReference {
    guard let reference = definition.attribute("signalRef"), !reference.isEmpty else {
      return NamedReference(id: element.id ?? "", name: ownName(of: element))
    }
    guard let signal = context.index.find(reference, in: \.signals, from: context.document), let id = signal.id else {
      throw ParsingMessages.unknownReference(reference, kind: "signal", of: element, at: location(definition))
    }
    let payload = payload(of: signal)
    return NamedReference(
      id: id, name: signal.attribute("name") ?? id, payload: payload.expression, variable: payload.variable)
  }

  private func readCode(
    _ definition: XMLElement, of node: ScopeIndex.Node, attribute: String, code: String,
    kind: KeyPath<BPMNDocument, [String: XMLElement]>
  ) throws(ParsingError) -> CodedReference {
    guard let reference = definition.attribute(attribute), !reference.isEmpty else {
      return CodedReference(id: nil, name: node.element.attribute("name"), code: nil)
    }
    guard let declared = context.index.find(reference, in: kind, from: context.document) else {
      let name = String(attribute.dropLast(3))
      throw ParsingMessages.unknownReference(reference, kind: name, of: node.element, at: location(definition))
    }
    let payload = payload(of: declared)
    return CodedReference(
      id: declared.id, name: declared.attribute("name"), code: declared.attribute(code),
      payload: payload.expression, variable: payload.variable)
  }

  /// What a declared signal, error or escalation carries (`spiffworkflow:payloadExpression`, `variableName`).
  private func payload(of declared: XMLElement) -> (expression: ScriptText?, variable: String?) {
    guard context.dialect == .spiff else { return (nil, nil) }
    return (
      script(spiffExtension("payloadExpression", of: declared)),
      spiffExtension("variableName", of: declared)?.trimmedText
    )
  }

  /// What an event without a reference is known by.
  private func ownName(of element: XMLElement) -> String {
    element.attribute("name") ?? element.id ?? ""
  }
}

// MARK: - Messages

extension ProcessReader {
  /// Send and receive tasks name their message themselves, or by a definition as events do.
  func readMessageTask(_ node: ScopeIndex.Node) throws(ParsingError) -> EventSpec {
    let element = node.element
    if element.attribute("messageRef") != nil {
      return EventSpec(definitions: [.message(try readMessage(element, of: element))])
    }
    guard let definition = element.child("messageEventDefinition") else { return EventSpec(definitions: []) }
    return EventSpec(definitions: [.message(try readMessage(definition, of: element))])
  }

  /// The message of an event definition, or of a task that names it itself.
  private func readMessage(_ definition: XMLElement, of element: XMLElement) throws(ParsingError) -> MessageReference {
    guard let reference = definition.attribute("messageRef"), !reference.isEmpty else {
      let (expression, variable) = camundaPayload(of: definition)
      return MessageReference(
        NamedReference(
          id: element.id ?? "", name: ownName(of: element), payload: expression, variable: variable),
        correlationProperties: [])
    }
    guard let message = context.index.find(reference, in: \.messages, from: context.document), let id = message.id
    else {
      throw ParsingMessages.unknownReference(reference, kind: "message", of: element, at: location(definition))
    }
    let name = message.attribute("name") ?? id
    let correlations = context.index.correlations[id] ?? []
    switch context.dialect {
    case .spiff:
      var (expression, variable) = spiffPayload(of: message)
      if expression == nil, variable == nil { (expression, variable) = spiffPayload(of: definition) }
      return MessageReference(
        NamedReference(id: id, name: name, payload: expression, variable: variable),
        correlationProperties: correlations.map { mainKeyed($0) },
        variableCorrelations: try spiffVariableCorrelations(of: definition, messageID: id).map { mainKeyed($0) })
    case .camunda, .bpmn:
      let (expression, variable) = camundaPayload(of: definition)
      return MessageReference(
        NamedReference(id: id, name: name, payload: expression, variable: variable),
        correlationProperties: correlations)
    }
  }

  /// A property that no key uses belongs to a key of its own.
  private func mainKeyed(_ property: CorrelationProperty) -> CorrelationProperty {
    guard property.keys.isEmpty else { return property }
    return CorrelationProperty(
      id: property.id, messageID: property.messageID, expression: property.expression, keys: ["MainCorrelationKey"])
  }
}
