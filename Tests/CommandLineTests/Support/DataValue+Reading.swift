import OrderedCollections
import WorkflowModel

/// Documents are read by their members; what is missing is null.
extension DataValue {
  subscript(key: String) -> DataValue {
    if case .dictionary(let members) = self { members[key] ?? .null } else { .null }
  }

  var items: [DataValue] {
    if case .list(let items) = self { items } else { [] }
  }

  var text: String {
    if case .string(let text) = self { text } else { "" }
  }

  /// The names of the members, in their order.
  var keys: [String] {
    if case .dictionary(let members) = self { Array(members.keys) } else { [] }
  }

  /// The document without members that differ between two runs.
  func without(_ names: Set<String>) -> DataValue {
    switch self {
    case .dictionary(let members):
      .dictionary(members.filter { !names.contains($0.key) }.mapValues { $0.without(names) })
    case .list(let items): .list(items.map { $0.without(names) })
    default: self
    }
  }
}
