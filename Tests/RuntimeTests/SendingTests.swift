import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

@Suite("events from outside for whoever waits for them")
struct SendingTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  private func start(_ model: String, _ process: String, _ data: DataDictionary = [:], engine: String = "restricted")
    throws
    -> Identifier
  {
    let runtime = try desk.runtime()
    var files = try Models.files(model)
    files.root = .process(process)
    var request = StartRequest(data: data)
    request.engine = engine
    return try runtime.start(spec: runtime.add(files).spec.id, request).summary.id
  }

  private func status(_ id: Identifier) throws -> InstanceStatus { try desk.runtime().view("\(id)").summary.status }

  private func isNothingLeft() throws -> Bool {
    let store = try desk.runtime().store
    return try !store.hasMessages() && store.check().isEmpty
  }

  private func news(_ text: String) -> SentMessage {
    SentMessage(name: "news", payload: .string(text), correlation: [:])
  }

  @Test("a message reaches the one that has waited longest, once")
  func longest() throws {
    let readers = try (0..<2).map { _ in try start("talking", "reader", ["divisor": 1]) }
    guard case .taken(let summary) = try desk.runtime().send(news("one")) else {
      Issue.record("expected it to be taken")
      return
    }
    #expect(summary.id == readers[0] && summary.status == .completed)
    #expect(try readers.map(status) == [.completed, .waiting])
    #expect(try isNothingLeft())
  }

  @Test("a message reaches the instance that knows its correlation, and no other")
  func correlated() throws {
    let orders = try (1...2).map { try start("talking", "order", ["number": .integer($0)]) }
    func paid(_ number: Int) -> SentMessage {
      let value = DataValue.integer(number)
      return SentMessage(name: "paid", payload: ["number": value], correlation: ["order_key": ["number": value]])
    }
    _ = try desk.runtime().send(paid(2))
    #expect(try orders.map(status) == [.waiting, .active])
    #expect(throws: RuntimeError.self) { try desk.runtime().send(paid(2), timeToLive: 0) }
    #expect(try isNothingLeft())
  }

  @Test("a message without time to live that nobody waits for is refused and not kept")
  func nobody() throws {
    let error = #expect(throws: RuntimeError.self) { try desk.runtime().send(news("one"), timeToLive: 0) }
    #expect(error?.code == "not_waiting" && error?.category == .notFound)
    #expect(try isNothingLeft())
  }

  @Test("a message for an instance that may not run unasked is kept for it")
  func kept() throws {
    let reader = try start("talking", "reader", ["divisor": 1], engine: "python")
    guard case .kept(let id, _) = try desk.runtime().send(news("one")) else {
      Issue.record("expected it to be kept")
      return
    }
    #expect(id == reader)
    #expect(try desk.runtime().view("\(reader)").messages.map(\.content.name) == ["news"])
    #expect(try desk.runtime().explain("\(reader)").messages.count == 1)
  }

  @Test("a signal reaches all that wait for it")
  func signal() throws {
    let hearing = try (0..<3).map { _ in try start("hearing", "hearing") }
    _ = try start("talking", "reader", ["divisor": 1])
    let receptions = try desk.runtime().send(signal: "alarm")
    #expect(receptions.count == 3)
    #expect(try hearing.allSatisfy { try status($0) == .completed })
    #expect(throws: RuntimeError.self) { try desk.runtime().send(signal: "alarm") }
  }

  @Test("a signal for an instance that may not run unasked is kept for it, and holds up no other")
  func keptSignal() throws {
    let hearing = try start("hearing", "hearing", engine: "python")
    let other = try start("hearing", "hearing")
    let receptions = try desk.runtime().send(signal: "alarm")
    guard receptions.count == 2, case .kept(let id, _) = receptions[0] else {
      Issue.record("expected it to be kept")
      return
    }
    #expect(id == hearing)
    #expect(try [hearing, other].map(status) == [.waiting, .completed])
    var request = ResumeRequest()
    request.engine = "restricted"
    #expect(try desk.runtime().resume("\(hearing)", request).summary.status == .completed)
    #expect(try isNothingLeft())
  }

  @Test("a signal that is kept for an instance is no other's when that is cancelled")
  func cancelledSignal() throws {
    let hearing = try start("hearing", "hearing", engine: "python")
    _ = try desk.runtime().send(signal: "alarm")
    let other = try start("hearing", "hearing")
    _ = try desk.runtime().cancel("\(hearing)")
    #expect(try status(other) == .waiting)
    #expect(try isNothingLeft())
  }

  @Test("who begins to wait while a signal is sent does not get it, and nobody gets it twice")
  func again() throws {
    let twice = try start("beginning", "twice")
    let receptions = try desk.runtime().send(signal: "alarm")
    #expect(receptions.filter { if case .taken = $0 { true } else { false } }.count == 1)
    #expect(try status(twice) == .waiting)
    _ = try desk.runtime().send(signal: "alarm")
    #expect(try status(twice) == .completed)
    #expect(try isNothingLeft())
  }

  @Test("a signal that an instance throws reaches all others, and not itself when it waits later")
  func thrown() throws {
    let hearing = try (0..<2).map { _ in try start("hearing", "hearing") }
    let ringer = try start("beginning", "ringer")
    #expect(try hearing.map(status) == [.completed, .completed])
    #expect(try status(ringer) == .waiting)
    let second = try start("beginning", "ringer")
    #expect(try [ringer, second].map(status) == [.completed, .waiting])
    #expect(try isNothingLeft())
  }

  @Test("the next call goes on with a signal that has not reached everybody")
  func interrupted() throws {
    let hearing = try (0..<3).map { _ in try start("hearing", "hearing") }
    let runtime = try desk.runtime()
    let signal = try #require(
      try runtime.store.post(SentSignal(name: "alarm", payload: nil), at: runtime.clock.now()))
    // Somebody had it, and nobody went on.
    #expect(try runtime.store.advance(signal) == .instance(hearing[0]))
    let late = try start("hearing", "hearing")
    #expect(try (hearing + [late]).map(status) == [.waiting, .completed, .completed, .waiting])
    #expect(try isNothingLeft())
  }

  @Test("what is explained changes nothing, and its moves name tasks that can be told apart")
  func explained() throws {
    let order = try start("talking", "order", ["number": 3])
    let before = try desk.runtime().view("\(order)").summary
    let explanation = try desk.runtime().explain("\(order)")
    #expect(explanation.summary == before)
    guard explanation.tasks.count == 1,
      case .catchEvent(.message("paid", _, let correlation))? = explanation.tasks[0].moves.first
    else {
      Issue.record("expected the message")
      return
    }
    #expect(correlation == ["order_key": ["number": 3]])
    #expect(try desk.runtime().view("\(order)").summary == before)
  }
}
