public import WorkflowModel

/// What an instance is found by, beside its status and its moments.
public struct SearchRecord: Sendable {
  /// What its open tasks wait for.
  public var waitsFor: WaitKinds
  /// The lanes of the tasks that a person can complete, by the tasks' numbers; of a save those of the changed tasks.
  public var lanes: [Int: String]
  /// The data of the active tasks, by their numbers; of a save those of the changed tasks. The copies share all of it.
  public var data: [Int: TaskData]

  /// A record of these parts.
  public init(waitsFor: WaitKinds = [], lanes: [Int: String] = [:], data: [Int: TaskData] = [:]) {
    self.waitsFor = waitsFor
    self.lanes = lanes
    self.data = data
  }
}
