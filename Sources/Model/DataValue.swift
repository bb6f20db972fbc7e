public import BigInt
public import OrderedCollections

/// A dictionary of the workflow's data. It keeps the order in which its keys were written.
public typealias DataDictionary = OrderedDictionary<String, DataValue>

/// A value of a workflow's or a task's data.
///
/// The cases are JSON's, with integers kept apart from floating-point numbers (`1` and `1.0` are different values) and
/// of any size, and one more: ``typed(_:)``, which holds everything that JSON does not have.
public enum DataValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  /// An integer that does not fit `Int`. Build it by ``DataValue/init(_:)-(BigInt)``, which prefers ``integer(_:)``, so
  /// that equal numbers are equal values.
  indirect case bigInteger(BigInt)
  case double(Double)
  case string(String)
  case list([DataValue])
  indirect case dictionary(DataDictionary)
  indirect case typed(TypedValue)

  /// The integer in its one canonical case.
  public init(_ integer: BigInt) {
    if let small = Int(exactly: integer) {
      self = .integer(small)
    } else {
      self = .bigInteger(integer)
    }
  }
}

/// A value that JSON does not have, in the form that every script engine and every converter understands: the name of
/// its type and a dictionary of its content.
///
/// In JSON it is the content with one more member, `"typename"`. The standard types are listed in
/// ``StandardTypename``; all others are the converter registry's or an environment module's.
public struct TypedValue: Sendable, Hashable {
  /// The name that the type is registered by.
  public let typename: String
  /// What its `to_dict` gave.
  public var content: DataDictionary

  /// A value of the type `typename`.
  public init(typename: String, content: DataDictionary) {
    self.typename = typename
    self.content = content
  }
}

extension DataValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// `nil`: null.
  public init(nilLiteral: ()) { self = .null }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A double.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A list.
  public init(arrayLiteral elements: DataValue...) { self = .list(elements) }
  /// A dictionary; of a key written twice the last value counts.
  public init(dictionaryLiteral elements: (String, DataValue)...) {
    self = .dictionary(DataDictionary(elements, uniquingKeysWith: { _, last in last }))
  }
}
