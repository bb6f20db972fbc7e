public import OrderedCollections
public import WorkflowModel
public import WorkflowScripting
public struct DecisionError: Error { public struct Code { public let rawValue: String }; public let code: Code; public let message: String }
public struct DecisionEngine { public init(decisions: [String: DecisionSpec], scripts: any ScriptEngine) {}
  public func decide(_ id: String, data: TaskData, locals: DataDictionary = [:]) throws(DecisionError) -> DataDictionary { [:] } }
