import OrderedCollections
public import WorkflowModel
public import WorkflowStore

/// What an instance's recorded scripts and conditions come to under another engine.
public struct EngineCheck: Sendable {
  /// A task of the instance, as a finding names it.
  public struct Task: Sendable, Hashable {
    /// Its identifier.
    public let id: Identifier
    /// The element's id; nil for a task that the engine added.
    public let element: String?
    /// The name of the task spec.
    public let spec: String
  }

  /// Something that comes out otherwise.
  public struct Difference: Sendable, Hashable {
    /// What it is that differs.
    public enum Kind: String, Sendable {
      /// A variable, or a value within it.
      case variable
      /// The flows that the token takes.
      case flow
      /// Whether a script fails, or with which message.
      case error
      /// What a script prints.
      case output
      /// The value of an expression that leaves no trace in the data, such as a parameter or a time.
      case value
    }

    /// The task.
    public let task: Task
    /// What it is that differs.
    public let kind: Kind
    /// Where: the variable's name, and the way within its value; empty for what has no place in the data.
    public let path: DataPath
    /// What it was; nil for nothing: no such variable, no error.
    public let expected: DataValue?
    /// What it is under the other engine; nil for nothing.
    public let found: DataValue?
  }

  /// A task of which something could not be compared.
  public struct Omission: Sendable, Hashable {
    /// The task.
    public let task: Task
    /// Why not.
    public let reason: String
  }

  /// The instance.
  public let instance: InstanceSummary
  /// The engine that was tried.
  public let engine: String
  /// The engine that ran beside it, for what the record does not keep, such as output; nil where only the record was
  /// compared with.
  public let reference: String?
  /// How many tasks were compared.
  public internal(set) var compared = 0
  /// What comes out otherwise, task by task.
  public internal(set) var differences: [Difference] = []
  /// What could not be compared.
  public internal(set) var omissions: [Omission] = []

  /// Whether nothing that could be compared differs.
  public var agrees: Bool { differences.isEmpty }
}

extension EngineCheck {
  /// The document of the command line: `docs/commands.md` describes it.
  public var document: DataValue {
    [
      "instance": .string("\(instance.id)"), "engine": .string(engine),
      "reference": reference.map(DataValue.string) ?? .null, "agrees": .bool(agrees), "compared": .integer(compared),
      "differences": .list(differences.map(\.document)), "omissions": .list(omissions.map(\.document)),
    ]
  }
}

extension EngineCheck.Task {
  fileprivate var members: DataDictionary {
    ["task": .string("\(id)"), "bpmn_id": element.map(DataValue.string) ?? .null, "spec": .string(spec)]
  }
}

extension EngineCheck.Difference {
  fileprivate var document: DataValue {
    var members = task.members
    members["kind"] = .string(kind.rawValue)
    members["path"] = path.isEmpty ? .null : .string("\(path)")
    members["expected"] = expected
    members["found"] = found
    return .dictionary(members)
  }
}

extension EngineCheck.Omission {
  fileprivate var document: DataValue {
    var members = task.members
    members["reason"] = .string(reason)
    return .dictionary(members)
  }
}
