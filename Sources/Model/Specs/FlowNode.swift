/// The BPMN element of a flow node; the raw value is the element's local name.
public enum ElementType: String, Sendable, CaseIterable {
  case task, userTask, manualTask, scriptTask, serviceTask, sendTask, receiveTask, businessRuleTask
  case callActivity, subProcess, transaction, adHocSubProcess
  case exclusiveGateway, parallelGateway, inclusiveGateway, eventBasedGateway, complexGateway
  case startEvent, endEvent, intermediateCatchEvent, intermediateThrowEvent, boundaryEvent
}

/// An activity, gateway or event of a process.
public struct FlowNode: Sendable {
  /// Its id, unique in its process.
  public let id: String
  /// Its name in the diagram.
  public let name: String?
  /// Which element it is.
  public let type: ElementType
  /// Where its element begins.
  public let location: SourceLocation
  /// What the model says about it.
  public let documentation: String?
  /// The name of the innermost lane that it stands in.
  public let lane: String?
  /// The flows that leave it, ordered by the vertical position of their targets in the diagram (equal positions and
  /// models without a diagram: in the order of the file). Branches run in this order.
  public let outgoing: [SequenceFlow]
  /// What belongs to the kind of node.
  public let content: NodeContent
  /// The boundary events attached to it, in the order of the file.
  public let boundaryEventIDs: [String]
  /// The marker of an activity that is repeated.
  public let loop: LoopCharacteristics?
  /// Whether it runs only to compensate another activity, outside the sequence flow.
  public let isForCompensation: Bool
  /// What is read before and written after the activity.
  public let dataInputs: [DataAssociation]
  /// What is written after it.
  public let dataOutputs: [DataAssociation]
  /// Its own data inputs and outputs; nil where it declares none.
  public let io: IOSpecification?
  /// Runs before it.
  public let preScript: ScriptText?
  /// Runs after it.
  public let postScript: ScriptText?
  /// Its extension elements.
  public let extensions: ExtensionElements

  /// A node of these parts.
  public init(
    id: String, name: String?, type: ElementType, location: SourceLocation, documentation: String?, lane: String?,
    outgoing: [SequenceFlow], content: NodeContent, boundaryEventIDs: [String] = [], loop: LoopCharacteristics? = nil,
    isForCompensation: Bool = false,
    dataInputs: [DataAssociation] = [], dataOutputs: [DataAssociation] = [], io: IOSpecification? = nil,
    preScript: ScriptText? = nil, postScript: ScriptText? = nil, extensions: ExtensionElements = ExtensionElements()
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.location = location
    self.documentation = documentation
    self.lane = lane
    self.outgoing = outgoing
    self.content = content
    self.boundaryEventIDs = boundaryEventIDs
    self.loop = loop
    self.isForCompensation = isForCompensation
    self.dataInputs = dataInputs
    self.dataOutputs = dataOutputs
    self.io = io
    self.preScript = preScript
    self.postScript = postScript
    self.extensions = extensions
  }
}

/// A sequence flow (BPMN 2.0, section 8.4.13).
public struct SequenceFlow: Sendable, Hashable {
  /// Its id.
  public let id: String
  /// Its name in the diagram.
  public let name: String?
  /// The node that it leads to.
  public let targetID: String
  /// Taken when this holds; nil where the flow has no condition.
  public let condition: ScriptText?
  /// Whether the source names it as its default flow.
  public let isDefault: Bool
  /// Where its element begins.
  public let location: SourceLocation

  /// A flow to `targetID`.
  public init(
    id: String, name: String?, targetID: String, condition: ScriptText?, isDefault: Bool, location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.targetID = targetID
    self.condition = condition
    self.isDefault = isDefault
    self.location = location
  }
}

/// What a node has beside the parts that all have.
public enum NodeContent: Sendable {
  /// A task without more (task, manual task), and gateways without more.
  case none
  /// A user task. `variable`: the variable that takes the form's data as a whole (`spiffworkflow:variableName`).
  case userTask(variable: String?, form: FormSpec?)
  /// A script task; nil where the element has no script.
  case script(ScriptText?)
  /// A service task; nil where the element names no operation.
  case service(ServiceOperation?)
  /// A business rule task: the decision's id.
  case decision(String)
  /// Send and receive tasks, and events.
  case event(EventSpec)
  /// A call activity: the called process's id.
  case call(CallSpec)
  /// An embedded subprocess of any kind.
  indirect case subprocess(SubprocessSpec)
  case eventBasedGateway(EventBasedGatewaySpec)
  case complexGateway(activationCondition: ScriptText?)
}

/// What a call activity calls, with the mappings of dialects that have them.
public struct CallSpec: Sendable {
  /// The id of the called process.
  public let calledElement: String
  /// Camunda's `camunda:in` and `camunda:out`; nil where the model has none and all data goes in and out.
  public let mapping: CallMapping?

  /// A call of a process.
  public init(calledElement: String, mapping: CallMapping? = nil) {
    self.calledElement = calledElement
    self.mapping = mapping
  }
}

/// Which variables go into a called process and come out of it.
public struct CallMapping: Sendable {
  /// One variable: an expression of the one side and the name at the other.
  public struct Entry: Sendable {
    /// What is read on the one side.
    public let source: ScriptText
    /// The variable on the other side.
    public let target: String
    /// An entry.
    public init(source: ScriptText, target: String) {
      self.source = source
      self.target = target
    }
  }
  /// What goes in.
  public let inputs: [Entry]
  /// What comes out.
  public let outputs: [Entry]
  /// Whether all variables go in, and come out, beside the entries (`variables="all"`).
  public let passesAllInputs: Bool
  /// Whether all variables come out.
  public let passesAllOutputs: Bool

  /// A mapping.
  public init(inputs: [Entry], outputs: [Entry], passesAllInputs: Bool = false, passesAllOutputs: Bool = false) {
    self.inputs = inputs
    self.outputs = outputs
    self.passesAllInputs = passesAllInputs
    self.passesAllOutputs = passesAllOutputs
  }
}

/// A subprocess within its process.
public struct SubprocessSpec: Sendable {
  /// How its inside is run.
  public enum Kind: Sendable {
    case embedded
    case transaction
    /// Begun by an event of its own start event (`triggeredByEvent`).
    case event
    case adHoc(completionCondition: ScriptText?, isParallel: Bool, cancelsRemaining: Bool)
  }
  /// How its inside is run.
  public let kind: Kind
  /// Its inside; the id is the element's.
  public let process: ProcessSpec

  /// A subprocess.
  public init(kind: Kind, process: ProcessSpec) {
    self.kind = kind
    self.process = process
  }
}

/// An event-based gateway.
public struct EventBasedGatewaySpec: Sendable, Hashable {
  /// Whether it begins the process (`instantiate`).
  public let instantiates: Bool
  /// Whether it waits for all events instead of the first (`eventGatewayType="Parallel"`).
  public let isParallel: Bool

  /// A gateway.
  public init(instantiates: Bool, isParallel: Bool) {
    self.instantiates = instantiates
    self.isParallel = isParallel
  }
}
