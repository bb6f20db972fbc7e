import OrderedCollections

extension DataValue {
  /// What stands behind names within the value: members of dictionaries, and of what typed values hold; nil where there
  /// is nothing.
  package func member(along names: some Collection<String>) -> DataValue? {
    var found = self
    for name in names {
      let next: DataValue? =
        switch found {
        case .dictionary(let members): members[name]
        case .typed(let typed): typed.content[name]
        default: nil
        }
      guard let next else { return nil }
      found = next
    }
    return found
  }
}
