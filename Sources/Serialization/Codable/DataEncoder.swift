import BigInt
import OrderedCollections
public import WorkflowModel

/// Turns `Encodable` values into data, without a detour through text.
///
/// Integers keep their size, doubles stay doubles, keys keep the order in which they are encoded; nil is null. NaN and
/// infinities are data; JSON will refuse them.
public struct DataEncoder: Sendable {
  /// An encoder.
  public init() {}

  /// The data of a value.
  ///
  /// - Throws: what the value's own `encode(to:)` throws.
  public func encode(_ value: some Encodable) throws -> DataValue {
    let node = EncodedNode()
    try NodeEncoder(node: node, codingPath: []).encode(value)
    return node.value
  }
}

/// A place that a value is being written to. Containers are handed out as values that write to it, and may be asked
/// for again, so it is shared.
private final class EncodedNode {
  enum Content {
    case none
    case value(DataValue)
    case list([EncodedNode])
    case dictionary(OrderedDictionary<String, EncodedNode>)
  }

  var content = Content.none

  /// What was written; an empty dictionary where nothing was, as Codable's other encoders do.
  var value: DataValue {
    switch content {
    case .none: [:]
    case .value(let value): value
    case .list(let nodes): .list(nodes.map(\.value))
    case .dictionary(let nodes): .dictionary(nodes.mapValues(\.value))
    }
  }

  var count: Int {
    guard case .list(let nodes) = content else { return 0 }
    return nodes.count
  }

  func appendElement() -> EncodedNode {
    let node = EncodedNode()
    if case .list(var nodes) = content {
      // The node gives its array away, so that appending does not copy it.
      content = .none
      nodes.append(node)
      content = .list(nodes)
    } else {
      content = .list([node])
    }
    return node
  }

  func member(_ key: String) -> EncodedNode {
    let node = EncodedNode()
    if case .dictionary(var nodes) = content {
      content = .none
      nodes[key] = node
      content = .dictionary(nodes)
    } else {
      content = .dictionary([key: node])
    }
    return node
  }
}

private struct NodeEncoder: Encoder {
  let node: EncodedNode
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .dictionary = node.content {} else { node.content = .dictionary([:]) }
    return KeyedEncodingContainer(KeyedNodes(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .list = node.content {} else { node.content = .list([]) }
    return UnkeyedNodes(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleNode(encoder: self) }

  /// Writes a value: those that data has directly, others through their own `encode(to:)`.
  func encode(_ value: some Encodable) throws {
    switch value {
    case let value as String: node.content = .value(.string(value))
    case let value as Bool: node.content = .value(.bool(value))
    case let value as any BinaryInteger & Encodable: node.content = .value(DataValue(BigInt(value)))
    case let value as Double: node.content = .value(.double(value))
    case let value as Float: node.content = .value(.double(Double(value)))
    default: try value.encode(to: self)
    }
  }

  func encodeNil() { node.content = .value(.null) }
}

private struct SingleNode: SingleValueEncodingContainer {
  let encoder: NodeEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  func encodeNil() { encoder.encodeNil() }
  func encode<Value: Encodable>(_ value: Value) throws { try encoder.encode(value) }
}

private struct KeyedNodes<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: EncodedNode
  let codingPath: [any CodingKey]

  private func member(_ key: any CodingKey) -> NodeEncoder {
    NodeEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key])
  }

  func encodeNil(forKey key: Key) { member(key).encodeNil() }
  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try member(key).encode(value) }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested>
  {
    member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { member(key).unkeyedContainer() }
  func superEncoder() -> any Encoder { member(PlainKey.super) }
  func superEncoder(forKey key: Key) -> any Encoder { member(key) }
}

private struct UnkeyedNodes: UnkeyedEncodingContainer {
  let node: EncodedNode
  let codingPath: [any CodingKey]
  var count: Int { node.count }

  private func element() -> NodeEncoder {
    let key = PlainKey(index: node.count)
    return NodeEncoder(node: node.appendElement(), codingPath: codingPath + [key])
  }

  func encodeNil() { element().encodeNil() }
  func encode<Value: Encodable>(_ value: Value) throws { try element().encode(value) }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    element().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { element().unkeyedContainer() }
  func superEncoder() -> any Encoder { element() }
}
