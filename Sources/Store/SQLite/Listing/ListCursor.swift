import WorkflowEngine
import WorkflowModel

/// The place of an instance in a list: a moment, and of instances with the same moment the key of the row.
struct ListPlace: Comparable {
  let moment: Int64
  let key: Int

  static let first = ListPlace(moment: .min, key: .min)
  static let last = ListPlace(moment: .max, key: .max)

  /// Before all instances of a moment.
  init(before moment: Timestamp) {
    self.init(moment: moment.microseconds, key: .min)
  }

  init(moment: Int64, key: Int) {
    self.moment = moment
    self.key = key
  }

  static func < (left: ListPlace, right: ListPlace) -> Bool {
    (left.moment, left.key) < (right.moment, right.key)
  }
}

/// A place between two pages: behind an instance of a list. It says which list that was.
struct ListCursor {
  let list: UInt64
  let place: ListPlace

  init(list: UInt64, behind place: ListPlace) {
    self.list = list
    self.place = place
  }

  /// - Throws: ``StoreError``: `bad_cursor` where it is none, or one of another list.
  init(_ text: String, of list: UInt64) throws(StoreError) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let found = UInt64(parts[0], radix: 36), let moment = Int64(parts[1], radix: 36),
      let key = Int(parts[2], radix: 36), key > 0
    else { throw .badCursor(text) }
    guard found == list else { throw .cursorOfAnotherList(text) }
    self.init(list: list, behind: ListPlace(moment: moment, key: key))
  }

  var text: String {
    [String(list, radix: 36), String(place.moment, radix: 36), String(place.key, radix: 36)].joined(separator: ".")
  }
}

extension InstanceFilter {
  /// A number that stands for the filter with an order: cursors of the one are none of another.
  func fingerprint(_ order: InstanceOrder) throws(JSONError) -> UInt64 {
    let wait: String? =
      switch waitsFor {
      case .kind(let kinds): "\(kinds.rawValue)"
      case .message(let name): "message \(name)"
      case .signal(let name): "signal \(name)"
      case nil: nil
      }
    let moments = [created.since, created.before, updated.since, updated.before].map { $0?.description }
    var parts = [order.key.rawValue, "\(order.isAscending)", status?.rawValue, process, spec?.lowercased()]
    parts += [version.map { "\($0)" }, lane, wait] + moments
    var members = parts.map { $0.map(DataValue.string) ?? .null }
    for condition in data { members += [.list(condition.path.map(DataValue.string)), condition.value] }
    // FNV-1a, since the hashes of the standard library differ in each process.
    return try DataCoding.text(of: .list(members)).reduce(0xcbf2_9ce4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
  }
}
