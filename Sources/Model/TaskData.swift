public import OrderedCollections

/// The data of a task: variables by name, in the order in which they were first written.
///
/// A copy costs nothing, whatever the size: it shares `base` and copies the few `changes` only when it is itself
/// changed. The changes are folded into a new base when they have grown to about the square root of it, so that a step
/// costs what it changes and a lookup at most two probes.
///
/// It also knows which variables were written since its last *version*, so that a save writes those alone; and of a list
/// or dictionary that the last version has, too, which members were. Copies share such a collection as well.
public struct TaskData: Sendable {
  private var base: Base
  /// What was written (or, where the value is nil, removed) since the base was made.
  private var changes: OrderedDictionary<String, DataValue?>
  /// The collections of which members were written. In `base` or `changes` something else stands in their place.
  private var collections: [String: SharedCollection] = [:]
  /// The number of the version that this data was when ``unversioned`` was last empty; 0 for no data at all.
  package private(set) var version = 0
  /// What it costs to make this version of the last one that is kept whole.
  package var chain = VersionChain()
  /// The names written or removed since then.
  package private(set) var unversioned: OrderedSet<String> = []

  private final class Base: Sendable {
    static let empty = Base([:])
    let variables: DataDictionary
    init(_ variables: DataDictionary) { self.variables = variables }
  }

  /// No data.
  public init() {
    base = Base.empty
    changes = [:]
  }

  /// Data with these variables.
  public init(_ variables: DataDictionary) {
    base = Base(variables)
    changes = [:]
    unversioned = variables.keys
  }

  /// Makes the data as it stands the version `number`, and gives what it changes of its former version.
  package mutating func seal(as number: Int) -> [(name: String, change: VersionChange)] {
    var written: [(name: String, change: VersionChange)] = []
    for name in unversioned {
      let change = collections[name]?.seal() ?? self[name].map(VersionChange.written) ?? .removed
      written.append((name, change))
    }
    version = number
    unversioned = []
    return written
  }

  /// Whether this is the same version as `other`, so that nothing needs comparing.
  package func isSameVersion(as other: TaskData) -> Bool {
    version == other.version && version != 0 && unversioned.isEmpty && other.unversioned.isEmpty
  }

  /// The value of a variable; nil where there is none. Assigning nil removes the variable.
  public subscript(name: String) -> DataValue? {
    get {
      if let collection = collections[name] { return collection.value }
      if let change = changes[name] { return change }
      return base.variables[name]
    }
    set {
      if let newValue, writeChangedMembers(of: name, to: newValue) { return }
      if !collections.isEmpty { collections[name] = nil }
      unversioned.append(name)
      if let newValue {
        changes[name] = .some(newValue)
      } else if base.variables[name] == nil {
        changes.removeValue(forKey: name)
      } else {
        changes.updateValue(nil, forKey: name)
      }
      foldIfGrown()
    }
  }

  /// Changes a variable in place; a missing one begins as null. A list or dictionary that only this data holds is not
  /// copied, as long as `change` takes it out before it changes it.
  public mutating func update(_ name: String, _ change: (inout DataValue) -> Void) {
    var value = self[name] ?? .null
    changes.updateValue(.some(.null), forKey: name)
    change(&value)
    self[name] = value
  }

  /// All variables: those of the base first, then the newer ones.
  public var variables: DataDictionary {
    var all = folded
    for (name, collection) in collections {
      all[name] = collection.value
    }
    return all
  }

  /// The base with the changes, but for the collections.
  private var folded: DataDictionary {
    guard !changes.isEmpty else { return base.variables }
    var all = base.variables
    for (name, change) in changes {
      all[name] = change
    }
    return all
  }

  /// The names of all variables, in the order of ``variables``.
  public var names: [String] {
    guard !changes.isEmpty else { return Array(base.variables.keys) }
    var names: [String] = base.variables.keys.filter { name in
      if let change = changes[name] { change != nil } else { true }
    }
    names += changes.lazy.filter { $0.value != nil && base.variables[$0.key] == nil }.map(\.key)
    return names
  }

  /// Whether there is no variable at all.
  public var isEmpty: Bool {
    changes.isEmpty ? base.variables.isEmpty : names.isEmpty
  }

  /// Writes `other`'s variables over these, key by key; values are not merged.
  public mutating func update(_ other: DataDictionary) {
    for (name, value) in other { self[name] = value }
  }

