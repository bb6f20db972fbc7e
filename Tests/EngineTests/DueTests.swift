import OrderedCollections
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite("when an instance can go on by itself")
struct DueTests {
  private static let hour: Int64 = 3_600_000_000

  @Test("with a timer, when it is due", arguments: Mode.allCases)
  func timer(mode: Mode) throws {
    let run = try Run("timer-event", "duration", mode)
    let begin = run.clock.now().microseconds
    let due = try #require(run.instance.due).microseconds
    #expect(due > begin && due <= begin + Self.hour)
    try run.wait(hours: 1.01)
    #expect(run.instance.due == nil)
  }

  @Test("with several timers, when the first one is due", arguments: Mode.allCases)
  func several(mode: Mode) throws {
    let run = try Run("timer-event", "two", mode)
    let begin = run.clock.now().microseconds
    #expect(try #require(run.instance.due).microseconds <= begin + Self.hour)
  }

  @Test("a cycle is due each time, and after the last not any more", arguments: Mode.allCases)
  func cycle(mode: Mode) throws {
    let run = try Run("timer-event", "cycle", mode)
    var former = run.clock.now()
    for _ in 1...3 {
      let due = try #require(run.instance.due)
      #expect(due > former)
      former = due
      try run.wait(hours: 1.01)
    }
    #expect(run.instance.due == nil)
  }

  @Test("with a person's task, a failed task, or when it is over, it is not", arguments: Mode.allCases)
  func never(mode: Mode) throws {
    let person = try Run("parallel-gateway", "fork", mode)
    #expect(person.instance.due == nil)
    #expect(try Run("timer-event", "wrong", mode).instance.due == nil)
    let over = try Run("timer-event", "duration", mode)
    try over.step { try $0.cancel() }
    #expect(over.instance.due == nil)
  }

  @Test("with what has not run yet, since it became ready")
  func ready() throws {
    let run = try Run(
      Fixture.definition("timer-event", "duration", dialect: .spiff, dmn: []), .inOneGo, isRunAtOnce: false)
    #expect(try #require(run.instance.due) <= run.clock.now())
  }

  @Test("a clock that is put back makes nothing happen before its time, nor twice", arguments: Mode.allCases)
  func clockPutBack(mode: Mode) throws {
    let run = try Run("timer-event", "cycle", mode)
    try run.wait(hours: 1.01)
    #expect(run.active == ["c WAITING", "a READY"])
    let due = run.instance.due
    try run.wait(hours: -1)
    #expect(run.active == ["c WAITING", "a READY"])
    #expect(run.instance.due == due)
    try run.wait(hours: 2)
    #expect(run.active == ["c WAITING", "a READY", "a READY"])
  }

  @Test("a timer of years is due when it says", arguments: Mode.allCases)
  func years(mode: Mode) throws {
    let wait = TypedValue(typename: "timedelta", content: ["days": 36_525, "seconds": 0, "microseconds": 0])
    let run = try Run("timer-event", "duration_object", mode, data: ["wait": .typed(wait)])
    try run.wait(hours: 24 * 36_524)
    #expect(run.active == ["c WAITING"])
    try run.wait(hours: 24)
    try run.wait(seconds: 1)
    #expect(run.active == ["a READY"])
  }

  @Test("of a cycle that nobody looked at, each repetition that was missed happens", arguments: Mode.allCases)
  func missed(mode: Mode) throws {
    let run = try Run("timer-event", "endless", mode)
    try run.wait(hours: 24 * 30 + 0.5)
    #expect(run.count("a", .ready) == 24 * 30)
    let due = try #require(run.instance.due).microseconds
    #expect(due > run.clock.now().microseconds && due <= run.clock.now().microseconds + Self.hour)
  }
}
