import OrderedCollections

/// A list or dictionary of task data: a moment of a history that it shares with the data before and after it.
struct SharedCollection: Sendable {
  /// How many members a collection has at least to be one. To share less would save little.
  static let threshold = 16

  private var history: CollectionHistory
  private var moment = 0
  /// How many members there are.
  private(set) var count: Int
  /// The places written since the last version; nil where they are so many that the version is to hold the whole.
  private var changed: OrderedSet<DataPath.Component>? = []

  /// A collection that is `value` in the last version.
  init(_ value: DataValue) {
    history = CollectionHistory(value)
    count = value.memberCount ?? 0
  }

  var isList: Bool { history.isList }

  /// The collection as a value.
  var value: DataValue { history.value(at: moment) }

  /// Replaces a member, or adds one.
  ///
  /// - Returns: Whether there is such a place.
  mutating func assign(_ value: DataValue, at place: DataPath.Component) -> Bool {
    guard fits(place) else { return false }
    if isKnownUniquelyReferenced(&history) {
      history.forget(allBut: moment)
      moment = 0
    } else if moment > 2 * count + Self.threshold {
      // So many changes since its beginning that an early state would cost more than a copy: members were replaced again
      // and again. The states after this one go back to here.
      history = CollectionHistory(self.value)
      moment = 0
    }
    if let next = history.assign(value, at: place, after: moment) {
      (moment, count) = next
    } else {
      let own = CollectionHistory(history.value(at: moment))
      guard let next = own.assign(value, at: place, after: 0) else { return false }
      history = own
      (moment, count) = next
    }
    note(place)
    return true
  }

  private func fits(_ place: DataPath.Component) -> Bool {
    switch place {
    case .index(let index): isList && index >= 0 && index <= count
    case .key: !isList
    }
  }

  private mutating func note(_ place: DataPath.Component) {
    changed?.append(place)
    if let written = changed?.count, written > count / 2 { changed = nil }
  }

  /// What a version has to hold of it; from here on it counts as held.
  mutating func seal() -> VersionChange {
    let value = value
    defer { changed = [] }
    guard let changed else { return .written(value) }
    return .members(changed.compactMap { place in value.member(at: place).map { (place, $0) } })
  }

  /// Whether both are the same moment of the same history.
  func isSame(as other: SharedCollection) -> Bool {
    history === other.history && moment == other.moment
  }

  /// How many items this list has more than an earlier state of it; nil where more than that has changed since, and for
  /// dictionaries.
  func countOfAdded(since other: SharedCollection) -> Int? {
    guard history === other.history, isList else { return nil }
    return history.countOfAdded(from: other.moment, to: moment)
  }

  /// Becomes a later state of the same list.
  mutating func advance(to later: SharedCollection) {
    let added = count..<later.count
    (moment, count) = (later.moment, later.count)
    for index in added { note(.index(index)) }
  }
}

/// What a version changes of one variable.
package enum VersionChange {
  /// It has a new value.
  case written(DataValue)
  /// It is gone.
  case removed
  /// Some members of the list or dictionary that it is are new, in the order in which they were written.
  case members([(place: DataPath.Component, value: DataValue)])
}
