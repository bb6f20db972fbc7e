import Synchronization
import WorkflowModel
import WorkflowStore

/// The instances that are due and that workers of one program have passed over: each until it is saved by somebody.
public final class PassedOverInstances: Sendable {
  private struct Moment: Hashable {
    let revision: Int
    let due: Timestamp
  }

  private let instances = Mutex<[Identifier: Moment]>([:])

  /// None yet.
  public init() {}

  func insert(_ instance: DueInstance) {
    instances.withLock { $0[instance.id] = Moment(revision: instance.revision, due: instance.due) }
  }

  func contains(_ instance: DueInstance) -> Bool {
    instances.withLock { $0[instance.id] == Moment(revision: instance.revision, due: instance.due) }
  }
}
