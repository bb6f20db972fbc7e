import BigInt
import OrderedCollections
public import WorkflowModel

/// Makes `Decodable` values from data, the counterpart of ``DataEncoder``.
///
/// An integer where a double is expected is accepted when it is exact. A typed value is decoded as its content.
public struct DataDecoder: Sendable {
  /// A decoder.
  public init() {}

  /// The value of data.
  ///
  /// - Throws: `DecodingError`, or what the type's own `init(from:)` throws.
  public func decode<Value: Decodable>(_ type: Value.Type, from data: DataValue) throws -> Value {
    try NodeDecoder(value: data, codingPath: []).decode(type)
  }
}

private struct NodeDecoder: Decoder {
  let value: DataValue
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(KeyedValues(members: try members(), codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list(let elements) = value else { throw mismatch([Any].self, "a list") }
    return UnkeyedValues(elements: elements, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { SingleValue(decoder: self) }

  func members() throws -> DataDictionary {
    switch value {
    case .dictionary(let dictionary): dictionary
    case .typed(let typed): typed.content
    default: throw mismatch([String: Any].self, "a dictionary")
    }
  }

  /// Reads a value: those that data has directly, others through their own `init(from:)`.
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let direct: Any?
    switch type {
    case is String.Type: direct = try string()
    case is Bool.Type: direct = try bool()
    case is Double.Type: direct = try double()
    case is Float.Type: direct = Float(try double())
    case is BigInt.Type: direct = try bigInteger()
    case let type as any (FixedWidthInteger & Decodable).Type: direct = try integer(type)
    default: direct = nil
    }
    if let direct {
      guard let result = direct as? Value else { throw mismatch(type, String(describing: type)) }
      return result
    }
    return try Value(from: self)
  }

  private func string() throws -> String {
    guard case .string(let string) = value else { throw mismatch(String.self, "a string") }
    return string
  }

  private func bool() throws -> Bool {
    guard case .bool(let flag) = value else { throw mismatch(Bool.self, "a Boolean") }
    return flag
  }

  private func double() throws -> Double {
    switch value {
    case .double(let double): return double
    case .integer(let integer):
      guard let double = Double(exactly: integer) else { throw mismatch(Double.self, "a double") }
      return double
    default: throw mismatch(Double.self, "a double")
    }
  }

  private func bigInteger() throws -> BigInt {
    switch value {
    case .integer(let integer): return BigInt(integer)
    case .bigInteger(let integer): return integer
    default: throw mismatch(BigInt.self, "an integer")
    }
  }

  private func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws -> Integer {
    let integer = try bigInteger()
    guard let result = Integer(exactly: integer) else {
      throw mismatch(type, "an integer from \(type.min) to \(type.max)")
    }
    return result
  }

  func mismatch(_ type: Any.Type, _ expected: String) -> DecodingError {
    let context = DecodingError.Context(
      codingPath: codingPath, debugDescription: "expected \(expected), found \(found)")
    return value == .null ? .valueNotFound(type, context) : .typeMismatch(type, context)
  }

  private var found: String {
    switch value {
    case .null: "null"
    case .bool: "a Boolean"
    case .integer, .bigInteger: "an integer"
    case .double: "a double"
    case .string: "a string"
    case .list: "a list"
    case .dictionary: "a dictionary"
    case .typed(let typed): "a value of the typename \"\(typed.typename)\""
    }
  }
}

private struct SingleValue: SingleValueDecodingContainer {
  let decoder: NodeDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.value == .null }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.decode(type) }
}

private struct KeyedValues<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let members: DataDictionary
  let codingPath: [any CodingKey]
  var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

  private func member(_ key: any CodingKey) throws -> NodeDecoder {
    guard let value = members[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key, DecodingError.Context(codingPath: codingPath, debugDescription: "no value for \"\(key.stringValue)\""))
    }
    return NodeDecoder(value: value, codingPath: codingPath + [key])
  }

  func decodeNil(forKey key: Key) throws -> Bool { try member(key).value == .null }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try member(key).decode(type) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try member(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { try member(PlainKey.super) }
  func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }
}

private struct UnkeyedValues: UnkeyedDecodingContainer {
  let elements: [DataValue]
  let codingPath: [any CodingKey]
  var currentIndex = 0
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  init(elements: [DataValue], codingPath: [any CodingKey]) {
    self.elements = elements
    self.codingPath = codingPath
  }

  private func current(_ type: Any.Type) throws -> NodeDecoder {
    let path = codingPath + [PlainKey(index: currentIndex)]
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        type, DecodingError.Context(codingPath: path, debugDescription: "expected an element, found the list's end"))
    }
    return NodeDecoder(value: elements[currentIndex], codingPath: path)
  }

  mutating func decodeNil() throws -> Bool {
    guard try current(Any?.self).value == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value = try current(type).decode(type)
    currentIndex += 1
    return value
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    let container = try current([String: Any].self).container(keyedBy: type)
    currentIndex += 1
    return container
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let container = try current([Any].self).unkeyedContainer()
    currentIndex += 1
    return container
  }

  mutating func superDecoder() throws -> any Decoder {
    let decoder = try current((any Decoder).self)
    currentIndex += 1
    return decoder
  }
}
