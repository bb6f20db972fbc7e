import WorkflowEngine
import WorkflowModel

/// Keeps the records of an instance in memory, as a database would.
struct RecordStore: Equatable {
  private var instance: InstanceRecord?
  private var scopes: [Int: ScopeRecord] = [:]
  private var tasks: [Int: TaskRecord] = [:]
  private var versions: [Int: DataVersionRecord] = [:]
  /// What was noted, in its order.
  private(set) var events: [HistoryEvent] = []

  mutating func save(_ changes: InstanceChanges) {
    instance = changes.instance
    for scope in changes.scopes { scopes[scope.number] = scope }
    for task in changes.tasks { tasks[task.number] = task }
    for version in changes.versions { versions[version.number] = version }
    for number in changes.removedTasks { tasks[number] = nil }
    events += changes.events
  }

  /// What was saved; nil before the first save.
  var state: InstanceState? {
    guard let instance else { return nil }
    return InstanceState(
      instance: instance,
      scopes: scopes.values.sorted { $0.number < $1.number },
      tasks: tasks.values.sorted { $0.number < $1.number },
      versions: versions.values.sorted { $0.number < $1.number })
  }
}

/// Hands out what was saved, and counts it.
final class RecordSource: InstanceSource {
  let instance: InstanceRecord
  /// How many records were asked for, but for versions of data.
  private(set) var readCount = 0
  /// How many versions of data were.
  private(set) var versionReadCount = 0
  /// The task that cannot be read.
  var brokenTask: Int?
  /// What is done to each task that is read.
  var damage: (inout TaskRecord) -> Void = { _ in }
  private let records: RecordStore

  init(_ records: RecordStore, _ instance: InstanceRecord) {
    (self.records, self.instance) = (records, instance)
  }

  struct Missing: Error {}

  private func read<Record>(_ record: Record?) throws -> Record {
    readCount += 1
    guard let record else { throw Missing() }
    return record
  }

  func openTasks() throws -> [TaskRecord] {
    try records.numbersOfOpenTasks.map { try task($0) }
  }

  func task(_ number: Int) throws -> TaskRecord {
    var task = try read(number == brokenTask ? nil : records.task(number))
    damage(&task)
    return task
  }

  func number(ofTask id: Identifier) throws -> Int? { records.number(ofTask: id) }

  func scope(_ number: Int) throws -> ScopeRecord { try read(records.scope(number)) }

  func version(_ number: Int) throws -> DataVersionRecord {
    versionReadCount += 1
    guard let version = records.version(number) else { throw Missing() }
    return version
  }
}

extension RecordStore {
  /// What was saved, to be read as it is looked at; nil before the first save.
  var source: RecordSource? { instance.map { RecordSource(self, $0) } }

  fileprivate var numbersOfOpenTasks: [Int] {
    tasks.values
      .filter { ![.completed, .cancelled].contains($0.state) || $0.place?.holdsToken == true }
      .map(\.number).sorted()
  }

  fileprivate func task(_ number: Int) -> TaskRecord? { tasks[number] }

  fileprivate func scope(_ number: Int) -> ScopeRecord? { scopes[number] }

  fileprivate func number(ofTask id: Identifier) -> Int? { tasks.values.first { $0.id == id }?.number }

  fileprivate func version(_ number: Int) -> DataVersionRecord? { versions[number] }
}

extension RecordStore {
  /// What another has in the place of something that this has; nil where both have the same.
  func difference(to other: RecordStore) -> String? {
    if let (own, others) = Self.firstDifference(tasks, other.tasks) { return "\(own) became \(others)" }
    if let (own, others) = Self.firstDifference(scopes, other.scopes) { return "\(own) became \(others)" }
    return self == other ? nil : "the records are different"
  }

  private static func firstDifference<Record: Equatable>(
    _ own: [Int: Record], _ others: [Int: Record]
  ) -> (String, String)? {
    let numbers = Set(own.keys).union(others.keys).sorted()
    return numbers.first { own[$0] != others[$0] }.map { number in
      ("\(String(describing: own[number]))", "\(String(describing: others[number]))")
    }
  }
}
