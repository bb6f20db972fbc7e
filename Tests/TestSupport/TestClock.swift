package import WorkflowModel

import Synchronization

/// A clock that stands still until a test moves it.
package final class TestClock: WorkflowClock {
  private let moment: Mutex<Timestamp>

  /// A clock that shows midnight of 2026-01-01.
  package convenience init() {
    self.init(Timestamp(microseconds: 1_767_225_600_000_000))
  }

  package init(_ moment: Timestamp) {
    self.moment = Mutex(moment)
  }

  package func now() -> Timestamp {
    moment.withLock { $0 }
  }

  package func set(_ moment: Timestamp) {
    self.moment.withLock { $0 = moment }
  }

  package func advance(bySeconds seconds: Double) {
    moment.withLock { $0 = Timestamp(microseconds: $0.microseconds + Int64(seconds * 1_000_000)) }
  }
}
