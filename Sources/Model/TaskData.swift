public import OrderedCollections

/// The data of a task: variables by name, in the order in which they were first written.
///
/// A copy costs nothing, whatever the size: it shares `base` and copies the few `changes` only when it is itself
/// changed. The changes are folded into a new base when they have grown to about the square root of it, so that a step
/// costs what it changes and a lookup at most two probes.
///
/// It also knows which variables were written since its last *version*, so that a save writes those alone.
public struct TaskData: Sendable {
  private var base: Base
  /// What was written (or, where the value is nil, removed) since the base was made.
  private var changes: OrderedDictionary<String, DataValue?>
  /// The number of the version that this data was when ``unversioned`` was last empty; 0 for no data at all.
  package private(set) var version = 0
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

  /// Makes the data as it stands the version `number`, and gives what it changes of its former version: a value, or nil
  /// for a variable that was removed.
  package mutating func seal(as number: Int) -> [(name: String, value: DataValue?)] {
    let written = unversioned.map { (name: $0, value: self[$0]) }
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
      if let change = changes[name] { return change }
      return base.variables[name]
    }
    set {
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
    for (name, value) in other {
      unversioned.append(name)
      changes[name] = .some(value)
    }
    foldIfGrown()
  }

  private mutating func foldIfGrown() {
    guard changes.count > 16, changes.count * changes.count > base.variables.count else { return }
    base = Base(variables)
    changes = [:]
  }
}
