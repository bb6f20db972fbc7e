import Testing
import WorkflowEngine
import WorkflowModel

@Suite("Event-based gateway")
struct EventBasedGatewayTests {
  @Test("the first event takes the token, and the others leave nothing behind", arguments: Mode.allCases)
  func message(mode: Mode) throws {
    let run = try Run("event-based-gateway", "race", mode)
    #expect(run.status == .waiting)
    #expect(run.active == ["g WAITING"])
    try run.message("order", ["number": 7])
    #expect(run.active == ["a READY"])
    #expect(try run.data(of: "a") == ["order": ["number": 7]])
    #expect(run.count("by_message") == 1)
    #expect(run.count("by_timer", .cancelled) == 0)
    #expect(run.refusal { try $0.signal("alarm") } == "the instance is not waiting for signal 'alarm'")
    try run.wait(hours: 2)
    #expect(run.active == ["a READY"])
    try run.complete("a")
    #expect(run.status == .completed)
  }

  @Test("a timer behind it counts from when the gateway is reached", arguments: Mode.allCases)
  func timer(mode: Mode) throws {
    let run = try Run("event-based-gateway", "race", mode)
    try run.wait(hours: 0.9)
    #expect(run.active == ["g WAITING"])
    try run.wait(hours: 0.2)
    #expect(run.active == ["b READY"])
  }

  @Test("two timers behind it have a due time each", arguments: Mode.allCases)
  func twoTimers(mode: Mode) throws {
    let run = try Run("event-based-gateway", "two_timers", mode)
    try run.wait(hours: 1.5)
    #expect(run.active == ["b READY"])
  }

  @Test("a cycle behind it happens once", arguments: Mode.allCases)
  func cycle(mode: Mode) throws {
    let run = try Run("event-based-gateway", "cycle", mode)
    #expect(run.active == ["g WAITING"])
    try run.wait(hours: 5)
    #expect(run.active == ["a READY"])
    #expect(run.count("by_cycle") == 1)
  }

  @Test("a receive task may stand behind it", arguments: Mode.allCases)
  func receiving(mode: Mode) throws {
    let run = try Run("event-based-gateway", "receiving", mode, data: ["x": 1])
    try run.message("order", 5)
    #expect(run.active == ["a READY"])
    #expect(try run.data(of: "a") == ["x": 1, "order": 5])
    #expect(run.count("r") == 1)
  }

  @Test("a condition that holds already decides at once", arguments: Mode.allCases)
  func condition(mode: Mode) throws {
    let run = try Run("event-based-gateway", "receiving", mode, data: ["x": 4])
    #expect(run.active == ["b READY"])
  }

  @Test("within a loop it waits anew in every round", arguments: Mode.allCases)
  func loop(mode: Mode) throws {
    let run = try Run("event-based-gateway", "loop", mode)
    for round in 1...3 {
      try run.signal("alarm", .integer(round))
      #expect(run.active == ["g WAITING"])
      #expect(run.count("again") == round)
    }
    try run.message("order", 1)
    #expect(run.status == .completed)
    #expect(run.data == ["alarm": 3, "order": 1])
  }

  @Test("one that instantiates begins its process", arguments: Mode.allCases)
  func first(mode: Mode) throws {
    let run = try Run("event-based-gateway", "first", mode)
    #expect(run.active == ["first_g WAITING"])
    try run.signal("alarm")
    #expect(run.active == ["first_b READY"])
    #expect(run.refusal { try $0.message("order") } == "the instance is not waiting for message 'order'")
  }

  @Test("a parallel one waits for all its events, each on its own path", arguments: Mode.allCases)
  func all(mode: Mode) throws {
    let run = try Run("event-based-gateway", "all", mode)
    #expect(run.active.sorted() == ["all_alarm WAITING", "all_order WAITING"])
    try run.signal("alarm")
    #expect(run.active.sorted() == ["all_b READY", "all_order WAITING"])
    try run.complete("all_b")
    #expect(run.status == .waiting)
    try run.message("order")
    try run.complete("all_a")
    #expect(run.status == .completed)
  }

  @Test("in a collaboration its first event starts the participant", arguments: Mode.allCases)
  func participants(mode: Mode) throws {
    let run = try Run("event-based-gateway", "started", mode)
    try run.message("order", 5)
    #expect(run.active.sorted() == ["all_a READY", "all_alarm WAITING", "first_a READY", "receive_a READY"])
  }
}
