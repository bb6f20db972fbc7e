import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// The section `history`: the saves, each with what happened in it.
extension InstanceHistory.Save {
  private static let keys = ["revision", "former_stamp", "last_stamp", "user", "engine", "events"]

  var documentValue: DataValue {
    var members: DataDictionary = ["revision": .integer(save.revision)]
    members["former_stamp"] = save.formerStamp.map { .string("\($0)") }
    members["last_stamp"] = .string("\(save.lastStamp)")
    members["user"] = save.user.map(DataValue.string)
    members["engine"] = save.engine.map(DataValue.string)
    if !events.isEmpty { members["events"] = .list(events.map(\.documentValue)) }
    return .dictionary(members)
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    let save = HistorySave(
      revision: try object.member("revision").integer(from: 1),
      formerStamp: try object.optional("former_stamp")?.moment(), lastStamp: try object.moment("last_stamp"),
      user: try object.optionalText("user"), engine: try object.optionalText("engine"))
    self.init(
      save,
      events: try object.optional("events")?.elements { node throws(DocumentError) in try HistoryEvent(node) } ?? [])
  }
}

extension HistoryEvent {
  private static let keys = ["kind", "moment", "task", "name", "detail"]

  fileprivate var documentValue: DataValue {
    var members: DataDictionary = ["kind": .string(kind.rawValue), "moment": .string("\(moment)")]
    members["task"] = task.map(DataValue.integer)
    members["name"] = name.map(DataValue.string)
    members.addUnlessEmpty(detail, "detail")
    return .dictionary(members)
  }

  fileprivate init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(
      try object.member("kind").word(Kind.self), at: try object.moment("moment"),
      task: try object.optionalNumber("task"), name: try object.optionalText("name"),
      detail: try object.dictionary("detail"))
  }
}

extension InstanceHistory {
  /// Whether another one ends with the same saves, as far back as both are kept.
  func hasSameEnd(as other: InstanceHistory) -> Bool {
    let count = min(saves.count, other.saves.count)
    return saves.suffix(count) == other.saves.suffix(count)
  }
}
