import OrderedCollections
import WorkflowModel

/// A place at which two values differ; nil stands for no value.
struct DataDifference {
  let path: DataPath
  let expected: DataValue?
  let found: DataValue?

  /// How many places of one pair of values are told.
  static let maximumCount = 20

  /// The places at which the variables of one dictionary differ from those of another. The order of variables, which no
  /// script sees, does not count; that of a dictionary's keys does.
  static func between(_ expected: DataDictionary, _ found: DataDictionary) -> [DataDifference] {
    var search = Search()
    search.compareMembers(expected, found, at: DataPath())
    return search.differences
  }

  /// The places at which two values differ.
  static func between(_ expected: DataValue, _ found: DataValue, at path: DataPath = DataPath()) -> [DataDifference] {
    var search = Search()
    search.compare(expected, found, at: path)
    return search.differences
  }

  private struct Search {
    var differences: [DataDifference] = []

    mutating func compare(_ expected: DataValue, _ found: DataValue, at path: DataPath) {
      guard differences.count < maximumCount else { return }
      switch (expected, found) {
      case (.dictionary(let one), .dictionary(let other)) where one.keys == other.keys:
        compareMembers(one, other, at: path)
      case (.dictionary(let one), .dictionary(let other)) where Set(one.keys) != Set(other.keys):
        compareMembers(one, other, at: path)
      case (.list(let one), .list(let other)) where one.count == other.count:
        for (index, (one, other)) in zip(one, other).enumerated() {
          compare(one, other, at: path.appending(.index(index)))
        }
      case (.typed(let one), .typed(let other)) where one.typename == other.typename:
        if let items = one.unorderedItems, let others = other.unorderedItems {
          if items != others { note(expected, found, path) }
        } else {
          compareMembers(one.content, other.content, at: path)
        }
      case (.double(let one), .double(let other)):
        if one.bitPattern != other.bitPattern, !(one.isNaN && other.isNaN) { note(expected, found, path) }
      default:
        if expected != found { note(expected, found, path) }
      }
    }

    mutating func compareMembers(_ expected: DataDictionary, _ found: DataDictionary, at path: DataPath) {
      for (key, value) in expected {
        let path = path.appending(.key(key))
        if let other = found[key] { compare(value, other, at: path) } else { note(value, nil, path) }
      }
      for (key, value) in found where expected[key] == nil { note(nil, value, path.appending(.key(key))) }
    }

    private mutating func note(_ expected: DataValue?, _ found: DataValue?, _ path: DataPath) {
      guard differences.count < maximumCount else { return }
      differences.append(DataDifference(path: path, expected: expected, found: found))
    }
  }
}

extension TypedValue {
  /// The items of a set, which have no order.
  fileprivate var unorderedItems: [DataValue: Int]? {
    guard typename == StandardTypename.set.rawValue || typename == StandardTypename.frozenset.rawValue,
      case .list(let items)? = content["items"]
    else { return nil }
    return Dictionary(items.map { ($0, 1) }, uniquingKeysWith: +)
  }
}
