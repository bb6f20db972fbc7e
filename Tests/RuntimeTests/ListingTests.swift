import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime

@testable import WorkflowStore

@Suite("Finding instances by their data")
struct ListingTests {
  private static let model = "counting"

  private func ids(_ runtime: WorkflowRuntime, _ path: String, _ value: DataValue) throws -> [Identifier] {
    try page(runtime, path, value).instances.map(\.id)
  }

  private func page(_ runtime: WorkflowRuntime, _ path: String, _ value: DataValue) throws -> InstancePage {
    var filter = InstanceFilter(process: Self.model)
    filter.data = [DataCondition(path: path.split(separator: ".").map(String.init), value: value)]
    return try runtime.store.list(filter)
  }

  /// The instances with a value, found without an index and with one, which must be the same.
  private func count(_ path: String, _ value: DataValue) throws -> Int {
    let runtime = try Desk().runtime()
    let order: DataValue = ["customer": ["id": 42], "total": -0.0, "note": .string(String(repeating: "é", count: 999))]
    _ = try runtime.start(Self.model, data: ["count": 0, "order": order, "urgent": true])
    _ = try runtime.start(Self.model, data: ["count": 0, "order": order])
    let page = try page(runtime, path, value)
    #expect(page.unindexed.map(\.path) == [path.split(separator: ".").map(String.init)])
    try runtime.store.addSearchIndex(of: Self.model, at: page.unindexed[0].path)
    let indexed = try self.page(runtime, path, value)
    #expect(indexed.unindexed == [])
    #expect(indexed.instances == page.instances)
    #expect(try runtime.store.check() == [])
    return page.instances.count
  }

  @Test("a path leads into dictionaries, and the value must be the same, with an index and without")
  func path() throws {
    #expect(try count("order.customer.id", 42) == 2)
    #expect(try count("urgent", true) == 1)
    #expect(try count("urgent", 1) == 0)
    #expect(try count("order.customer.id", 42.0) == 0)
    #expect(try count("order.customer.id", "42") == 0)
    #expect(try count("order.total", 0.0) == 2)
    #expect(try count("order.customer", ["id": 42]) == 2)
    #expect(try count("order.note", .string(String(repeating: "é", count: 999))) == 2)
    #expect(try count("order.note", .string(String(repeating: "é", count: 998))) == 0)
    #expect(try count("order.customer.id.more", 42) == 0)
    #expect(try count("missing", 42) == 0)
    #expect(try count("missing", nil) == 0)
  }

  @Test("each save keeps the values: those of the tasks that are active, and the workflow data")
  func saves() throws {
    let runtime = try Desk().runtime()
    let started = try runtime.start(Self.model, data: ["count": 0, "remark": "first"])
    try runtime.store.addSearchIndex(of: Self.model, at: ["remark"])
    try runtime.store.addSearchIndex(of: Self.model, at: ["count"])
    func expect(_ remark: DataValue, _ count: DataValue) throws {
      #expect(try ids(runtime, "remark", remark) == [started.summary.id])
      #expect(try ids(runtime, "count", count) == [started.summary.id])
      #expect(try runtime.store.check() == [])
    }
    try expect("first", 1)
    _ = try runtime.complete("look", of: started, data: ["enough": false])
    try expect("first", 2)
    _ = try runtime.complete("look", of: started, data: ["remark": "second"])
    #expect(try ids(runtime, "remark", "first") == [])
    #expect(try ids(runtime, "count", 2) == [])
    try expect("second", 3)
    _ = try runtime.complete("look", of: started, data: ["enough": true])
    try expect("second", 3)
    try runtime.store.delete(started.summary.id)
    #expect(try ids(runtime, "remark", "second") == [])
    #expect(try runtime.store.check() == [])
  }

