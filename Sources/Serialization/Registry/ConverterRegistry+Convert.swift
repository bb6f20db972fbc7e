import BigInt
import OrderedCollections
public import WorkflowModel

extension ConverterRegistry {
  /// The data of a Swift value.
  ///
  /// Converted are: what is registered; `DataValue` and `TypedValue`, as they are; nil, Booleans, integers of every
  /// width, `Double`, `Float`, `String`, `Substring`, `Identifier` (`UUID`), `Timestamp` (`datetime`); arrays, and
  /// dictionaries with `String` keys, of all these. The keys of a Swift `Dictionary`, which has no order, come sorted.
  ///
  /// - Throws: ``SerializationError`` with the type and the path of what cannot be converted.
  public func convert(_ value: Any) throws(SerializationError) -> DataValue {
    try convert(value, at: DataPath(), depth: 0)
  }

  private func convert(_ value: Any, at path: DataPath, depth: Int) throws(SerializationError) -> DataValue {
    guard depth < Self.maximumDepth else { throw .depth(path) }
    let type = type(of: value)
    if let converter = converter(for: type) { return try convert(value, with: converter, at: path) }
    switch value {
    case let value as DataValue: return value
    case let value as any OptionalValue:
      guard let wrapped = value.wrapped else { return .null }
      return try convert(wrapped, at: path, depth: depth + 1)
    case let value as String: return .string(value)
    case let value as Bool: return .bool(value)
    case let value as BigInt: return DataValue(value)
    case let value as any BinaryInteger: return DataValue(BigInt(value))
    case let value as Double: return .double(value)
    case let value as Float: return .double(Double(value))
    case let value as Substring: return .string(String(value))
    case let value as TypedValue: return .typed(value)
    case let value as Identifier: return .typed(TypedValue(.uuid, value: value.description))
    case let value as Timestamp: return .typed(TypedValue(.datetime, value: value.description))
    case let value as DataDictionary: return .dictionary(value)
    case let value as OrderedDictionary<String, Any>:
      return try convert(value.elements.lazy.map { ($0.key, $0.value) }, at: path, depth: depth)
    case let value as [String: Any]:
      return try convert(value.sorted { $0.key < $1.key }.lazy.map { ($0.key, $0.value) }, at: path, depth: depth)
    case let value as [Any]:
      var elements: [DataValue] = []
      elements.reserveCapacity(value.count)
      for (index, element) in value.enumerated() {
        elements.append(try convert(element, at: path.appending(.index(index)), depth: depth + 1))
      }
      return .list(elements)
    default: throw .missingConverter(type, path)
    }
  }

  private func convert(
    _ members: some Sequence<(String, Any)>, at path: DataPath, depth: Int
  ) throws(SerializationError) -> DataValue {
    var dictionary: DataDictionary = [:]
    for (key, value) in members {
      dictionary[key] = try convert(value, at: path.appending(.key(key)), depth: depth + 1)
    }
    return .dictionary(dictionary)
  }

  private func convert(
    _ value: Any, with converter: Converter, at path: DataPath
  ) throws(SerializationError) -> DataValue {
    let content: DataDictionary
    do {
      content = try converter.toDictionary(value, self)
    } catch {
      throw .converter(error, converter.type, converter.typename, path)
    }
    return .typed(TypedValue(typename: converter.writtenTypename, content: content))
  }
}

/// Lets an `Any` be asked whether it is an optional.
private protocol OptionalValue {
  var wrapped: Any? { get }
}

extension Optional: OptionalValue {
  fileprivate var wrapped: Any? {
    guard case .some(let value) = self else { return nil }
    return value
  }
}

extension TypedValue {
  fileprivate init(_ typename: StandardTypename, value: String) {
    self.init(typename: typename.rawValue, content: ["value": .string(value)])
  }
}
