import BigInt
import OrderedCollections
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
      if StandardTypename(rawValue: typed.typename) != nil { return typed }
      let tag = VersionedTypename(typed.typename)
      guard let version = version(of: tag.name) else { throw .unknownTypename(typed.typename, path) }
      guard tag.version <= version else { throw .newerVersion(tag, known: version, path) }
      guard let converter = converter(named: tag.name) else { return typed }
      let content = try converter.upgraded(typed.content, from: tag.version, at: path)
      do {
        return try converter.fromDictionary(content, self)
      } catch {
        throw .converter(error, converter.type, converter.typename, path)
      }
    }
  }
}
