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
/// call whose answer was not saved is made again, with the same idempotency key.
final class InstanceRun {
  let instance: WorkflowInstance
  private let store: WorkflowStore
  private let write: (InstanceChanges, InstanceSummary?) throws -> InstanceSummary
  private var summary: InstanceSummary?

  /// - Parameters:
  ///   - summary: the instance as it was saved last; nil where it was not yet.
  ///   - write: writes changes to what was saved last.
  init(
    _ instance: WorkflowInstance, in store: WorkflowStore, savedAs summary: InstanceSummary?,
    write: @escaping (InstanceChanges, InstanceSummary?) throws -> InstanceSummary
  ) {
    self.instance = instance
    self.store = store
    self.summary = summary
    self.write = write
  }

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
      remaining = remaining.map { $0 - ran }
      guard !instance.pendingServices.isEmpty, remaining.map({ $0 > 0 }) ?? true else { return }
      if ran > 0 || instance.pendingServices.count != waitingFor {
        try saveForGood()
        pause = Self.shortestPause
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
    let summary = try write(instance.takeChanges(), summary)
    self.summary = summary
    return summary
  }

  private func saveForGood() throws {
    _ = try save()
    try store.commitSoFar()
  }
}
