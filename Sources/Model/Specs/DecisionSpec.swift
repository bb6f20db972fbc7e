/// A decision of a DMN model (DMN 1.3, section 6.3.7).
public struct DecisionSpec: Sendable {
  public let id: String
  public let name: String
  /// The name of its output variable, where the model names one.
  public let variable: String?
  public let location: SourceLocation
  public let logic: DecisionLogic
  /// The ids of the decisions whose results it reads.
  public let requiredDecisions: [String]
  /// The business knowledge models that it may call, by name.
  public let knowledge: [KnowledgeModel]

  /// A decision.
  public init(
    id: String, name: String, variable: String?, location: SourceLocation, logic: DecisionLogic,
    requiredDecisions: [String] = [], knowledge: [KnowledgeModel] = []
  ) {
    self.id = id
    self.name = name
    self.variable = variable
    self.location = location
    self.logic = logic
    self.requiredDecisions = requiredDecisions
    self.knowledge = knowledge
  }
}

/// How a decision comes to its result.
public indirect enum DecisionLogic: Sendable {
  case table(DecisionTable)
  case literal(ScriptText)
  /// A boxed context: entries by name, evaluated in order; the last, without a name, is the result where there is one.
  case context([(name: String?, value: DecisionLogic)])
}

/// A function of a DMN model (DMN 1.3, section 6.3.9).
public struct KnowledgeModel: Sendable {
  public let id: String
  public let name: String
  public let parameters: [String]
  public let body: DecisionLogic

  /// A business knowledge model.
  public init(id: String, name: String, parameters: [String], body: DecisionLogic) {
    self.id = id
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}

/// A decision table (DMN 1.3, section 8).
public struct DecisionTable: Sendable {
  /// How many rules may match and which of them give the result (DMN 1.3, section 8.2.8).
  public enum HitPolicy: String, Sendable, CaseIterable {
    case unique = "UNIQUE"
    case first = "FIRST"
    case priority = "PRIORITY"
    case any = "ANY"
    case collect = "COLLECT"
    case ruleOrder = "RULE ORDER"
    case outputOrder = "OUTPUT ORDER"
  }

  /// What `COLLECT` does with the outputs it collects.
  public enum Aggregation: String, Sendable, CaseIterable {
    case sum = "SUM"
    case count = "COUNT"
    case minimum = "MIN"
    case maximum = "MAX"
  }

  /// A column of conditions.
  public struct Input: Sendable {
    public let id: String
    public let label: String
    public let name: String
    /// nil: the variable named by the label is tested.
    public let expression: ScriptText?
    public let typeName: String?
    public let allowedValues: ScriptText?

    public init(
      id: String, label: String, name: String, expression: ScriptText?, typeName: String?, allowedValues: ScriptText?
    ) {
      self.id = id
      self.label = label
      self.name = name
      self.expression = expression
      self.typeName = typeName
      self.allowedValues = allowedValues
    }
  }

  /// A column of results.
  public struct Output: Sendable {
    public let id: String
    public let label: String
    public let name: String
    public let typeName: String?
    /// In the order of their priority, highest first.
    public let allowedValues: ScriptText?
    public let defaultValue: ScriptText?

    public init(
      id: String, label: String, name: String, typeName: String?, allowedValues: ScriptText?, defaultValue: ScriptText?
    ) {
      self.id = id
      self.label = label
      self.name = name
      self.typeName = typeName
      self.allowedValues = allowedValues
      self.defaultValue = defaultValue
    }
  }

  /// A row.
  public struct Rule: Sendable {
    public let id: String
    public let description: String?
    public let location: SourceLocation
    /// One for each input; nil where any value matches (`-`, or empty).
    public let inputEntries: [ScriptText?]
    /// One for each output; nil where the cell is empty.
    public let outputEntries: [ScriptText?]

    public init(
      id: String, description: String?, location: SourceLocation, inputEntries: [ScriptText?],
      outputEntries: [ScriptText?]
    ) {
      self.id = id
      self.description = description
      self.location = location
      self.inputEntries = inputEntries
      self.outputEntries = outputEntries
    }
  }

  public let id: String
  public let name: String
  public let hitPolicy: HitPolicy
  public let aggregation: Aggregation?
  public let inputs: [Input]
  public let outputs: [Output]
  public let rules: [Rule]

  /// A decision table.
  public init(
    id: String, name: String, hitPolicy: HitPolicy, aggregation: Aggregation?, inputs: [Input], outputs: [Output],
    rules: [Rule]
  ) {
    self.id = id
    self.name = name
    self.hitPolicy = hitPolicy
    self.aggregation = aggregation
    self.inputs = inputs
    self.outputs = outputs
    self.rules = rules
  }
}
