import OrderedCollections
import WorkflowModel

/// Writes event definitions.
struct SpiffEventWriter {
  let dialect: Dialect

  private func text(_ text: String?) -> DataValue { text.map(DataValue.string) ?? .null }

  /// Several definitions, each with the element that it is of.
  func multiple(
    _ definitions: [EventDefinition], of elements: [FlowNode], isParallel: Bool, description: String?
  ) throws(SpiffError) -> DataValue {
    [
      "description": text(description), "name": nil, "parallel": .bool(isParallel),
      SpiffKey.eventDefinitions: .list(
        try zip(definitions, elements).map { part throws(SpiffError) in try definition(part.0, of: part.1) }),
      SpiffKey.typename: "MultipleEventDefinition",
    ]
  }

  func definition(_ definition: EventDefinition, of element: FlowNode) throws(SpiffError) -> DataValue {
    guard let typename = definition.spiffTypename else {
      throw .notExportable("'\(definition.kind)' event ('\(element.id)')")
    }
    // The parser for the dialect `spiff` leaves some without a description.
    var members: DataDictionary = ["description": text(SpiffDescription.of(definition)), "name": nil]
    switch definition {
    case .message(let message): describe(message, &members)
    case .signal(let signal):
      describe(signal.name, signal.payload, signal.variable, &members)
    case .error(let error):
      describe(error.name ?? element.id, error.payload, error.variable, &members)
      members["code"] = text(error.code)
    case .escalation(let escalation):
      describe(escalation.name ?? element.id, escalation.payload, escalation.variable, &members)
      members["code"] = text(escalation.code)
    case .timer(let timer):
      members["name"] = .string(element.name ?? element.id)
      members["expression"] = .string(timer.expression.text)
    case .conditional(let condition): members["expression"] = .string(condition.text)
    case .cancel, .terminate, .link, .compensation: break
    }
    members[SpiffKey.typename] = .string(typename)
    return .dictionary(members)
  }

  private func describe(_ message: MessageReference, _ members: inout DataDictionary) {
    if dialect != .bpmn { members["description"] = .null }
    members["name"] = .string(message.reference.name)
    members["correlation_properties"] = properties(message.correlationProperties)
    switch dialect {
    case .bpmn: break
    case .spiff:
      members["expression"] = text(message.reference.payload?.text)
      members["message_var"] = text(message.reference.variable)
      members["process_correlations"] = properties(message.variableCorrelations)
    case .camunda:
      members["expression"] = text(message.reference.payload?.text)
      members["result_var"] = text(message.reference.variable)
    }
  }

  private func describe(
    _ name: String, _ payload: ScriptText?, _ variable: String?, _ members: inout DataDictionary
  ) {
    members["name"] = .string(name)
    guard dialect == .spiff else { return }
    members["description"] = .null
    members["expression"] = text(payload?.text)
    members["variable"] = text(variable)
  }

  private func properties(_ properties: [CorrelationProperty]) -> DataValue {
    .list(
      properties.map {
        [
          "name": .string($0.id), "retrieval_expression": .string($0.expression.text),
          "correlation_keys": .list($0.keys.map(DataValue.string)),
        ]
      })
  }
}

extension EventDefinition {
  fileprivate var kind: String {
    switch self {
    case .link: "link"
    case .compensation: "compensation"
    default: "event"
    }
  }
}
