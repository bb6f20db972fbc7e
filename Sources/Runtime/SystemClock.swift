public import WorkflowModel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The clock of the system.
public struct SystemClock: WorkflowClock {
  /// The clock.
  public init() {}

  /// The moment that the system's clock shows.
  public func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }
}

/// A clock that stands still: `--at`.
public struct FixedClock: WorkflowClock {
  private let moment: Timestamp

  /// A clock that always shows `moment`.
  public init(_ moment: Timestamp) {
    self.moment = moment
  }

  /// Always the same moment.
  public func now() -> Timestamp { moment }
}
