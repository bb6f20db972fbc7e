/// An index of the values that stand at a path in the data of a process's instances: ``WorkflowStore/list(_:sortedBy:limit:after:)``
/// finds instances by it.
public struct SearchIndex: Sendable, Hashable {
  /// The state that an index is in.
  public enum State: String, Sendable {
    /// Instances of before have yet to be looked at; until then no list uses it.
    case building
    /// Lists use it.
    case ready
    /// It loses its values, and then is gone.
    case removing
  }

  /// The id of the process or collaboration.
  public let process: String
  /// The names on the way to the value, the variable's first.
  public let path: [String]
  /// Whether it can be used.
  public let state: State
}
