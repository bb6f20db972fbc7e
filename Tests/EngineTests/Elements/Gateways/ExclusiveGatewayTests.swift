import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Exclusive gateway")
struct ExclusiveGatewayTests {
  @Test(
    "the first flow whose condition holds takes the token, else the default flow",
    arguments: [(5, "a"), (1, "b"), (0, "c"), (-1, "c")], Mode.allCases)
  func choice(case choice: (x: Int, taken: String), mode: Mode) throws {
    let run = try Run("exclusive-gateway", "choice", mode, data: ["x": .integer(choice.x)])
    #expect(run.active == ["\(choice.taken) READY"])
    try run.complete(choice.taken)
    #expect(run.status == .completed)
  }

  @Test("without a default flow the task fails when no condition holds", arguments: Mode.allCases)
  func noDefault(mode: Mode) throws {
    let run = try Run("exclusive-gateway", "no_default", mode, data: ["x": 0])
    #expect(run.status == .error)
    #expect(run.active == ["g ERROR"])
    #expect(run.error?.code == "no_flow")
    #expect(run.error?.message == "no condition of exclusive gateway 'g' holds, and it has no default flow")
    #expect(run.error?.bpmnID == "g")
  }

  @Test("as a merge it lets each token through", arguments: Mode.allCases)
  func merge(mode: Mode) throws {
    let run = try Run("exclusive-gateway", "merge", mode)
    try run.complete("a")
    #expect(run.active == ["c READY", "b READY"])
    try run.complete("b")
    #expect(run.active == ["c READY", "c READY"])
    try run.complete("c", number: 0)
    #expect(run.status == .active)
    try run.complete("c")
    #expect(run.status == .completed)
    #expect(run.count("c") == 2)
    #expect(run.count("m") == 2)
  }

  @Test("a condition that raises fails the gateway", arguments: Mode.allCases)
  func broken(mode: Mode) throws {
    let run = try Run("exclusive-gateway", "broken", mode)
    #expect(run.status == .error)
    #expect(run.error?.code == "script_exception")
    #expect(run.error?.message == "NameError: name 'missing' is not defined")
    #expect(run.error?.script == "missing > 1")
    #expect(run.error?.line == 1)
  }

  @Test("a flow without a condition is taken when no condition before or after it holds", arguments: Mode.allCases)
  func loop(mode: Mode) throws {
    let run = try Run("exclusive-gateway", "loop", mode, data: ["i": 0, "n": 4])
    #expect(run.status == .completed)
    #expect(run.data == ["i": 4, "n": 4])
    #expect(run.count("count") == 4)
  }

  @Test("a value that Python calls true lets a condition hold", arguments: [DataValue.string("x"), 1, [0], true])
  func truthy(value: DataValue) throws {
    let run = try Run("exclusive-gateway", "last_flow", .inOneGo, data: ["x": value])
    #expect(run.active == ["a READY"])
  }

  @Test("a value that Python calls false does not", arguments: [DataValue.string(""), 0, [], false, nil, 0.0])
  func falsy(value: DataValue) throws {
    let run = try Run("exclusive-gateway", "last_flow", .inOneGo, data: ["x": value])
    #expect(run.status == .error)
  }
}
