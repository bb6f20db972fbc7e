public import OrderedCollections
public import WorkflowModel

/// The status of an instance.
public enum InstanceStatus: String, Sendable, CaseIterable {
  /// A task is ready.
  case active
  /// Nothing is ready: events, timers or services are waited for.
  case waiting
  case completed
  /// A task failed; it can be retried.
  case error
  case cancelled
}

/// Why an instance stands still with the status ``InstanceStatus/error``.
public struct InstanceError: Sendable, Hashable {
  /// The number of the failed task.
  public var task: Int
  /// The element in the diagram; nil for a task that the engine added.
  public var bpmnID: String?
  /// What kind of failure it is, such as `script_exception`.
  public var code: String
  /// What is wrong, in a line.
  public var message: String
  /// The line within the script, from 1, and the script itself; nil where no script failed.
  public var line: Int?
  /// The text of the failed script or expression.
  public var script: String?

  /// An error of the task `task`.
  public init(task: Int, bpmnID: String?, code: String, message: String, line: Int?, script: String?) {
    self.task = task
    self.bpmnID = bpmnID
    self.code = code
    self.message = message
    self.line = line
    self.script = script
  }
}

/// What is kept of an instance as a whole.
public struct InstanceRecord: Sendable, Hashable {
  /// Where it stands.
  public var status: InstanceStatus
  /// Why it stands still; nil unless a task failed.
  public var error: InstanceError?
  /// The stamp of the last change of state; the next one is later, also when the clock stands still.
  public var lastStamp: Timestamp
  /// How many tasks, scopes and versions of data there have been: the next one's number.
  public var taskCount: Int
  /// How many scopes there have been.
  public var scopeCount: Int
  /// How many versions of data there have been.
  public var versionCount: Int
  /// From when on it can go on by itself: with what is ready, a service that was called, a timer. nil where only people
  /// and events from outside move it on. It follows from the tasks.
  public var due: Timestamp?

  /// A record of these parts.
  public init(
    status: InstanceStatus, error: InstanceError?, lastStamp: Timestamp, taskCount: Int, scopeCount: Int,
    versionCount: Int, due: Timestamp? = nil
  ) {
    self.status = status
    self.error = error
    self.lastStamp = lastStamp
    self.taskCount = taskCount
    self.scopeCount = scopeCount
    self.versionCount = versionCount
    self.due = due
  }
}

/// What is kept of a *scope*: the run of a process, or of a subprocess within it.
public struct ScopeRecord: Sendable, Hashable {
  /// Its number within the instance; 0 is the instance's own process.
  public var number: Int
  /// The number of the task that it is the inside of; nil for scope 0.
  public var host: Int?
  /// The id of the process, or of the subprocess element.
  public var process: String
  /// The data of the process as a whole (results).
  public var data: DataDictionary
  /// The data objects by id.
  public var dataObjects: DataDictionary
  /// The correlation keys that it knows: the properties by key.
  public var correlations: DataDictionary
  /// Whether it has ended.
  public var isCompleted: Bool
  /// The number of the task completed last.
  public var lastTask: Int?
  /// The number of its first task; nil where only the whole instance tells, see ``TaskRecord/place``.
  public var root: Int?

  /// A record of these parts.
  public init(
    number: Int, host: Int?, process: String, data: DataDictionary, dataObjects: DataDictionary,
    correlations: DataDictionary = [:], isCompleted: Bool, lastTask: Int?, root: Int? = nil
  ) {
    self.number = number
    self.host = host
    self.process = process
    self.data = data
    self.dataObjects = dataObjects
    self.correlations = correlations
    self.isCompleted = isCompleted
    self.lastTask = lastTask
    self.root = root
  }
}

/// What is kept of a task.
public struct TaskRecord: Sendable, Hashable {
  /// Its number within the instance, in the order of creation.
  public var number: Int
  /// Its identifier for the outside.
  public var id: Identifier
  /// The number of the task that it follows; nil for the first of a scope.
  public var parent: Int?
  /// The number of its scope.
  public var scope: Int
  /// The name of its task spec, unique in its process.
  public var spec: String
  /// Where it stands.
  public var state: TaskState
  /// When its state changed last; later than any change before.
  public var lastStateChange: Timestamp
  /// The number of the version of data that it has; 0 for none.
  public var dataVersion: Int
  /// The id of the sequence flow that its token came by, where the element tells flows apart.
  public var arrivedBy: String?
  /// What its element must remember, such as the results of the instances of a multi-instance activity.
  public var internalData: DataDictionary
  /// Whether it only waits for its trigger, so that its scope may end without it.
  public var isDormant: Bool
  /// Where it stands in the tree; nil where only the whole instance tells.
  public var place: TaskPlace?

