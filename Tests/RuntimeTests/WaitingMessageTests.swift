import OrderedCollections
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

@Suite("messages that come before anybody waits for them")
struct WaitingMessageTests {
  private let desk: Desk
  private let clock = TestClock()

  init() throws {
    desk = try Desk()
  }

  private func runtime() throws -> WorkflowRuntime { try desk.runtime(clock: clock) }

  private func start(_ process: String, _ data: DataDictionary = [:]) throws -> InstanceView {
    let runtime = try runtime()
    var files = try Models.files("talking")
    files.root = .process(process)
    return try runtime.start(spec: runtime.add(files).spec.id, StartRequest(data: data))
  }

  private func news(_ text: String) -> SentMessage {
    SentMessage(name: "news", payload: .string(text), correlation: [:])
  }

  private func waiting() throws -> Int { try runtime().file.status().waitingMessages }

  private func paid(_ number: Int) -> SentMessage {
    SentMessage(
      name: "paid", payload: ["number": .integer(number)],
      correlation: ["order_key": ["number": .integer(number)]])
  }

  @Test("a message waits for its time to live, and is forgotten then")
  func timeToLive() throws {
    guard case .waiting(let expires) = try runtime().send(news("one"), timeToLive: 60_000_000) else {
      Issue.record("expected it to wait")
      return
    }
    #expect(expires.microseconds == clock.now().microseconds + 60_000_000)
    clock.advance(bySeconds: 60)
    #expect(try start("reader", ["divisor": 1]).summary.status == .waiting)
    #expect(try waiting() == 0)
    #expect(try runtime().store.check().isEmpty)
  }

  @Test("messages that wait go to those who wait later in the order in which they were sent")
  func order() throws {
    for text in ["one", "two"] { _ = try runtime().send(news(text)) }
    #expect(try waiting() == 2)
    #expect(try ["one", "two"].map { _ in try start("reader", ["divisor": 1]).data["news"] } == ["one", "two"])
    #expect(try waiting() == 0)
    #expect(try runtime().store.check().isEmpty)
  }

  @Test("a message that waits goes to who knows its correlation")
  func correlated() throws {
    for number in 1...2 { _ = try runtime().send(paid(number)) }
    #expect(try start("order", ["number": 2]).tasks.compactMap { $0.element?.id } == ["ship"])
    #expect(try start("order", ["number": 3]).tasks.compactMap { $0.element?.id } == ["wait"])
    // Beside it the message `ordered` of each, that nobody waits for.
    #expect(try waiting() == 3)
    #expect(try runtime().store.check().isEmpty)
  }

  @Test("who takes one message after the other takes all that wait")
  func eventSubprocess() throws {
    for text in ["smoke", "fire", "ashes"] { _ = try runtime().send(news(text)) }
    _ = try start("watched")
    #expect(try waiting() == 0)
    #expect(try !runtime().store.hasMessages())
    #expect(try runtime().store.check().isEmpty)
  }

  @Test("sent again with its id, a message is not sent again, and its fate is told")
  func repeated() throws {
    _ = try runtime().send(news("one"), id: "a")
    guard case .repeated(let fate) = try runtime().send(news("one"), id: "a") else {
      Issue.record("expected it to be known")
      return
    }
    #expect(fate.outcome == .waiting)
    let reader = try start("reader", ["divisor": 1])
    guard case .repeated(let taken) = try runtime().send(news("one"), id: "a") else {
      Issue.record("expected it to be known")
      return
    }
    #expect(taken.outcome == .taken && taken.instance == reader.summary.id)
    guard case .waiting = try runtime().send(news("two"), id: "b") else {
      Issue.record("expected another one")
      return
    }
    #expect(try waiting() == 1)
  }

  @Test("an id is known for a day longer than its message is kept, and no longer")
  func forgottenID() throws {
    _ = try runtime().send(news("one"), id: "a", timeToLive: 3_600_000_000)
    clock.advance(bySeconds: 24 * 3_600)
    _ = try start("reader", ["divisor": 1])
    guard case .repeated(let fate) = try runtime().send(news("one"), id: "a") else {
      Issue.record("expected it to be known")
      return
    }
    #expect(fate.outcome == .expired)
    clock.advance(bySeconds: 3_600)
    _ = try start("writer", ["text": "other"])
    guard case .waiting = try runtime().send(news("one"), id: "a", timeToLive: 1_000_000) else {
      Issue.record("expected another one")
      return
    }
  }
}
