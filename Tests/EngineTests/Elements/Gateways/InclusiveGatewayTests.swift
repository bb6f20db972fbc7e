import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Inclusive gateway")
struct InclusiveGatewayTests {
  @Test("every flow whose condition holds takes a token, and the join waits for these", arguments: Mode.allCases)
  func both(mode: Mode) throws {
    let run = try Run("inclusive-gateway", "split", mode, data: ["x": 1, "y": 1])
    #expect(run.active == ["a READY", "b READY"])
    try run.complete("a", ["p": 1])
    #expect(run.active == ["j WAITING", "b READY"])
    try run.complete("b", ["q": 2])
    #expect(run.active == ["d READY"])
    #expect(try run.data(of: "d") == ["x": 1, "y": 1, "p": 1, "q": 2])
    try run.complete("d")
    #expect(run.status == .completed)
    #expect(run.count("j") == 1)
  }

  @Test("a join does not wait for flows that were not taken", arguments: Mode.allCases)
  func one(mode: Mode) throws {
    let run = try Run("inclusive-gateway", "split", mode, data: ["x": 0, "y": 1])
    #expect(run.active == ["b READY"])
    try run.complete("b")
    #expect(run.active == ["d READY"])
  }

  @Test("the default flow is taken when no condition holds, and only then", arguments: Mode.allCases)
  func none(mode: Mode) throws {
    let run = try Run("inclusive-gateway", "split", mode, data: ["x": 0, "y": 0])
    #expect(run.active == ["c READY"])
  }

  @Test("without a default flow the task fails when no condition holds", arguments: Mode.allCases)
  func noDefault(mode: Mode) throws {
    let run = try Run("inclusive-gateway", "no_default", mode, data: ["x": 0, "y": 0])
    #expect(run.error?.code == "no_flow")
    #expect(run.error?.message == "no condition of inclusive gateway 'g' holds, and it has no default flow")
  }

  @Test("a join goes on when the token that it waited for takes another way", arguments: Mode.allCases)
  func lostToken(mode: Mode) throws {
    let run = try Run("inclusive-gateway", "lost_token", mode, data: ["skip": true])
    try run.complete("a")
    #expect(run.active == ["j WAITING", "b READY"])
    try run.complete("b")
    #expect(run.active == ["d READY", "x READY"])
    try run.complete("x")
    try run.complete("d")
    #expect(run.status == .completed)
  }

  @Test("a join waits for a token that can still come", arguments: Mode.allCases)
  func late(mode: Mode) throws {
    let run = try Run("inclusive-gateway", "late", mode)
    try run.complete("a")
    #expect(run.active == ["j WAITING", "b READY"])
    try run.complete("b")
    #expect(run.active == ["j WAITING", "b2 READY"])
    try run.complete("b2")
    #expect(run.active == ["d READY"])
  }

  @Test("a gateway at the head of a loop lets each round's token through", arguments: Mode.allCases)
  func loop(mode: Mode) throws {
    let run = try Run("inclusive-gateway", "loop", mode, data: ["again": true])
    try run.complete("a")
    #expect(run.active == ["a READY"])
    try run.complete("a", ["again": false])
    #expect(run.status == .completed)
    #expect(run.count("m") == 2)
  }

  @Test("a join behind another waits for it", arguments: Mode.allCases)
  func twoJoins(mode: Mode) throws {
    let run = try Run("inclusive-gateway", "two_joins", mode)
    try run.complete("c")
    try run.complete("a")
    #expect(run.active.sorted() == ["b READY", "j WAITING", "k WAITING"])
    try run.complete("b")
    #expect(run.active.sorted() == ["d READY", "k WAITING"])
    try run.complete("d")
    #expect(run.active == ["z READY"])
  }
}
