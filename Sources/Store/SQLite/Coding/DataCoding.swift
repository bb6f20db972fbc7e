import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Data as the JSON text that rows hold: exact, so that it reads back equal.
enum DataCoding {
  // A variable's value stands one level deeper in its row than where it was made, and has the bounds of what scripts and
  // documents may make.
  private static let maximumDepth = 1024
  private static let maximumDigits = 400_000

  /// The text of a dictionary; nil for an empty one.
  static func text(of dictionary: DataDictionary) throws(JSONError) -> [UInt8]? {
    dictionary.isEmpty ? nil : try text(of: .dictionary(dictionary))
  }

  /// The text of a list of names; nil for an empty one.
  static func text(of names: [String]) throws(JSONError) -> [UInt8]? {
    names.isEmpty ? nil : try text(of: .list(names.map { .string($0) }))
  }

  /// The text of what a version writes: the variables; where members of variables are written too, a list of both.
  static func text(ofWritten version: DataVersionRecord) throws(JSONError) -> [UInt8]? {
    guard !version.members.isEmpty else { return try text(of: version.written) }
    let members = DataDictionary(uniqueKeysWithValues: version.members.map { ($0, .dictionary($1)) })
    return try text(of: .list([.dictionary(version.written), .dictionary(members)]))
  }

  /// The text of a value; an error's path begins with these keys.
  static func text(of value: DataValue, at keys: [String]) throws(JSONError) -> [UInt8] {
    do throws(JSONError) {
      return try text(of: value)
    } catch {
      _ = try text(of: keys.reversed().reduce(value) { .dictionary([$1: $0]) })
      throw error
    }
  }

  static func text(of value: DataValue) throws(JSONError) -> [UInt8] {
    var writer = JSONWriter(.exact)
    writer.maximumDepth = maximumDepth
    writer.maximumDigits = maximumDigits
    return try writer.bytes(of: value)
  }

  static func value(of text: UnsafeBufferPointer<UInt8>) throws(JSONError) -> DataValue {
    var reader = JSONReader(restoring: true)
    reader.maximumDepth = maximumDepth
    reader.maximumDigits = maximumDigits
    return try reader.read(text)
  }
}

extension PreparedStatement.Row {
  /// A value in JSON.
  func value(_ column: Int) throws -> DataValue {
    try withText(column) { try DataCoding.value(of: $0) }
  }

  /// A dictionary in JSON; empty for NULL.
  func dictionary(_ column: Int) throws -> DataDictionary {
    guard !isNull(column) else { return [:] }
    guard case .dictionary(let dictionary) = try value(column) else {
      throw UnexpectedValue(expected: "an object")
    }
    return dictionary
  }

  /// What a version writes, as ``DataCoding/text(ofWritten:)`` gives it.
  func written(_ column: Int) throws -> (DataDictionary, members: OrderedDictionary<String, DataDictionary>) {
    guard !isNull(column) else { return ([:], [:]) }
    switch try value(column) {
    case .dictionary(let written): return (written, [:])
    case .list(let parts):
      guard parts.count == 2, case .dictionary(let written) = parts[0], case .dictionary(let members) = parts[1] else {
        fallthrough
      }
      return (
        written,
        try members.mapValues { members in
          guard case .dictionary(let members) = members else { throw UnexpectedValue(expected: "an object of members") }
          return members
        }
      )
    default: throw UnexpectedValue(expected: "an object, or a list of two")
    }
  }

  /// A list of names in JSON; empty for NULL.
  func names(_ column: Int) throws -> [String] {
    guard !isNull(column) else { return [] }
    guard case .list(let items) = try value(column) else { throw UnexpectedValue(expected: "a list of names") }
    return try items.map { item in
      guard case .string(let name) = item else { throw UnexpectedValue(expected: "a list of names") }
      return name
    }
  }
}

/// JSON in a row is something else than what the column holds.
struct UnexpectedValue: Error, CustomStringConvertible {
  let expected: String
  var description: String { "expected \(expected)" }
}
