import OrderedCollections
import WorkflowModel

/// Makes a specification of the process specs in a document of version 1.5.
///
/// A process spec there is what SpiffWorkflow's parser made of a process: task specs by name, connected by names, with
/// those that it adds itself (`Start`, the joins and splits). They are left out here, since the engine adds the same.
struct SpiffSpecReader {
  let dialect: Dialect
  /// The place that everything in the specification is said to come from.
  let location: SourceLocation
  private let root: SpiffNode
  private let processes: OrderedDictionary<String, SpiffNode>
  /// The subprocesses that were read: each stands in one place.
  private var used: Set<String> = []
  private(set) var decisions: [String: DecisionSpec] = [:]

  /// How deeply subprocesses may stand within each other.
  private static let maximumDepth = 100

  init(_ document: SpiffNode, file: String) throws(SpiffError) {
    location = SourceLocation(file: file, line: 1, column: 1)
    root = try document.member(SpiffKey.spec)
    var processes: OrderedDictionary<String, SpiffNode> = [:]
    for (name, node) in try document.optional(SpiffKey.subprocessSpecs)?.members() ?? [] { processes[name] = node }
    self.processes = processes
    dialect = try SpiffDialect.of([root] + processes.values)
  }

  /// The specification.
  mutating func read() throws(SpiffError) -> WorkflowSpec {
    let id = try root.text("name")
    let participants = try participants()
    var specs: [String: ProcessSpec] = [:]
    var open = participants ?? [id]
    while let name = open.popLast() {
      guard specs[name] == nil else { continue }
      let isRoot = participants == nil && name == id
      let node = isRoot ? root : try process(name, from: root)
      var reader = try SpiffProcessReader(node, as: name, in: self)
      let process = try reader.read(depth: 0)
      self = reader.specs
      open += reader.called
      specs[name] = process
    }
    return WorkflowSpec(
      root: participants.map { .collaboration(id, participants: $0) } ?? .process(id), dialect: dialect,
      processes: specs, decisions: decisions, events: EventCatalog())
  }

  /// The processes of the participants, where the root is a collaboration: it has no start event, and calls only.
  private func participants() throws(SpiffError) -> [String]? {
    var names: [String] = []
    for (name, task) in try root.member(SpiffKey.taskSpecs).members() {
      switch try task.typename() {
      case "CallActivity":
        guard try task.text("spec") == name else { return nil }
        names.append(name)
      case let typename:
        guard SpiffTypename.added.contains(typename) else { return nil }
      }
    }
    return names
  }

  /// The process spec with a name.
  func process(_ name: String, from place: SpiffNode) throws(SpiffError) -> SpiffNode {
    guard let node = processes[name] else { throw .unknown("process spec", name, at: place.path) }
    return node
  }

  /// The process spec of a subprocess.
  mutating func subprocess(_ name: String, of task: SpiffNode, depth: Int) throws(SpiffError) -> SpiffNode {
    guard depth < Self.maximumDepth else {
      throw SpiffError(.document, "subprocesses stand more than \(Self.maximumDepth) deep", at: task.path)
    }
    let node = try process(name, from: task)
    guard used.insert(name).inserted else {
      throw SpiffError(.document, "the subprocess '\(name)' stands in more than one place", at: task.path)
    }
    return node
  }

  mutating func add(_ decision: DecisionSpec) {
    decisions[decision.id] = decision
  }

  func script(_ text: String?) -> ScriptText? {
    text.map { ScriptText($0, at: location) }
  }
}

/// The typenames of task specs.
enum SpiffTypename {
  /// Those that SpiffWorkflow adds to each process, without an element in the diagram.
  static let added: Set<String> = [
    "BpmnStartTask", "SimpleBpmnTask", "_EndJoin", "StartEventSplit", "StartEventJoin", "BoundaryEventSplit",
    "BoundaryEventJoin",
  ]
  static let start = "BpmnStartTask"
  static let boundaryEventSplit = "BoundaryEventSplit"
  static let startEventSplit = "StartEventSplit"
  static let boundaryEvent = "BoundaryEvent"
  static let adHocProcess = "AdHocSubprocessSpec"
  static let loops: Set<String> = [
    "StandardLoopTask", "ParallelMultiInstanceTask", "SequentialMultiInstanceTask",
  ]
}

/// Which parser a document's process specs come from: it does not say so, but the three write different members.
enum SpiffDialect {
  static func of(_ processes: [SpiffNode]) throws(SpiffError) -> Dialect {
    var isCamunda = false
    for process in processes {
      for object in try process.optional(SpiffKey.dataObjects)?.members() ?? [] {
        if try object.node.object()["category"] != nil { return .spiff }
      }
      for (_, task) in try process.member(SpiffKey.taskSpecs).members() {
        let members = try task.object()
        if members["prescript"] != nil { return .spiff }
        if members["form"] != nil { isCamunda = true }
        // A decision without scripts around it, or a collection that is both sides, is Camunda's.
        if members["decision_table"] != nil { isCamunda = true }
        if SpiffTypename.loops.contains(try task.typename()), try isCamundaLoop(task) { isCamunda = true }
        guard let definition = try task.optional(SpiffKey.eventDefinition) else { continue }
        var open = [definition]
        while let next = open.popLast() {
          let members = try next.object()
          if members["message_var"] != nil || members["variable"] != nil { return .spiff }
          if members["result_var"] != nil { isCamunda = true }
          open += try next.optional(SpiffKey.eventDefinitions)?.elements() ?? []
        }
      }
    }
    return isCamunda ? .camunda : .bpmn
  }

  /// Whether a multi-instance activity is one of Camunda's before its first start: its input is told then only.
  private static func isCamundaLoop(_ task: SpiffNode) throws(SpiffError) -> Bool {
    guard try task.typename() != "StandardLoopTask" else { return false }
    let (cardinality, input) = (try task.optional("cardinality"), try task.optional("data_input"))
    return cardinality == nil && input == nil
  }
}
