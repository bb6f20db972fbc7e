import Testing
import WorkflowEngine
import WorkflowModel

@Suite("User, manual and plain tasks")
struct HumanTaskTests {
  @Test("a plain task and a manual task wait for somebody", arguments: Mode.allCases)
  func plain(mode: Mode) throws {
    let run = try Run("tasks", "plain", mode)
    #expect(run.active == ["a READY"])
    #expect(run.status == .active)
    try run.complete("a")
    #expect(run.active == ["b READY"])
    try run.complete("b")
    #expect(run.status == .completed)
  }

  @Test("the data of a person is put over the task's, key by key, without merging", arguments: Mode.allCases)
  func data(mode: Mode) throws {
    let run = try Run("parallel-gateway", "uncontrolled", mode, data: ["x": ["p": 1], "z": 1])
    try run.complete("a", ["x": ["q": 2]])
    #expect(try run.data(of: "b") == ["x": ["q": 2], "z": 1])
  }

  @Test("a pre-script prepares the task, a post-script concludes it", arguments: Mode.allCases)
  func scripts(mode: Mode) throws {
    let run = try Run("tasks", "user", mode, data: ["name": "Ada"])
    #expect(try run.data(of: "a") == ["name": "Ada", "greeting": "hello Ada"])
    try run.complete("a", ["answer": "hi"])
    #expect(run.data["length"] == 2)
  }

  @Test("data inputs and outputs select what the task sees and leaves", arguments: Mode.allCases)
  func selected(mode: Mode) throws {
    let run = try Run("tasks", "selected", mode, data: ["x": 1, "z": 3])
    #expect(try run.data(of: "a") == ["x": 1])
    try run.complete("a", ["y": 2])
    #expect(run.status == .completed)
    #expect(run.data == ["y": 2])
  }

  @Test("a missing data input or output fails the task", arguments: Mode.allCases)
  func missing(mode: Mode) throws {
    let run = try Run("tasks", "selected", mode)
    #expect(run.error?.code == "missing_data")
    #expect(run.error?.message == "the data input 'x' of 'a' is missing in the data")
    let other = try Run("tasks", "selected", mode, data: ["x": 1])
    try other.complete("a")
    #expect(other.error?.message == "the data output 'y' of 'a' is missing in the data")
  }

  @Test("a task is completed once, and only when it is ready", arguments: Mode.allCases)
  func twice(mode: Mode) throws {
    let run = try Run("tasks", "plain", mode)
    let id = try #require(run.instance.activeTasks().first?.id)
    try run.complete("a")
    #expect(run.refusal { run in try run.step { try $0.complete(.id(id)) } } == "the task 'a' is COMPLETED, not READY")
    #expect(run.refusal { try $0.complete("a") } == "no task of 'a' is READY")
    #expect(run.refusal { try $0.complete("unknown") } == "no task of 'unknown' is READY")
    let stranger = Identifier(high: 1, low: 1)
    #expect(
      run.refusal { run in try run.step { try $0.complete(.id(stranger)) } }
        == "the instance has no task '00000000-0000-0001-0000-000000000001'")
    #expect(run.active == ["b READY"])
  }

  @Test("an element with several ready tasks needs a task's id", arguments: Mode.allCases)
  func ambiguous(mode: Mode) throws {
    let run = try Run("multi-instance", "cardinality", mode, data: ["n": 2])
    #expect(run.refusal { try $0.complete("a") } == "2 tasks of 'a' are READY: name one by its id")
  }

  @Test("a task that the engine runs is not completed by anybody")
  func notManual() throws {
    let run = try Run(Fixture.definition("tasks", "script"), .inOneGo, data: ["price": 1, "count": 1], isRunAtOnce: false)
    run.instance.run(limit: 2)
    #expect(run.active == ["a READY"])
    #expect(
      run.refusal { try $0.instance.complete(.element("a")) } == "the task 'a' is run by the engine; nobody completes it")
  }
}
