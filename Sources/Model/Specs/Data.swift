public import OrderedCollections

/// A data object (BPMN 2.0, section 10.4.1): a variable of the process that activities read and write by association.
public struct DataObjectSpec: Sendable, Hashable {
  /// Its id, by which task data and rows know it.
  public let id: String
  /// Its name in the diagram.
  public let name: String?
  /// `spiffworkflow:category`.
  public let category: String?

  /// A data object.
  public init(id: String, name: String?, category: String? = nil) {
    self.id = id
    self.name = name
    self.category = category
  }
}

/// A data input or output association of an activity or event.
public struct DataAssociation: Sendable, Hashable {
  /// What stands at the other end.
  public enum Target: Sendable, Hashable {
    /// The data object with this id (the reference is resolved).
    case dataObject(String)
    /// The data store with this id and name.
    case dataStore(id: String, name: String)
  }
  /// What stands at the other end.
  public let target: Target
  /// Where the association stands.
  public let location: SourceLocation

  /// An association.
  public init(target: Target, location: SourceLocation) {
    self.target = target
    self.location = location
  }
}

/// The data inputs and outputs of an activity or a callable process (BPMN 2.0, section 10.4.2).
public struct IOSpecification: Sendable, Hashable {
  /// One input or output: the id is the variable's name.
  public struct Item: Sendable, Hashable {
    /// The variable's name.
    public let id: String
    /// Its name in the diagram, by which loop markers refer to it.
    public let name: String?
    /// An item with the id `id`.
    public init(id: String, name: String?) {
      self.id = id
      self.name = name
    }
  }
  /// Those of the input set, in its order.
  public let inputs: [Item]
  /// Those of the output set, in its order.
  public let outputs: [Item]

  /// A specification.
  public init(inputs: [Item], outputs: [Item]) {
    self.inputs = inputs
    self.outputs = outputs
  }
}

/// The form of a user task.
public struct FormSpec: Sendable, Hashable {
  /// A form in a JSON Schema file (`formJsonSchemaFilename`, `formUiSchemaFilename`).
  public let schemaFile: String?
  /// The file with the layout of the form.
  public let uiSchemaFile: String?
  /// Camunda's form key and fields, kept as data.
  public let formKey: String?
  /// The fields, as dictionaries.
  public let fields: [DataValue]

  /// A form.
  public init(schemaFile: String?, uiSchemaFile: String?, formKey: String? = nil, fields: [DataValue] = []) {
    self.schemaFile = schemaFile
    self.uiSchemaFile = uiSchemaFile
    self.formKey = formKey
    self.fields = fields
  }
}

/// What a service task calls (`spiffworkflow:serviceTaskOperator`).
public struct ServiceOperation: Sendable {
  /// A parameter: an expression over the task's data, and the type that the model names.
  public struct Parameter: Sendable {
    /// Its name, unique in the operation.
    public let name: String
    /// The expression.
    public let value: ScriptText
    /// The type that the model names; handed on, not checked.
    public let type: String
    /// A parameter named `name`.
    public init(name: String, value: ScriptText, type: String) {
      self.name = name
      self.value = value
      self.type = type
    }
  }
  /// The operation's name, which the service knows.
  public let name: String
  /// Its parameters, in the order of the file.
  public let parameters: [Parameter]
  /// The variable that takes the answer; nil: one named after the task.
  public let resultVariable: String?
  /// How often a failed call is repeated.
  public let retries: Int?
  /// Seconds.
  public let retryBackoffBase: Int?

  /// An operation.
  public init(
    name: String, parameters: [Parameter], resultVariable: String?, retries: Int? = nil, retryBackoffBase: Int? = nil
  ) {
    self.name = name
    self.parameters = parameters
    self.resultVariable = resultVariable
    self.retries = retries
    self.retryBackoffBase = retryBackoffBase
  }
}

/// The extension elements of a node or process, by local name, as far as they carry text, properties or metadata.
public struct ExtensionElements: Sendable, Hashable {
  /// `instructionsForEndUser`, `properties`, `taskMetadataValues`, … A text is a string; properties and metadata are
  /// dictionaries.
  public let values: OrderedDictionary<String, DataValue>

  /// Extension elements.
  public init(_ values: OrderedDictionary<String, DataValue> = [:]) {
    self.values = values
  }

  /// What the person who does the task is told, a Jinja template.
  public var instructions: String? {
    if case .string(let text)? = values["instructionsForEndUser"] { text } else { nil }
  }

  /// The properties by name.
  public var properties: DataDictionary {
    if case .dictionary(let properties)? = values["properties"] { properties } else { [:] }
  }
}

/// A standard loop or multi-instance marker of an activity.
public enum LoopCharacteristics: Sendable {
  /// A standard loop (BPMN 2.0, section 10.3.8).
  case standard(condition: ScriptText?, testsBefore: Bool, maximum: Int?)
  case multiInstance(MultiInstance)

  /// A multi-instance activity.
  public struct MultiInstance: Sendable {
    /// Whether one instance follows the other.
    public let isSequential: Bool
    /// How many instances; nil where a collection tells.
    public let cardinality: ScriptText?
    /// Whether the cardinality may also be the name of a collection (Camunda's older way).
    public let cardinalityMayNameCollection: Bool
    /// The names of variables, resolved through the activity's own data inputs and outputs.
    public let inputCollection: String?
    /// The variable that collects what the instances leave; nil: it is merged.
    public let outputCollection: String?
    /// The variable of each instance that holds its item.
    public let inputItem: IOSpecification.Item?
    /// The variable of each instance that is collected.
    public let outputItem: IOSpecification.Item?
    /// When it holds after an instance, the others are not needed.
    public let completionCondition: ScriptText?
    /// Whether pre- and post-scripts run for each instance (`spiffworkflow:scriptsOnInstances`) instead of once.
    public let scriptsOnInstances: Bool

    /// A multi-instance marker.
    public init(
      isSequential: Bool, cardinality: ScriptText?, inputCollection: String?, outputCollection: String?,
      inputItem: IOSpecification.Item?, outputItem: IOSpecification.Item?, completionCondition: ScriptText?,
      scriptsOnInstances: Bool, cardinalityMayNameCollection: Bool = false
    ) {
      self.isSequential = isSequential
      self.cardinality = cardinality
      self.cardinalityMayNameCollection = cardinalityMayNameCollection
      self.inputCollection = inputCollection
      self.outputCollection = outputCollection
      self.inputItem = inputItem
      self.outputItem = outputItem
      self.completionCondition = completionCondition
      self.scriptsOnInstances = scriptsOnInstances
    }
  }
}
