import Synchronization
import WorkflowModel

/// A clock that goes where a test wants it.
final class HandClock: Sendable {
  private let moment = Mutex(Sample.start)

  var now: Timestamp { moment.withLock(\.self) }

  func advance(seconds: Int) {
    moment.withLock { $0 = Timestamp(microseconds: $0.microseconds + Int64(seconds) * 1_000_000) }
  }
}
