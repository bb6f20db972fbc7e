import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Embedded subprocess")
struct EmbeddedSubprocessTests {
  @Test("its inside begins with the task's data, and what its end holds goes on", arguments: Mode.allCases)
  func embedded(mode: Mode) throws {
    let run = try Run("subprocess", "embedded", mode, data: ["x": 1])
    #expect(run.active == ["x STARTED", "ia READY"])
    #expect(try run.data(of: "ia") == ["x": 1])
    try run.complete("ia", ["y": 2])
    #expect(run.active == ["a READY"])
    #expect(try run.data(of: "a") == ["x": 1, "y": 2])
    try run.complete("a")
    #expect(run.status == .completed)
  }

  @Test("it is over when all its tokens are used up", arguments: Mode.allCases)
  func parallel(mode: Mode) throws {
    let run = try Run("subprocess", "parallel", mode)
    try run.complete("ib", ["b": 1])
    #expect(run.active == ["x STARTED", "ia READY"])
    try run.complete("ia", ["a": 1])
    #expect(try run.data(of: "a") == ["a": 1, "b": 1])
  }

  @Test("subprocesses stand within subprocesses", arguments: Mode.allCases)
  func nested(mode: Mode) throws {
    let run = try Run("subprocess", "nested", mode)
    #expect(run.active == ["x STARTED", "y STARTED", "z STARTED", "ka READY"])
    try run.complete("ka", ["v": 1])
    #expect(try run.data(of: "a") == ["v": 1])
    #expect(run.count("z") == 1)
  }

  @Test("an interrupting event cancels all that runs within", arguments: Mode.allCases)
  func interrupted(mode: Mode) throws {
    let run = try Run("subprocess", "interrupted", mode)
    #expect(run.active == ["x STARTED", "ia READY", "y STARTED", "ja READY", "b WAITING"])
    try run.message("order", 1)
    #expect(run.active == ["late READY"])
    for element in ["x", "ia", "y", "ja"] { #expect(run.count(element, .cancelled) == 1) }
    try run.complete("late")
    #expect(run.status == .completed)
  }

  @Test("it runs anew in every round of a loop", arguments: Mode.allCases)
  func repeated(mode: Mode) throws {
    let run = try Run("subprocess", "repeated", mode)
    try run.complete("ia", ["again": true])
    #expect(run.active == ["x STARTED", "ia READY"])
    try run.complete("ia", ["again": false])
    #expect(run.status == .completed)
    #expect(run.count("x") == 2)
  }

  @Test("a path may end without an end event", arguments: Mode.allCases)
  func deadEnd(mode: Mode) throws {
    let run = try Run("subprocess", "dead_end", mode)
    try run.complete("ia", ["v": 1])
    #expect(run.active == ["a READY"])
    #expect(try run.data(of: "a") == ["v": 1])
  }
}
