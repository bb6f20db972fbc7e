import Dispatch
import Foundation
import Synchronization
import WorkflowStore

/// Keeps a lease while its holder waits for a service, in a thread and over a connection of its own: however long a
/// service takes, its instance is held as long as the process lives.
final class LeaseKeeper: Sendable {
  private let lease: Lease
  private let store: any StoreBackend
  private let seconds: Int
  private let hasLost = Mutex(false)
  private let end = DispatchSemaphore(value: 0)

  /// - Parameter seconds: how long the lease is held at each renewal; it is renewed three times as often.
  init(_ lease: Lease, of store: any StoreBackend, seconds: Int) {
    self.lease = lease
    self.store = store
    self.seconds = seconds
    Thread.detachNewThread { [self] in keep() }
  }

  /// Whether the lease was taken away.
  var isLost: Bool { hasLost.withLock { $0 } }

  /// Keeps it no longer.
  func stop() { end.signal() }

  private func keep() {
    let pause = DispatchTimeInterval.milliseconds(seconds * 1000 / 3)
    var connection: (any StoreBackend)?
    while end.wait(timeout: .now() + pause) == .timedOut {
      do throws(StoreError) {
        if connection == nil { connection = try store.another() }
        _ = try connection?.renew(lease, for: LeaseTime.microseconds(seconds))
      } catch {
        guard error.code == .leaseLost else { continue }
        hasLost.withLock { $0 = true }
        return
      }
    }
  }
}

enum LeaseTime {
  static func microseconds(_ seconds: Int) -> Int64 { Int64(seconds) * 1_000_000 }
}
