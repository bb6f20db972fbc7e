import Foundation
import OrderedCollections
import Synchronization
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// A store in a temporary folder, with runtimes over it.
final class Desk: Sendable {
  /// What scripts printed.
  let printed = Printed()
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("runtime-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// A new runtime, as a new process would have it.
  func runtime(
    engines: EngineRegistry = .standard, environment: HostEnvironment = HostEnvironment(),
    settings: RuntimeSettings = RuntimeSettings(), clock: any WorkflowClock = SystemClock()
  ) throws -> WorkflowRuntime {
    let path = folder.appendingPathComponent("wfstore.db").path
    return WorkflowRuntime(
      store: try WorkflowStore(path: path, mode: .readWrite(create: true)), engines: engines, environment: environment,
      settings: settings, clock: clock, output: { [printed] in printed.append($0) })
  }
}

/// Takes what scripts print.
final class Printed: Sendable {
  private let pieces = Mutex<[String]>([])

  var text: String { pieces.withLock { $0.joined() } }

  func append(_ text: String) { pieces.withLock { $0.append(text) } }
}

/// The models in `Fixtures`.
enum Models {
  static func files(_ name: String) throws -> ModelFiles {
    let fixtures = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures")
    let bytes = [UInt8](try Data(contentsOf: fixtures.appendingPathComponent("\(name).bpmn")))
    return ModelFiles(root: .process(name), sources: [ModelSource(kind: .bpmn, name: "\(name).bpmn", bytes: bytes)])
  }
}

extension WorkflowRuntime {
  /// Adds a model of `Fixtures` and starts it.
  func start(_ model: String, data: DataDictionary, engine: String? = nil) throws -> InstanceView {
    var request = StartRequest()
    request.data = data
    if let engine { request.engine = engine }
    return try start(spec: add(Models.files(model)).spec.id, request)
  }

  /// Completes the task of an element.
  func complete(_ element: String, of view: InstanceView, data: DataDictionary = [:]) throws -> InstanceView {
    var request = ResumeRequest()
    request.action = .complete(.element(element), data: data)
    return try resume("\(view.summary.id)", request)
  }
}

extension InstanceView {
  /// The data of the only open task of an element.
  func data(of element: String) -> DataDictionary {
    tasks.first { $0.element?.id == element }?.data.variables ?? [:]
  }
}

extension WorkflowRuntime {
  /// The store as what it is in all tests: a file of SQLite.
  var file: WorkflowStore {
    get throws { try #require(store as? WorkflowStore) }
  }
}
