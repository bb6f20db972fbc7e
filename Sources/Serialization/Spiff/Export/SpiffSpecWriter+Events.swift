import OrderedCollections
import WorkflowEngine
import WorkflowModel

// Events.

extension SpiffSpecWriter {
  func describe(
    _ event: EventSpec, of element: FlowNode, as node: NodeOutline, _ spec: inout DataDictionary
  ) throws(SpiffError) {
    let events = SpiffEventWriter(dialect: dialect)
    let isCatching = ![.endEvent, .intermediateThrowEvent, .sendTask].contains(element.type)
    // Behind an event-based gateway an event has no definition of its own.
    let isTaken = isCatching && node.caught.isEmpty
    let definitions = isTaken ? [] : event.definitions
    let isTask = element.type == .sendTask || element.type == .receiveTask
    switch definitions.count {
    case 0:
      spec[SpiffKey.eventDefinition] = [
        "description": isTask || isTaken && !event.definitions.isEmpty ? .null : "Default", "name": nil,
        SpiffKey.typename: "NoneEventDefinition",
      ]
    case 1: spec[SpiffKey.eventDefinition] = try events.definition(definitions[0], of: element)
    default:
      spec[SpiffKey.eventDefinition] = try events.multiple(
        definitions, of: definitions.map { _ in element }, isParallel: event.isParallelMultiple, description: "Multiple"
      )
    }
    switch element.type {
    case .startEvent: spec[SpiffKey.typename] = "StartEvent"
    case .endEvent: spec[SpiffKey.typename] = "EndEvent"
    case .intermediateCatchEvent: spec[SpiffKey.typename] = "IntermediateCatchEvent"
    case .intermediateThrowEvent: spec[SpiffKey.typename] = "IntermediateThrowEvent"
    case .sendTask: spec[SpiffKey.typename] = "SendTask"
    case .receiveTask: spec[SpiffKey.typename] = "ReceiveTask"
    default:
      spec["cancel_activity"] = .bool(event.isInterrupting)
      spec[SpiffKey.typename] = .string(SpiffTypename.boundaryEvent)
    }
  }
}
