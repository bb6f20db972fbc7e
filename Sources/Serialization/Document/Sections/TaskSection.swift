import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// The section `tasks`.
extension TaskRecord {
  private static let keys = [
    "number", "id", "parent", "scope", "spec", "state", "last_state_change", "data", "arrived_by", "dormant",
    "internal_data",
  ]

  var documentValue: DataValue {
    var members: DataDictionary = ["number": .integer(number), "id": .string("\(id)")]
    members["parent"] = parent.map(DataValue.integer)
    members["scope"] = .integer(scope)
    members["spec"] = .string(spec)
    members["state"] = .string(state.rawValue)
    members["last_state_change"] = .string("\(lastStateChange)")
    if dataVersion != 0 { members["data"] = .integer(dataVersion) }
    members["arrived_by"] = arrivedBy.map(DataValue.string)
    if isDormant { members["dormant"] = true }
    members.addUnlessEmpty(internalData, "internal_data")
    return .dictionary(members)
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(
      number: try object.number("number"), id: try object.member("id").identifier(),
      parent: try object.optionalNumber("parent"), scope: try object.number("scope"), spec: try object.text("spec"),
      state: try object.member("state").word(TaskState.self), lastStateChange: try object.moment("last_state_change"),
      dataVersion: try object.optionalNumber("data") ?? 0, arrivedBy: try object.optionalText("arrived_by"),
      internalData: try object.dictionary("internal_data"), isDormant: try object.flag("dormant"))
  }
}
