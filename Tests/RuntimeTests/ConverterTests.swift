import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowSerialization
import WorkflowStore

@Suite("types of the embedder's own")
struct ConverterTests {
  private struct Point: DataConvertible, Equatable {
    let x: Int
    let y: Int

    init(x: Int, y: Int) {
      (self.x, self.y) = (x, y)
    }

    init(data: DataDictionary, registry: ConverterRegistry) throws {
      guard case .integer(let x) = data["x"], case .integer(let y) = data["y"] else { throw Misfit() }
      self.init(x: x, y: y)
    }

    func data(registry: ConverterRegistry) throws -> DataDictionary { ["x": .integer(x), "y": .integer(y)] }
  }

  private struct Misfit: Error {}

  @Test("an object of a registered type is kept in the data; without the type it is refused, and nothing is lost")
  func registered() throws {
    let desk = try Desk()
    var converters = ConverterRegistry()
    try converters.register(Point.self)
    let point = Point(x: 3, y: -4)
    let data: DataDictionary = ["count": 1, "point": try converters.convert(point)]
    let started = try desk.runtime(environment: HostEnvironment(converters: converters)).start("counting", data: data)
    let seen = try desk.runtime().view("\(started.summary.id)")
    #expect(try converters.restore(seen.data(of: "look")["point"] ?? .null, as: Point.self) == point)
    let refusal = #expect(throws: RuntimeError.self) { try desk.runtime().complete("look", of: started) }
    #expect(refusal?.message == "the data of 'look' holds an object of the unknown type 'Point' at point")
    #expect(try desk.runtime().view("\(started.summary.id)").document == started.document)
    let done = try desk.runtime(environment: HostEnvironment(converters: converters))
      .complete("look", of: started, data: ["enough": true])
    #expect(done.summary.status == .completed)
    #expect(done.data["point"] == data["point"])
  }
}
