import OrderedCollections
import Testing
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

@Suite("Conditions on the data of listed instances")
struct ListingTests {
  private static let model = "counting"

  private func count(_ path: [String], _ value: DataValue) throws -> Int {
    let desk = try Desk()
    let runtime = try desk.runtime()
    _ = try runtime.start(Self.model, data: ["count": 0, "order": ["customer": ["id": 42]], "urgent": true])
    _ = try runtime.start(Self.model, data: ["count": 0, "order": ["customer": ["id": 42]]])
    let condition = VariableCondition(path: path, value: value)
    return try runtime.list(InstanceFilter(), where: [condition], limit: 5, after: nil).instances.count
  }

  @Test("a path leads into dictionaries, and the value must be equal")
  func path() throws {
    #expect(try count(["order", "customer", "id"], 42) == 2)
    #expect(try count(["urgent"], true) == 1)
    #expect(try count(["order", "customer", "id"], 43) == 0)
    #expect(try count(["order", "customer", "id", "more"], 42) == 0)
    #expect(try count(["missing"], 42) == 0)
  }

  @Test("a page ends where its limit is reached, and the next one goes on behind it")
  func pages() throws {
    let desk = try Desk()
    let runtime = try desk.runtime()
    for number in 0..<6 { _ = try runtime.start(Self.model, data: ["count": 0, "even": .bool(number % 2 == 0)]) }
    let condition = VariableCondition(path: ["even"], value: true)
    let first = try runtime.list(InstanceFilter(), where: [condition], limit: 2, after: nil)
    #expect(first.instances.count == 2)
    let second = try runtime.list(InstanceFilter(), where: [condition], limit: 2, after: first.next)
    #expect(second.instances.count == 1)
    #expect(second.next == nil)
  }
}
