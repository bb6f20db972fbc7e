import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

@Suite("Listing")
struct ListTests {
  private func all(
    _ store: WorkflowStore, _ filter: InstanceFilter = InstanceFilter(), limit: Int
  ) throws -> [[Identifier]] {
    var pages: [[Identifier]] = []
    var cursor: String?
    repeat {
      let page = try store.list(filter, limit: limit, after: cursor)
      pages.append(page.instances.map(\.id))
      cursor = page.next
    } while cursor != nil
    return pages
  }

  private func fill(_ store: WorkflowStore) throws {
    for number in 1...10 {
      let changes = Sample.changes(status: number.isMultiple(of: 3) ? .waiting : .active)
      try store.start(number, changes, process: number.isMultiple(of: 2) ? "order" : "price")
    }
  }

  @Test("pages show every instance once, the newest first", arguments: [1, 3, 5, 9, 10, 11])
  func pages(limit: Int) throws {
    try withStore { store, _ in
      try fill(store)
      let pages = try all(store, limit: limit)
      #expect(pages.flatMap { $0 } == (1...10).reversed().map { Sample.id($0) })
      #expect(pages.dropLast().allSatisfy { $0.count == limit })
      #expect(pages.last?.isEmpty == false)
    }
  }

  @Test("a filter shows those that fit all of it")
  func filters() throws {
    try withStore { store, _ in
      try fill(store)
      func numbers(_ filter: InstanceFilter) throws -> [[Identifier]] { try all(store, filter, limit: 2) }
      func ids(_ pages: [[Int]]) -> [[Identifier]] { pages.map { $0.map { Sample.id($0) } } }
      #expect(try numbers(InstanceFilter(status: .waiting)) == ids([[9, 6], [3]]))
      #expect(try numbers(InstanceFilter(process: "order")) == ids([[10, 8], [6, 4], [2]]))
      #expect(try numbers(InstanceFilter(status: .waiting, process: "price")) == ids([[9, 3]]))
      #expect(try numbers(InstanceFilter(status: .completed)) == [[]])
      #expect(try numbers(InstanceFilter(process: "nobody's")) == [[]])
      let spec = try #require(try store.specs().first { $0.process == "price" }?.id)
      #expect(try numbers(InstanceFilter(status: .waiting, spec: spec)) == ids([[9, 3]]))
      #expect(try numbers(InstanceFilter(process: "price", spec: spec)) == ids([[9, 7], [5, 3], [1]]))
      #expect(try numbers(InstanceFilter(process: "order", spec: spec)) == [[]])
      #expect(try numbers(InstanceFilter(spec: "abcd")) == [[]])
    }
  }

  @Test("instances added or deleted between two pages disturb nothing")
  func changesBetweenPages() throws {
    try withStore { store, _ in
      try fill(store)
      let first = try store.list(limit: 4)
      try store.start(11)
      try store.delete(Sample.id(7))
      try store.delete(Sample.id(6))
      let second = try store.list(limit: 4, after: first.next)
      #expect(second.instances.map(\.id) == [5, 4, 3, 2].map { Sample.id($0) })
    }
  }

  @Test("what is no cursor is refused", arguments: ["", "i", "5", "i-5", "i0", "x5", "i5 ", "izzzzzzzzzzzzzzzzzz"])
  func badCursor(cursor: String) throws {
    try withStore { store, _ in
      let error = failure { _ = try store.list(after: cursor) }
      #expect(error?.code == .badCursor)
      #expect(error?.category.exitStatus == 65)
      #expect(error?.message == "not a cursor of this list: \(cursor)")
    }
  }

  @Test("whatever the limit, a page has at least one and never all too many", arguments: [Int.min, 0, Int.max])
  func limits(limit: Int) throws {
    try withStore { store, _ in
      try fill(store)
      #expect(try store.list(limit: limit).instances.count == (limit == .max ? 10 : 1))
    }
  }
}
