import Logging
import WorkflowEngine
import WorkflowModel
import WorkflowStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A run of an instance inside a transaction of its store.
///
/// What was done is saved at the end, before each call of a service, and whenever a service has answered: after a crash a
/// call whose answer was not saved is made again, with the same idempotency key. While services work the transaction is
/// suspended, so that others can write to the store, and the run holds the lease of its instance.
final class InstanceRun {
  /// Writes changes to what was saved last, under a lease.
  typealias Write = (InstanceChanges, _ saved: InstanceSummary?, _ lease: Lease?) throws -> InstanceSummary

  let instance: WorkflowInstance
  private let store: any StoreBackend
  private let leaseSeconds: Int
  private let logger: Logger
  private let write: Write
  private var summary: InstanceSummary?
  private let owner = LeaseOwner()
  private var held: (lease: Lease, keeper: LeaseKeeper)?
  /// Whether a part of the run is in the store for good, which no error takes back.
  private(set) var isInPartForGood = false

  /// - Parameters:
  ///   - summary: the instance as it was saved last; nil where it was not yet.
  ///   - write: writes changes to what was saved last.
  init(
    _ instance: WorkflowInstance, in store: any StoreBackend, savedAs summary: InstanceSummary?, leaseSeconds: Int,
    logger: Logger, write: @escaping Write
  ) {
    self.instance = instance
    self.store = store
    self.leaseSeconds = leaseSeconds
    self.logger = logger
    self.summary = summary
    self.write = write
  }

  deinit { held?.keeper.stop() }

  /// Runs until nothing more can run, or a number of tasks has.
  ///
  /// - Parameter services: whether services are called and waited for; where not, their calls are recorded, and a later
  ///   run makes them.
  func run(limit: Int?, services: Bool) throws {
    instance.serviceMode = services ? .call : .record
    instance.beforeServiceCall = { [unowned self] in try saveForGood() }
    defer { instance.beforeServiceCall = nil }
    var remaining = limit
    var pause = Self.shortestPause
    while true {
      let waitingFor = instance.pendingServices.count
      let ran = instance.run(limit: remaining)
      if let error = instance.interruption { throw error }
      try instance.requireReadable()
      remaining = remaining.map { $0 - ran }
      guard !instance.pendingServices.isEmpty, remaining.map({ $0 > 0 }) ?? true else { return }
      if ran > 0 || instance.pendingServices.count != waitingFor {
        try saveForGood()
        pause = Self.shortestPause
      }
      if let held {
        if held.keeper.isLost { throw StoreError.leaseLost(held.lease) }
        // The run may have read what it had not looked at before.
        try store.suspend(holding: held.lease)
      }
      usleep(pause)
      pause = min(pause * 2, Self.longestPause)
    }
  }

  /// In microseconds.
  private static let shortestPause: UInt32 = 500
  private static let longestPause: UInt32 = 20_000

  /// Saves what was done since the last save.
  func save() throws -> InstanceSummary {
    try instance.requireReadable()
    let changes = instance.takeChanges()
    let saved = try write(changes, summary, held?.lease)
    logger.tell(of: changes, savedAs: saved, before: summary)
    summary = saved
    return saved
  }

  /// Gives the lease back, where it holds one.
  func end() throws {
    guard let held else { return }
    held.keeper.stop()
    try store.release(held.lease)
    self.held = nil
  }

  private func saveForGood() throws {
    let summary = try save()
    if held == nil {
      let lease = try store.claim(summary.id, by: owner, for: LeaseTime.microseconds(leaseSeconds))
      held = (lease, LeaseKeeper(lease, of: store, seconds: leaseSeconds))
    }
    if let held { try store.suspend(holding: held.lease) }
    isInPartForGood = true
  }
}
