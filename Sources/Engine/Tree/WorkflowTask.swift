import OrderedCollections
import WorkflowModel

/// A task within the tree. Others refer to it by its index, which is also its number.
struct WorkflowTask {
  let id: Identifier
  /// The index of its node in its scope's process.
  let node: Int32
  let scope: Int32
  /// The task that it follows; -1 for the first of a scope.
  let parent: Int32
  /// Its distance from the root of the instance, subprocesses included.
  let depth: Int32
  /// Its place for the order of the tree, see ``BranchTable``.
  let branch: Int32
  /// Its first and last child and the next child of its parent; -1 for none.
  var firstChild: Int32 = -1
  var lastChild: Int32 = -1
  var nextSibling: Int32 = -1
  var childCount: Int32 = 0
  /// The scope that is its inside; -1 for none.
  var inside: Int32 = -1
  /// The incoming flow of its node that its token came by and was not yet used; -1 for none.
  var token: Int32 = -1
  var state = TaskState.future
  /// Whether it only waits for its trigger: the scope may end without it.
  var isDormant = false
  /// Whether it differs from what was last saved.
  var isDirty = true
  var lastChange: Timestamp
  var data = TaskData()
  var internalData: DataDictionary?
  /// What its element can wait for.
  var waitKinds: WaitKinds = []
}

/// The run of a process or subprocess: the tasks of one start.
struct Scope {
  /// The index of its process in the definition.
  let process: Int
  /// The task that it is the inside of; -1 for the instance's own process.
  let host: Int32
  /// The scope of its host; -1 for the instance's own process.
  var parent: Int32
  var depth: Int32
  /// Its first task.
  var root: Int32 = -1
  var data: DataDictionary = [:]
  var dataObjects: DataDictionary = [:]
  /// The correlation that it knows: properties by key.
  var correlations: DataDictionary = [:]
  /// Whether it learnt of that since it was last saved.
  var hasNewCorrelation = false
  var isCompleted = false
  var lastTask: Int32 = -1
  /// How many of its tasks are neither completed nor cancelled, those before the end (``EndJoin``) not counted.
  var unfinished = 0
  /// How many of those before the end are not.
  var openEndJoins = 0
  /// The tasks that became ready for the engine, in no order.
  var ready: [Int32] = []
  var isDirty = true
}

/// What the tree keeps in view of a task, as its element asks.
struct TaskTraits: OptionSet {
  let rawValue: UInt16

  /// The engine runs it when it is ready.
  static let runnable = TaskTraits(rawValue: 1)
  /// It waits for an event.
  static let catcher = TaskTraits(rawValue: 2)
  /// While it waits it looks at what others in its scope do.
  static let watcher = TaskTraits(rawValue: 4)
  /// While it is started a service works for it.
  static let service = TaskTraits(rawValue: 8)
}

extension TaskTraits {
  init(of behavior: any ElementBehavior) {
    self = TaskTraits(awaiting: WaitKinds(of: behavior))
    if !behavior.isManual { insert(.runnable) }
    if behavior is any CatchingBehavior { insert(.catcher) }
    if behavior.watchesScope { insert(.watcher) }
    if behavior is ServiceTask { insert(.service) }
  }

  /// What it can wait for stands in the upper byte.
  private init(awaiting kinds: WaitKinds) {
    self.init(rawValue: UInt16(kinds.rawValue) << 8)
  }

  /// What a task can wait for.
  var waitKinds: WaitKinds { WaitKinds(rawValue: UInt8(rawValue >> 8)) }
}

extension WaitKinds {
  fileprivate init(of behavior: any ElementBehavior) {
    self = (behavior as? any CatchingBehavior).map { WaitKinds(of: $0.event) } ?? []
    if behavior.isManual { insert(.user) }
    if behavior is ServiceTask { insert(.service) }
  }
}
