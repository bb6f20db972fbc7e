import OrderedCollections
import WorkflowEngine
import WorkflowModel

// What each kind of element writes beside the members that all have.

extension SpiffSpecWriter {
  func describeContent(
    _ element: FlowNode, as node: NodeOutline, _ outline: ProcessOutline, _ spec: inout DataDictionary
  ) throws(SpiffError) {
    switch (element.type, element.content) {
    case (.task, _): spec[SpiffKey.typename] = "NoneTask"
    case (.manualTask, _): spec[SpiffKey.typename] = "ManualTask"
    case (.userTask, .userTask(let variable, let form)):
      if dialect == .spiff { spec["variable"] = text(variable) }
      if dialect == .camunda {
        spec["form"] = ["key": text(form?.formKey), "fields": .list(form?.fields ?? [])]
      }
      spec[SpiffKey.typename] = "UserTask"
    case (.scriptTask, .script(let script)):
      spec["script"] = text(script?.text)
      spec[SpiffKey.typename] = "ScriptTask"
    case (.serviceTask, .service(let operation?)): describe(operation, of: element, &spec)
    case (.businessRuleTask, .decision(let id)):
      spec["decision_table"] = try decisionTable(id)
      spec[SpiffKey.typename] = "BusinessRuleTask"
    case (.callActivity, .call(let call)):
      spec["spec"] = .string(call.calledElement)
      spec[SpiffKey.typename] = "CallActivity"
    case (_, .subprocess(let subprocess)): describe(subprocess, &spec)
    case (.exclusiveGateway, _):
      conditions(node, &spec)
      spec["default_task_spec"] = text(node.outgoing.last { $0.isDefault || $0.condition == nil }?.target)
      spec[SpiffKey.typename] = "ExclusiveGateway"
    case (.inclusiveGateway, _):
      conditions(node, &spec)
      spec[SpiffKey.typename] = "InclusiveGateway"
    case (.parallelGateway, _):
      (spec["split_task"], spec["threshold"], spec["cancel"]) = (.null, .null, false)
      spec[SpiffKey.typename] = "ParallelGateway"
    case (.eventBasedGateway, .eventBasedGateway(let gateway)):
      if gateway.instantiates { throw .notExportable("instantiating gateway ('\(element.id)')") }
      spec[SpiffKey.eventDefinition] = try SpiffEventWriter(dialect: dialect).multiple(
        node.caught, of: node.outgoing.compactMap { outline.node(named: $0.target)?.element }, isParallel: false,
        description: nil)
      spec[SpiffKey.typename] = "EventBasedGateway"
    case (_, .event(let event)): try describe(event, of: element, as: node, &spec)
    default: throw .notExportable("'\(element.type.rawValue)' ('\(element.id)')")
    }
  }

  private func describe(_ subprocess: SubprocessSpec, _ spec: inout DataDictionary) {
    spec["spec"] = .string(subprocess.process.id)
    switch subprocess.kind {
    // The parser takes an event subprocess for a subprocess: its place tells it apart. Camunda's calls a subprocess.
    case .embedded, .event: spec[SpiffKey.typename] = dialect == .camunda ? "CallActivity" : "SubWorkflowTask"
    case .transaction: spec[SpiffKey.typename] = "TransactionSubprocess"
    case .adHoc: spec[SpiffKey.typename] = "AdHocSubprocess"
    }
  }

  private func conditions(_ node: NodeOutline, _ spec: inout DataDictionary) {
    spec["cond_task_specs"] = .list(
      node.outgoing.map { ["condition": text($0.isDefault ? nil : $0.condition), "task_spec": .string($0.target)] })
    spec["choice"] = .null
  }

  // MARK: Services

  private func describe(_ operation: ServiceOperation, of element: FlowNode, _ spec: inout DataDictionary) {
    spec["operation_name"] = .string(operation.name)
    spec["operation_params"] = parameters(of: operation)
    let named = operation.resultVariable.flatMap { $0.isEmpty ? nil : $0 }
    let own = String(element.id.map { $0 == "-" ? "_" : $0 })
    spec["result_variable"] = .string(named ?? "spiff__\(own)_result")
    if let retries = operation.retries {
      spec["retries"] = .integer(retries)
      if let base = operation.retryBackoffBase { spec["retry_backoff_base"] = .integer(base) }
    }
    spec[SpiffKey.typename] = "ServiceTask"
  }

  private func parameters(of operation: ServiceOperation) -> DataValue {
    .dictionary(
      DataDictionary(
        operation.parameters.map { ($0.name, ["value": .string($0.value.text), "type": .string($0.type)]) },
        uniquingKeysWith: { first, _ in first }))
  }

  /// The operation as the extension element that it was.
  func operatorExtension(of operation: ServiceOperation) -> DataValue {
    var members: DataDictionary = [
      "name": .string(operation.name), "resultVariable": text(operation.resultVariable),
      "parameters": parameters(of: operation),
    ]
    members["retries"] = operation.retries.map(DataValue.integer)
    members["retryBackoffBase"] = operation.retryBackoffBase.map(DataValue.integer)
    return .dictionary(members)
  }

  // MARK: Decisions

  private func decisionTable(_ id: String) throws(SpiffError) -> DataValue {
    guard let decision = decisions[id], case .table(let table) = decision.logic, decision.requiredDecisions.isEmpty,
      table.aggregation == nil
    else { throw .notExportable("decision like '\(id)': it has tables alone") }
    return [
      "id": .string(table.id), "name": .string(table.name), "hit_policy": .string(table.hitPolicy.rawValue),
      "inputs": .list(
        table.inputs.map {
          [
            "id": .string($0.id), "label": .string($0.label), "name": .string($0.name),
            "expression": text($0.expression?.text), "typeRef": text($0.typeName),
          ]
        }),
      "outputs": .list(
        table.outputs.map {
          [
            "id": .string($0.id), "label": .string($0.label), "name": .string($0.name),
            "typeRef": .string($0.typeName ?? ""),
          ]
        }),
      "rules": .list(table.rules.enumerated().map { rule($0.element, row: $0.offset + 1, of: table) }),
    ]
  }

  private func rule(_ rule: DecisionTable.Rule, row: Int, of table: DecisionTable) -> DataValue {
    let inputs = zip(table.inputs, rule.inputEntries).enumerated().map { place, pair -> DataValue in
      [
        "id": .string("\(rule.id)_input_\(place + 1)"), "input_id": .string(pair.0.id), "description": "",
        "lhs": [text(pair.1?.text)],
      ]
    }
    let outputs = zip(table.outputs, rule.outputEntries).enumerated().map { place, pair -> DataValue in
      [
        "id": .string("\(rule.id)_output_\(place + 1)"), "output_id": .string(pair.0.id), "description": "",
        "text": .string(pair.1?.text ?? ""),
      ]
    }
    return [
      "id": .string(rule.id), "row_number": .integer(row), "description": .string(rule.description ?? ""),
      "input_entries": .list(inputs), "output_entries": .list(outputs),
    ]
  }
}
