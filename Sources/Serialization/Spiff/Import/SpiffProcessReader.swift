import OrderedCollections
import WorkflowModel

/// Reads one process spec.
struct SpiffProcessReader {
  private(set) var specs: SpiffSpecReader
  /// The processes that its call activities call.
  private(set) var called: [String] = []
  private let node: SpiffNode
  private let name: String
  private let isAdHoc: Bool
  /// All task specs by name.
  private let tasks: OrderedDictionary<String, SpiffNode>
  /// The instances of activities with a loop marker, by the names of these.
  private var instances: [String: SpiffNode] = [:]
  /// The boundary events of an activity, and the other way round.
  private var boundaryEvents: [String: [String]] = [:]
  private var hosts: [String: String] = [:]
  /// The event definitions that an event-based gateway has taken from the events behind it.
  private var takenDefinitions: [String: SpiffNode] = [:]
  private var triggered: Set<String> = []

  init(_ node: SpiffNode, as name: String, in specs: SpiffSpecReader) throws(SpiffError) {
    self.node = node
    self.name = name
    self.specs = specs
    isAdHoc = try node.typename() == SpiffTypename.adHocProcess
    var tasks: OrderedDictionary<String, SpiffNode> = [:]
    for (name, task) in try node.member(SpiffKey.taskSpecs).members() {
      // What was not migrated away: version 1.2 and before have a root above the start.
      if name == "Root" { continue }
      tasks[name] = task
    }
    self.tasks = tasks
    guard try node.text("name") == name else {
      throw SpiffError(.document, "the process spec '\(name)' has another name", at: node.path.appending(.key("name")))
    }
    for (name, task) in tasks { try index(task, name) }
  }

  private mutating func index(_ task: SpiffNode, _ name: String) throws(SpiffError) {
    switch try task.typename() {
    case SpiffTypename.start: triggered = Set(try task.texts("trigger_specs"))
    case let typename where SpiffTypename.loops.contains(typename):
      instances[name] = try self.task(try task.text("task_spec"), from: task.member("task_spec"))
    case SpiffTypename.boundaryEventSplit:
      var activity: String?
      var events: [String] = []
      for output in try task.texts("outputs") {
        if try self.task(output, from: task).typename() == SpiffTypename.boundaryEvent {
          events.append(output)
        } else {
          activity = output
        }
      }
      guard let activity else {
        throw SpiffError(.document, "the split leads to no activity", at: task.path)
      }
      boundaryEvents[activity] = events
      for event in events { hosts[event] = activity }
    case "EventBasedGateway":
      let outputs = try task.texts("outputs")
      let definitions = try task.member(SpiffKey.eventDefinition).member(SpiffKey.eventDefinitions).elements()
      guard outputs.count == definitions.count else {
        throw SpiffError(
          .document, "the gateway has \(outputs.count) outputs and \(definitions.count) events", at: task.path)
      }
      for (output, definition) in zip(outputs, definitions) { takenDefinitions[output] = definition }
    default: break
    }
  }

  private func task(_ name: String, from place: SpiffNode) throws(SpiffError) -> SpiffNode {
    guard let task = tasks[name] else { throw .unknown("task spec", name, at: place.path) }
    return task
  }

  /// The process.
  mutating func read(depth: Int) throws(SpiffError) -> ProcessSpec {
    let instanceNames = Set(try instances.values.map { task throws(SpiffError) in try task.text("name") })
    var nodes: [FlowNode] = []
    for (name, task) in tasks where !instanceNames.contains(name) {
      guard try !SpiffTypename.added.contains(task.typename()) else { continue }
      nodes.append(try readNode(task, name, depth: depth))
    }
    var objects: [DataObjectSpec] = []
    for (id, object) in try node.optional(SpiffKey.dataObjects)?.members() ?? [] {
      objects.append(
        DataObjectSpec(
          id: id, name: try object.optionalText("bpmn_name"), category: try object.optionalText("category")))
    }
    var keys: [CorrelationKey] = []
    for (name, properties) in try node.optional("correlation_keys")?.members() ?? [] {
      keys.append(CorrelationKey(name: name, propertyIDs: try properties.texts()))
    }
    return ProcessSpec(
      id: name, name: try node.optionalText("description"), location: specs.location, isExecutable: true,
      documentation: nil, nodes: nodes, dataObjects: objects, io: try io(of: node), lanes: [], correlationKeys: keys,
      extensions: ExtensionElements())
  }

  // MARK: Nodes

