extension DataValue {
  /// Where a number stands that JSON does not have, an infinity or NaN; nil where there is none, so that the value can be
  /// saved.
  package var placeOfUnsavableNumber: (path: DataPath, number: Double)? {
    switch self {
    case .double(let number) where !number.isFinite: (DataPath(), number)
    case .list(let items): Self.first(in: items.lazy.enumerated().map { (.index($0.offset), $0.element) })
    case .dictionary(let members): Self.first(in: members.lazy.map { (.key($0.key), $0.value) })
    case .typed(let value): Self.first(in: value.content.lazy.map { (.key($0.key), $0.value) })
    default: nil
    }
  }

  private static func first(
    in members: some Sequence<(DataPath.Component, DataValue)>
  ) -> (path: DataPath, number: Double)? {
    for (component, value) in members {
      if let found = value.placeOfUnsavableNumber {
        return (DataPath([component] + found.path.components), found.number)
      }
    }
    return nil
  }
}
