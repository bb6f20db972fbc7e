import BigInt
import OrderedCollections
import WorkflowModel

extension DataVersionRecord {
  /// How much is read for what the version changes, in bytes or so.
  var weight: Int {
    // A row by itself costs as much as some values.
    let names = removed.reduce(32) { $0 + $1.utf8.count }
    return members.values.reduce(names + written.weight) { $0 + $1.weight }
  }
}

extension DataDictionary {
  /// How long it is as a text, in bytes or so.
  var weight: Int {
    var weight = 0
    var pending: [DataValue] = []
    func account(for members: DataDictionary) {
      for (key, value) in members {
        weight += key.utf8.count + 4
        pending.append(value)
      }
    }
    account(for: self)
    while let value = pending.popLast() {
      switch value {
      case .null, .bool, .integer, .double: weight += 5
      case .bigInteger(let number): weight += number.bitWidth / 3
      case .string(let text): weight += text.utf8.count + 2
      case .list(let items):
        weight += 2 + items.count
        pending += items
      case .dictionary(let members): account(for: members)
      case .typed(let typed): account(for: typed.content)
      }
    }
    return weight
  }
}
