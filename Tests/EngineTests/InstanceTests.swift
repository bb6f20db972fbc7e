import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite("Instances")
struct InstanceTests {
  @Test("nothing runs before it is asked to")
  func notYet() throws {
    let run = try Run(Fixture.definition("tasks", "plain"), .inOneGo, isRunAtOnce: false)
    #expect(run.status == .active)
    #expect(run.active == [])
    #expect(run.instance.tasks().map(\.spec) == ["Start"])
    #expect(run.instance.run(limit: 1) == 1)
    #expect(run.instance.run() == 1)
    #expect(run.active == ["a READY"])
    #expect(run.instance.run() == 0)
  }

  @Test("tasks run one by one give the same end as a run in one go")
  func oneByOne() throws {
    let definition = try Fixture.definition("parallel-gateway", "loop")
    let whole = try Run(definition, .inOneGo, data: ["i": 0])
    let single = try Run(definition, .restarted, data: ["i": 0], isRunAtOnce: false)
    var count = 0
    while single.instance.run(limit: 1) == 1 {
      count += 1
      try single.restart()
    }
    #expect(single.status == .completed)
    #expect(single.data == whole.data)
    #expect(count == whole.instance.tasks { $0 == .completed }.count)
  }

  @Test("a cancelled instance has no active task, and cannot go on", arguments: Mode.allCases)
  func cancelled(mode: Mode) throws {
    let run = try Run("subprocess", "interrupted", mode)
    try run.step { try $0.cancel() }
    #expect(run.status == .cancelled)
    #expect(run.active == [])
    #expect(run.refusal { try $0.complete("ia") } == "no task of 'ia' is READY")
    #expect(run.refusal { try $0.message("order") } == "the instance is not waiting for message 'order'")
    #expect(run.instance.run() == 0)
  }

  @Test("a completed instance cannot be cancelled", arguments: Mode.allCases)
  func completed(mode: Mode) throws {
    let run = try Run("tasks", "empty_script", mode)
    #expect(run.refusal { run in try run.step { try $0.cancel() } } == "the instance is completed")
  }

  @Test("the result is what end events leave", arguments: Mode.allCases)
  func result(mode: Mode) throws {
    let ended = try Run("tasks", "user", mode, data: ["name": "Ada"])
    try ended.complete("a", ["answer": "yes"])
    #expect(ended.status == .completed)
    #expect(ended.data == ["name": "Ada", "greeting": "hello Ada", "answer": "yes", "length": 3])
    let unended = try Run("tasks", "no_end", mode)
    try unended.complete("a", ["x": 1])
    #expect(unended.status == .completed)
    #expect(unended.data == [:])
  }

  @Test("stamps grow also when the clock stands still")
  func stamps() throws {
    let run = try Run("tasks", "empty_script", .inOneGo)
    let stamps = run.instance.tasks().map(\.lastStateChange)
    #expect(stamps == stamps.sorted())
    #expect(Set(stamps).count == stamps.count)
  }

  @Test("a save holds what changed since the last one, and nothing else")
  func changes() throws {
    let run = try Run("tasks", "plain", .inOneGo, data: ["x": 1])
    let first = run.instance.takeChanges()
    #expect(first.tasks.map(\.spec) == ["Start", "s", "a"])
    #expect(first.versions.count == 1)
    #expect(run.instance.takeChanges().isEmpty)
    try run.complete("a", ["y": 2])
    let second = run.instance.takeChanges()
    #expect(second.tasks.map(\.spec) == ["a", "b"])
    #expect(second.versions.map(\.base) == [1])
    #expect(second.versions.map { Members(uniqueKeysWithValues: $0.written.map { ($0, $1) }) } == [["y": 2]])
  }
}
