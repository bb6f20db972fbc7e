import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// The section `data`: the versions of task data, each as what it changes of another.
extension DataVersionRecord {
  private static let keys = ["number", "base", "written", "members", "removed"]

  var documentValue: DataValue {
    var result: DataDictionary = ["number": .integer(number), "base": .integer(base)]
    result.addUnlessEmpty(written, "written")
    result.addUnlessEmpty(
      DataDictionary(uniqueKeysWithValues: members.map { ($0, .dictionary($1)) }), "members")
    if !removed.isEmpty { result["removed"] = .list(removed.map(DataValue.string)) }
    return .dictionary(result)
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    var members: OrderedDictionary<String, DataDictionary> = [:]
    if let node = object.optional("members") {
      for (name, value) in try node.dictionary() {
        members[name] = try DocumentNode(value, at: node.path.appending(.key(name))).dictionary()
      }
    }
    self.init(
      number: try object.number("number"), base: try object.number("base"),
      written: try object.dictionary("written"), members: members,
      removed: try object.optional("removed")?.elements { node throws(DocumentError) in try node.text() } ?? [])
  }
}
