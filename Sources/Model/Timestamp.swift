/// A moment: microseconds since 1970-01-01T00:00:00Z, without leap seconds (POSIX time).
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Microseconds since the epoch; negative before it.
  public let microseconds: Int64

  /// The moment `microseconds` after the epoch.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Whether `left` is the earlier one.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }
}

/// What tells the time to everything that runs in one command: timers, stamps, scripts.
public protocol WorkflowClock: Sendable {
  /// The moment that counts as now.
  func now() -> Timestamp
}
