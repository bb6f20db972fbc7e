import OrderedCollections
import Testing
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

@Suite("large data")
struct LargeDataTests {
  @Test("10 MB in one task are saved, loaded and equal through the whole stack")
  func tenMegabytes() throws {
    let desk = try Desk()
    var started: InstanceView? = try desk.runtime().start("counting", data: Self.data)
    var expected = Self.data
    expected["count"] = 2
    let id = try #require(started).summary.id
    #expect(started?.data(of: "look") == expected)
    started = nil
    #expect(try JSONWriter().bytes(of: .dictionary(expected)).count > 10_000_000)
    let loaded = try desk.runtime().view("\(id)")
    #expect(loaded.data(of: "look") == expected)
    let finished = try desk.runtime().complete("look", of: loaded, data: ["enough": true])
    expected["enough"] = true
    #expect(finished.data == expected)
    #expect(try desk.runtime().view("\(id)").data == expected)
    #expect(try desk.runtime().store.check().isEmpty)
  }

  /// Long texts, and many small values of each kind.
  private static let data: DataDictionary = {
    let row: DataValue = [
      "name": "Größe \"L\"\n", "price": 249.5, "count": 12, "available": true, "color": nil, "tags": ["oak", "new"],
    ]
    return [
      "count": 1, "text": .string(String(repeating: "abcdefghij", count: 900_000)),
      "rows": .list(Array(repeating: row, count: 12_000)),
    ]
  }()
}
