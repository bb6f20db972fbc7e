import OrderedCollections
import WorkflowModel

/// The data of tasks and workflows in a document.
///
/// An object with a `typename` stands for a value that JSON does not have; the names of UUIDs, datetimes and timedeltas
/// are those of ``StandardTypename``, and so are their contents. Tuples and sets are written as lists: that is what they
/// are there.
enum SpiffValues {
  /// The value that a part of a document stands for.
  static func restored(_ value: DataValue) -> DataValue {
    switch value {
    case .list(let elements): return .list(elements.map(restored))
    case .dictionary(let members):
      guard case .string(let typename)? = members[SpiffKey.typename] else { return .dictionary(restored(members)) }
      var content = members
      content.removeValue(forKey: SpiffKey.typename)
      return .typed(TypedValue(typename: typename, content: restored(content)))
    default: return value
    }
  }

  /// The values that an object's members stand for.
  static func restored(_ members: DataDictionary) -> DataDictionary {
    members.mapValues(restored)
  }

  /// How a value is written.
  static func written(_ value: DataValue, at path: DataPath) throws(SpiffError) -> DataValue {
    switch value {
    case .list(let elements): return .list(try written(elements, at: path))
    case .dictionary(let members): return .dictionary(try written(members, at: path))
    case .typed(let typed): return try written(typed, at: path)
    default: return value
    }
  }

  /// How the members of a dictionary are written.
  static func written(_ members: DataDictionary, at path: DataPath) throws(SpiffError) -> DataDictionary {
    guard members[SpiffKey.typename] == nil else {
      throw SpiffError(
        .export,
        "a dictionary with the key \"typename\" cannot be told from an object in SpiffWorkflow's serialization",
        at: path)
    }
    var result = DataDictionary(minimumCapacity: members.count)
    for (key, value) in members { result[key] = try written(value, at: path.appending(.key(key))) }
    return result
  }

  private static func written(_ elements: [DataValue], at path: DataPath) throws(SpiffError) -> [DataValue] {
    var result: [DataValue] = []
    result.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      result.append(try written(element, at: path.appending(.index(index))))
    }
    return result
  }

  private static func written(_ typed: TypedValue, at path: DataPath) throws(SpiffError) -> DataValue {
    let standard = StandardTypename(rawValue: typed.typename)
    switch standard {
    case .tuple, .set, .frozenset:
      if case .list(let items)? = typed.content["items"] { return .list(try written(items, at: path)) }
    case .dict:
      if case .list(let pairs)? = typed.content["items"] { return .dictionary(try dictionary(of: pairs, at: path)) }
    default: break
    }
    var content = try written(typed.content, at: path)
    // A datetime's content is its text alone.
    if standard == .datetime { content = content.filter { $0.key == "value" } }
    content[SpiffKey.typename] = .string(typed.typename)
    return .dictionary(content)
  }

  /// A dictionary with other keys than texts: they become texts, as in Python's `json`.
  private static func dictionary(of pairs: [DataValue], at path: DataPath) throws(SpiffError) -> DataDictionary {
    var members: DataDictionary = [:]
    for pair in pairs {
      guard case .list(let pair) = pair, pair.count == 2, let key = key(pair[0]) else {
        throw SpiffError(.export, "a dictionary has a key that JSON cannot have", at: path)
      }
      members[key] = pair[1]
    }
    return try written(members, at: path)
  }

  private static func key(_ value: DataValue) -> String? {
    switch value {
    case .string(let text): text
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .integer, .bigInteger, .double: try? JSONWriter().text(of: value)
    default: nil
    }
  }
}
