import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Long paths")
struct LongPathTests {
  /// The same loop with a million rounds is measured in a release build.
  @Test("a loop of many rounds ends, and can be restarted")
  func loop() throws {
    let run = try Run("exclusive-gateway", "loop", .inOneGo, data: ["i": 0, "n": 5000])
    #expect(run.status == .completed)
    #expect(run.data["i"] == 5000)
    #expect(run.count("count") == 5000)
    try run.restart()
    #expect(run.status == .completed)
  }

  @Test("an interrupted loop goes on where it was")
  func interrupted() throws {
    let run = try Run(
      Fixture.definition("exclusive-gateway", "loop"), .inOneGo, data: ["i": 0, "n": 300], isRunAtOnce: false)
    while run.instance.run(limit: 100) > 0 { try run.restart() }
    #expect(run.status == .completed)
    #expect(run.data["i"] == 300)
  }

  @Test("calls may be nested deeply")
  func recursion() throws {
    let run = try Run("call-activity", "factorial", .inOneGo, data: ["n": 100])
    #expect(run.status == .completed)
    #expect(run.count("c") == 100)
  }

  @Test("a multi-instance activity may have many instances")
  func instances() throws {
    let run = try Run(
      "multi-instance", "over_subprocess", .inOneGo, data: ["xs": .list((0..<500).map { .integer($0) })])
    #expect(try run.data(of: "next")["ys"] == .list((0..<500).map { .integer($0 * 2) }))
  }
}
