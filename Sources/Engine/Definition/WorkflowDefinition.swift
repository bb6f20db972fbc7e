import OrderedCollections
public import WorkflowModel

/// A specification compiled for running: nodes by index, with their behaviours and flows resolved.
///
/// It is immutable and may serve any number of instances.
public final class WorkflowDefinition: Sendable {
  /// What it was compiled from.
  public let spec: WorkflowSpec
  /// Every process and subprocess; the root's is the first.
  let processes: [ProcessDefinition]
  /// The events that the root begins with.
  let startEvents: [EventSubprocessTrigger.StartEvent]
  private let indexByID: [String: Int]

  /// Compiles a specification.
  ///
  /// - Parameter retired: what an instance that was migrated still has tasks of, and the specification no longer has.
  /// - Throws: ``DefinitionError`` for what the engine does not run: an element or marker without a behaviour.
  public init(_ spec: WorkflowSpec, retired: [RetiredElement] = []) throws(DefinitionError) {
    var compiler = DefinitionCompiler(spec)
    var processes = try compiler.compile()
    compiler.add(retired, to: &processes)
    self.processes = processes
    startEvents = compiler.startEvents
    indexByID = compiler.indexByID
    self.spec = spec
  }

  /// The element in the diagram that a task of a process stands for; nil for what the engine has added.
  package func element(ofTaskSpec name: String, in process: String) -> FlowNode? {
    guard let process = index(ofProcess: process), let node = processes[process].index(ofNode: name) else { return nil }
    return processes[process].nodes[node].element
  }

  /// Whether one of its processes has an element with this id.
  package func hasElement(_ id: String) -> Bool {
    processes.contains { $0.nodes.contains { $0.element?.id == id } }
  }

  /// The messages and signals that an instance begins with. A collaboration begins with those of its participants.
  public var startSubscriptions: StartSubscriptions {
    StartSubscriptions(
      messages: OrderedSet(startEvents.flatMap(\.event.messageNames)).elements,
      signals: OrderedSet(startEvents.flatMap(\.event.awaitedSignals)).elements)
  }

  /// The index of a process or subprocess.
  func index(ofProcess id: String) -> Int? {
    indexByID[id]
  }
}

/// A process or subprocess in index form.
struct ProcessDefinition: Sendable {
  let id: String
  let name: String?
  let nodes: [Node]
  let dataObjects: [DataObjectSpec]
  let io: IOSpecification?
  /// The event subprocesses, by the index of their nodes.
  let eventSubprocesses: [EventSubprocessTrigger]
  /// The node that compensates an activity, by the activity's node.
  let compensation: [Int: Int]
  /// nil unless it is the inside of an ad-hoc subprocess.
  let adHoc: AdHocDefinition?
  private let indexByName: [String: Int]

  /// The nodes that the engine adds to every process.
  static let start = 0
  static let endJoin = 1
  static let end = 2

  init(
    id: String, name: String?, nodes: [Node], dataObjects: [DataObjectSpec], io: IOSpecification?,
    eventSubprocesses: [EventSubprocessTrigger], compensation: [Int: Int], adHoc: AdHocDefinition?
  ) {
    self.id = id
    self.compensation = compensation
    self.adHoc = adHoc
    self.eventSubprocesses = eventSubprocesses
    self.name = name
    self.nodes = nodes
    self.dataObjects = dataObjects
    self.io = io
    indexByName = Dictionary(uniqueKeysWithValues: nodes.indices.map { (nodes[$0].name, $0) })
  }

  /// The index of the node with this name.
  func index(ofNode name: String) -> Int? {
    indexByName[name]
  }
}

/// What starts an event subprocess, or the process of a participant: an event, caught beside the flow.
struct EventSubprocessTrigger: Sendable {
  /// The node of the subprocess.
  let node: Int
  /// The start events of its inside.
  let startEvents: [StartEvent]

  /// An event that the process begins with.
  struct StartEvent: Sendable {
    /// The element that begins the process.
    let start: String
    /// The node that waits for the event once the process has begun.
    let waitsAt: String
    let event: any EventBehavior
  }
}

/// A task spec: an element of the diagram, an instance of one, or a node that the engine adds.
final class Node: Sendable {
  /// Unique in its process.
  let name: String
  /// The element in the diagram; nil for a node that the engine adds.
  let element: FlowNode?
  let behavior: any ElementBehavior
  /// What is done around the element's own work.
  let framing: Framing
  let outgoing: [Flow]
  /// The ids of the flows that lead here.
  let incoming: [String]
  /// What the tree keeps in view of its tasks.
  let traits: TaskTraits

  init(_ draft: Draft) {
    name = draft.name
    element = draft.element
    behavior = draft.behavior
    framing = draft.framing
    outgoing = draft.outgoing
    incoming = draft.incoming
    traits = TaskTraits(of: draft.behavior)
  }

  /// The id in the diagram of what it stands for: an element, or the process of a participant; nil for neither.
  var diagramID: String? {
    element?.id ?? (behavior as? Participant)?.process
  }

  /// A node while its process is compiled.
  struct Draft {
    let name: String
    let element: FlowNode?
    var behavior: any ElementBehavior
    var framing = Framing()
    var outgoing: [Flow] = []
    var incoming: [String] = []
  }

  /// The scripts and data of an activity or event beside its own work.
  struct Framing: Sendable {
    var preScript: String?
    var postScript: String?
    var dataInputs: [DataAssociation.Target] = []
    var dataOutputs: [DataAssociation.Target] = []
    var io: IOSpecification?

    init() {}

    init(_ element: FlowNode) {
      preScript = element.preScript?.text
      postScript = element.postScript?.text
      dataInputs = element.dataInputs.map(\.target)
      dataOutputs = element.dataOutputs.map(\.target)
      io = element.io
    }
  }

  /// A flow to another node of the process.
  struct Flow: Sendable {
    let id: String
    let target: Int
    /// Its place among the target's incoming flows.
    let arrival: Int
    let condition: String?
    let isDefault: Bool
  }
}
