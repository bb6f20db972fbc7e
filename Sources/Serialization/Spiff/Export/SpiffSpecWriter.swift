import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Writes processes as process specs of version 1.5.
struct SpiffSpecWriter {
  let dialect: Dialect
  let decisions: [String: DecisionSpec]
  /// All data objects by id.
  private let dataObjects: [String: DataObjectSpec]
  /// How the inside of each subprocess is run, by its process.
  private let kinds: [String: SubprocessSpec.Kind]
  private let called: Set<String>
  /// The variables that gave the instances where the cardinality named them, by process and task spec.
  private let collections: [TaskSpecName: String]
  /// The task specs that events began beside the flow.
  private let begun: Set<TaskSpecName>

  private struct TaskSpecName: Hashable {
    let process: String
    let name: String
  }

  init(_ definition: WorkflowDefinition, _ outlines: [ProcessOutline], _ state: InstanceState) throws(SpiffError) {
    dialect = definition.spec.dialect
    decisions = definition.spec.decisions
    let nodes = outlines.compactMap(\.spec).flatMap(\.nodes)
    dataObjects = Dictionary(
      outlines.compactMap(\.spec).flatMap(\.dataObjects).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var kinds: [String: SubprocessSpec.Kind] = [:]
    var called: Set<String> = []
    for node in nodes {
      if node.isForCompensation { throw .notExportable("compensation ('\(node.id)')") }
      switch node.content {
      case .subprocess(let subprocess): kinds[subprocess.process.id] = subprocess.kind
      case .call(let call):
        if call.mapping != nil { throw .notExportable("mapping of variables ('\(node.id)')") }
        called.insert(call.calledElement)
      default: break
      }
    }
    (self.kinds, self.called) = (kinds, called)
    var collections: [TaskSpecName: String] = [:]
    var begun: Set<TaskSpecName> = []
    for task in state.tasks where state.scopes.indices.contains(task.scope) {
      let name = TaskSpecName(process: state.scopes[task.scope].process, name: task.spec)
      if case .string(let collection)? = task.internalData["collection"] { collections[name] = collection }
      if task.arrivedBy == nil, task.parent != nil { begun.insert(name) }
    }
    (self.collections, self.begun) = (collections, begun)
  }

  /// Whether a call activity calls a process.
  func isCalled(_ process: String) -> Bool { called.contains(process) }

  // MARK: Processes

  func process(_ outline: ProcessOutline) throws(SpiffError) -> DataDictionary {
    var tasks: DataDictionary = [:]
    for node in outline.nodes { tasks[node.name] = .dictionary(try taskSpec(node, outline)) }
    let spec = outline.spec
    let starts = outline.nodes.filter { $0.element?.type == .startEvent }
    var process: DataDictionary = [
      "name": .string(outline.id),
      "description": spec.map { .string($0.name ?? $0.id) } ?? .null,
      "file": spec.map { .string($0.location.file) } ?? .null,
      SpiffKey.taskSpecs: .dictionary(tasks),
      "io_specification": io(spec?.io),
      SpiffKey.dataObjects: .dictionary(
        DataDictionary(
          (spec?.dataObjects ?? []).map { ($0.id, dataObject($0)) }, uniquingKeysWith: { first, _ in first })),
      "correlation_keys": .dictionary(
        DataDictionary(
          (spec?.correlationKeys ?? []).map { ($0.name, .list($0.propertyIDs.map(DataValue.string))) },
          uniquingKeysWith: { first, _ in first })),
      "bpmn_start_events": .list(starts.map { .string($0.name) }),
    ]
    guard case .adHoc(let condition, _, let cancelsRemaining)? = kinds[outline.id] else {
      process[SpiffKey.typename] = "BpmnProcessSpec"
      return process
    }
    process["completion_condition"] = text(condition?.text)
    process["parallel"] = true
    process["cancel_remaining"] = .bool(cancelsRemaining)
    process["conditional_paths"] = .list(outline.conditionalStarts.map(DataValue.string))
    process[SpiffKey.typename] = .string(SpiffTypename.adHocProcess)
    return process
  }

  // MARK: Task specs

  private func taskSpec(_ node: NodeOutline, _ outline: ProcessOutline) throws(SpiffError) -> DataDictionary {
    let (inputs, outputs) = connections(of: node, outline)
    var spec: DataDictionary = [
      "name": .string(node.name), "description": "BPMN Task", "manual": .bool(node.isManual), "lookahead": 2,
      "inputs": .list(inputs.map(DataValue.string)), "outputs": .list(outputs.map(DataValue.string)),
      "bpmn_id": text(node.bpmnID), "bpmn_name": nil, "lane": text(lane(of: node, outline)), "documentation": nil,
      "data_input_associations": [], "data_output_associations": [], "io_specification": nil,
    ]
    switch node.role {
    case .start:
      spec["trigger_specs"] = .list(outline.triggered.map(DataValue.string))
      spec[SpiffKey.typename] = .string(SpiffTypename.start)
    case .endJoin: spec[SpiffKey.typename] = "_EndJoin"
    case .end: spec[SpiffKey.typename] = "SimpleBpmnTask"
    case .startEventSplit: spec[SpiffKey.typename] = .string(SpiffTypename.startEventSplit)
    case .startEventJoin:
      spec.merge(join(split: "StartEventSplit", threshold: 1, cancels: true)) { $1 }
      spec[SpiffKey.typename] = "StartEventJoin"
    case .boundaryEventSplit: spec[SpiffKey.typename] = .string(SpiffTypename.boundaryEventSplit)
    case .boundaryEventJoin:
      let split = String(node.name.dropLast("Join".count)) + "Split"
      spec.merge(join(split: split, threshold: nil, cancels: true)) { $1 }
      spec[SpiffKey.typename] = "BoundaryEventJoin"
    case .participant(let process):
      spec["spec"] = .string(process)
      if dialect == .spiff { (spec["prescript"], spec["postscript"]) = (.null, .null) }
      spec[SpiffKey.typename] = "CallActivity"
    case .element, .loop, .loopInstance:
      if let element = node.element { try describe(element, as: node, outline, &spec) }
    }
    return spec
  }

  private func join(split: String?, threshold: Int?, cancels: Bool) -> DataDictionary {
    [
      "split_task": text(split), "threshold": threshold.map(DataValue.integer) ?? .null, "cancel": .bool(cancels),
    ]
  }

  /// What leads to a task spec and from it.
  ///
  /// What events begin is connected with the start, and with the end, only once an event has begun it.
  private func connections(
    of node: NodeOutline, _ outline: ProcessOutline
  ) -> (inputs: [String], outputs: [String]) {
    var inputs = node.incoming
    var outputs = node.outgoing.map(\.target)
    switch node.role {
    case .loopInstance:
      inputs = outline.nodes.filter { $0.role == .loop(instance: node.name) }.map(\.name)
    case .start:
      outputs += outline.triggered.filter { name in isBegun(name, outline) && !outputs.contains(name) }
    case .endJoin:
      inputs = inputs.filter { name in
        !outline.triggered.contains(name) || isBegun(name, outline) || isConnected(name, outline)
      }
    default:
      if outline.triggered.contains(node.name), !isConnected(node.name, outline) {
        if isBegun(node.name, outline) { inputs = ["Start"] } else { outputs = [] }
      }
    }
    return (inputs, outputs)
  }

  private func isBegun(_ name: String, _ outline: ProcessOutline) -> Bool {
    begun.contains(TaskSpecName(process: outline.id, name: name))
  }

  /// Whether the start leads to a task spec.
  private func isConnected(_ name: String, _ outline: ProcessOutline) -> Bool {
    outline.node(named: name).map { !$0.incoming.isEmpty } ?? false
  }

  private func lane(of node: NodeOutline, _ outline: ProcessOutline) -> String? {
    switch node.role {
    case .element, .loopInstance: node.element?.lane
    case .boundaryEventSplit: node.outgoing.first.flatMap { outline.node(named: $0.target)?.element?.lane }
    case .boundaryEventJoin: node.incoming.first.flatMap { outline.node(named: $0)?.element?.lane }
    default: nil
    }
  }

  // MARK: Elements

  private func describe(
    _ element: FlowNode, as node: NodeOutline, _ outline: ProcessOutline, _ spec: inout DataDictionary
  ) throws(SpiffError) {
    if case .loop(let instance) = node.role {
      try describeLoop(element, instance: instance, as: node, outline, &spec)
    } else {
      spec["description"] = text(SpiffDescription.of(element))
      spec["bpmn_name"] = text(element.name)
      spec["documentation"] = text(element.documentation)
      spec["extensions"] = .dictionary(extensions(of: element))
      try describeContent(element, as: node, outline, &spec)
    }
    // With a loop marker, data and scripts are the activity's, not its instances'.
    guard node.role != .loopInstance else {
      if dialect == .spiff, element.type.hasScripts {
        scripts(element, isPresent: element.runsScriptsOnInstances, &spec)
      }
      return
    }
    spec["data_input_associations"] = .list(try associations(element.dataInputs))
    spec["data_output_associations"] = .list(try associations(element.dataOutputs))
    spec["io_specification"] = io(element.io)
    if dialect == .spiff, element.type.hasScripts {
      scripts(element, isPresent: !(element.loop != nil && element.runsScriptsOnInstances), &spec)
    }
  }

  private func scripts(_ element: FlowNode, isPresent: Bool, _ spec: inout DataDictionary) {
    spec["prescript"] = isPresent ? text(element.preScript?.text) : .null
    spec["postscript"] = isPresent ? text(element.postScript?.text) : .null
  }

  private func describeLoop(
    _ element: FlowNode, instance: String, as node: NodeOutline, _ outline: ProcessOutline,
    _ spec: inout DataDictionary
  ) throws(SpiffError) {
    spec["task_spec"] = .string(instance)
    switch element.loop {
    case .standard(let condition, let testsBefore, let maximum):
      spec["description"] = "Loop Task"
      spec["maximum"] = maximum.map(DataValue.integer) ?? .null
      spec["condition"] = text(condition?.text)
      spec["test_before"] = .bool(testsBefore)
      spec[SpiffKey.typename] = "StandardLoopTask"
    case .multiInstance(let marker):
      let collection = collections[TaskSpecName(process: outline.id, name: node.name)]
      let order = marker.isSequential ? "Sequential" : "Parallel"
      if dialect != .camunda { spec["description"] = .string("\(order) MultiInstance") }
      spec["cardinality"] = collection == nil ? text(marker.cardinality?.text) : .null
      spec["data_input"] = reference(marker.inputCollection ?? collection)
      spec["data_output"] = reference(marker.outputCollection)
      spec["input_item"] = marker.inputItem.map(reference) ?? .null
      spec["output_item"] = marker.outputItem.map(reference) ?? .null
      spec["condition"] = text(marker.completionCondition?.text)
      spec[SpiffKey.typename] = .string("\(order)MultiInstanceTask")
    case nil: break
    }
  }

  // MARK: Data

  func text(_ text: String?) -> DataValue { text.map(DataValue.string) ?? .null }

  private func io(_ specification: IOSpecification?) -> DataValue {
    guard let specification else { return .null }
    return [
      "data_inputs": .list(specification.inputs.map(reference)),
      "data_outputs": .list(specification.outputs.map(reference)), SpiffKey.typename: "BpmnIoSpecification",
    ]
  }

  private func reference(_ item: IOSpecification.Item) -> DataValue {
    ["bpmn_id": .string(item.id), "bpmn_name": text(item.name), SpiffKey.typename: "TaskDataReference"]
  }

  private func reference(_ name: String?) -> DataValue {
    name.map { reference(IOSpecification.Item(id: $0, name: nil)) } ?? .null
  }

  private func dataObject(_ object: DataObjectSpec) -> DataValue {
    var members: DataDictionary = ["bpmn_id": .string(object.id), "bpmn_name": text(object.name)]
    if dialect == .spiff { members["category"] = text(object.category) }
    members[SpiffKey.typename] = "DataObject"
    return .dictionary(members)
  }

  private func associations(_ associations: [DataAssociation]) throws(SpiffError) -> [DataValue] {
    try associations.map { association throws(SpiffError) in
      switch association.target {
      case .dataObject(let id): return dataObject(dataObjects[id] ?? DataObjectSpec(id: id, name: nil))
      case .dataStore(let id, _): throw .notExportable("converter for the data store '\(id)'")
      }
    }
  }

  private func extensions(of element: FlowNode) -> DataDictionary {
    switch dialect {
    case .bpmn: return [:]
    case .camunda: return element.extensions.properties
    case .spiff:
      var values = element.extensions.values
      if case .service(let operation?) = element.content {
        values["serviceTaskOperator"] = operatorExtension(of: operation)
      }
      return values
    }
  }
}

extension NodeOutline {
  /// The id in the diagram.
  fileprivate var bpmnID: String? {
    if case .participant(let process) = role { return process }
    return element?.id
  }
}

extension FlowNode {
  /// Whether the scripts around it run for each instance.
  fileprivate var runsScriptsOnInstances: Bool {
    if case .multiInstance(let marker)? = loop { marker.scriptsOnInstances } else { false }
  }
}

extension ElementType {
  /// Whether the dialect `spiff` has scripts around it.
  fileprivate var hasScripts: Bool {
    switch self {
    case .task, .userTask, .manualTask, .scriptTask, .serviceTask, .sendTask, .receiveTask, .businessRuleTask,
      .callActivity, .subProcess, .transaction:
      true
    default: false
    }
  }
}
