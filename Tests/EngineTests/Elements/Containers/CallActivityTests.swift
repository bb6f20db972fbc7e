import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Call activity")
struct CallActivityTests {
  @Test("where the called process declares no data, all goes in and comes back", arguments: Mode.allCases)
  func allData(mode: Mode) throws {
    let run = try Run("call-activity", "all_data", mode, data: ["x": 1])
    #expect(run.active == ["c STARTED", "ia READY"])
    #expect(try run.data(of: "ia") == ["x": 1])
    try run.complete("ia", ["y": 2])
    #expect(try run.data(of: "a") == ["x": 1, "y": 2])
  }

  @Test("declared inputs alone go in, declared outputs alone come back", arguments: Mode.allCases)
  func declared(mode: Mode) throws {
    let run = try Run("call-activity", "declared_data", mode, data: ["number": 4, "other": 1])
    #expect(try run.data(of: "iu") == ["number": 4])
    try run.complete("iu")
    #expect(try run.data(of: "a") == ["number": 4, "other": 1, "result": 8])
  }

  @Test("a missing data input fails the call", arguments: Mode.allCases)
  func missingInput(mode: Mode) throws {
    let run = try Run("call-activity", "declared_data", mode)
    #expect(run.active == ["c ERROR"])
    #expect(run.error?.code == "missing_data")
    #expect(run.error?.message == "the data input 'number' of the called process 'declared' is missing in the data")
  }

  @Test("a missing data output fails the call when the called process is over", arguments: Mode.allCases)
  func missingOutput(mode: Mode) throws {
    let run = try Run("call-activity", "missing_output", mode)
    try run.complete("ia")
    #expect(run.active == ["c ERROR"])
    #expect(run.error?.code == "missing_data")
    #expect(run.error?.message == "the data output 'result' of the called process 'forgetful' is missing in the data")
    #expect(run.count("ia") == 1)
  }

  @Test("a process may call itself", arguments: Mode.allCases)
  func recursion(mode: Mode) throws {
    let run = try Run("call-activity", "factorial", mode, data: ["n": 6])
    #expect(run.status == .completed)
    #expect(run.data["result"] == 720)
    #expect(run.data["n"] == 6)
    #expect(run.count("c") == 6)
  }

  @Test("two calls of a process are two runs of it", arguments: Mode.allCases)
  func twice(mode: Mode) throws {
    let run = try Run("call-activity", "twice", mode)
    try run.complete("ia", ["x": 1])
    #expect(run.active == ["d STARTED", "ia READY"])
    try run.complete("ia", ["y": 2])
    #expect(run.status == .completed)
    #expect(run.data == ["x": 1, "y": 2])
  }
}
