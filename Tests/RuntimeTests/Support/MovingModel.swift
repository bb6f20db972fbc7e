import Foundation
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// A process of `moving.bpmn` with an instance, and other versions of it.
struct MovingModel {
  let desk: Desk
  let process: String
  /// The id of the specification as it is in the fixture.
  let old: String

  /// When instances begin to wait, and two hours later.
  static let began = Timestamp(microseconds: 1_767_225_600_000_000)
  static let later = Timestamp(microseconds: 1_767_232_800_000_000)

  init(_ process: String) throws {
    desk = try Desk()
    self.process = process
    old = try Self.add(process, to: desk)
  }

  /// The id of a process of the fixture.
  static func add(_ process: String, to desk: Desk) throws -> String {
    try desk.runtime().add(files(process)).spec.id
  }

  private static func files(_ process: String) throws -> ModelFiles {
    var files = try Models.files("moving")
    files.root = .process(process)
    return files
  }

  /// The id of a version in which texts of the file are replaced.
  func version(_ replacements: (String, String)...) throws -> String {
    var files = try Self.files(process)
    var text = String(decoding: files.sources[0].bytes, as: UTF8.self)
    for (from, to) in replacements {
      #expect(text.contains(from), "the fixture no longer contains \(from)")
      text = text.replacingOccurrences(of: from, with: to)
    }
    files.sources[0] = ModelSource(kind: .bpmn, name: "moving.bpmn", bytes: Array(text.utf8))
    return try desk.runtime().add(files).spec.id
  }

  /// The id of the same model, read in another dialect.
  func inDialect(_ dialect: Dialect) throws -> String {
    var files = try Self.files(process)
    files.dialect = dialect
    return try desk.runtime().add(files).spec.id
  }

  /// Starts an instance of the old version.
  func start(_ data: DataDictionary = [:], at moment: Timestamp? = nil, engine: String? = nil) throws -> InstanceView {
    var request = StartRequest()
    request.data = data
    if let engine { request.engine = engine }
    return try runtime(at: moment).start(spec: old, request)
  }

  /// Completes the only ready task of an element.
  func complete(_ element: String, of view: InstanceView, data: DataDictionary = [:]) throws -> InstanceView {
    try desk.runtime().complete(element, of: view, data: data)
  }

  /// Runs what can run.
  func resume(_ view: InstanceView, at moment: Timestamp? = nil) throws -> InstanceView {
    try runtime(at: moment).resume("\(view.summary.id)")
  }

  func view(_ view: InstanceView, tasks: InstanceView.Tasks = .active) throws -> InstanceView {
    try desk.runtime().view("\(view.summary.id)", tasks: tasks)
  }

  func migrate(
    _ view: InstanceView, to spec: String, mapping: [String: String] = [:], force: Bool = false
  ) throws -> InstanceView {
    var request = MigrationRequest()
    request.mapping = mapping
    request.isForced = force
    return try desk.runtime().migrate("\(view.summary.id)", toSpec: spec, request)
  }

  func undo(_ view: InstanceView) throws -> InstanceView {
    try desk.runtime().undoMigration("\(view.summary.id)")
  }

  /// The code of the error that a migration ends with, and all reasons.
  func refusal(
    _ view: InstanceView, to spec: String, mapping: [String: String] = [:], force: Bool = false
  ) throws -> (code: String, reasons: [String]) {
    let before = try self.view(view, tasks: .all)
    let error = #expect(throws: RuntimeError.self) {
      try migrate(view, to: spec, mapping: mapping, force: force)
    }
    let after = try self.view(view, tasks: .all)
    #expect(after.document == before.document, "what is refused changes nothing")
    guard let error else { return ("", []) }
    guard case .list(let reasons)? = error.details["reasons"] else { return (error.code, []) }
    return (
      error.code,
      reasons.map { reason in
        guard case .dictionary(let members) = reason, case .string(let message)? = members["message"] else { return "" }
        return message
      }
    )
  }

  /// Whether the store is sound.
  func isSound() throws -> Bool { try desk.runtime().store.check().isEmpty }

  private func runtime(at moment: Timestamp?) throws -> WorkflowRuntime {
    guard let moment else { return try desk.runtime() }
    return try desk.runtime(clock: FixedClock(moment))
  }
}

extension InstanceView {
  /// The ids of the elements of its tasks with their states.
  var states: [String] {
    tasks.compactMap { task in task.element.map { "\($0.id) \(task.state.rawValue)" } }
  }
}
