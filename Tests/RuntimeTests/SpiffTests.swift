import Foundation
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowSerialization
import WorkflowStore

@Suite("instances from SpiffWorkflow and to it")
struct SpiffTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  /// A runtime at a moment when no timer of the documents is due.
  private func runtime() throws -> WorkflowRuntime {
    try desk.runtime(clock: FixedClock(moment: try #require(Timestamp("2026-11-23T01:00:00+00:00"))))
  }

  /// The documents of `SerializationTests`, which SpiffWorkflow wrote.
  private func document(_ name: String) throws -> [UInt8] {
    let tests = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appendingPathComponent("SerializationTests/Fixtures/spiffworkflow/\(name).json")
    return [UInt8](try Data(contentsOf: file))
  }

  @Test("an order of any version is packed, shipped and done", arguments: ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5"])
  func order(version: String) throws {
    let imported = try runtime().importSpiff(try document("order-packing-\(version)"), name: "order.json")
    #expect(imported.summary.status == .active)
    #expect(imported.summary.process == "order")
    let packed = try runtime().complete("pack", of: imported, data: ["box": "small"])
    #expect(packed.data(of: "send") == ["quantity": 5, "total": 15, "box": "small"])
    let done = try runtime().complete("send", of: packed)
    #expect(done.summary.status == .completed)
    // Version 1.0 knew no data objects.
    #expect(
      Dictionary(uniqueKeysWithValues: done.data.map { ($0.key, $0.value) })
        == ["receipt": ["total": 15], "quantity": 5, "total": 15, "box": "small"])
  }

  @Test("pages are read and an answer waited for", arguments: ["1.2", "1.3", "1.4", "1.5"])
  func review(version: String) throws {
    let imported = try runtime().importSpiff(try document("review-reading-\(version)"), name: "review.json")
    let read = try runtime().complete("read", of: imported, data: ["remark": "fine"])
    #expect(read.summary.status == .waiting)
    #expect(read.data(of: "wait")["remarks"] == ["good", "fine"])
    var request = ResumeRequest()
    request.action = .catchEvent(.message(name: "answer", payload: [:], correlation: [:]))
    let answered = try runtime().resume("\(read.summary.id)", request)
    #expect(answered.summary.status == .completed)
    let all = try runtime().view("\(read.summary.id)", tasks: .all)
    #expect(all.tasks.contains { $0.element?.id == "good" && $0.state == .completed })
    #expect(!all.tasks.contains { $0.element?.id == "too_late" })
  }

  @Test("a timer that waited there is due when it was due")
  func timer() throws {
    let imported = try runtime().importSpiff(try document("review-waiting-1.5"), name: "review.json")
    let clock = FixedClock(moment: try #require(Timestamp("2036-01-01T00:00:00+00:00")))
    let resumed = try desk.runtime(clock: clock).resume("\(imported.summary.id)")
    #expect(resumed.summary.status == .completed)
    let all = try runtime().view("\(imported.summary.id)", tasks: .all)
    #expect(all.tasks.contains { $0.element?.id == "bad" && $0.state == .completed })
  }

  @Test("instances of one model share its specification")
  func sharedSpec() throws {
    let runtime = try self.runtime()
    let first = try runtime.importSpiff(try document("order-packing-1.5"), name: "first.json")
    let second = try runtime.importSpiff(try document("order-shipping-1.5"), name: "second.json")
    #expect(first.summary.spec == second.summary.spec)
    #expect(first.summary.id != second.summary.id)
    let spec = try runtime.store.spec(first.summary.spec)
    #expect(spec.sources.map(\.kind) == [.spiff])
  }

  @Test("what was exported is imported as the same instance, whichever model it came from")
  func backAndForth() throws {
    let runtime = try self.runtime()
    let started = try runtime.start("counting", data: ["count": 1])
    let bytes = try runtime.exportSpiff("\(started.summary.id)")
    let imported = try runtime.importSpiff(bytes, name: "counting.json")
    #expect(imported.data(of: "look") == ["count": 2])
    #expect(imported.tasks.map(\.id) == started.tasks.map(\.id))
    let finished = try runtime.complete("look", of: imported, data: ["enough": true])
    #expect(finished.summary.status == .completed)
    #expect(try runtime.exportSpiff("\(imported.summary.id)") != bytes)
  }

  @Test("a document that is refused stores nothing")
  func refused() throws {
    let runtime = try self.runtime()
    var text = String(decoding: try document("order-packing-1.5"), as: UTF8.self)
    text = text.replacingOccurrences(of: #""task_spec": "price""#, with: #""task_spec": "cost""#)
    #expect(throws: SpiffError.self) { try runtime.importSpiff(Array(text.utf8), name: "order.json") }
    #expect(try runtime.store.specs().isEmpty)
    #expect(try runtime.store.list().instances.isEmpty)
  }

  @Test("messages that nobody has taken go to an instance that waits for them")
  func messages() throws {
    let runtime = try self.runtime()
    let waiting = try runtime.importSpiff(try document("review-waiting-1.5"), name: "review.json")
    var text = String(decoding: try document("order-packing-1.5"), as: UTF8.self)
    text = text.replacingOccurrences(
      of: #""bpmn_events": []"#,
      with: #"""
        "bpmn_events": [{"event_definition": {"name": "answer", "typename": "MessageEventDefinition"},
        "payload": {"verdict": "good"}, "correlations": {}, "typename": "BpmnEvent"}]
        """#)
    let sender = try runtime.importSpiff(Array(text.utf8), name: "order.json")
    _ = try runtime.resume("\(sender.summary.id)")
    let answered = try runtime.view("\(waiting.summary.id)")
    #expect(answered.summary.status == .completed)
    #expect(answered.data["verdict"] == "good")
  }
}

/// A clock that stands still.
private struct FixedClock: WorkflowClock {
  let moment: Timestamp

  func now() -> Timestamp { moment }
}
