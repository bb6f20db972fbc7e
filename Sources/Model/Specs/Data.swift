public import OrderedCollections

/// A data object (BPMN 2.0, section 10.4.1): a variable of the process that activities read and write by association.
public struct DataObjectSpec: Sendable, Hashable {
  public let id: String
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
  public let target: Target
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
    public let id: String
    public let name: String?
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
  public let uiSchemaFile: String?
  /// Camunda's form key and fields, kept as data.
  public let formKey: String?
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
    public let name: String
    public let value: ScriptText
    public let type: String
    public init(name: String, value: ScriptText, type: String) {
      self.name = name
      self.value = value
      self.type = type
    }
  }
  public let name: String
  public let parameters: [Parameter]
  public let resultVariable: String?
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
    public let isSequential: Bool
    public let cardinality: ScriptText?
    /// The names of variables, resolved through the activity's own data inputs and outputs.
    public let inputCollection: String?
    public let outputCollection: String?
    public let inputItem: IOSpecification.Item?
    public let outputItem: IOSpecification.Item?
    public let completionCondition: ScriptText?
    /// Whether pre- and post-scripts run for each instance (`spiffworkflow:scriptsOnInstances`) instead of once.
    public let scriptsOnInstances: Bool

    /// A multi-instance marker.
    public init(
      isSequential: Bool, cardinality: ScriptText?, inputCollection: String?, outputCollection: String?,
      inputItem: IOSpecification.Item?, outputItem: IOSpecification.Item?, completionCondition: ScriptText?,
      scriptsOnInstances: Bool
    ) {
      self.isSequential = isSequential
      self.cardinality = cardinality
      self.inputCollection = inputCollection
      self.outputCollection = outputCollection
      self.inputItem = inputItem
      self.outputItem = outputItem
      self.completionCondition = completionCondition
      self.scriptsOnInstances = scriptsOnInstances
    }
  }
}
