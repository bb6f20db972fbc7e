import Foundation
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// Something that is done with a store, step by step.
struct Scenario: Sendable, CustomTestStringConvertible {
  /// A store that is open, with a runtime.
  struct Desk {
    let runtime: WorkflowRuntime
    /// The runtime's store.
    let store: WorkflowStore
    /// Says that a step is done: from here on nothing may take it back.
    let report: @Sendable () -> Void

    /// The only instance of a process.
    func instance(of process: String) throws -> String {
      let instances = try runtime.store.list(InstanceFilter(process: process)).instances
      return instances.first.map { "\($0.id)" } ?? "none"
    }

    /// Adds a process of a file of models, with texts replaced.
    func add(_ process: String, of file: String, _ replacements: [(String, String)] = []) throws -> String {
      var text = try String(contentsOf: Self.fixtures.appending(path: "RuntimeTests/Fixtures/\(file)"), encoding: .utf8)
      for (old, new) in replacements { text = text.replacingOccurrences(of: old, with: new) }
      let source = ModelSource(kind: .bpmn, name: file, bytes: Array(text.utf8))
      return try runtime.add(ModelFiles(root: .process(process), sources: [source])).spec.id
    }

    func start(_ process: String, of file: String, _ data: DataDictionary = [:]) throws -> InstanceView {
      try runtime.start(spec: add(process, of: file), StartRequest(data: data))
    }

    /// The folder of all tests: models and stores of other tests serve here too.
    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  let name: String
  /// Whether there is no store before.
  var makesStore = false
  /// SQL that makes the store; nil: an empty one of today's schema.
  var dump: String?
  /// What is there before, without faults.
  var prepare: @Sendable (Desk) throws -> Void = { _ in }
  let act: @Sendable (Desk) throws -> Void

  var testDescription: String { name }
}

extension Scenario {
  static let all = [
    makeStore, start, completeTask, callService, sendMessage, keepMessage, sendSignal, migrateInstance, migrateStore,
    deleteInstance,
    writeTables, indexData,
  ]

  /// What is left of a store that could not be made must be one after all, when somebody makes it again.
  static let makeStore = Scenario(name: "make a store", makesStore: true) { desk in
    desk.report()
    _ = try desk.add("approval", of: "moving.bpmn")
    desk.report()
  }

  static let start = Scenario(name: "start an instance") { desk in
    let spec = try desk.add("approval", of: "moving.bpmn")
    desk.report()
    _ = try desk.runtime.start(spec: spec)
    desk.report()
  }

  static let completeTask = Scenario(name: "complete a user task") { desk in
    _ = try desk.start("approval", of: "moving.bpmn")
  } act: { desk in
    // Long enough for a page of its own.
    let remark = DataValue.string(String(repeating: "well done. ", count: 2_000))
    _ = try desk.runtime.resume(
      desk.instance(of: "approval"), .complete("review", data: ["remark": remark]))
    desk.report()
  }

  /// The service of ``Desk``'s runtime reports each call: from then on the store must know of it.
  static let callService = Scenario(name: "call services, each saved before") { desk in
    _ = try desk.add("squares", of: "squares.bpmn")
  } act: { desk in
    _ = try desk.start("squares", of: "squares.bpmn")
    desk.report()
  }

  static let sendMessage = Scenario(name: "send a message to another instance") { desk in
    _ = try desk.start("reader", of: "talking.bpmn", ["divisor": 1])
    _ = try desk.add("writer", of: "talking.bpmn")
  } act: { desk in
    _ = try desk.start("writer", of: "talking.bpmn", ["text": "late edition"])
    // The writer is done; where the message could not be delivered yet, that is not reported as an error.
    let reader = try desk.runtime.view(desk.instance(of: "reader"))
    if reader.summary.status == .completed { desk.report() }
  }

  /// Known by its id, it is not sent twice; who begins with it later has it.
  static let keepMessage = Scenario(name: "keep a message, which begins an instance") { desk in
    let news = SentMessage(name: "news", payload: "late edition", correlation: [:])
    _ = try desk.runtime.send(news, id: "a")
    desk.report()
    _ = try desk.add("follower", of: "beginning.bpmn")
    desk.report()
    guard case .repeated = try desk.runtime.send(news, id: "a") else {
      Issue.record("expected the message to be known")
      return
    }
    let followers = try desk.runtime.store.list(InstanceFilter(process: "follower")).instances
    if followers.count == 1 { desk.report() }
  }

  /// To three that wait, and a process that begins with it.
  static let sendSignal = Scenario(name: "send a signal to several") { desk in
    for _ in 0..<3 { _ = try desk.start("hearing", of: "hearing.bpmn") }
    _ = try desk.add("subscriber", of: "beginning.bpmn")
  } act: { desk in
    _ = try desk.runtime.send(signal: "alarm")
    desk.report()
  }

  static let migrateInstance = Scenario(name: "move an instance to another specification") { desk in
    _ = try desk.start("approval", of: "moving.bpmn")
  } act: { desk in
    let new = try desk.add("approval", of: "moving.bpmn", [("paid = prepared", "paid = 2")])
    desk.report()
    let instance = try desk.instance(of: "approval")
    _ = try desk.runtime.migrate(instance, toSpec: new)
    desk.report()
    _ = try desk.runtime.undoMigration(instance)
    desk.report()
  }

  static let migrateStore = Scenario(name: "migrate a store of an older schema", dump: "V0001.sql") { desk in
    _ = try desk.store.migrate(at: Shop.moment)
    desk.report()
  }

  /// A function and a service of the application, and what is written around a step. The service reports its call.
  static let writeTables = Scenario(name: "write to the application's tables") { desk in
    let tables = desk.store.tables
    try tables.execute("CREATE TABLE app_stock (product TEXT NOT NULL, count INTEGER NOT NULL) STRICT")
    try tables.execute("CREATE TABLE app_shipment (product TEXT NOT NULL) STRICT")
    try tables.execute("INSERT INTO app_stock VALUES ('chair', 5)")
    _ = try desk.add("reserving", of: "reserving.bpmn")
  } act: { desk in
    let started = try desk.start("reserving", of: "reserving.bpmn", ["product": "chair", "quantity": 2])
    desk.report()
    try desk.runtime.store.transaction {
      try desk.store.tables.execute("UPDATE app_stock SET count = count + 10")
      _ = try desk.runtime.resume("\(started.summary.id)", .complete("confirm"))
    }
    desk.report()
  }

  static let deleteInstance = Scenario(name: "delete an instance") { desk in
    for _ in 0..<3 { _ = try desk.start("approval", of: "moving.bpmn") }
  } act: { desk in
    let instance = try desk.instance(of: "approval")
    _ = try desk.runtime.cancel(instance)
    desk.report()
    try desk.runtime.store.delete(instance)
    desk.report()
  }

  static let indexData = Scenario(name: "index data, change it, and remove the index") { desk in
    for number in 0..<3 { _ = try desk.start("approval", of: "moving.bpmn", ["remark": .integer(number)]) }
  } act: { desk in
    try desk.runtime.store.addSearchIndex(of: "approval", at: ["remark"])
    desk.report()
    _ = try desk.runtime.resume(desk.instance(of: "approval"), .complete("review", data: ["remark": 7]))
    desk.report()
    try desk.runtime.store.removeSearchIndex(of: "approval", at: ["remark"])
    desk.report()
  }
}