  private mutating func foldIfGrown() {
    guard changes.count > 16, changes.count * changes.count > base.variables.count else { return }
    base = Base(folded)
    changes = [:]
  }
}

extension TaskData {
  // MARK: Members

  /// Writes a member of the list or dictionary that a variable is, or adds one: the index one past the last, or a new
  /// key. The cost is the member's, not the collection's.
  ///
  /// - Returns: Whether there is such a place; nothing is changed where not.
  @discardableResult
  package mutating func assign(_ value: DataValue, at place: DataPath.Component, of name: String) -> Bool {
    if var collection = collections.removeValue(forKey: name) {
      let isWritten = collection.assign(value, at: place)
      collections[name] = collection
      if isWritten { unversioned.append(name) }
      return isWritten
    }
    guard let count = memberCount(of: name) else { return false }
    guard isVersioned(name, count) else {
      var isWritten = false
      update(name) { isWritten = $0.assign(value, at: place) != nil }
      return isWritten
    }
    guard var collection = self[name].map({ SharedCollection($0) }), collection.assign(value, at: place) else {
      return false
    }
    hold(collection, in: name)
    return true
  }

  /// Adds an item to the list that a variable is, as ``assign(_:at:of:)`` does.
  ///
  /// - Returns: Whether it is a list.
  @discardableResult
  package mutating func append(_ item: DataValue, to name: String) -> Bool {
    guard isList(name), let count = memberCount(of: name) else { return false }
    return assign(item, at: .index(count), of: name)
  }

  /// Whether this variable shares its value with `other`'s, so that nothing needs comparing. False says nothing.
  package func shares(_ name: String, with other: TaskData) -> Bool {
    if let own = collections[name], let theirs = other.collections[name] { return own.isSame(as: theirs) }
    guard base === other.base, collections[name] == nil, other.collections[name] == nil else { return false }
    return changes.index(forKey: name) == nil && other.changes.index(forKey: name) == nil
  }

  /// How many items `other` has added to the list that this variable is; nil where it has changed anything else, or that
  /// cannot be told without comparing.
  package func countOfAdded(to name: String, in other: TaskData) -> Int? {
    guard let own = collections[name], let theirs = other.collections[name] else { return nil }
    return theirs.countOfAdded(since: own)
  }

  /// Takes over the list that this variable is in `other`, where ``countOfAdded(to:in:)`` tells that it is the same with
  /// more items.
  package mutating func takeAdded(to name: String, from other: TaskData) {
    guard let later = other.collections[name] else { return }
    collections[name]?.advance(to: later)
    unversioned.append(name)
  }

  /// Whether a variable is a list.
  package func isList(_ name: String) -> Bool {
    if let isList = collections[name]?.isList { return isList }
    return if case .list? = self[name] { true } else { false }
  }

  private func memberCount(of name: String) -> Int? {
    collections[name]?.count ?? self[name]?.memberCount
  }

  /// Whether the collection of so many members that a variable is stands in the last version, and is worth sharing.
  private func isVersioned(_ name: String, _ count: Int) -> Bool {
    count >= SharedCollection.threshold && !unversioned.contains(name)
  }

  /// Lets a variable be a collection of which members were written.
  private mutating func hold(_ collection: SharedCollection, in name: String) {
    collections[name] = collection
    // The history holds the value alone, so that it is changed there and not copied.
    changes.updateValue(.some(.null), forKey: name)
    unversioned.append(name)
    foldIfGrown()
  }

  /// Writes a new value as the members in which it differs from the collection that the last version has.
  ///
  /// - Returns: Whether it is so little different.
  private mutating func writeChangedMembers(of name: String, to value: DataValue) -> Bool {
    guard let count = value.memberCount, count >= SharedCollection.threshold,
      let formerCount = memberCount(of: name), collections[name] != nil || isVersioned(name, formerCount),
      let places = self[name]?.places(changedIn: value)
    else { return false }
    for place in places {
      if let member = value.member(at: place) { assign(member, at: place, of: name) }
    }
    return true
  }
}

extension TaskData {
  /// The variables that were written since the last version, those that were removed left out.
  package var written: DataDictionary {
    var written: DataDictionary = [:]
    for name in unversioned { written[name] = self[name] }
    return written
  }
}
