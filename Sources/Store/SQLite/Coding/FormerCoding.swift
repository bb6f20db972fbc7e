import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// What a migration has changed, as the JSON that the journal holds.
extension FormerRecords {
  var value: DataValue {
    [
      "tasks": .list(tasks.map(\.value)), "scopes": .list(scopes.map(\.value)),
      "retired": .list(retired.map(\.value)),
    ]
  }

  init(_ value: DataValue) throws {
    let members = try FormerMembers(value)
    self.init(
      tasks: try members.list("tasks").map(Task.init), scopes: try members.list("scopes").map(Scope.init),
      retired: try members.list("retired").map(RetiredElement.init))
  }
}

extension FormerRecords.Task {
  fileprivate var value: DataValue {
    [
      "number": .integer(number), "spec": .string(spec), "arrived_by": arrivedBy.map(DataValue.string) ?? .null,
      "state": .string(state.rawValue), "last_state_change": .integer(Int(lastStateChange.microseconds)),
    ]
  }

  fileprivate init(_ value: DataValue) throws {
    let members = try FormerMembers(value)
    guard let state = TaskState(rawValue: try members.text("state")) else {
      throw UnexpectedValue(expected: "a state")
    }
    self.init(
      number: try members.integer("number"), spec: try members.text("spec"),
      arrivedBy: members.optionalText("arrived_by"), state: state,
      lastStateChange: Timestamp(microseconds: Int64(try members.integer("last_state_change"))))
  }
}

extension FormerRecords.Scope {
  fileprivate var value: DataValue {
    [
      "number": .integer(number), "process": .string(process),
      "added_objects": .list(addedObjects.map(DataValue.string)),
    ]
  }

  fileprivate init(_ value: DataValue) throws {
    let members = try FormerMembers(value)
    self.init(
      number: try members.integer("number"), process: try members.text("process"),
      addedObjects: try members.list("added_objects").map { item in
        guard case .string(let name) = item else { throw UnexpectedValue(expected: "a name") }
        return name
      })
  }
}

extension RetiredElement {
  fileprivate var value: DataValue {
    [
      "process": .string(process), "spec": .string(spec), "element": element.map(DataValue.string) ?? .null,
      "type": type.map { .string($0.rawValue) } ?? .null, "name": name.map(DataValue.string) ?? .null,
    ]
  }

  fileprivate init(_ value: DataValue) throws {
    let members = try FormerMembers(value)
    self.init(
      process: try members.text("process"), spec: try members.text("spec"), element: members.optionalText("element"),
      type: members.optionalText("type").flatMap(ElementType.init), name: members.optionalText("name"))
  }
}

/// The members of an object in the journal.
private struct FormerMembers {
  private let members: DataDictionary

  init(_ value: DataValue) throws {
    guard case .dictionary(let members) = value else { throw UnexpectedValue(expected: "an object") }
    self.members = members
  }

  func list(_ name: String) throws -> [DataValue] {
    guard case .list(let items)? = members[name] else { throw UnexpectedValue(expected: "a list '\(name)'") }
    return items
  }

  func text(_ name: String) throws -> String {
    guard let text = optionalText(name) else { throw UnexpectedValue(expected: "a text '\(name)'") }
    return text
  }

  func optionalText(_ name: String) -> String? {
    if case .string(let text)? = members[name] { text } else { nil }
  }

  func integer(_ name: String) throws -> Int {
    guard case .integer(let number)? = members[name] else { throw UnexpectedValue(expected: "a number '\(name)'") }
    return number
  }
}
