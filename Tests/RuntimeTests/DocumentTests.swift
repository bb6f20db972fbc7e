import Foundation
import OrderedCollections
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowScripting
import WorkflowSerialization
import WorkflowStore

@Suite("instances that go from one store to another")
struct DocumentTests {
  private static let request = ImportRequest(name: "instance.json")

  /// A runtime at a moment when no timer of the golden documents is due.
  private func runtime(_ desk: Desk, _ engines: EngineRegistry = .standard) throws -> WorkflowRuntime {
    try desk.runtime(engines: engines, clock: FixedClock(moment: Timestamp(microseconds: 1_767_225_600_000_000)))
  }

  @Test("an instance is the same elsewhere, to the byte of its bundle, and goes on from there")
  func moved() throws {
    let (here, there) = (try Desk(), try Desk())
    let started = try here.runtime().start("counting", data: ["count": 1])
    let bundle = try here.runtime().export("\(started.summary.id)")
    let imported = try there.runtime().importInstance(bundle, Self.request)
    #expect(imported.isNew && imported.warnings == [])
    #expect(imported.view.document == started.document)
    #expect(try there.runtime().export("\(started.summary.id)") == bundle)
    let (left, right) = (
      try here.runtime().complete("look", of: started, data: ["enough": true]),
      try there.runtime().complete("look", of: imported.view, data: ["enough": true])
    )
    #expect(right.summary.status == .completed)
    #expect(right.data == left.data && right.summary.revision == left.summary.revision)
    #expect(try there.runtime().store.check() == [])
  }

  @Test("each golden document is stored and written again as it is", arguments: GoldenDocuments.names)
  func golden(name: String) throws {
    let desk = try Desk()
    let bundle = try GoldenDocuments.bytes(name)
    let imported = try runtime(desk).importInstance(bundle, Self.request)
    #expect(try runtime(desk).export("\(imported.view.summary.id)") == bundle)
    #expect(try runtime(desk).store.check() == [])
  }

  @Test("what is there already is left as it is, and another instance of the same id is refused")
  func again() throws {
    let desk = try Desk()
    let started = try desk.runtime().start("counting", data: ["count": 1])
    let bundle = try desk.runtime().export("\(started.summary.id)")
    let again = try desk.runtime().importInstance(bundle, Self.request)
    #expect(!again.isNew)
    #expect(again.view.document == started.document)
    _ = try desk.runtime().complete("look", of: started, data: ["enough": true])
    let error = #expect(throws: RuntimeError.self) { try desk.runtime().importInstance(bundle, Self.request) }
    #expect(error?.code == "instance_differs")
    #expect(error?.hints == ["import it beside that one: --new-id"])
    var request = Self.request
    request.givesNewIdentifier = true
    let other = try desk.runtime().importInstance(bundle, request)
    #expect(other.isNew && other.view.summary.id != started.summary.id)
    #expect(try desk.runtime().store.list().instances.count == 2)
    #expect(try desk.runtime().store.specs().count == 1)
  }

  @Test("the names of models are no difference")
  func names() throws {
    let (here, there) = (try Desk(), try Desk())
    let started = try here.runtime().start("counting", data: ["count": 1])
    let bundle = try here.runtime().export("\(started.summary.id)")
    var files = try Models.files("counting")
    files.sources[0].name = "other.bpmn"
    _ = try there.runtime().add(files)
    #expect(try there.runtime().importInstance(bundle, Self.request).isNew)
    #expect(try !there.runtime().importInstance(bundle, Self.request).isNew)
  }

  @Test("a migration can be undone where the instance was moved to")
  func migrated() throws {
    let model = try MovingModel("approval")
    let new = try model.version(("\"review\"", "\"check\""))
    let started = try model.start()
    let moved = try model.migrate(started, to: new, mapping: ["review": "check"], force: true)
    let there = try Desk()
    let bundle = try model.desk.runtime().export("\(moved.summary.id)")
    let imported = try there.runtime().importInstance(bundle, Self.request)
    #expect(imported.view.summary.spec == new)
    #expect(try there.runtime().store.specs().count == 2)
    let undone = try there.runtime().undoMigration("\(moved.summary.id)")
    #expect(undone.summary.spec == model.old)
    #expect(try undone.tasks.map(\.document) == model.undo(moved).tasks.map(\.document))
  }

