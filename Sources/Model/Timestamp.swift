/// A moment: microseconds since 1970-01-01T00:00:00Z, without leap seconds (POSIX time).
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Microseconds since the epoch; negative before it.
  public let microseconds: Int64

  /// The moment `microseconds` after the epoch.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The moment so much later: the last that there is, where it would be later than that.
  package func after(microseconds: Int64) -> Timestamp {
    let (later, isBeyond) = self.microseconds.addingReportingOverflow(microseconds)
    return Timestamp(microseconds: isBeyond ? (microseconds < 0 ? .min : .max) : later)
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
