import OrderedCollections
import WorkflowModel

/// Reads event definitions.
struct SpiffEventReader {
  let location: SourceLocation

  /// The definitions of an event, none for a none event, and whether all of them must happen.
  func read(_ node: SpiffNode) throws(SpiffError) -> (definitions: [EventDefinition], isParallel: Bool) {
    switch try node.typename() {
    case "NoneEventDefinition": return ([], false)
    case "MultipleEventDefinition":
      let parts = try node.member(SpiffKey.eventDefinitions).elements()
      return (try parts.map { part throws(SpiffError) in try definition(part) }, try node.flag("parallel"))
    default: return ([try definition(node)], false)
    }
  }

  private func definition(_ node: SpiffNode) throws(SpiffError) -> EventDefinition {
    let typename = try node.typename()
    switch typename {
    case "MessageEventDefinition": return .message(try message(node))
    case "SignalEventDefinition":
      let name = try node.optionalText("name") ?? ""
      return .signal(
        NamedReference(
          id: name, name: name, payload: try script(node, "expression"), variable: try node.optionalText("variable")))
    case "ErrorEventDefinition": return .error(try code(node))
    case "EscalationEventDefinition": return .escalation(try code(node))
    case "TimeDateEventDefinition": return .timer(try timer(.timeDate, node))
    case "DurationTimerEventDefinition": return .timer(try timer(.timeDuration, node))
    case "CycleTimerEventDefinition": return .timer(try timer(.timeCycle, node))
    case "ConditionalEventDefinition":
      return .conditional(ScriptText(try node.text("expression"), at: location))
    case "CancelEventDefinition": return .cancel
    case "TerminateEventDefinition": return .terminate
    default: throw .unsupported("the event definition '\(typename)'", at: node.path)
    }
  }

  private func timer(_ kind: TimerSpec.Kind, _ node: SpiffNode) throws(SpiffError) -> TimerSpec {
    TimerSpec(kind: kind, expression: ScriptText(try node.text("expression"), at: location))
  }

  private func code(_ node: SpiffNode) throws(SpiffError) -> CodedReference {
    CodedReference(
      id: try node.optionalText("name"), name: try node.optionalText("name"), code: try node.optionalText("code"),
      payload: try script(node, "expression"), variable: try node.optionalText("variable"))
  }

  private func message(_ node: SpiffNode) throws(SpiffError) -> MessageReference {
    let name = try node.optionalText("name") ?? ""
    let (own, camunda) = (try node.optionalText("message_var"), try node.optionalText("result_var"))
    return MessageReference(
      NamedReference(id: name, name: name, payload: try script(node, "expression"), variable: own ?? camunda),
      correlationProperties: try properties("correlation_properties", of: node, message: name),
      variableCorrelations: try properties("process_correlations", of: node, message: name))
  }

  private func properties(
    _ key: String, of node: SpiffNode, message: String
  ) throws(SpiffError) -> [CorrelationProperty] {
    guard let list = try node.optional(key) else { return [] }
    // A message without an id has an empty object there.
    if case .dictionary(let members) = list.value, members.isEmpty { return [] }
    return try list.elements().map { property throws(SpiffError) in
      CorrelationProperty(
        id: try property.text("name"), messageID: message,
        expression: ScriptText(try property.text("retrieval_expression"), at: location),
        keys: try property.texts("correlation_keys"))
    }
  }

  private func script(_ node: SpiffNode, _ key: String) throws(SpiffError) -> ScriptText? {
    try node.optionalText(key).map { ScriptText($0, at: location) }
  }
}