  private mutating func readNode(_ task: SpiffNode, _ name: String, depth: Int) throws(SpiffError) -> FlowNode {
    // Of an activity with a loop marker the instance tells what it is, and the activity how it is connected.
    let inner = instances[name] ?? task
    guard try task.text("name") == name else {
      throw SpiffError(.document, "the task spec '\(name)' has another name", at: task.path.appending(.key("name")))
    }
    let (type, content) = try readContent(inner, name, depth: depth)
    let scripts = try readScripts(task, inner)
    return FlowNode(
      id: name, name: try inner.optionalText("bpmn_name"), type: type, location: specs.location,
      documentation: try inner.optionalText("documentation"), lane: try inner.optionalText("lane"),
      outgoing: try flows(of: task, name), content: content, boundaryEventIDs: boundaryEvents[name] ?? [],
      loop: instances[name] == nil ? nil : try readLoop(task, inner, scripts.onInstances),
      dataInputs: try associations("data_input_associations", of: task),
      dataOutputs: try associations("data_output_associations", of: task), io: try io(of: task),
      preScript: scripts.before, postScript: scripts.after, extensions: try extensions(of: inner))
  }

  private func readScripts(
    _ task: SpiffNode, _ inner: SpiffNode
  ) throws(SpiffError) -> (before: ScriptText?, after: ScriptText?, onInstances: Bool) {
    let (before, after) = (try task.optionalText("prescript"), try task.optionalText("postscript"))
    let (innerBefore, innerAfter) = (try inner.optionalText("prescript"), try inner.optionalText("postscript"))
    let onInstances = before == nil && after == nil && (innerBefore != nil || innerAfter != nil)
    return (
      specs.script(onInstances ? innerBefore : before), specs.script(onInstances ? innerAfter : after), onInstances
    )
  }

  private mutating func readContent(
    _ task: SpiffNode, _ name: String, depth: Int
  ) throws(SpiffError) -> (ElementType, NodeContent) {
    let typename = try task.typename()
    switch typename {
    case "NoneTask": return (.task, .none)
    case "ManualTask": return (.manualTask, .none)
    case "UserTask":
      return (.userTask, .userTask(variable: try task.optionalText("variable"), form: try form(of: task)))
    case "ScriptTask": return (.scriptTask, .script(specs.script(try task.optionalText("script"))))
    case "ServiceTask": return (.serviceTask, .service(try operation(of: task)))
    case "BusinessRuleTask":
      let id = "\(self.name).\(name)"
      specs.add(try SpiffDecisionReader(location: specs.location).read(task.member("decision_table"), as: id))
      return (.businessRuleTask, .decision(id))
    case "CallActivity":
      let process = try task.text("spec")
      if try isSubprocess(process, of: task, name) { return try readSubprocess(task, name, typename, depth: depth) }
      called.append(process)
      return (.callActivity, .call(CallSpec(calledElement: process)))
    case "SubWorkflowTask", "EventSubprocess", "TransactionSubprocess", "AdHocSubprocess":
      return try readSubprocess(task, name, typename, depth: depth)
    case "ExclusiveGateway": return (.exclusiveGateway, .none)
    case "InclusiveGateway": return (.inclusiveGateway, .none)
    case "ParallelGateway": return (.parallelGateway, .none)
    case "EventBasedGateway":
      return (.eventBasedGateway, .eventBasedGateway(EventBasedGatewaySpec(instantiates: false, isParallel: false)))
    case "SendTask": return (.sendTask, .event(try event(of: task, name)))
    case "ReceiveTask": return (.receiveTask, .event(try event(of: task, name)))
    case "StartEvent": return (.startEvent, .event(try event(of: task, name)))
    case "EndEvent": return (.endEvent, .event(try event(of: task, name)))
    case "IntermediateCatchEvent": return (.intermediateCatchEvent, .event(try event(of: task, name)))
    case "IntermediateThrowEvent": return (.intermediateThrowEvent, .event(try event(of: task, name)))
    case SpiffTypename.boundaryEvent: return (.boundaryEvent, .event(try event(of: task, name)))
    default: throw .unsupported("the task spec '\(typename)'", at: task.path)
    }
  }

  /// Whether what is said to be called is a subprocess: Camunda's parser writes them so, and their processes have the ids
  /// of their elements.
  private func isSubprocess(_ process: String, of task: SpiffNode, _ name: String) throws(SpiffError) -> Bool {
    guard specs.dialect == .camunda, process == name else { return false }
    return try specs.process(process, from: task).optional("io_specification") == nil
  }