  /// A record of these parts.
  public init(
    number: Int, id: Identifier, parent: Int?, scope: Int, spec: String, state: TaskState, lastStateChange: Timestamp,
    dataVersion: Int, arrivedBy: String?, internalData: DataDictionary,
    isDormant: Bool = false, place: TaskPlace? = nil
  ) {
    self.number = number
    self.id = id
    self.parent = parent
    self.scope = scope
    self.spec = spec
    self.state = state
    self.lastStateChange = lastStateChange
    self.dataVersion = dataVersion
    self.arrivedBy = arrivedBy
    self.internalData = internalData
    self.isDormant = isDormant
    self.place = place
  }
}

/// A version of task data: what it changes of another version. Versions never change; tasks share them.
public struct DataVersionRecord: Sendable, Hashable {
  /// Its number within the instance, from 1.
  public var number: Int
  /// The number of the version that it changes; 0 for no data.
  public var base: Int
  /// The variables written.
  public var written: DataDictionary
  /// The members written of lists and dictionaries that the version it changes has: by variable, and then by key, or by
  /// the index in decimal digits. A new key or the index one past the last adds a member; they stand in the order of
  /// writing.
  public var members: OrderedDictionary<String, DataDictionary>
  /// The names of the variables removed.
  public var removed: [String]
  /// All variables as they are afterwards, where so much was changed since this was last kept that to make the version of
  /// what others change would cost more than to read this.
  public var whole: DataDictionary?

  /// A record of these parts.
  public init(
    number: Int, base: Int, written: DataDictionary, members: OrderedDictionary<String, DataDictionary> = [:],
    removed: [String], whole: DataDictionary? = nil
  ) {
    self.number = number
    self.base = base
    self.whole = whole
    self.written = written
    self.members = members
    self.removed = removed
  }
}

/// All that is kept of an instance.
public struct InstanceState: Sendable {
  /// What is kept of the whole.
  public var instance: InstanceRecord
  /// In the order of their numbers, as the others.
  public var scopes: [ScopeRecord]
  /// The tasks, in the order of their numbers.
  public var tasks: [TaskRecord]
  /// The versions of data, in the order of their numbers.
  public var versions: [DataVersionRecord]

  /// A state of these records.
  public init(
    instance: InstanceRecord, scopes: [ScopeRecord], tasks: [TaskRecord], versions: [DataVersionRecord]
  ) {
    self.instance = instance
    self.scopes = scopes
    self.tasks = tasks
    self.versions = versions
  }
}

/// What a save has to write: the records that are new or changed since the last one.
public struct InstanceChanges: Sendable {
  /// What is kept of the whole; written where anything else is.
  public var instance: InstanceRecord
  /// The scopes that are new or changed.
  public var scopes: [ScopeRecord]
  /// The tasks that are new or changed.
  public var tasks: [TaskRecord]
  /// All of them new.
  public var versions: [DataVersionRecord]
  /// The numbers of the tasks that no longer exist.
  public var removedTasks: [Int]
  /// The tasks whose subscriptions may have changed, each with all that it has now.
  public var subscriptions: [SubscriptionRecord]
  /// The messages for other instances, in the order in which they were sent.
  public var sentMessages: [SentMessage]
  /// The signals for everybody else, in the order in which they were thrown.
  public var sentSignals: [SentSignal]
  /// What happened that the other records do not tell, in its order.
  public var events: [HistoryEvent]
  /// What the instance is found by: what concerns the changed tasks.
  public var search: SearchRecord

  /// Whether nothing at all changed.
  public var isEmpty: Bool {
    scopes.isEmpty && tasks.isEmpty && versions.isEmpty && removedTasks.isEmpty && subscriptions.isEmpty
      && sentMessages.isEmpty && sentSignals.isEmpty && events.isEmpty
  }

  /// Changes of these records.
  public init(
    instance: InstanceRecord, scopes: [ScopeRecord], tasks: [TaskRecord], versions: [DataVersionRecord],
    removedTasks: [Int], subscriptions: [SubscriptionRecord] = [], sentMessages: [SentMessage] = [],
    sentSignals: [SentSignal] = [], events: [HistoryEvent] = [], search: SearchRecord = SearchRecord()
  ) {
    self.instance = instance
    self.scopes = scopes
    self.tasks = tasks
    self.versions = versions
    self.removedTasks = removedTasks
    self.subscriptions = subscriptions
    self.sentMessages = sentMessages
    self.sentSignals = sentSignals
    self.events = events
    self.search = search
  }
}
