import WorkflowModel

/// Which behaviour runs which element: the one table.
struct ElementRegistry: Sendable {
  static let standard = ElementRegistry()

  /// The behaviour of an element.
  ///
  /// - Throws: ``DefinitionError`` where the element, or a marker on it, has none.
  func behavior(of node: FlowNode) throws(DefinitionError) -> any ElementBehavior {
    try refuseMarkers(of: node)
    switch (node.type, node.content) {
    case (.task, _), (.manualTask, _), (.userTask, _): return HumanTask()
    case (.scriptTask, .script(let script)): return ScriptTask(script: script?.text ?? "")
    case (.businessRuleTask, .decision(let id)): return BusinessRuleTask(decision: id)
    case (.callActivity, .call(let call)) where call.mapping == nil:
      return CallActivity(process: call.calledElement)
    case (.subProcess, .subprocess(let subprocess)):
      guard case .embedded = subprocess.kind else { throw .unsupported("the trigger", node) }
      return EmbeddedSubprocess(process: subprocess.process.id)
    case (.exclusiveGateway, _): return ExclusiveGateway()
    case (.parallelGateway, _): return ParallelGateway()
    case (.startEvent, .event(let event)):
      guard event.definitions.isEmpty else { throw .unsupported("the event definition", node) }
      return StartEvent()
    case (.endEvent, .event(let event)):
      guard event.definitions.isEmpty else { throw .unsupported("the event definition", node) }
      return EndEvent()
    default: throw .unsupported(node)
    }
  }

  private func refuseMarkers(of node: FlowNode) throws(DefinitionError) {
    if node.loop != nil { throw .unsupported("the loop marker", node) }
    if !node.boundaryEventIDs.isEmpty { throw .unsupported("a boundary event", node) }
    for association in node.dataInputs + node.dataOutputs {
      if case .dataStore = association.target { throw .unsupported("a data store", node) }
    }
  }
}
