import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

@Suite("messages between instances")
struct MessageTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  /// Starts a process of `talking.bpmn`.
  private func start(
    _ process: String, _ data: DataDictionary = [:], engine: String = "restricted",
    engines: EngineRegistry = .standard, settings: RuntimeSettings? = nil
  ) throws -> InstanceView {
    let runtime = try desk.runtime(engines: engines, settings: settings ?? RuntimeSettings())
    var files = try Models.files("talking")
    files.root = .process(process)
    var request = StartRequest()
    request.data = data
    request.engine = engine
    return try runtime.start(spec: runtime.add(files).spec.id, request)
  }

  private func now(_ view: InstanceView) throws -> InstanceView {
    try desk.runtime().view("\(view.summary.id)")
  }

  private func open(_ view: InstanceView) throws -> [String] {
    try now(view).tasks.compactMap { $0.element?.id }
  }

  private func isNothingLeft() throws -> Bool {
    let store = try desk.runtime().store
    return try !store.hasMessages() && store.check().isEmpty
  }

  @Test("a message reaches an instance that waits for it, which goes on")
  func reaches() throws {
    let reader = try start("reader", ["divisor": 1])
    #expect(reader.summary.status == .waiting)
    let writer = try start("writer", ["text": "late edition"])
    #expect(writer.summary.status == .completed)
    #expect(try now(reader).summary.status == .completed)
    #expect(try now(reader).data == ["divisor": 1, "news": "late edition", "length": 12])
    #expect(try isNothingLeft())
  }

  @Test("a message goes to one instance, to the one that has waited longest")
  func longest() throws {
    let readers = try (0..<3).map { _ in try start("reader", ["divisor": 1]) }
    _ = try start("writer", ["text": "one"])
    #expect(try readers.map { try now($0).summary.status } == [.completed, .waiting, .waiting])
    _ = try start("writer", ["text": "two"])
    #expect(try readers.map { try now($0).summary.status } == [.completed, .completed, .waiting])
    #expect(try now(readers[1]).data["news"] == "two")
  }

  @Test("a message goes to the instance that knows its correlation")
  func correlated() throws {
    let orders = try (1...3).map { try start("order", ["number": .integer($0)]) }
    _ = try start("payment", ["number": 2, "amount": 20])
    #expect(try orders.map(open) == [["wait"], ["ship"], ["wait"]])
    #expect(try now(orders[1]).data(of: "ship")["payment"] == ["number": 2, "amount": 20])
    _ = try start("payment", ["number": 7, "amount": 70])
    #expect(try orders.map(open) == [["wait"], ["ship"], ["wait"]])
    #expect(try isNothingLeft())
  }

  @Test("a message that nobody waits for waits for the first who does")
  func nobody() throws {
    _ = try start("writer", ["text": "early edition"])
    #expect(try isNothingLeft())
    let reader = try start("reader", ["divisor": 1])
    #expect(reader.summary.status == .completed)
    #expect(reader.data["news"] == "early edition")
    #expect(try start("reader", ["divisor": 1]).summary.status == .waiting)
    #expect(try isNothingLeft())
  }

  @Test("an instance does not take its own message when it waits for it later")
  func own() throws {
    let echo = try start("echo", ["text": "hello"])
    #expect(try open(echo) == ["echo_read"])
    _ = try start("writer", ["text": "from elsewhere"])
    #expect(try now(echo).data["news"] == "from elsewhere")
  }

  @Test("a receiver that may not run unasked keeps the message until it is resumed")
  func kept() throws {
    let reader = try start("reader", ["divisor": 1], engine: "python")
    let writer = try start("writer", ["text": "for later"])
    #expect(writer.summary.status == .completed)
    #expect(try open(reader) == ["read"])
    #expect(try now(reader).messages.map(\.content.name) == ["news"])
    #expect(try now(reader).summary.revision == reader.summary.revision)
    var request = ResumeRequest()
    request.engine = "restricted"
    let resumed = try desk.runtime().resume("\(reader.summary.id)", request)
    #expect(resumed.summary.status == .completed)
    #expect(resumed.data["news"] == "for later")
    #expect(try isNothingLeft())
  }

  @Test("a kept message goes to somebody else when its receiver waits no longer")
  func keptInVain() throws {
    let first = try start("reader", ["divisor": 1], engine: "python")
    let second = try start("reader", ["divisor": 1])
    _ = try start("writer", ["text": "one"])
    #expect(try now(first).messages.count == 1)
    var request = ResumeRequest()
    request.engine = "restricted"
    request.action = .catchEvent(.message(name: "news", payload: "from outside", correlation: [:]))
    // The kept message comes first; nobody waits for the one from outside then.
    #expect(throws: EngineError.self) { try desk.runtime().resume("\(first.summary.id)", request) }
    #expect(try now(first).messages.count == 1)
    _ = try desk.runtime().cancel("\(first.summary.id)")
    _ = try start("writer", ["text": "two"])
    #expect(try now(second).data["news"] == "one")
    #expect(try isNothingLeft())
  }

  @Test("a receiver that cannot be saved keeps its message and holds up no other")
  func unsavable() throws {
    // Its engine gives a result that nothing can be saved as.
    let engines = WrongEngine.registry(.variable("length", .double(.infinity)))
    let first = try start("reader", ["divisor": 1], engine: "wrong", engines: engines)
    let second = try start("reader", ["divisor": 1])
    _ = try start("writer", ["text": "one"], engines: engines)
    #expect(try now(first).messages.count == 1)
    #expect(try open(first) == ["read"])
    _ = try desk.runtime().cancel("\(first.summary.id)")
    _ = try start("writer", ["text": "two"])
    #expect(try now(second).data["news"] == "one")
    #expect(try isNothingLeft())
  }

  @Test("what fails in the receiver is the receiver's failure, and can be retried")
  func failing() throws {
    let reader = try start("reader", ["divisor": 0])
    let writer = try start("writer", ["text": "bad news"])
    #expect(writer.summary.status == .completed)
    #expect(try now(reader).summary.status == .error)
    #expect(try now(reader).summary.error?.bpmnID == "note")
    #expect(try isNothingLeft())
  }

  @Test("an event subprocess takes messages for as long as the process around it runs")
  func eventSubprocess() throws {
    let watched = try start("watched")
    _ = try start("writer", ["text": "smoke"])
    #expect(try Set(open(watched)) == ["work", "look", "alarm"])
    _ = try desk.runtime().complete("look", of: watched)
    _ = try start("writer", ["text": "fire"])
    #expect(try open(watched).contains("look"))
    _ = try desk.runtime().complete("look", of: watched)
    _ = try desk.runtime().complete("work", of: watched)
    #expect(try now(watched).summary.status == .completed)
    let reader = try start("reader", ["divisor": 1])
    _ = try start("writer", ["text": "ashes"])
    #expect(try now(reader).data["news"] == "ashes")
    #expect(try isNothingLeft())
  }

  @Test("instances answer each other until they have nothing more to say")
  func conversation() throws {
    let ponger = try start("ponger")
    let pinger = try start("pinger", ["rounds": 20])
    #expect(try now(pinger).summary.status == .completed)
    #expect(try now(pinger).data["rounds"] == 0)
    #expect(try open(ponger) == ["await_ping"])
    #expect(try isNothingLeft())
  }

  @Test("a cancelled instance takes no messages")
  func cancelled() throws {
    let watched = try start("watched")
    _ = try desk.runtime().cancel("\(watched.summary.id)")
    _ = try start("writer", ["text": "smoke"])
    #expect(try now(watched).summary.status == .cancelled)
    #expect(try isNothingLeft())
  }
}
