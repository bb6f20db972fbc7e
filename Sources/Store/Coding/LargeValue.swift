import BigInt
import OrderedCollections
import WorkflowModel

/// Values of more than a kilobyte or so, which are stored once by content instead of in the row of their version.
enum LargeValue {
  /// How long a value is at least, in bytes of its JSON, to be stored apart. Below, the reference would save little.
  static let threshold = 1024

  /// The variables with null in place of the large values, and these by their position.
  static func split(_ variables: DataDictionary) -> (small: DataDictionary, large: [(position: Int, value: DataValue)])
  {
    var small = variables
    var large: [(position: Int, value: DataValue)] = []
    for (position, value) in variables.values.enumerated() where isLarge(value) {
      large.append((position, value))
      small.values[position] = .null
    }
    return (small, large)
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
