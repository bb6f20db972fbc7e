public import WorkflowEngine
public import WorkflowModel

/// Which instances to list: those that fit all that is given.
public struct InstanceFilter: Sendable, Hashable {
  /// Those of this status.
  public var status: InstanceStatus?
  /// Those of a process or collaboration with this id, in any version.
  public var process: String?
  /// Those of the specification with this id, written in full.
  public var spec: String?
  /// Those of this version of their process.
  public var version: Int?
  /// Those that were started at a moment within this span.
  public var created = TimeSpan()
  /// Those that were last saved with a change at a moment within this span.
  public var updated = TimeSpan()
  /// Those with a task in this lane that a person can complete now.
  public var lane: String?
  /// Those of which a task waits for this.
  public var waitsFor: InstanceWait?
  /// Those with these values in their data.
  public var data: [DataCondition] = []

  /// A filter of these parts; without any, all instances fit.
  public init(status: InstanceStatus? = nil, process: String? = nil, spec: String? = nil) {
    self.status = status
    self.process = process
    self.spec = spec
  }
}

/// The moments from one on, up to, and without, another.
public struct TimeSpan: Sendable, Hashable {
  /// The first moment; nil: from the beginning.
  public var since: Timestamp?
  /// The first moment behind it; nil: without an end.
  public var before: Timestamp?

  /// A span of these moments; without any all belong to it.
  public init(since: Timestamp? = nil, before: Timestamp? = nil) {
    self.since = since
    self.before = before
  }
}

/// What instances wait for.
public enum InstanceWait: Sendable, Hashable {
  /// Something of one of these kinds.
  case kind(WaitKinds)
  /// The message of this name, with whatever correlation.
  case message(String)
  /// The signal of this name.
  case signal(String)
}

/// The order of listed instances. Where two have the same moment, who was stored first counts as the earlier.
public struct InstanceOrder: Sendable, Hashable {
  /// What they are ordered by.
  public enum Key: String, Sendable, CaseIterable {
    /// When they were started.
    case created
    /// When they were last saved with a change.
    case updated
  }

  /// What they are ordered by.
  public var key: Key
  /// Whether the earliest stands first.
  public var isAscending: Bool

  /// An order; the latest stands first where nothing else is said.
  public init(_ key: Key, isAscending: Bool = false) {
    self.key = key
    self.isAscending = isAscending
  }
}

/// Some of the instances that fit, in the order of their list.
public struct InstancePage: Sendable, Hashable {
  /// The instances.
  public let instances: [InstanceSummary]
  /// Where the next page begins; nil after the last one.
  public let next: String?
  /// The conditions on data for which each instance had to be loaded: no index leads to their values.
  public let unindexed: [DataCondition]
  /// Whether instances were left out of which it is not known what they wait for: they were last saved by an earlier
  /// version.
  public let leavesOutUnknown: Bool

  /// A page of these instances.
  public init(
    instances: [InstanceSummary], next: String?, unindexed: [DataCondition] = [], leavesOutUnknown: Bool = false
  ) {
    self.instances = instances
    self.next = next
    self.unindexed = unindexed
    self.leavesOutUnknown = leavesOutUnknown
  }
}
