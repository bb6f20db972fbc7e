public import WorkflowStore

/// How much of the instances' history is kept: everything, unless something else is said.
public struct HistorySettings: Sendable, Hashable {
  /// What is kept where nothing is said of the process.
  public var retention = HistoryRetention()
  /// What is kept of instances of a process or collaboration, by its id.
  public var processes: [String: HistoryRetention] = [:]

  /// The defaults.
  public init() {}

  /// What is kept of instances of a process.
  public func retention(of process: String) -> HistoryRetention {
    processes[process] ?? retention
  }
}
