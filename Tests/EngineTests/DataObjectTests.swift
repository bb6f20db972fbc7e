import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Data objects")
struct DataObjectTests {
  @Test("an output leaves the task's data for the data object, an input brings it back", arguments: Mode.allCases)
  func writeAndRead(mode: Mode) throws {
    let run = try Run("data-object", "write_and_read", mode)
    #expect(run.data == ["stock": nil])
    try run.complete("a", ["stock": 5, "x": 1])
    #expect(run.data["stock"] == 5)
    #expect(try run.data(of: "b") == ["x": 1])
    try run.complete("b")
    #expect(try run.data(of: "c") == ["x": 1, "stock": 5])
    try run.complete("c")
    #expect(run.status == .completed)
    #expect(run.data == ["stock": 5, "x": 1])
  }

  @Test("an output that the task's data does not have fails the task", arguments: Mode.allCases)
  func unwritten(mode: Mode) throws {
    let run = try Run("data-object", "unwritten", mode)
    try run.complete("a")
    #expect(run.active == ["a ERROR"])
    #expect(run.error?.code == "missing_data")
    #expect(run.error?.message == "'a' has no variable 'stock' to write")
  }

  @Test("a subprocess reads and writes those of the process around it", arguments: Mode.allCases)
  func inside(mode: Mode) throws {
    let run = try Run("data-object", "from_inside", mode)
    try run.complete("a", ["stock": 5])
    #expect(try run.data(of: "ia") == ["stock": 5])
    try run.complete("ia", ["stock": 4])
    #expect(run.data["stock"] == 4)
    #expect(try run.data(of: "b") == ["stock": 4])
  }

  @Test("conditions read them", arguments: [(4, "few READY"), (5, "many READY")], Mode.allCases)
  func condition(case condition: (stock: Int, active: String), mode: Mode) throws {
    let run = try Run("data-object", "in_condition", mode)
    try run.complete("a", ["stock": .integer(condition.stock)])
    #expect(run.active == [condition.active])
  }

  @Test("a variable of the task hides the data object of its name", arguments: Mode.allCases)
  func hidden(mode: Mode) throws {
    let run = try Run("data-object", "hidden", mode, data: ["stock": 9])
    try run.complete("b", ["stock": 1])
    #expect(run.data["stock"] == 1)
    try run.complete("a")
    #expect(run.active == ["many READY"])
  }
}

@Suite("Lanes")
struct LaneTests {
  @Test("a task knows the lane that it stands in")
  func lanes() throws {
    let run = try Run("lane", "lanes", .inOneGo)
    #expect(run.instance.activeTasks().first?.element?.lane == "Sales")
    try run.complete("a")
    #expect(run.instance.activeTasks().first?.element?.lane == "Store")
  }
}
