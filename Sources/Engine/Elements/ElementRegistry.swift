import WorkflowModel

/// Which behaviour runs which element and which event: the one table.
struct ElementRegistry: Sendable {
  let dialect: Dialect

  /// The behaviour of an element.
  ///
  /// - Throws: ``DefinitionError`` where the element, or a marker on it, has none.
  func behavior(of node: FlowNode) throws(DefinitionError) -> any ElementBehavior {
    switch (node.type, node.content) {
    case (.task, _), (.manualTask, _), (.userTask, _): return HumanTask()
    case (.scriptTask, .script(let script)): return ScriptTask(script: script?.text ?? "")
    case (.businessRuleTask, .decision(let id)): return BusinessRuleTask(decision: id)
    case (.serviceTask, .service(let operation)):
      guard let operation else { throw .missingOperation(of: node) }
      return ServiceTask(operation: operation)
    case (.callActivity, .call(let call)): return CallActivity(process: call.calledElement, mapping: call.mapping)
    case (.subProcess, .subprocess(let subprocess)), (.transaction, .subprocess(let subprocess)),
      (.adHocSubProcess, .subprocess(let subprocess)):
      return try container(subprocess, node)
    case (.exclusiveGateway, _): return ExclusiveGateway()
    case (.parallelGateway, _): return ParallelGateway()
    case (.inclusiveGateway, _): return InclusiveGateway()
    case (.eventBasedGateway, .eventBasedGateway(let gateway)):
      return gateway.isParallel ? ParallelEventBasedGateway() : EventBasedGateway(events: [])
    case (.complexGateway, .complexGateway(let condition)):
      return ComplexGateway(activationCondition: condition?.text)
    case (_, .event(let event)): return try eventNode(event, node)
    default: throw .unsupported(node)
    }
  }

  private func container(
    _ subprocess: SubprocessSpec, _ node: FlowNode
  ) throws(DefinitionError) -> any ElementBehavior {
    switch subprocess.kind {
    case .embedded: return EmbeddedSubprocess(process: subprocess.process.id)
    case .transaction: return TransactionSubprocess(process: subprocess.process.id)
    case .event: return EventSubprocess(process: subprocess.process.id)
    case .adHoc: return AdHocSubprocess(process: subprocess.process.id)
    }
  }

  /// The behaviour of an activity with a loop marker.
  func loop(
    _ marker: LoopCharacteristics, instance: Int, framing: inout Node.Framing, instanceFraming: inout Node.Framing
  ) -> any ElementBehavior {
    switch marker {
    case .standard(let condition, let testsBefore, let maximum):
      return StandardLoop(instance: instance, condition: condition?.text, testsBefore: testsBefore, maximum: maximum)
    case .multiInstance(let marker):
      if marker.scriptsOnInstances {
        (instanceFraming.preScript, instanceFraming.postScript) = (framing.preScript, framing.postScript)
        (framing.preScript, framing.postScript) = (nil, nil)
      }
      return MultiInstance(instance: instance, marker: marker)
    }
  }
}

extension ElementRegistry {
  // MARK: Events

  private func eventNode(_ event: EventSpec, _ node: FlowNode) throws(DefinitionError) -> any ElementBehavior {
    let behavior = try self.event(event, of: node)
    switch node.type {
    case .intermediateThrowEvent where event.throwsCompensation, .endEvent where event.throwsCompensation:
      return CompensationThrow(activity: event.compensatedActivity)
    case .startEvent:
      return behavior.map { TriggeredStartEvent(event: $0, isInterrupting: event.isInterrupting) } ?? StartEvent()
    case .endEvent:
      let endsScope = event.definitions.contains { definition in
        switch definition {
        case .terminate, .cancel: true
        default: false
        }
      }
      return EndEvent(event: behavior, endsScope: endsScope)
    case .intermediateCatchEvent: return behavior.map { IntermediateCatchEvent(event: $0) } ?? PassedEvent()
    case .intermediateThrowEvent: return behavior.map { IntermediateThrowEvent(event: $0) } ?? PassedEvent()
    case .sendTask: return behavior.map { SendTask(event: $0) } ?? PassedEvent()
    case .receiveTask: return behavior.map { ReceiveTask(event: $0) } ?? PassedEvent()
    case .boundaryEvent:
      guard let behavior else { throw .unsupported("the missing event definition", node) }
      return BoundaryEvent(event: behavior, isInterrupting: event.isInterrupting)
    default: throw .unsupported(node)
    }
  }

  /// The event that an element waits for; nil where it waits for none.
  func caughtEvent(of node: FlowNode) throws(DefinitionError) -> (any EventBehavior)? {
    guard case .event(let event) = node.content else { return nil }
    return try self.event(event, of: node, isAlternative: true)
  }

  /// The behaviour of an event; nil for a none event.
  ///
  /// - Parameter isAlternative: whether it is one of the events behind an event-based gateway.
  func event(
    _ event: EventSpec, of node: FlowNode, isAlternative: Bool = false
  ) throws(DefinitionError) -> (any EventBehavior)? {
    // One that interrupts its activity, or stands for a choice, happens once, whatever its cycle says.
    let isInterrupting = node.type == .boundaryEvent && event.isInterrupting
    let happensOnce = isAlternative || isInterrupting || event.definitions.count > 1
    var behaviors: [any EventBehavior] = []
    for definition in event.definitions {
      if let behavior = try self.definition(definition, node, happensOnce: happensOnce) { behaviors.append(behavior) }
    }
    if behaviors.count <= 1 { return behaviors.first }
    return MultipleEvent(events: behaviors, isParallel: event.isParallelMultiple)
  }

  private func definition(
    _ definition: EventDefinition, _ node: FlowNode, happensOnce: Bool
  ) throws(DefinitionError) -> (any EventBehavior)? {
    switch definition {
    case .message(let message):
      return MessageEvent(
        name: message.reference.name, dialect: dialect, payload: message.reference.payload?.text,
        variable: message.reference.variable, properties: message.correlationProperties,
        variableProperties: message.variableCorrelations)
    case .signal(let signal):
      return SignalEvent(name: signal.name, content: content(signal.payload, signal.variable))
    case .timer(let timer): return TimerEvent.behavior(timer, happensOnce: happensOnce)
    case .error(let error):
      return ErrorEvent(
        name: error.name ?? node.id, code: error.code, content: content(error.payload, error.variable))
    case .escalation(let escalation):
      return EscalationEvent(
        name: escalation.name ?? node.id, code: escalation.code,
        content: content(escalation.payload, escalation.variable))
    case .conditional(let condition): return ConditionalEvent(condition: condition.text)
    case .cancel: return CancelEvent()
    case .terminate: return nil
    case .link:
      // A link is a flow: the compiler connects both ends.
      guard [.intermediateThrowEvent, .intermediateCatchEvent].contains(node.type) else {
        throw .unsupported("the link event definition", node)
      }
      return nil
    case .compensation:
      guard [.intermediateThrowEvent, .endEvent].contains(node.type) else {
        throw .unsupported("the compensation event definition", node)
      }
      return nil
    }
  }

  private func content(_ payload: ScriptText?, _ variable: String?) -> EventContent {
    EventContent(dialect: dialect, expression: payload?.text, variable: variable)
  }
}

extension EventSpec {
  fileprivate var throwsCompensation: Bool {
    if case .compensation? = definitions.first { true } else { false }
  }

  /// The activity that is compensated; nil for all of the scope.
  fileprivate var compensatedActivity: String? {
    if case .compensation(let activity, _)? = definitions.first { activity } else { nil }
  }
}
