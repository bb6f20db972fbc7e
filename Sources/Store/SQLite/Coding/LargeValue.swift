import BigInt
import OrderedCollections
import WorkflowEngine
import WorkflowModel

/// Values of more than a kilobyte or so, which are stored once by content instead of in the row of their version.
enum LargeValue {
  /// How long a value is at least, in bytes of its JSON, to be stored apart. Below, the reference would save little.
  static let threshold = 1024

  /// Takes the large values out of a version, which has null in their place then.
  ///
  /// - Returns: The values by their position: that of the variable, or of the member after all variables, or of
  ///   the variable of the whole after both.
  static func takeOut(of version: inout DataVersionRecord) -> [(position: Int, value: DataValue)] {
    var large = takeOut(of: &version.written, from: 0)
    var position = version.written.count
    for index in version.members.values.indices {
      large += takeOut(of: &version.members.values[index], from: position)
      position += version.members.values[index].count
    }
    if var whole = version.whole {
      large += takeOut(of: &whole, from: position)
      version.whole = whole
    }
    return large
  }

  private static func takeOut(of members: inout DataDictionary, from first: Int) -> [(position: Int, value: DataValue)]
  {
    var large: [(position: Int, value: DataValue)] = []
    for (index, value) in members.values.enumerated() where isLarge(value) {
      large.append((first + index, value))
      members.values[index] = .null
    }
    return large
  }

  /// Puts a large value back to its position.
  ///
  /// - Returns: Whether the version has that position.
  static func put(_ value: DataValue, at position: Int, of version: inout DataVersionRecord) -> Bool {
    var position = position
    if position < version.written.count {
      version.written.values[position] = value
      return true
    }
    position -= version.written.count
    for index in version.members.values.indices {
      let count = version.members.values[index].count
      if position < count {
        version.members.values[index].values[position] = value
        return true
      }
      position -= count
    }
    guard position < version.whole?.count ?? 0 else { return false }
    version.whole?.values[position] = value
    return true
  }

  /// What stands in front of a large value, for a message.
  static func path(to position: Int, of version: DataVersionRecord) -> [String] {
    if position < version.written.count { return [version.written.keys[position]] }
    var position = position - version.written.count
    for (name, members) in version.members {
      if position < members.count { return [name, members.keys[position]] }
      position -= members.count
    }
    guard let whole = version.whole, position < whole.count else { return [] }
    return [whole.keys[position]]
  }

  /// Whether the value's JSON is surely as long as the threshold. Looks at no more of it than that takes.
  static func isLarge(_ value: DataValue) -> Bool {
    var rest = threshold
    var pending = [value]
    while rest > 0, let value = pending.popLast() {
      switch value {
      case .null, .bool, .double: rest -= 3
      case .integer: rest -= 1
      case .bigInteger(let number): rest -= max(19, number.bitWidth / 4)
      case .string(let text): rest -= text.utf8.count + 2
      case .list(let items):
        rest -= 2 + items.count
        if rest > 0 { pending += items }
      case .dictionary(let members): account(for: members, &rest, &pending)
      case .typed(let typed):
        rest -= typed.typename.utf8.count + 14
        account(for: typed.content, &rest, &pending)
      }
    }
    return rest <= 0
  }

  private static func account(for members: DataDictionary, _ rest: inout Int, _ pending: inout [DataValue]) {
    rest -= 2 + 4 * members.count
    guard rest > 0 else { return }
    for key in members.keys { rest -= key.utf8.count }
    if rest > 0 { pending += members.values }
  }
}
