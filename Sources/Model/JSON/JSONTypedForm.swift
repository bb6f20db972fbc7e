import OrderedCollections

/// How values that JSON does not have stand in it, so that every value can be told from every other:
///
/// | value | JSON |
/// | --- | --- |
/// | a typed value | its content and, last, `"typename"` |
/// | a dictionary with a key `typename` | `{"items": [[key, value], …], "typename": "dict"}` |
/// | a typed value that one of these two would be mistaken for | `{"name": …, "content": …, "typename": "typed"}` |
enum JSONTypedForm {
  static let typename = "typename"
  static let items = "items"
  static let wrapper = "typed"
  static let wrappedName = "name"
  static let wrappedContent = "content"

  /// The value of an object with a key `typename`.
  static func restored(_ object: DataDictionary) -> DataValue {
    guard case .string(let name)? = object[typename] else { return .dictionary(object) }
    var content = object
    content.removeValue(forKey: typename)
    if name == StandardTypename.dict.rawValue, let dictionary = dictionary(fromItemsOf: content) {
      return .dictionary(dictionary)
    }
    if name == wrapper, content.count == 2, case .string(let wrapped)? = content[wrappedName],
      case .dictionary(let inner)? = content[wrappedContent]
    {
      return .typed(TypedValue(typename: wrapped, content: inner))
    }
    return .typed(TypedValue(typename: name, content: content))
  }

  /// Whether the plain form of a typed value would read back as something else.
  static func needsWrapper(_ value: TypedValue) -> Bool {
    value.typename == wrapper || value.content[typename] != nil
      || value.typename == StandardTypename.dict.rawValue && dictionary(fromItemsOf: value.content) != nil
  }

  /// The dictionary that the content of a `dict` stands for, where all of its keys are strings.
  private static func dictionary(fromItemsOf content: DataDictionary) -> DataDictionary? {
    guard content.count == 1, case .list(let pairs)? = content[items] else { return nil }
    var dictionary = DataDictionary(minimumCapacity: pairs.count)
    for pair in pairs {
      guard case .list(let pair) = pair, pair.count == 2, case .string(let key) = pair[0],
        dictionary.updateValue(pair[1], forKey: key) == nil
      else { return nil }
    }
    return dictionary
  }

  /// The elements of a tuple, a set or a frozenset: what a reader who knows only JSON takes for a list.
  static func elements(of value: TypedValue) -> [DataValue]? {
    switch StandardTypename(rawValue: value.typename) {
    case .tuple, .set, .frozenset: break
    default: return nil
    }
    guard value.content.count == 1, case .list(let elements)? = value.content[items] else { return nil }
    return elements
  }
}
