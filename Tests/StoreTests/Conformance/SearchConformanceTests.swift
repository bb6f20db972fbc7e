import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

@Suite("every store finds instances")
struct SearchConformanceTests {
  private static func changes(_ number: Int) -> InstanceChanges {
    let data: DataDictionary = ["customer": ["id": .integer(number % 3)]]
    var changes = Sample.changes(data, status: .waiting)
    changes.search = SearchRecord(
      waitsFor: number.isMultiple(of: 2) ? .signal : .message, lanes: [:], data: [0: TaskData(data)])
    changes.subscriptions = [
      SubscriptionRecord(
        task: 0, messages: number.isMultiple(of: 2) ? [] : [MessageSubscription(name: "paid", key: nil)],
        signals: number.isMultiple(of: 2) ? ["paid"] : [])
    ]
    return changes
  }

  @Test("pages of a list have each instance that fits once, in order", arguments: Backend.all)
  func pages(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      for number in 1...11 { try store.start(number, Self.changes(number), process: number < 8 ? "order" : "price") }
      func numbers(_ filter: InstanceFilter, _ order: InstanceOrder = InstanceOrder(.created)) throws -> [Int] {
        var found: [Identifier] = []
        var cursor: String?
        repeat {
          let page = try other.list(filter, sortedBy: order, limit: 2, after: cursor)
          #expect(page.instances.count <= 2)
          found += page.instances.map(\.id)
          cursor = page.next
        } while cursor != nil
        return found.compactMap { id in (1...11).first { Sample.id($0) == id } }
      }
      #expect(try numbers(InstanceFilter()) == Array((1...11).reversed()))
      #expect(try numbers(InstanceFilter(), InstanceOrder(.created, isAscending: true)) == Array(1...11))
      #expect(try numbers(InstanceFilter(process: "price")) == [11, 10, 9, 8])
      #expect(try numbers(InstanceFilter(status: .completed)) == [])
      var filter = InstanceFilter(process: "order")
      filter.waitsFor = .message("paid")
      #expect(try numbers(filter) == [7, 5, 3, 1])
      filter.waitsFor = .signal("paid")
      #expect(try numbers(filter) == [6, 4, 2])
      filter.waitsFor = .kind(.signal)
      #expect(try numbers(filter) == [6, 4, 2])
      filter.waitsFor = nil
      filter.data = [DataCondition(path: ["customer", "id"], value: 1)]
      #expect(try numbers(filter) == [7, 4, 1])
      #expect(try store.addSearchIndex(of: "order", at: ["customer", "id"]))
      #expect(try numbers(filter) == [7, 4, 1])
      var changed = Self.changes(5)
      changed.instance.versionCount = 2
      changed.tasks[0].dataVersion = 2
      changed.versions = [DataVersionRecord(number: 2, base: 0, written: ["customer": ["id": 1]], removed: [])]
      changed.search.data = [0: TaskData(["customer": ["id": 1]])]
      try store.save(changed, of: Sample.id(5), expectedRevision: 1, engine: "restricted", at: Sample.later)
      #expect(try numbers(filter) == [7, 5, 4, 1])
      #expect(try numbers(filter, InstanceOrder(.updated)) == [5, 7, 4, 1])
      #expect(try other.searchIndexes().map(\.path) == [["customer", "id"]])
      try store.removeSearchIndex(of: "order", at: ["customer", "id"])
      #expect(try numbers(filter) == [7, 5, 4, 1])
    }
  }

  @Test("a cursor of another list is refused", arguments: Backend.all)
  func cursors(backend: Backend) throws {
    try backend.withStore { store, _, _ in
      for number in 1...3 { try store.start(number) }
      let cursor = try #require(try store.list(limit: 1).next)
      #expect(failure { _ = try store.list(InstanceFilter(status: .active), after: cursor) }?.code == .badCursor)
      #expect(failure { _ = try store.list(after: "nonsense") }?.code == .badCursor)
    }
  }
}
