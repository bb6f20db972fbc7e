import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// The section `retired`: what the specification no longer has.
extension RetiredElement {
  private static let keys = ["process", "spec", "element", "type", "name"]

  var documentValue: DataValue {
    var members: DataDictionary = ["process": .string(process), "spec": .string(spec)]
    members["element"] = element.map(DataValue.string)
    members["type"] = type.map { .string($0.rawValue) }
    members["name"] = name.map(DataValue.string)
    return .dictionary(members)
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    let element = try object.optionalText("element")
    let type = try object.optional("type")?.word(ElementType.self)
    let name = try object.optionalText("name")
    guard (element == nil) == (type == nil), name == nil || element != nil else {
      throw DocumentError(
        .document, "expected \"element\" and \"type\" together, \"name\" only with them", at: node.path)
    }
    self.init(
      process: try object.text("process"), spec: try object.text("spec"), element: element, type: type, name: name)
  }
}

/// The section `migrations`: the journal.
extension InstanceDocument.Migration {
  private static let keys = ["from", "to", "moment", "revision", "undone", "former"]

  var value: DataValue {
    var members: DataDictionary = [
      "from": .string(from), "to": .string(to), "moment": .string("\(moment)"), "revision": .integer(revision),
    ]
    members["undone"] = undone.map { .string("\($0)") }
    members["former"] = former?.documentValue
    return .dictionary(members)
  }

  init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    let undone = try object.optional("undone")?.moment()
    let former = try object.optional("former").map { node throws(DocumentError) in try FormerRecords(node) }
    guard (undone == nil) == (former != nil) else {
      throw DocumentError(.document, "expected either \"undone\" or \"former\"", at: node.path)
    }
    self.init(
      from: try object.member("from").digest(), to: try object.member("to").digest(),
      moment: try object.moment("moment"), revision: try object.member("revision").integer(from: 2), undone: undone,
      former: former)
  }
}

extension FormerRecords {
  private static let keys = ["tasks", "scopes", "retired"]

  fileprivate var documentValue: DataValue {
    [
      "tasks": .list(tasks.map(\.documentValue)), "scopes": .list(scopes.map(\.documentValue)),
      "retired": .list(retired.map(\.documentValue)),
    ]
  }

  fileprivate init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(
      tasks: try object.member("tasks").elements { node throws(DocumentError) in try Task(node) },
      scopes: try object.member("scopes").elements { node throws(DocumentError) in try Scope(node) },
      retired: try object.member("retired").elements { node throws(DocumentError) in try RetiredElement(node) })
  }
}

extension FormerRecords.Task {
  private static let keys = ["number", "spec", "state", "last_state_change", "arrived_by"]

  fileprivate var documentValue: DataValue {
    var members: DataDictionary = [
      "number": .integer(number), "spec": .string(spec), "state": .string(state.rawValue),
      "last_state_change": .string("\(lastStateChange)"),
    ]
    members["arrived_by"] = arrivedBy.map(DataValue.string)
    return .dictionary(members)
  }

  fileprivate init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(
      number: try object.number("number"), spec: try object.text("spec"),
      arrivedBy: try object.optionalText("arrived_by"), state: try object.member("state").word(TaskState.self),
      lastStateChange: try object.moment("last_state_change"))
  }
}

extension FormerRecords.Scope {
  private static let keys = ["number", "process", "added_objects"]

  fileprivate var documentValue: DataValue {
    [
      "number": .integer(number), "process": .string(process),
      "added_objects": .list(addedObjects.map(DataValue.string)),
    ]
  }

  fileprivate init(_ node: DocumentNode) throws(DocumentError) {
    let object = try node.object(Self.keys)
    self.init(
      number: try object.number("number"), process: try object.text("process"),
      addedObjects: try object.member("added_objects").elements { node throws(DocumentError) in try node.text() })
  }
}
