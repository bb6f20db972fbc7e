import Dispatch
import Foundation
import Synchronization
import WorkflowModel
import WorkflowRuntime

/// Workers in threads of their own, until they are asked to stop, or nothing is due.
final class WorkCrew: Sendable {
  /// Makes a worker that passes over what the others have.
  typealias Recruit = (PassedOverInstances) -> WorkflowWorker

  private static let stackBytes = 8 << 20
  /// How long a signal may go unheard by one who sleeps.
  private static let nap = 0.05

  private let isOnce: Bool
  private let poll: Double
  private let tell: @Sendable (WorkReport) -> Void
  private let failure = Mutex<(any Error)?>(nil)

  /// - Parameters:
  ///   - isOnce: whether they end when nothing is due.
  ///   - poll: how many seconds one sleeps at most before it looks again.
  ///   - tell: takes what they did.
  init(isOnce: Bool, poll: Double, tell: @escaping @Sendable (WorkReport) -> Void) {
    self.isOnce = isOnce
    self.poll = poll
    self.tell = tell
  }

  /// Lets them work, and waits for all of them.
  ///
  /// - Throws: why the first one could not go on: then all stop.
  func run(_ recruits: [Recruit]) throws {
    let passedOver = PassedOverInstances()
    let group = DispatchGroup()
    for recruit in recruits {
      // A worker is used by its thread alone.
      nonisolated(unsafe) let worker = recruit(passedOver)
      group.enter()
      let thread = Thread { [self] in
        work(worker)
        group.leave()
      }
      thread.stackSize = Self.stackBytes
      thread.start()
    }
    group.wait()
    if let error = failure.withLock(\.self) { throw error }
  }

  private var mayGoOn: Bool { !StopSignals.hasCome && failure.withLock { $0 == nil } }

  private func work(_ worker: WorkflowWorker) {
    do {
      while mayGoOn {
        if let report = try worker.workOnce() {
          tell(report)
        } else if isOnce {
          return
        } else {
          sleep(until: try worker.nextDue())
        }
      }
    } catch {
      failure.withLock { $0 = $0 ?? error }
    }
  }

  private func sleep(until due: Timestamp?) {
    var seconds = poll
    if let due {
      let remaining = due.microseconds.subtractingReportingOverflow(SystemClock().now().microseconds)
      if !remaining.overflow { seconds = min(seconds, max(Double(remaining.partialValue) / 1e6, 0.001)) }
    }
    let end = ContinuousClock.now + .seconds(seconds)
    while mayGoOn, ContinuousClock.now < end {
      Thread.sleep(forTimeInterval: min(Self.nap, max((end - .now) / .seconds(1), 0)))
    }
  }
}
