import OrderedCollections

/// What stood at a place before something else was put there.
enum FormerMember {
  case added
  case replaced(DataValue)
}

extension DataValue {
  /// How many members a list or dictionary has; nil for any other value.
  var memberCount: Int? {
    switch self {
    case .list(let items): items.count
    case .dictionary(let members): members.count
    default: nil
    }
  }

  /// The member of a list or dictionary at a place; nil where there is none.
  func member(at place: DataPath.Component) -> DataValue? {
    switch (self, place) {
    case (.list(let items), .index(let index)): items.indices.contains(index) ? items[index] : nil
    case (.dictionary(let members), .key(let key)): members[key]
    default: nil
    }
  }

  /// Replaces a member of a list or dictionary in place, or adds one: the index one past the last, or a new key.
  ///
  /// - Returns: What stood there; nil, and nothing is changed, where there is no such place.
  mutating func assign(_ value: DataValue, at place: DataPath.Component) -> FormerMember? {
    // The collection is taken out of its place, so that it is changed there and not copied. (A `switch` would keep a
    // copy of it until its end.)
    if case .index(let index) = place {
      guard case .list(var items) = self, index >= 0, index <= items.count else { return nil }
      self = .null
      defer { self = .list(items) }
      guard index < items.count else {
        items.append(value)
        return .added
      }
      defer { items[index] = value }
      return .replaced(items[index])
    }
    guard case .key(let key) = place, case .dictionary(var members) = self else { return nil }
    self = .null
    defer { self = .dictionary(members) }
    return members.updateValue(value, forKey: key).map(FormerMember.replaced) ?? .added
  }

  /// The places at which `newer` differs from this list or dictionary, with those that it has more, in their order; nil
  /// where it is none of the same kind, lacks members, has them in another order, or differs in more than half of them.
  func places(changedIn newer: DataValue) -> [DataPath.Component]? {
    var places: [DataPath.Component] = []
    if case .list(let items) = self, case .list(let newItems) = newer {
      guard items.count <= newItems.count else { return nil }
      for index in newItems.indices where index >= items.count || !items[index].isIdentical(to: newItems[index]) {
        places.append(.index(index))
        if places.count > newItems.count / 2 { return nil }
      }
      return places
    }
    guard case .dictionary(let members) = self, case .dictionary(let newMembers) = newer,
      members.count <= newMembers.count
    else { return nil }
    for (index, (key, value)) in newMembers.elements.enumerated() {
      if index < members.count {
        let former = members.elements[index]
        guard former.key.isIdentical(to: key) else { return nil }
        if former.value.isIdentical(to: value) { continue }
      }
      places.append(.key(key))
      if places.count > newMembers.count / 2 { return nil }
    }
    return places
  }

  /// Whether nothing could tell the two values apart: unlike `==` it sees the sign of a zero and how a text is composed.
  func isIdentical(to other: DataValue) -> Bool {
    switch (self, other) {
    case (.string(let a), .string(let b)): a.isIdentical(to: b)
    case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isIdentical(to: $1) }
    case (.dictionary(let a), .dictionary(let b)): a.isIdentical(to: b)
    case (.typed(let a), .typed(let b)):
      a.typename.isIdentical(to: b.typename) && a.content.isIdentical(to: b.content)
    default: self == other
    }
  }
}

extension DataDictionary {
  fileprivate func isIdentical(to other: DataDictionary) -> Bool {
    guard count == other.count else { return false }
    return zip(elements, other.elements).allSatisfy { mine, theirs in
      mine.key.isIdentical(to: theirs.key) && mine.value.isIdentical(to: theirs.value)
    }
  }
}

extension String {
  fileprivate func isIdentical(to other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