  @Test("a process without an index among others makes the list look into instances")
  func severalProcesses() throws {
    let runtime = try Desk().runtime()
    let counting = try runtime.start(Self.model, data: ["count": 0, "kind": "a"]).summary.id
    let asking = try runtime.start("form", data: ["kind": "a"]).summary.id
    var filter = InstanceFilter()
    filter.data = [DataCondition(path: ["kind"], value: "a")]
    try runtime.store.addSearchIndex(of: Self.model, at: ["kind"])
    let page = try runtime.store.list(filter)
    #expect(page.instances.map(\.id) == [asking, counting])
    #expect(page.unindexed == filter.data)
    try runtime.store.addSearchIndex(of: "form", at: ["kind"])
    let indexed = try runtime.store.list(filter)
    #expect(indexed.instances == page.instances)
    #expect(indexed.unindexed == [])
  }

  @Test("an instance that is moved to another specification, and back, is found as before")
  func moving() throws {
    let model = try MovingModel("approval")
    let runtime = try model.desk.runtime()
    let view = try model.start(["kind": "a"])
    try runtime.store.addSearchIndex(of: "approval", at: ["kind"])
    func expectFound(version: Int) throws {
      var filter = InstanceFilter(process: "approval")
      filter.version = version
      filter.waitsFor = .kind(.user)
      filter.data = [DataCondition(path: ["kind"], value: "a")]
      #expect(try runtime.store.list(filter).instances.map(\.id) == [view.summary.id])
      #expect(try runtime.store.check() == [])
    }
    try expectFound(version: 1)
    let new = try model.version(("paid = prepared", "paid = 2"))
    _ = try runtime.migrate("\(view.summary.id)", toSpec: new)
    try expectFound(version: 2)
    _ = try runtime.undoMigration("\(view.summary.id)")
    try expectFound(version: 1)
  }

  @Test("instances that an earlier version has saved are found by what they wait for once that was noted")
  func unknownWaits() throws {
    let runtime = try Desk().runtime()
    let view = try runtime.start(Self.model, data: ["count": 0])
    try runtime.file.forgetWaits()
    var filter = InstanceFilter()
    filter.waitsFor = .kind(.user)
    let before = try runtime.store.list(filter)
    #expect(before.instances == [] && before.leavesOutUnknown)
    #expect(try !runtime.store.list().leavesOutUnknown)
    #expect(try runtime.noteUnknownWaits() == 1)
    #expect(try runtime.noteUnknownWaits() == 0)
    let after = try runtime.store.list(filter)
    #expect(after.instances == [view.summary] && !after.leavesOutUnknown)
  }

  @Test("an instance that is deleted and imported is found as before")
  func importing() throws {
    let runtime = try Desk().runtime()
    let view = try runtime.start(Self.model, data: ["count": 0, "kind": "a"])
    try runtime.store.addSearchIndex(of: Self.model, at: ["kind"])
    let document = try runtime.export("\(view.summary.id)")
    try runtime.store.delete(view.summary.id)
    #expect(try ids(runtime, "kind", "a") == [])
    _ = try runtime.importInstance(document, ImportRequest(name: "document"))
    #expect(try ids(runtime, "kind", "a") == [view.summary.id])
    #expect(try runtime.store.check() == [])
  }

  @Test("what cannot be indexed is refused")
  func refusals() throws {
    let runtime = try Desk().runtime()
    _ = try runtime.start(Self.model, data: ["count": 0])
    func code(_ process: String, _ path: [String]) -> StoreError.Code? {
      do throws(StoreError) {
        try runtime.store.addSearchIndex(of: process, at: path)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code("nobody's", ["a"]) == .noSuchProcess)
    #expect(code(Self.model, []) == .badPath)
    #expect(code(Self.model, ["a", ""]) == .badPath)
  }
}

extension WorkflowStore {
  /// Makes the instances as an earlier version has saved them.
  fileprivate func forgetWaits() throws {
    try write { session in
      var update = try session.prepare("UPDATE instance SET waits_for = NULL")
      try update.run()
    }
  }
}
