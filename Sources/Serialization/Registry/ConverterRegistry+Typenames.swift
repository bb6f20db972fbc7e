public import OrderedCollections
public import WorkflowModel

/// A typename in data that nobody registered, or not in this version.
public struct UnknownTypename: Sendable, Hashable {
  /// The typename, without its version.
  public let typename: String
  /// The version of the content.
  public let version: Int
  /// The latest version that is known; nil where the typename is not.
  public let known: Int?
  /// Where the value stands.
  public let path: DataPath
}

extension ConverterRegistry {
  /// The typenames in data that are neither standard nor registered nor among `others`, such as those that a script
  /// engine knows, or of later versions; each where it is met first.
  public func unknownTypenames(in value: DataValue, besides others: Set<String> = []) -> [UnknownTypename] {
    var search = TypenameSearch(registry: self, others: others)
    search.visit(value)
    return search.found
  }

  /// The same for the variables of a task or a workflow.
  public func unknownTypenames(in data: DataDictionary, besides others: Set<String> = []) -> [UnknownTypename] {
    var search = TypenameSearch(registry: self, others: others)
    search.visit(data)
    return search.found
  }
}

/// A walk through data, with the path of where it is.
private struct TypenameSearch {
  let registry: ConverterRegistry
  /// The versions of others' typenames.
  let others: [String: Int]
  var found: [UnknownTypename] = []
  private var seen: Set<String> = []
  private var path: [DataPath.Component] = []

  init(registry: ConverterRegistry, others: Set<String>) {
    self.registry = registry
    self.others = Dictionary(
      others.lazy.map { VersionedTypename($0) }.map { ($0.name, $0.version) }, uniquingKeysWith: max)
  }

  mutating func visit(_ value: DataValue) {
    switch value {
    case .null, .bool, .integer, .bigInteger, .double, .string: break
    case .list(let elements):
      for (index, element) in elements.enumerated() { visit(element, through: .index(index)) }
    case .dictionary(let dictionary): visit(dictionary)
    case .typed(let typed):
      note(typed.typename)
      visit(typed.content)
    }
  }

  private mutating func note(_ typename: String) {
    guard !registry.knows(typename: typename) else { return }
    let tag = VersionedTypename(typename)
    let known = [registry.version(of: tag.name), others[tag.name]].compactMap(\.self).max()
    if let known, tag.version <= known { return }
    guard seen.insert(typename).inserted else { return }
    found.append(
      UnknownTypename(typename: tag.name, version: tag.version, known: known, path: DataPath(path)))
  }

  mutating func visit(_ dictionary: DataDictionary) {
    for (key, value) in dictionary { visit(value, through: .key(key)) }
  }

  private mutating func visit(_ value: DataValue, through component: DataPath.Component) {
    switch value {
    // The path costs something, and most values are scalars.
    case .list, .dictionary, .typed: break
    default: return
    }
    path.append(component)
    visit(value)
    path.removeLast()
  }
}
