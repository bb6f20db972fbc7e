import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Parallel gateway")
struct ParallelGatewayTests {
  @Test("a join waits for every incoming flow", arguments: Mode.allCases)
  func fork(mode: Mode) throws {
    let run = try Run("parallel-gateway", "fork", mode)
    #expect(run.active == ["a READY", "b READY"])
    try run.complete("b", ["y": 2])
    #expect(run.active == ["a READY", "j WAITING"])
    try run.complete("a", ["x": 1])
    #expect(run.active == ["c READY"])
    #expect(try run.data(of: "c") == ["x": 1, "y": 2])
    try run.complete("c")
    #expect(run.status == .completed)
    #expect(run.count("j") == 1)
  }

  @Test("a token beyond the first on a flow waits for its turn", arguments: Mode.allCases)
  func surplus(mode: Mode) throws {
    let run = try Run("parallel-gateway", "surplus", mode)
    try run.complete("a", ["from": "a"])
    try run.complete("b", ["from": "b"])
    #expect(run.active.filter { $0 != "c READY" } == ["j WAITING"])
    try run.complete("c")
    #expect(run.active.sorted() == ["d READY", "j WAITING"])
    #expect(try run.data(of: "d")["from"] == "a")
    try run.complete("d")
    #expect(run.status == .waiting)
    #expect(run.active == ["j WAITING"])
    #expect(run.count("j") == 1)
  }

  @Test("two tokens on each flow join twice", arguments: Mode.allCases)
  func pairs(mode: Mode) throws {
    let run = try Run("parallel-gateway", "pairs", mode)
    try run.complete("a", ["left": "a"])
    try run.complete("b", ["left": "b"])
    try run.complete("c", ["right": "c"])
    #expect(try run.data(of: "x") == ["left": "a", "right": "c"])
    try run.complete("d", ["right": "d"])
    #expect(run.active == ["x READY", "x READY"])
    #expect(run.count("j") == 2)
    try run.complete("x", number: 0)
    try run.complete("x")
    #expect(run.status == .completed)
  }

  @Test("a join within a loop joins in every round", arguments: Mode.allCases)
  func loop(mode: Mode) throws {
    let run = try Run("parallel-gateway", "loop", mode, data: ["i": 0])
    #expect(run.status == .completed)
    #expect(run.count("j") == 5)
    #expect(run.count("f") == 5)
    #expect(run.data["i"] == 5)
  }

  @Test("a flow that leads back into the join is a way in of its own", arguments: Mode.allCases)
  func returning(mode: Mode) throws {
    let run = try Run("parallel-gateway", "returning", mode)
    try run.complete("a")
    #expect(run.active.sorted() == ["b READY", "j WAITING"])
    try run.complete("b")
    for round in 1...3 {
      #expect(run.active == ["c READY"])
      #expect(run.count("j") == round)
      try run.complete("c", ["again": .bool(round < 3)])
    }
    #expect(run.status == .completed)
  }

  @Test("one gateway joins and splits", arguments: Mode.allCases)
  func mixed(mode: Mode) throws {
    let run = try Run("parallel-gateway", "mixed", mode)
    try run.complete("a")
    try run.complete("b")
    #expect(run.active == ["c READY", "d READY"])
    try run.complete("d")
    try run.complete("c")
    #expect(run.status == .completed)
    #expect(run.count("j") == 1)
  }

  @Test("a join that can never be full waits, and the process with it", arguments: Mode.allCases)
  func starved(mode: Mode) throws {
    let run = try Run("parallel-gateway", "starved", mode, data: ["x": true])
    try run.complete("a")
    #expect(run.status == .waiting)
    #expect(run.active == ["j WAITING"])
  }

  @Test("branches do not see each other's data before they join", arguments: Mode.allCases)
  func apart(mode: Mode) throws {
    let run = try Run("parallel-gateway", "fork", mode, data: ["x": ["n": 0]])
    try run.complete("a", ["x": ["n": 1]])
    #expect(try run.data(of: "b") == ["x": ["n": 0]])
  }

  @Test("where branches join, the later change of a variable wins", arguments: Mode.allCases)
  func later(mode: Mode) throws {
    for order in [["a", "b"], ["b", "a"]] {
      let run = try Run("parallel-gateway", "merging", mode, data: ["x": 0])
      for task in order { try run.complete(task, ["x": .string(task)]) }
      #expect(run.data["x"] == .string(order[1]))
    }
  }

  /// So it is in the reference, too: branches are merged as they are, not what they changed.
  @Test("the branch that joins last wins also where it did not change the variable", arguments: Mode.allCases)
  func unchanged(mode: Mode) throws {
    let run = try Run("parallel-gateway", "merging", mode, data: ["x": 0])
    try run.complete("a", ["x": 1])
    try run.complete("b")
    #expect(run.data["x"] == 0)
  }

  @Test("dictionaries of joining branches are merged key by key, to any depth", arguments: Mode.allCases)
  func nested(mode: Mode) throws {
    let run = try Run("parallel-gateway", "merging", mode, data: ["x": ["common": 0]])
    try run.complete("b", ["x": ["common": 0, "deep": ["b": 1]]])
    try run.complete("a", ["x": ["common": 0, "deep": ["a": 2]]])
    #expect(run.data == ["x": ["common": 0, "deep": ["a": 2, "b": 1]]])
  }

  @Test("all flows of a wide fork run", arguments: Mode.allCases)
  func wide(mode: Mode) throws {
    let run = try Run("parallel-gateway", "wide", mode)
    #expect(run.status == .completed)
    #expect(run.data.count == 8)
  }

  @Test("several flows that leave an activity are a fork too", arguments: Mode.allCases)
  func uncontrolled(mode: Mode) throws {
    let run = try Run("parallel-gateway", "uncontrolled", mode)
    try run.complete("a")
    #expect(run.active == ["b READY", "c READY"])
    try run.complete("b")
    #expect(run.status == .active)
    try run.complete("c")
    #expect(run.status == .completed)
  }
}
