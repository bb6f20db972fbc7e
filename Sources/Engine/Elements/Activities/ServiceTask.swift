import OrderedCollections
import WorkflowModel
import WorkflowScripting

/// Service task (BPMN 2.0, section 10.3.3): calls its operation with its parameters, evaluated; what it answers goes to
/// the result variable.
struct ServiceTask: ElementBehavior {
  let operation: ServiceOperation

  func run(_ step: Step) throws(ElementFailure) -> Departure {
    var parameters = DataDictionary()
    for parameter in operation.parameters {
      parameters[parameter.name] = [
        "value": try step.evaluate(parameter.value.text), "type": .string(parameter.type),
      ]
    }
    step.data[resultVariable(step)] = try step.callService(operation.name, parameters)
    return .all
  }

  private func resultVariable(_ step: Step) -> String {
    if let name = operation.resultVariable, !name.isEmpty { return name }
    let element = step.node.name.map { $0 == "-" ? "_" : $0 }
    return "spiff__\(String(element))_result"
  }
}
