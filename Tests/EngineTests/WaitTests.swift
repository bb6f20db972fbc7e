import OrderedCollections
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite("what an instance waits for")
struct WaitTests {
  private func wait(_ element: String, _ run: Run) throws -> TaskWait.Reason {
    try #require(run.instance.waits().first { $0.task.element?.id == element }, "\(element) is open").reason
  }

  @Test("a task of a person", arguments: Mode.allCases)
  func person(mode: Mode) throws {
    let run = try Run("parallel-gateway", "fork", mode)
    guard case .person = try wait("a", run) else {
      Issue.record("expected a person")
      return
    }
  }

  @Test("a join: which branches have arrived, and what the others are to come from", arguments: Mode.allCases)
  func join(mode: Mode) throws {
    let run = try Run("parallel-gateway", "fork", mode)
    try run.complete("b")
    guard case .join(let branches) = try wait("j", run) else {
      Issue.record("expected a join")
      return
    }
    #expect(branches.map(\.flow) == ["a_to_j", "b_to_j"])
    #expect(branches.map(\.tokens) == [0, 1])
    #expect(branches.map(\.expected) == [["a"], []])
  }

  @Test("a join that no token can come to any more says so", arguments: Mode.allCases)
  func starved(mode: Mode) throws {
    let run = try Run("parallel-gateway", "starved", mode, data: ["x": true])
    try run.complete("a")
    guard case .join(let branches) = try wait("j", run) else {
      Issue.record("expected a join")
      return
    }
    #expect(branches.map(\.tokens) == [1, 0])
    #expect(branches.map(\.expected) == [[], []])
  }

  @Test("a timer: when it is due, and how many times it still is", arguments: Mode.allCases)
  func timer(mode: Mode) throws {
    let run = try Run("timer-event", "cycle", mode)
    let begin = run.clock.now()
    func timer() throws -> AwaitedTimer {
      guard case .events(let events, _) = try wait("c", run), case .timer(let timer)? = events.first else {
        throw CancellationError()
      }
      return timer
    }
    let hour: Int64 = 3_600_000_000
    #expect(try timer().remaining == 3)
    let due = try #require(try timer().due)
    #expect(due.microseconds - begin.microseconds <= hour && due.microseconds > begin.microseconds)
    try run.wait(hours: 1.5)
    #expect(try timer().remaining == 2)
    #expect(try timer().due == Timestamp(microseconds: due.microseconds + hour))
  }

  @Test("an event-based gateway: all its events", arguments: Mode.allCases)
  func race(mode: Mode) throws {
    let run = try Run("event-based-gateway", "race", mode)
    guard case .events(let events, let all) = try wait("g", run), events.count == 3 else {
      Issue.record("expected three events")
      return
    }
    #expect(!all)
    #expect(events[0] == .message(name: "order", keys: []))
    #expect(events[2] == .signal(name: "alarm"))
    #expect(run.instance.subscriptions().map(\.signals) == [["alarm"]])
  }

  @Test("a condition: the variables that it reads, as they are", arguments: Mode.allCases)
  func condition(mode: Mode) throws {
    let run = try Run("conditional-event", "catch", mode)
    guard case .events(let events, _) = try wait("c", run), case .condition(let condition)? = events.first else {
      Issue.record("expected a condition")
      return
    }
    #expect(condition.variables == ["stock": .null])
  }

  @Test("a gateway none of whose conditions holds: the conditions, with what they read", arguments: Mode.allCases)
  func conditions(mode: Mode) throws {
    let run = try Run("exclusive-gateway", "no_default", mode, data: ["x": -1])
    guard case .retry(let error, let conditions) = try wait("g", run) else {
      Issue.record("expected a failure")
      return
    }
    #expect(error.code == "no_flow")
    #expect(conditions.map(\.flow) == ["g_to_a", "g_to_b"])
    #expect(conditions.map(\.expression) == ["x > 1", "x > 0"])
    #expect(conditions.allSatisfy { $0.variables == ["x": -1] })
  }

  @Test("by kind, in short, for who looks for instances", arguments: Mode.allCases)
  func kinds(mode: Mode) throws {
    let cases: [(String, String, WaitKinds)] = [
      ("parallel-gateway", "fork", .user), ("timer-event", "cycle", .timer),
      ("event-based-gateway", "race", [.message, .timer, .signal]),
      ("conditional-event", "catch", [.condition, .user]),
      ("event-subprocess", "message", [.message, .user]),
    ]
    for (file, process, kinds) in cases {
      let run = try Run(file, process, mode)
      #expect(run.instance.searchRecord().waitsFor == kinds, "\(process)")
      try run.instance.cancel()
      #expect(run.instance.searchRecord().waitsFor == [])
      #expect(run.instance.searchRecord().lanes == [:])
      #expect(run.instance.takeChanges().search.waitsFor == [])
    }
  }

  @Test("a save tells of the changed tasks in which lane a person can complete them, and the data of the active ones")
  func lanes() throws {
    let run = try Run("lane", "lanes", .inOneGo, data: ["a": 1])
    let first = run.instance.takeChanges()
    #expect(Array(first.search.lanes.values) == ["Sales"])
    #expect(first.search.waitsFor == .user)
    #expect(first.search.data.values.map(\.variables) == [["a": 1]])
    #expect(run.instance.takeChanges().search.data.isEmpty)
    try run.complete("a")
    let second = run.instance.takeChanges()
    #expect(Array(second.search.lanes.values) == ["Store"])
    #expect(Set(second.search.lanes.keys).isDisjoint(with: first.search.lanes.keys))
    try run.complete("b")
    #expect(run.instance.searchRecord().waitsFor == [])
  }

  @Test("nothing changes when it is asked for")
  func reading() throws {
    let run = try Run("event-based-gateway", "race", .inOneGo)
    _ = run.instance.takeChanges()
    _ = (run.instance.waits(), run.instance.eventStarts())
    #expect(run.instance.takeChanges().isEmpty)
  }
}
