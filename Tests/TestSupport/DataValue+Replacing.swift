import OrderedCollections
package import WorkflowModel

extension DataValue {
  /// The value with what stands at a path exchanged; nil: taken away.
  package func replacing(_ path: ArraySlice<DataPath.Component>, with value: DataValue?) -> DataValue {
    guard let first = path.first else { return value ?? .null }
    let rest = path.dropFirst()
    switch (self, first) {
    case (.dictionary(var members), .key(let key)):
      members[key] = rest.isEmpty ? value : (members[key] ?? [:]).replacing(rest, with: value)
      return .dictionary(members)
    case (.list(var elements), .index(let index)) where elements.indices.contains(index):
      elements[index] = elements[index].replacing(rest, with: value)
      return .list(elements)
    default: return self
    }
  }
}