  private mutating func readSubprocess(
    _ task: SpiffNode, _ name: String, _ typename: String, depth: Int
  ) throws(SpiffError) -> (ElementType, NodeContent) {
    let id = try task.text("spec")
    let inside = try specs.subprocess(id, of: task, depth: depth)
    var reader = try SpiffProcessReader(inside, as: id, in: specs)
    let process = try reader.read(depth: depth + 1)
    specs = reader.specs
    called += reader.called
    switch typename {
    case "TransactionSubprocess":
      return (.transaction, .subprocess(SubprocessSpec(kind: .transaction, process: process)))
    case "AdHocSubprocess":
      let condition = specs.script(try inside.optionalText("completion_condition"))
      let cancelsRemaining = try inside.optional("cancel_remaining")?.bool() ?? true
      let kind = SubprocessSpec.Kind.adHoc(
        completionCondition: condition, isParallel: true, cancelsRemaining: cancelsRemaining)
      return (.adHocSubProcess, .subprocess(SubprocessSpec(kind: kind, process: process)))
    default:
      // Only an event subprocess begins beside the start events.
      let isAfterStart = try task.texts("inputs").contains { tasks[$0].map(isStart) ?? false }
      let isEvent = typename == "EventSubprocess" || triggered.contains(name) || (isAfterStart && !isAdHoc)
      return (.subProcess, .subprocess(SubprocessSpec(kind: isEvent ? .event : .embedded, process: process)))
    }
  }

  private func isStart(_ task: SpiffNode) -> Bool {
    (try? task.typename()) == SpiffTypename.start
  }

  /// The flows to other elements, in order; those to what the engine adds follow by themselves.
  private func flows(of task: SpiffNode, _ name: String) throws(SpiffError) -> [SequenceFlow] {
    var conditions: [String: [String?]] = [:]
    for entry in try task.optional("cond_task_specs")?.elements() ?? [] {
      conditions[try entry.text("task_spec"), default: []].append(try entry.optionalText("condition"))
    }
    let isConditional = try task.object()["cond_task_specs"] != nil
    let defaultTarget = try task.optionalText("default_task_spec")
    var flows: [SequenceFlow] = []
    var count: [String: Int] = [:]
    for output in try task.texts("outputs") {
      guard let target = try target(of: output, from: task) else { continue }
      let place = count[output, default: 0]
      count[output] = place + 1
      let known = conditions[output] ?? []
      let condition = known.indices.contains(place) ? known[place] : nil
      let isDefault = isConditional && condition == nil && (defaultTarget == nil || defaultTarget == output)
      flows.append(
        SequenceFlow(
          id: place == 0 ? "\(name)->\(target)" : "\(name)->\(target) (\(place + 1))", name: nil, targetID: target,
          condition: specs.script(condition), isDefault: isDefault, location: specs.location))
    }
    return flows
  }

  /// The element that a token comes to which is sent to a task spec; nil for the joins that the engine adds.
  private func target(of output: String, from task: SpiffNode) throws(SpiffError) -> String? {
    let target = try self.task(output, from: task)
    let typename = try target.typename()
    guard SpiffTypename.added.contains(typename) else { return output }
    guard typename == SpiffTypename.boundaryEventSplit else { return nil }
    return try target.texts("outputs").first { hosts[$0] == nil }
  }

  // MARK: Data

  func io(of task: SpiffNode) throws(SpiffError) -> IOSpecification? {
    guard let specification = try task.optional("io_specification") else { return nil }
    func items(_ key: String) throws(SpiffError) -> [IOSpecification.Item] {
      try specification.member(key).elements().map { item throws(SpiffError) in try Self.item(item) }
    }
    return IOSpecification(inputs: try items("data_inputs"), outputs: try items("data_outputs"))
  }

  static func item(_ node: SpiffNode) throws(SpiffError) -> IOSpecification.Item {
    IOSpecification.Item(id: try node.text("bpmn_id"), name: try node.optionalText("bpmn_name"))
  }

  private func associations(_ key: String, of task: SpiffNode) throws(SpiffError) -> [DataAssociation] {
    var associations: [DataAssociation] = []
    for object in try task.optional(key)?.elements() ?? [] {
      guard try object.typename() == "DataObject" else {
        throw .unsupported("the data '\(try object.typename())'", at: object.path)
      }
      associations.append(DataAssociation(target: .dataObject(try object.text("bpmn_id")), location: specs.location))
    }
    return associations
  }

  private func extensions(of task: SpiffNode) throws(SpiffError) -> ExtensionElements {
    guard let members = try task.optional("extensions")?.object(), !members.isEmpty else { return ExtensionElements() }
    guard specs.dialect == .spiff else { return ExtensionElements(["properties": .dictionary(members)]) }
    // What a service task calls is its content.
    return ExtensionElements(members.filter { $0.key != "serviceTaskOperator" })
  }

  // MARK: Events

  private func event(of task: SpiffNode, _ name: String) throws(SpiffError) -> EventSpec {
    let own = try task.member(SpiffKey.eventDefinition)
    let (definitions, isParallel) = try SpiffEventReader(location: specs.location).read(takenDefinitions[name] ?? own)
    let isBoundary = hosts[name] != nil
    return EventSpec(
      definitions: definitions, isParallelMultiple: isParallel, attachedTo: hosts[name],
      // SpiffWorkflow does not keep whether an event subprocess interrupts: there it never does.
      isInterrupting: isBoundary ? try task.member("cancel_activity").bool() : false)
  }
}
