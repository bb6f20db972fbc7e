/// A decision of a DMN model (DMN 1.3, section 6.3.7).
public struct DecisionSpec: Sendable {
  /// Its id, unique in a specification.
  public let id: String
  /// Its name.
  public let name: String
  /// The name of its output variable, where the model names one.
  public let variable: String?
  /// Where its element begins.
  public let location: SourceLocation
  /// How it comes to its result.
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
  /// Its id.
  public let id: String
  /// The name that expressions call it by.
  public let name: String
  /// The names of its parameters.
  public let parameters: [String]
  /// What it gives.
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
    /// Its id.
    public let id: String
    /// What it is called in the table.
    public let label: String
    /// Its name.
    public let name: String
    /// nil: the variable named by the label is tested.
    public let expression: ScriptText?
    /// The type that the model names; not checked.
    public let typeName: String?
    /// The values that the model allows; not checked.
    public let allowedValues: ScriptText?

    /// A column of conditions.
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
    /// Its id.
    public let id: String
    /// What it is called in the table.
    public let label: String
    /// The name of the variable that it writes; empty: the label is.
    public let name: String
    /// The type that the model names; not checked.
    public let typeName: String?
    /// In the order of their priority, highest first.
    public let allowedValues: ScriptText?
    /// The value where no rule matches.
    public let defaultValue: ScriptText?

    /// A column of results.
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
    /// Its id.
    public let id: String
    /// What the model says about it.
    public let description: String?
    /// Where it stands.
    public let location: SourceLocation
    /// One for each input; nil where any value matches (`-`, or empty).
    public let inputEntries: [ScriptText?]
    /// One for each output; nil where the cell is empty.
    public let outputEntries: [ScriptText?]

    /// A row.
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

  /// Its id.
  public let id: String
  /// Its name.
  public let name: String
  /// How many rules may match, and which of them counts.
  public let hitPolicy: HitPolicy
  /// What is made of collected outputs; nil: a list.
  public let aggregation: Aggregation?
  /// The columns of conditions.
  public let inputs: [Input]
  /// The columns of results.
  public let outputs: [Output]
  /// The rows, in the order of the table.
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
