import OrderedCollections
import WorkflowModel

/// A task within the tree. Others refer to it by its index, which is also its number.
final class WorkflowTask {
  let id: Identifier
  /// The index of its node in its scope's process.
  let node: Int32
  let scope: Int32
  /// The task that it follows; -1 for the first of a scope.
  let parent: Int32
  /// The child of its parent that came before it; -1 for none.
  let previousSibling: Int32
  /// Its distance from the root of the instance, subprocesses included.
  let depth: Int32
  /// The task that its branch begins with, see ``TaskTree/isBefore(_:_:)``.
  let branch: Int32
  /// Its last child; -1 for none.
  var lastChild: Int32 = -1
  /// The scope that is its inside; -1 for none.
  var inside: Int32 = -1
  /// The incoming flow of its node that its token came by and was not yet used; -1 for none.
  var token: Int32 = -1
  /// Whether that token waits at a join.
  var holdsToken = false
  var state = TaskState.future
  /// Its place among those that are not over, see ``OpenTasks``; -1 for none.
  var openPlace: Int32 = -1
  /// Whether it only waits for its trigger: the scope may end without it.
  var isDormant = false
  /// Whether it differs from what was last saved.
  var isDirty = true
  var lastChange: Timestamp
  var data = TaskData()
  var internalData: DataDictionary?
  /// What its element can wait for.
  var waitKinds: WaitKinds = []

  init(
    id: Identifier, node: Int32, scope: Int32, parent: Int32, previousSibling: Int32, depth: Int32, branch: Int32,
    lastChange: Timestamp
  ) {
    (self.id, self.node, self.scope, self.parent) = (id, node, scope, parent)
    (self.previousSibling, self.depth, self.branch) = (previousSibling, depth, branch)
    self.lastChange = lastChange
  }
}

extension WorkflowTask {
  /// A saved task.
  convenience init(
    _ record: TaskRecord, at place: TaskPlace, node: Int32, token: Int32, data: TaskData, traits: TaskTraits
  ) {
    self.init(
      id: record.id, node: node, scope: Int32(record.scope), parent: Int32(record.parent ?? -1),
      previousSibling: Int32(place.previousSibling ?? -1), depth: Int32(place.depth), branch: Int32(place.branch),
      lastChange: record.lastStateChange)
    lastChild = Int32(place.lastChild ?? -1)
    inside = Int32(place.inside ?? -1)
    holdsToken = place.holdsToken
    state = record.state
    self.token = token
    self.data = data
    internalData = record.internalData.isEmpty ? nil : record.internalData
    isDormant = record.isDormant
    isDirty = false
    waitKinds = traits.waitKinds
  }

  /// Where it stands, for its record.
  var place: TaskPlace {
    func number(_ link: Int32) -> Int? { link >= 0 ? Int(link) : nil }
    return TaskPlace(
      depth: Int(depth), branch: Int(branch), previousSibling: number(previousSibling), lastChild: number(lastChild),
      inside: number(inside), holdsToken: holdsToken)
  }
}

/// The run of a process or subprocess: the tasks of one start.
final class Scope {
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
  /// The place of the first of its tasks that are neither completed nor cancelled; -1 for none.
  var firstOpen: Int32 = -1
  /// Whether the tree has it among those that are not over.
  var isInView = false
  /// The tasks that became ready for the engine, in no order.
  var ready: [Int32] = []
  var isDirty = true

  init(process: Int, host: Int32, parent: Int32, depth: Int32) {
    (self.process, self.host, self.parent, self.depth) = (process, host, parent, depth)
  }
}

extension Scope {
  /// A saved scope.
  convenience init(_ record: ScopeRecord, process: Int, parent: Int32, depth: Int32, root: Int32) {
    self.init(process: process, host: Int32(record.host ?? -1), parent: parent, depth: depth)
    self.root = root
    (data, dataObjects, correlations) = (record.data, record.dataObjects, record.correlations)
    (isCompleted, lastTask) = (record.isCompleted, Int32(record.lastTask ?? -1))
    isDirty = false
  }
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
  /// Tokens wait at it.
  static let holder = TaskTraits(rawValue: 16)
}

extension TaskTraits {
  init(of behavior: any ElementBehavior) {
    self = TaskTraits(awaiting: WaitKinds(of: behavior))
    if !behavior.isManual { insert(.runnable) }
    if behavior is any CatchingBehavior { insert(.catcher) }
    if behavior.watchesScope { insert(.watcher) }
    if behavior is ServiceTask { insert(.service) }
    if behavior.holdsTokens { insert(.holder) }
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