  @Test("what the instance needs and is not here is told at once, and refused where that is asked for")
  func warnings() throws {
    let desk = try Desk()
    let changed = try GoldenDocuments.document("calling") { document in
      document = document.replacing([.key("instance"), .key("engine")], with: "quantum")
      document = document.replacing(
        [.key("data"), .index(0), .key("written"), .key("color")],
        with: .typed(TypedValue(typename: "Color", content: ["name": "red"])))
    }
    var request = Self.request
    request.isStrict = true
    let error = #expect(throws: RuntimeError.self) { try runtime(desk).importInstance(changed, request) }
    #expect(error?.code == "unknown_engine")
    #expect(try runtime(desk).store.list().instances.isEmpty)
    let imported = try runtime(desk).importInstance(changed, Self.request)
    #expect(imported.warnings.map(\.code) == ["unknown_engine", "unknown_typename"])
    #expect(
      imported.warnings[0].description
        == "there is no engine 'quantum' here: resume it under another engine with --engine")
    #expect(imported.warnings[1].message == "the data of 'work' holds an object of the unknown type 'Color' at color")
  }

  @Test("an engine that runs no stored modules wants them again")
  func modules() throws {
    let desk = try Desk()
    var engines = EngineRegistry.standard
    engines.register(
      EngineRegistry.Entry(
        name: "remote", summary: "", availability: { .unavailable(reason: "no network") },
        make: { host, environment throws(ScriptError) in
          try EngineRegistry.standard.entries[0].make(host, environment)
        }))
    let changed = try GoldenDocuments.document("calling") { document in
      document = document.replacing([.key("instance"), .key("engine")], with: "remote")
    }
    let imported = try runtime(desk, engines).importInstance(changed, Self.request)
    #expect(imported.warnings.map(\.code) == ["engine_unavailable", "environment_not_given"])
    #expect(imported.warnings[1].message.hasSuffix("services.py"))
  }

  @Test("what follows from the tasks must be what the document says")
  func derived() throws {
    let desk = try Desk()
    for (path, value, message) in [
      (
        [.key("instance"), .key("status")], "completed",
        "expected waiting, which the tasks say, found completed at $.instance.status"
      ),
      ([.key("subscriptions")], [], "expected the messages that the tasks wait for at $.subscriptions[0]"),
      (
        [.key("tasks"), .index(1), .key("spec")], "gone",
        """
        the saved instance is damaged: task 1 is of 'gone', which the process 'receiveTask' does not have at $
        """
      ),
    ] as [([DataPath.Component], DataValue, String)] {
      let changed = try GoldenDocuments.document("receiveTask") { $0 = $0.replacing(path[...], with: value) }
      let error = #expect(throws: DocumentError.self) { try runtime(desk).importInstance(changed, Self.request) }
      #expect(error?.description == message)
    }
    let other = try GoldenDocuments.document("receiveTask") { document in
      document = document.replacing([.key("specs"), .index(0), .key("process")], with: "another")
    }
    let error = #expect(throws: DocumentError.self) { try runtime(desk).importInstance(other, Self.request) }
    #expect(error?.message.hasPrefix("the specification is damaged: expected the digest ") == true)
    #expect(try runtime(desk).store.specs().isEmpty)
  }

  @Test(
    "a document of SpiffWorkflow's is known by its content",
    arguments: ["order-packing-1.0", "order-shipping-1.3", "review-waiting-1.5"])
  func spiff(name: String) throws {
    let desk = try Desk()
    let imported = try runtime(desk).importInstance(GoldenDocuments.spiff(name), Self.request)
    #expect(imported.isNew && imported.view.summary.revision == 1)
    let exported = try runtime(desk).exportSpiff("\(imported.view.summary.id)")
    #expect(try runtime(desk).importInstance(exported, Self.request).isNew)
  }

  @Test("a document of neither kind is refused")
  func neither() throws {
    let desk = try Desk()
    for text in ["[]", "{}", #"{"format": "zip"}"#, "7"] {
      let error = #expect(throws: DocumentError.self) {
        try runtime(desk).importInstance(Array(text.utf8), Self.request)
      }
      #expect(error?.code == .unknown)
    }
  }

  // MARK: Hostile documents

  @Test("a mutated document is an error that changes nothing, or an instance", arguments: GoldenDocuments.names)
  func mutated(name: String) throws {
    let desk = try Desk()
    let runtime = try runtime(desk)
    for seed in 1...25 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let bytes = try GoldenDocuments.document(name) { document in
        document = DocumentMutation.apply(to: document, &generator)
      }
      try tryImport(bytes, runtime, "\(name), seed \(seed)")
    }
    #expect(try runtime.store.check() == [])
  }

  @Test("so is one of SpiffWorkflow's", arguments: ["order-packing-1.0", "order-shipping-1.3", "review-waiting-1.5"])
  func mutatedSpiff(name: String) throws {
    let desk = try Desk()
    let runtime = try runtime(desk)
    let document = try JSONReader().read(GoldenDocuments.spiff(name))
    for seed in 1...100 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let changed = DocumentMutation.apply(to: document, &generator)
      try tryImport(JSONWriter(.readable).bytes(of: changed), runtime, "\(name), seed \(seed)")
    }
    #expect(try runtime.store.check() == [])
  }

  /// Imports what may be a document. Where it is none, the store is as it was.
  private func tryImport(_ bytes: [UInt8], _ runtime: WorkflowRuntime, _ what: String) throws {
    let before = try runtime.file.status()
    do {
      let imported = try runtime.importInstance(bytes, Self.request)
      if imported.isNew { try runtime.store.delete(imported.view.summary.id) }
    } catch {
      #expect(RuntimeError(error).category == .badInput, "\(what): \(error)")
      let after = try runtime.file.status()
      #expect(
        after.instances == before.instances && after.specs == before.specs && after.files == before.files, "\(what)")
    }
  }
}

/// A clock that stands still.
private struct FixedClock: WorkflowClock {
  let moment: Timestamp

  func now() -> Timestamp { moment }
}
