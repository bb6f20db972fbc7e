/// Which extensions of BPMN a model uses, and with them what its elements mean.
public enum Dialect: String, Sendable, CaseIterable {
  /// BPMN with the `spiffworkflow` extensions.
  case spiff
  /// BPMN with Camunda's extensions.
  case camunda
  /// BPMN alone.
  case bpmn
}

/// Everything that an instance needs to run: one process or collaboration, and all that it depends on.
public struct WorkflowSpec: Sendable {
  /// What an instance begins with.
  public enum Root: Sendable, Hashable {
    /// The process with this id.
    case process(String)
    /// The executable processes of the collaboration with this id, side by side.
    case collaboration(String, participants: [String])
  }

  /// What an instance begins with.
  public let root: Root
  /// Which extensions its models use.
  public let dialect: Dialect
  /// The processes by id: the root's, and those that they call, at any remove.
  public let processes: [String: ProcessSpec]
  /// The decisions by id that the processes refer to, and those that these require.
  public let decisions: [String: DecisionSpec]
  /// Messages, signals, errors, escalations and correlation of all files.
  public let events: EventCatalog

  /// A specification of these parts.
  public init(
    root: Root, dialect: Dialect, processes: [String: ProcessSpec], decisions: [String: DecisionSpec],
    events: EventCatalog
  ) {
    self.root = root
    self.dialect = dialect
    self.processes = processes
    self.decisions = decisions
    self.events = events
  }

  /// The id of the root process or collaboration.
  public var id: String {
    switch root {
    case .process(let id), .collaboration(let id, _): id
    }
  }
}

/// A process (BPMN 2.0, section 10), or the inside of a subprocess, which has the same parts.
public struct ProcessSpec: Sendable {
  /// Its id, unique among the processes of a specification.
  public let id: String
  /// Its name in the diagram.
  public let name: String?
  /// Where its element begins.
  public let location: SourceLocation
  /// Whether it may be started.
  public let isExecutable: Bool
  /// What the model says about it.
  public let documentation: String?
  /// The flow nodes, in the order of the file.
  public let nodes: [FlowNode]
  /// The data objects by id, in the order of the file.
  public let dataObjects: [DataObjectSpec]
  /// The data inputs and outputs of the process as a called element; nil where none are declared.
  public let io: IOSpecification?
  /// The lanes with their performers, outermost first.
  public let lanes: [LaneSpec]
  /// The ids of the correlation keys' properties by the key's name.
  public let correlationKeys: [CorrelationKey]
  /// Its extension elements.
  public let extensions: ExtensionElements

  /// A process of these parts.
  public init(
    id: String, name: String?, location: SourceLocation, isExecutable: Bool, documentation: String?,
    nodes: [FlowNode], dataObjects: [DataObjectSpec], io: IOSpecification?, lanes: [LaneSpec],
    correlationKeys: [CorrelationKey], extensions: ExtensionElements
  ) {
    self.id = id
    self.name = name
    self.location = location
    self.isExecutable = isExecutable
    self.documentation = documentation
    self.nodes = nodes
    self.dataObjects = dataObjects
    self.io = io
    self.lanes = lanes
    self.correlationKeys = correlationKeys
    self.extensions = extensions
  }
}

/// A lane (BPMN 2.0, section 10.8).
public struct LaneSpec: Sendable, Hashable {
  /// Its id.
  public let id: String
  /// Its name, by which its tasks are known.
  public let name: String?
  /// The ids of the nodes in it.
  public let nodeIDs: [String]

  /// A lane with the nodes that refer to it.
  public init(id: String, name: String?, nodeIDs: [String]) {
    self.id = id
    self.name = name
    self.nodeIDs = nodeIDs
  }
}
