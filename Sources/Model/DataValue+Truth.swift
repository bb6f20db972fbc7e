import BigInt
import OrderedCollections

extension DataValue {
  /// Whether the value counts as true where a condition is asked for: as Python's `bool(value)`.
  ///
  /// A typed value is true unless it is a standard collection without items or a standard number that is zero.
  public var isTruthy: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .integer(let value): value != 0
    case .bigInteger(let value): value != 0
    case .double(let value): value != 0
    case .string(let text): !text.isEmpty
    case .list(let items): !items.isEmpty
    case .dictionary(let members): !members.isEmpty
    case .typed(let value): value.isTruthy
    }
  }
}

extension TypedValue {
  fileprivate var isTruthy: Bool {
    switch StandardTypename(rawValue: typename) {
    case .tuple, .set, .frozenset, .dict: content["items"]?.isTruthy ?? true
    case .bytes: content["value"]?.isTruthy ?? true
    case .timedelta: content.values.contains(where: \.isTruthy)
    case .decimal:
      if case .string(let text)? = content["value"] {
        text.prefix { $0 != "E" }.contains { ("1"..."9").contains($0) } || text.lowercased().contains("n")
      } else {
        true
      }
    case .fraction: content["numerator"]?.isTruthy ?? true
    case .complex: content.values.contains(where: \.isTruthy)
    case .range: rangeIsTruthy
    case .datetime, .date, .time, .timezone, .zoneInfo, .uuid, nil: true
    }
  }

  private var rangeIsTruthy: Bool {
    guard case .integer(let start)? = content["start"], case .integer(let stop)? = content["stop"],
      case .integer(let step)? = content["step"]
    else { return true }
    return step > 0 ? start < stop : start > stop
  }
}
