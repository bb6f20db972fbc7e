import BigInt
public import OrderedCollections
public import WorkflowModel

extension ConverterRegistry {
  /// The Swift value of data, such that ``convert(_:)`` gives the data back.
  ///
  /// Lists become `[Any]`, dictionaries `OrderedDictionary<String, Any>`, null `Any?.none`, integers `Int` or, where
  /// they do not fit, `BigInt`. Registered types become themselves. Standard types and those of environment modules stay
  /// ``TypedValue``: their values belong to the script engine.
  ///
  /// - Throws: ``SerializationError`` with the typename and the path of what nobody registered.
  public func restore(_ value: DataValue) throws(SerializationError) -> Any {
    try restore(value, at: DataPath(), depth: 0)
  }

  /// The Swift value of data, as the type that is expected. Where that is `Double`, an integer is one, too; where it is
  /// `DataValue`, the data is handed out as it is.
  ///
  /// - Throws: ``SerializationError``, also where the value is of another type.
  public func restore<Value>(_ value: DataValue, as type: Value.Type) throws(SerializationError) -> Value {
    if Value.self == DataValue.self, let same = value as? Value { return same }
    if case .integer(let integer) = value, Value.self == Double.self || Value.self == Double?.self,
      let number = Double(integer) as? Value
    {
      return number
    }
    let restored = try restore(value)
    guard let result = restored as? Value else { throw .mismatch(restored, expected: type) }
    return result
  }

  private func restore(_ value: DataValue, at path: DataPath, depth: Int) throws(SerializationError) -> Any {
    guard depth < Self.maximumDepth else { throw .depth(path) }
    switch value {
    case .null: return Any?.none as Any
    case .bool(let flag): return flag
    case .integer(let integer): return integer
    case .bigInteger(let integer): return integer
    case .double(let double): return double
    case .string(let string): return string
    case .list(let elements):
      var values: [Any] = []
      values.reserveCapacity(elements.count)
      for (index, element) in elements.enumerated() {
        values.append(try restore(element, at: path.appending(.index(index)), depth: depth + 1))
      }
      return values
    case .dictionary(let dictionary):
      var values: OrderedDictionary<String, Any> = [:]
      for (key, element) in dictionary {
        values[key] = try restore(element, at: path.appending(.key(key)), depth: depth + 1)
      }
      return values
    case .typed(let typed):
      guard knows(typename: typed.typename) else { throw .unknownTypename(typed.typename, path) }
      guard let converter = converter(named: typed.typename) else { return typed }
      do {
        return try converter.fromDictionary(typed.content, self)
      } catch {
        throw .converter(error, converter.type, converter.typename, path)
      }
    }
  }
}

/// A typename in data that nobody registered.
public struct UnknownTypename: Sendable, Hashable {
  /// The typename.
  public let typename: String
  /// Where the value stands.
  public let path: DataPath
}

extension ConverterRegistry {
  /// The typenames in data that are neither standard nor registered nor among `others`, such as those that a script
  /// engine knows; each where it is met first.
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
  let others: Set<String>
  var found: [UnknownTypename] = []
  private var seen: Set<String> = []
  private var path: [DataPath.Component] = []

  init(registry: ConverterRegistry, others: Set<String>) {
    self.registry = registry
    self.others = others
  }

  mutating func visit(_ value: DataValue) {
    switch value {
    case .null, .bool, .integer, .bigInteger, .double, .string: break
    case .list(let elements):
      for (index, element) in elements.enumerated() { visit(element, through: .index(index)) }
    case .dictionary(let dictionary): visit(dictionary)
    case .typed(let typed):
      if !registry.knows(typename: typed.typename), !others.contains(typed.typename),
        seen.insert(typed.typename).inserted
      {
        found.append(UnknownTypename(typename: typed.typename, path: DataPath(path)))
      }
      visit(typed.content)
    }
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
