import OrderedCollections
import WorkflowModel

extension TaskData {
  /// Merges another branch's data into this, as it is done where branches join: dictionaries key by key, lists by
  /// ``DataValue/merged(with:)``; everything else is replaced. Values that Python calls equal are kept.
  mutating func merge(_ other: TaskData) {
    guard !isSameVersion(as: other) else { return }
    for name in other.names where !shares(name, with: other) && !mergeAddedItems(of: name, in: other) {
      guard let value = other[name] else { continue }
      if let own = self[name] {
        if !own.isPythonEqual(to: value) { self[name] = own.merged(with: value) }
      } else {
        self[name] = value
      }
    }
  }

  /// Merges a list that is this one with a few more items. The result is the other list, unless this one holds an added
  /// item already.
  ///
  /// - Returns: Whether it is one, and was merged.
  private mutating func mergeAddedItems(of name: String, in other: TaskData) -> Bool {
    guard let added = countOfAdded(to: name, in: other), added <= 4, case .list(let items)? = other[name] else {
      return false
    }
    for (index, item) in items.enumerated().suffix(added) {
      if case .dictionary = item { continue }
      if items[..<index].contains(where: { $0.isPythonEqual(to: item) }) { return false }
    }
    takeAdded(to: name, from: other)
    return true
  }

  /// The variables that `items` name.
  ///
  /// - Parameter missing: what a missing one is called; `%` stands for its name.
  func selecting(_ items: [IOSpecification.Item], missing: String) throws(ElementFailure) -> DataDictionary {
    var selected = DataDictionary()
    for item in items {
      guard let value = self[item.id] else {
        let what = String(missing.split(separator: "%", omittingEmptySubsequences: false).joined(separator: item.id))
        throw ElementFailure("missing_data", "\(what) is missing in the data")
      }
      selected[item.id] = value
    }
    return selected
  }
}

extension DataValue {
  /// This value with `other` merged into it.
  ///
  /// Lists: a dictionary in `other` is merged into the dictionary at the same place, everything else that this list
  /// does not hold is appended; the result has at most as many items as `other`.
  func merged(with other: DataValue) -> DataValue {
    switch (self, other) {
    case (.dictionary(let mine), .dictionary(let theirs)):
      var result = mine
      for (key, value) in theirs {
        if let own = mine[key] {
          if !own.isPythonEqual(to: value) { result[key] = own.merged(with: value) }
        } else {
          result[key] = value
        }
      }
      return .dictionary(result)
    case (.list(let mine), .list(let theirs)):
      var result = mine
      var seen = SeenValues(mine)
      for (index, value) in theirs.enumerated() {
        if case .dictionary = value, index < result.count {
          result[index] = result[index].merged(with: value)
        } else if case .dictionary = value {
          result.append(value)
        } else if seen.insert(value) {
          result.append(value)
        }
      }
      return .list(Array(result.prefix(theirs.count)))
    default:
      return other
    }
  }

  /// Whether Python's `==` holds: as equality here, but numbers are compared across their types.
  func isPythonEqual(to other: DataValue) -> Bool {
    switch (self, other) {
    case (.dictionary(let a), .dictionary(let b)):
      return a.count == b.count && a.allSatisfy { key, value in b[key]?.isPythonEqual(to: value) ?? false }
    case (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.isPythonEqual(to: $1) }
    default:
      if self == other { return true }
      guard let a = asNumber, let b = other.asNumber else { return false }
      return a == b
    }
  }

  /// The value as the number that Python compares it as; nil for what is no number, and for integers beyond `Int`,
  /// which equal no other type's value in practice.
  private var asNumber: Double? {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .integer(let value): Double(exactly: value)
    case .double(let value): value
    default: nil
    }
  }
}

/// The values that a merged list holds already. Simple ones are found by hash, others one by one.
private struct SeenValues {
  private var hashable: Set<DataValue> = []
  private var others: [DataValue] = []

  init(_ values: [DataValue]) {
    for value in values { _ = insert(value) }
  }

  /// Whether the value is new.
  mutating func insert(_ value: DataValue) -> Bool {
    switch value {
    case .list, .dictionary, .typed:
      if others.contains(where: { $0.isPythonEqual(to: value) }) { return false }
      others.append(value)
      return true
    case .bool(let flag):
      return hashable.insert(.integer(flag ? 1 : 0)).inserted
    case .double(let number):
      return hashable.insert(Int(exactly: number).map(DataValue.integer) ?? value).inserted
    case .null, .integer, .bigInteger, .string:
      return hashable.insert(value).inserted
    }
  }
}
