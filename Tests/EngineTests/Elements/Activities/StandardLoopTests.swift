import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Standard loop")
struct StandardLoopTests {
  @Test("tested afterwards it runs at least once, and as long as the condition holds", arguments: Mode.allCases)
  func after(mode: Mode) throws {
    let run = try Run("standard-loop", "after", mode, data: ["x": 9])
    #expect(run.active.contains("a READY"))
    try run.complete("a", ["x": 2])
    try run.complete("a", ["x": 3])
    #expect(run.active == ["next READY"])
    #expect(try run.data(of: "next") == ["x": 3])
  }

  @Test("tested before it may not run at all", arguments: Mode.allCases)
  func before(mode: Mode) throws {
    let run = try Run("standard-loop", "before", mode, data: ["x": 3])
    #expect(run.active == ["next READY"])
    let other = try Run("standard-loop", "before", mode, data: ["x": 2])
    try other.complete("a", ["x": 3])
    #expect(other.active == ["next READY"])
  }

  @Test("it never runs more often than its maximum", arguments: ["maximum", "maximum_only"], Mode.allCases)
  func maximum(process: String, mode: Mode) throws {
    let run = try Run("standard-loop", process, mode)
    try run.complete("a")
    #expect(run.active.contains("a READY"))
    try run.complete("a")
    #expect(run.active == ["next READY"])
  }

  @Test("each round's data go into the next", arguments: Mode.allCases)
  func overSubprocess(mode: Mode) throws {
    let run = try Run("standard-loop", "over_subprocess", mode, data: ["x": 0])
    #expect(run.active == ["next READY"])
    #expect(try run.data(of: "next") == ["x": 3])
    #expect(run.count("ia") == 3)
  }

  @Test("a loop stands within a loop", arguments: Mode.allCases)
  func nested(mode: Mode) throws {
    let run = try Run("standard-loop", "nested", mode, data: ["x": 0, "y": 0])
    for _ in 1...3 {
      try run.complete("ia", ["y": 1])
      try run.complete("ia", ["y": 2])
    }
    #expect(run.active == ["next READY"])
    #expect(try run.data(of: "next") == ["x": 6, "y": 0])
  }

  @Test("a boundary event interrupts the loop as a whole", arguments: Mode.allCases)
  func boundary(mode: Mode) throws {
    let run = try Run("standard-loop", "behind_boundary", mode)
    try run.complete("a", ["x": 1])
    try run.message("order")
    #expect(run.active == ["late READY"])
  }

  @Test("a loop behind a boundary event ends when it is over", arguments: Mode.allCases)
  func boundaryUnused(mode: Mode) throws {
    let run = try Run("standard-loop", "behind_boundary", mode)
    try run.complete("a", ["x": 1])
    try run.complete("a", ["x": 3])
    #expect(run.active == ["next READY"])
  }
}
