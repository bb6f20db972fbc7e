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

  /// What `Point` was before it had two members.
  private static let first = DataValue.typed(TypedValue(typename: "Spot", content: ["place": [3, -4]]))

  private struct Spot: Codable, Equatable {
    var x: Int
    var y: Int
  }

  private func environment(version: Int) throws -> HostEnvironment {
    let upgrades: [Int: ConverterRegistry.TypeUpgrade] = [
      1: { old in
        guard case .list(let place)? = old["place"], place.count == 2 else { throw Misfit() }
        return ["x": place[0], "y": place[1]]
      }
    ]
    var environment = HostEnvironment()
    try environment.converters.register(
      codable: Spot.self, version: version, upgrades: upgrades.filter { $0.key < version })
    return environment
  }

  @Test("an object of an earlier version is upgraded when it is loaded, and a later version refused")
  func versions() throws {
    let desk = try Desk()
    let data: DataDictionary = ["count": 1, "spots": [Self.first]]
    let started = try desk.runtime(environment: environment(version: 1)).start("counting", data: data)
    let current = try environment(version: 2)
    let seen = try desk.runtime(environment: current).view("\(started.summary.id)")
    #expect(try current.converters.restore(seen.data(of: "look")["spots"] ?? .null) as? [Spot] == [Spot(x: 3, y: -4)])
    // Looking changes nothing.
    #expect(
      try desk.runtime(environment: environment(version: 1)).view("\(started.summary.id)").document == started.document)
    let waiting = try desk.runtime(environment: current)
      .complete("look", of: started, data: ["enough": false, "spot": current.converters.convert(Spot(x: 1, y: 2))])
    let refusal = #expect(throws: RuntimeError.self) {
      try desk.runtime(environment: environment(version: 1)).complete("look", of: waiting)
    }
    #expect(refusal?.code == "newer_type_version")
    #expect(
      refusal?.message == "the data of 'look' holds version 2 of the type 'Spot' at spot, registered is version 1")
    let done = try desk.runtime(environment: current).complete("look", of: waiting, data: ["enough": true])
    #expect(done.summary.status == .completed)
    #expect(done.data["spots"] == [.typed(TypedValue(typename: "Spot@2", content: ["x": 3, "y": -4]))])
  }
}
