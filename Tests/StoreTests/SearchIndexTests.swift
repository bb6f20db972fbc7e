import GRDB
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

@Suite("Indexes of data")
struct SearchIndexTests {
  private func fill(_ store: WorkflowStore, count: Int = 1) throws {
    for number in 1...count { try store.start(number, Sample.changes(["even": .bool(number % 2 == 0)])) }
  }

  private func even(_ store: WorkflowStore) throws -> InstancePage {
    var filter = InstanceFilter()
    filter.data = [DataCondition(path: ["even"], value: true)]
    return try store.list(filter, limit: 1000)
  }

  @Test("one that was broken off while it was built is not used, and is built to its end when it is asked for again")
  func brokenOff() throws {
    try withStore { store, _ in
      try fill(store, count: 250)
      #expect(try store.addSearchIndex(of: "order", at: ["even"]))
      #expect(try !store.addSearchIndex(of: "order", at: ["even"]))
      // As a crash after the first transaction leaves it.
      try store.execute("UPDATE search_index SET state = 'building', filled = 100")
      try store.execute("DELETE FROM search_value WHERE instance > 100")
      #expect(try store.searchIndexes() == [SearchIndex(process: "order", path: ["even"], state: .building)])
      #expect(try even(store).unindexed.count == 1)
      #expect(try even(store).instances.count == 125)
      #expect(try store.check() == [])
      #expect(try store.addSearchIndex(of: "order", at: ["even"]))
      #expect(try store.searchIndexes().map(\.state) == [.ready])
      #expect(try even(store).unindexed == [])
      #expect(try even(store).instances.count == 125)
      #expect(try store.number("SELECT count(*) FROM search_value") == 250)
    }
  }

  @Test("one that was broken off while it was removed is not used, and is removed before it is made anew")
  func removal() throws {
    try withStore { store, _ in
      try fill(store, count: 3)
      try store.addSearchIndex(of: "order", at: ["even"])
      try store.execute("UPDATE search_index SET state = 'removing'")
      #expect(try even(store).unindexed.count == 1)
      try store.start(4, Sample.changes(["even": true]))
      #expect(try store.number("SELECT count(*) FROM search_value") == 3)
      #expect(try store.addSearchIndex(of: "order", at: ["even"]))
      #expect(try store.number("SELECT count(*) FROM search_value") == 4)
      try store.removeSearchIndex(of: "order", at: ["even"])
      #expect(try store.searchIndexes() == [])
      #expect(try store.number("SELECT count(*) FROM search_value") == 0)
      let error = failure { try store.removeSearchIndex(of: "order", at: ["even"]) }
      #expect(error?.code == .noSuchIndex)
      #expect(error?.message == "the process 'order' has no index of 'even'")
    }
  }

  @Test(
    "rows that do not fit the instance are found by a check",
    arguments: [
      "DELETE FROM search_value", "UPDATE search_value SET value = '\"b\"'",
      "UPDATE search_value SET created = created + 1", "UPDATE search_value SET source = 7",
      "UPDATE task SET lane = 1, state = 3", "UPDATE instance SET status = 'completed', waits_for = 1",
    ])
  func check(sql: String) throws {
    let folder = try TestFolder()
    let store = try folder.store()
    try fill(store)
    try store.addSearchIndex(of: "order", at: ["even"])
    #expect(try store.check() == [])
    try store.execute(sql)
    #expect(try store.check().contains { $0.code == "search" })
  }
}
