import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowScripting

@testable import WorkflowStore

/// Models, records and values to store.
enum Sample {
  static let start = Timestamp(microseconds: 1_767_225_600_000_000)
  static let later = Timestamp(microseconds: 1_767_225_660_000_000)

  static func package(_ text: String = "<definitions/>", process: String = "order") -> ModelPackage {
    ModelPackage(
      root: .process(process), dialect: .spiff,
      sources: [
        ModelSource(kind: .bpmn, name: "order.bpmn", bytes: Array(text.utf8)),
        ModelSource(kind: .dmn, name: "price.dmn", bytes: Array("<decisions/>".utf8)),
      ])
  }

  static func id(_ number: Int) -> Identifier {
    Identifier(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(number))
  }

  static func task(
    _ number: Int, of parent: Int? = nil, spec: String = "Activity_1", state: TaskState = .ready, version: Int = 0
  ) -> TaskRecord {
    TaskRecord(
      number: number, id: id(1_000_000 + number), parent: parent, scope: 0, spec: spec, state: state,
      lastStateChange: start, dataVersion: version, arrivedBy: nil, internalData: [:])
  }

  static let scope = ScopeRecord(
    number: 0, host: nil, process: "order", data: [:], dataObjects: [:], isCompleted: false, lastTask: nil)

  static func instance(
    tasks: Int = 1, scopes: Int = 1, versions: Int = 0, status: InstanceStatus = .active
  ) -> InstanceRecord {
    InstanceRecord(
      status: status, error: nil, lastStamp: start, taskCount: tasks, scopeCount: scopes, versionCount: versions)
  }

  /// An instance with one ready task that holds `data`.
  static func changes(_ data: DataDictionary = [:], status: InstanceStatus = .active) -> InstanceChanges {
    let versions = data.isEmpty ? [] : [DataVersionRecord(number: 1, base: 0, written: data, removed: [])]
    return InstanceChanges(
      instance: instance(versions: versions.count, status: status), scopes: [scope],
      tasks: [task(0, state: status == .active ? .ready : .waiting, version: versions.count)], versions: versions,
      removedTasks: [])
  }
}

extension InstanceChanges {
  /// Nothing below the instance's own record.
  init(only instance: InstanceRecord) {
    self.init(instance: instance, scopes: [], tasks: [], versions: [], removedTasks: [])
  }
}

extension StoreBackend {
  /// A new instance, of a specification that is added where it is missing.
  @discardableResult
  func start(
    _ number: Int = 1, _ changes: InstanceChanges = Sample.changes(), environment: [EnvironmentModule] = [],
    process: String = "order"
  ) throws -> StoredInstance {
    let spec = try add(Sample.package(process: process), at: Sample.start)
    return try create(
      spec: spec.id, engine: "restricted", environment: environment, seed: 7, by: nil, at: Sample.start,
      id: Sample.id(number), changes: changes)
  }
}

extension InstanceState {
  /// Whether all records are equal.
  func equals(_ other: InstanceState) -> Bool {
    instance == other.instance && scopes == other.scopes && tasks == other.tasks && versions == other.versions
  }
}
