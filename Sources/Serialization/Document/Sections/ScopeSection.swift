import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// The section `scopes`.
extension ScopeRecord {
  private static let keys = [
    "number", "host", "process", "data", "data_objects", "correlations", "completed", "last_task",
  ]

  var documentValue: DataValue {
    var members: DataDictionary = ["number": .integer(number)]
    members["host"] = host.map(DataValue.integer)
    members["process"] = .string(process)
    members.addUnlessEmpty(data, "data")
    members.addUnlessEmpty(dataObjects, "data_objects")
    members.addUnlessEmpty(correlations, "correlations")
    if isCompleted { members["completed"] = true }
    members["last_task"] = lastTask.map(DataValue.integer)
    return .dictionary(members)
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(
      number: try object.number("number"), host: try object.optionalNumber("host"),
      process: try object.text("process"), data: try object.dictionary("data"),
      dataObjects: try object.dictionary("data_objects"), correlations: try object.dictionary("correlations"),
      isCompleted: try object.flag("completed"), lastTask: try object.optionalNumber("last_task"))
  }
}

extension DataDictionary {
  /// Adds a member for data, unless there is none.
  mutating func addUnlessEmpty(_ data: DataDictionary, _ key: String) {
    if !data.isEmpty { self[key] = .dictionary(data) }
  }
}
