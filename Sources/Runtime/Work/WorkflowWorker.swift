import Logging
public import WorkflowModel
public import WorkflowStore

/// Lets instances go on that can do so by themselves: those with a timer that is due, a message that is kept for them, a
/// call of a service whose answer was lost, tasks that were not run.
///
/// Any number of workers may work on one store, each with a runtime and a connection of its own. Use one from one thread.
public final class WorkflowWorker {
  private let runtime: WorkflowRuntime
  private let process: String?
  private let passedOver: PassedOverInstances
  /// Up to when this round has taken or passed over what is due: a round begins with what has been due for longest, and
  /// ends with what is due now.
  private var reached: Timestamp?

  /// A worker.
  ///
  /// - Parameters:
  ///   - process: The id of the process or collaboration whose instances it takes; nil for all.
  ///   - passedOver: What other workers of the program have passed over, which this one passes over, too.
  public init(
    _ runtime: WorkflowRuntime, process: String? = nil, passedOver: PassedOverInstances = PassedOverInstances()
  ) {
    self.runtime = runtime
    self.process = process
    self.passedOver = passedOver
  }

  /// Takes the instance that has been due for longest and that nobody works on, and runs it until nothing more can run.
  /// Messages that are on their way are delivered, too.
  ///
  /// An instance that cannot run without being resumed by somebody who says how, such as by naming an engine, is passed
  /// over until somebody has saved it.
  ///
  /// - Returns: what came of it; nil where nothing is due.
  /// - Throws: `StoreError` where the store cannot be used.
  public func workOnce() throws -> WorkReport? {
    let store = runtime.store
    guard try next() != nil || store.hasMessages() || store.hasExpired(at: runtime.clock.now()) else { return nil }
    var taken: DueInstance?
    do {
      let view = try runtime.deliveringMessages(callsServices: true) { () -> InstanceView? in
        taken = try next()
        guard let taken else { return nil }
        reached = taken.due
        return try runtime.resume(inTransaction: "\(taken.id)", ResumeRequest())
      }
      guard let taken, let view else { return nil }
      // Else it would be taken again at once.
      if view.summary.revision == taken.revision { passedOver.insert(taken) }
      return WorkReport(instance: taken, outcome: .ran(view.summary))
    } catch let error as StoreError where taken == nil || error.category == .unwritable {
      throw error
    } catch {
      guard let taken else { throw error }
      let reason = RuntimeError(error)
      if (error as? StoreError)?.category == .busy { return WorkReport(instance: taken, outcome: .lost(reason)) }
      passedOver.insert(taken)
      return WorkReport(instance: taken, outcome: .passedOver(reason))
    }
  }

  /// When the next instance is due; nil where none will be.
  public func nextDue() throws -> Timestamp? {
    try runtime.store.nextDue(from: runtime.clock.now(), process: process)
  }

  private func next() throws(StoreError) -> DueInstance? {
    if let reached {
      if let instance = try next(since: reached) { return instance }
      self.reached = nil
    }
    return try next(since: nil)
  }

  private func next(since start: Timestamp?) throws(StoreError) -> DueInstance? {
    try runtime.store.firstDue(before: runtime.clock.now(), since: start, process: process) {
      !passedOver.contains($0)
    }
  }
}

/// What a worker did with an instance.
public struct WorkReport: Sendable {
  /// The instance, as it was before.
  public let instance: DueInstance
  /// What came of it.
  public let outcome: Outcome

  /// What came of an instance that was due.
  public enum Outcome: Sendable {
    /// It ran, and was saved.
    case ran(InstanceSummary)
    /// It cannot run without being resumed by somebody who says how, or cannot be loaded or saved. It is as it was.
    case passedOver(RuntimeError)
    /// Somebody else has taken it over, or holds the store. What was not saved before is not done.
    case lost(RuntimeError)
  }
}
