import OrderedCollections
package import WorkflowModel

/// Random changes of a document.
package enum DocumentMutation {
  private static let others: [DataValue] = [
    .null, true, 0, 1, 2, -1, 3.5, "", "start", [], [[]], [:], ["typename": "tuple", "items": []], .integer(.max),
    .integer(.min), .integer(Int(Int32.max)), ["start", "start"], "READY", "STARTED", "2026-01-01T00:00:00+00:00",
    .typed(TypedValue(typename: "typed", content: [:])), "9999-12-31T23:59:59.999999+00:00",
  ]

  /// The value with one part, somewhere within, exchanged, taken away, doubled or moved.
  package static func apply(to value: DataValue, _ generator: inout SeededGenerator) -> DataValue {
    if Int.random(in: 0..<16, using: &generator) == 0 { return other(value, &generator) }
    switch value {
    case .dictionary(var members) where !members.isEmpty:
      let key = members.keys[Int.random(in: 0..<members.count, using: &generator)]
      switch Int.random(in: 0..<16, using: &generator) {
      case 0: members.removeValue(forKey: key)
      case 1: members["other"] = members[key]
      case 2:
        let other = members.keys[Int.random(in: 0..<members.count, using: &generator)]
        (members[key], members[other]) = (members[other], members[key])
      default: members[key] = members[key].map { apply(to: $0, &generator) }
      }
      return .dictionary(members)
    case .list(var elements) where !elements.isEmpty:
      let place = Int.random(in: elements.indices, using: &generator)
      switch Int.random(in: 0..<16, using: &generator) {
      case 0: elements.remove(at: place)
      case 1: elements.append(elements[place])
      case 2: elements.swapAt(place, Int.random(in: elements.indices, using: &generator))
      default: elements[place] = apply(to: elements[place], &generator)
      }
      return .list(elements)
    default: return other(value, &generator)
    }
  }

  private static func other(_ value: DataValue, _ generator: inout SeededGenerator) -> DataValue {
    if case .integer(let number) = value, Bool.random(using: &generator) {
      return .integer(number &+ Int.random(in: -2...2, using: &generator))
    }
    return others[Int.random(in: others.indices, using: &generator)]
  }
}
