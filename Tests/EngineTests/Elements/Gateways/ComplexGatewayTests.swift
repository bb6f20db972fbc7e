import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Complex gateway")
struct ComplexGatewayTests {
  @Test("a join goes on as soon as its activation condition holds", arguments: Mode.allCases)
  func activation(mode: Mode) throws {
    let run = try Run("complex-gateway", "two_of_three", mode)
    try run.complete("b", ["x": 1])
    #expect(run.active == ["a READY", "j WAITING", "c READY"])
    try run.complete("c", ["y": 2])
    #expect(run.active == ["a READY", "d READY"])
    #expect(try run.data(of: "d") == ["x": 1, "y": 2])
  }

  @Test("a token that comes later waits for the next activation", arguments: Mode.allCases)
  func late(mode: Mode) throws {
    let run = try Run("complex-gateway", "two_of_three", mode)
    try run.complete("a")
    try run.complete("b")
    try run.complete("c")
    #expect(run.count("j") == 1)
    #expect(run.active.contains("j WAITING"))
  }
}
