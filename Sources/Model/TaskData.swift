public import OrderedCollections

/// The data of a task: variables by name, in the order in which they were first written.
///
/// A copy costs nothing, whatever the size: it shares `base` and copies the few `changes` only when it is itself
/// changed. The changes are folded into a new base when they have grown to about the square root of it, so that a step
/// costs what it changes and a lookup at most two probes.
public struct TaskData: Sendable {
  private var base: Base
  /// What was written (or, where the value is nil, removed) since the base was made.
  private var changes: OrderedDictionary<String, DataValue?>

  private final class Base: Sendable {
    let variables: DataDictionary
    init(_ variables: DataDictionary) { self.variables = variables }
  }

  /// Data with these variables.
  public init(_ variables: DataDictionary = [:]) {
    base = Base(variables)
    changes = [:]
  }

  /// The value of a variable; nil where there is none. Assigning nil removes the variable.
  public subscript(name: String) -> DataValue? {
    get {
      if let change = changes[name] { return change }
      return base.variables[name]
    }
    set {
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
