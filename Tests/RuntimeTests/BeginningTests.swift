import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

@Suite("processes that begin with an event from outside")
struct BeginningTests {
  private let desk: Desk
  private let news = SentMessage(name: "news", payload: "today", correlation: [:])

  init() throws {
    desk = try Desk()
  }

  private func add(_ process: String, renaming: (String, String)? = nil) throws -> String {
    var files = try Models.files("beginning")
    files.root = .process(process)
    if let (old, new) = renaming {
      let text = String(decoding: files.sources[0].bytes, as: UTF8.self).replacing(old, with: new)
      files.sources[0].bytes = Array(text.utf8)
    }
    return try desk.runtime().add(files).spec.id
  }

  /// The instance that an event has begun, with the elements of its open tasks.
  private func begun(_ reception: Reception?) throws -> (view: InstanceView, open: [String])? {
    guard case .started(let summary)? = reception else { return nil }
    let view = try desk.runtime().view("\(summary.id)")
    return (view, view.tasks.compactMap { $0.element?.id })
  }

  private func isSound() throws -> Bool {
    let store = try desk.runtime().store
    return try !store.hasMessages() && store.check().isEmpty
  }

  @Test("a message begins a process at the start event that waits for it, and at no other")
  func message() throws {
    _ = try add("subscriber")
    let begun = try #require(try begun(try desk.runtime().send(news)))
    #expect(begun.open == ["after_news"])
    #expect(begun.view.tasks[0].data["news"] == "today")
    #expect(try isSound())
  }

  @Test("a signal begins an instance of each process that waits for it")
  func signal() throws {
    for process in ["subscriber", "chooser", "follower"] { _ = try add(process) }
    let receptions = try desk.runtime().send(signal: "alarm")
    #expect(try receptions.map { try begun($0)?.open } == [["after_alarm"], ["run"]])
    #expect(try isSound())
  }

  @Test("an instantiating gateway begins with the event behind it")
  func gateway() throws {
    _ = try add("chooser")
    #expect(try begun(desk.runtime().send(news))?.open == ["read"])
    #expect(try isSound())
  }

  @Test("an instance that waits comes before a process that begins")
  func waiting() throws {
    let chooser = try desk.runtime().start(spec: add("chooser")).summary.id
    guard case .taken(let summary) = try desk.runtime().send(news) else {
      Issue.record("expected it to be taken")
      return
    }
    #expect(summary.id == chooser)
  }

  @Test("a message that several processes begin with is refused, and names them")
  func several() throws {
    for process in ["subscriber", "follower"] { _ = try add(process) }
    let error = #expect(throws: RuntimeError.self) { try desk.runtime().send(news) }
    #expect(error?.code == "several_begin")
    #expect(error?.message.hasSuffix("one receiver: subscriber, follower") == true)
    #expect(try isSound())
  }

  @Test("only the newest version begins, and the one before when that is deleted")
  func versions() throws {
    let first = try add("follower")
    let second = try add("follower", renaming: ("name=\"news\"", "name=\"sports\""))
    guard case .waiting = try desk.runtime().send(news) else {
      Issue.record("expected nobody to wait")
      return
    }
    let sports = SentMessage(name: "sports", payload: nil, correlation: [:])
    let started = try #require(try begun(desk.runtime().send(sports)))
    #expect(started.view.summary.spec == second)
    try desk.runtime().store.delete(started.view.summary.id)
    try desk.runtime().store.deleteSpec(second)
    #expect(try begun(desk.runtime().send(news))?.view.summary.spec == first)
    #expect(try isSound())
  }

  @Test("a message that waits begins a process that is added later")
  func later() throws {
    _ = try desk.runtime().send(news)
    _ = try add("follower")
    let runtime = try desk.runtime()
    _ = try runtime.send(SentMessage(name: "other", payload: nil, correlation: [:]))
    #expect(try runtime.store.list(InstanceFilter(process: "follower")).instances.count == 1)
    #expect(try isSound())
  }

  @Test("a message that an instance sends begins a process, too")
  func sent() throws {
    _ = try add("follower")
    let runtime = try desk.runtime()
    var files = try Models.files("talking")
    files.root = .process("writer")
    _ = try runtime.start(spec: runtime.add(files).spec.id, StartRequest(data: ["text": "late edition"]))
    let instances = try runtime.store.list(InstanceFilter(process: "follower")).instances
    #expect(instances.count == 1)
    #expect(try isSound())
  }

  @Test("of a collaboration only the participant begins that the message is for")
  func collaboration() throws {
    var files = try Models.files("answering")
    files.root = .collaboration("answering")
    let runtime = try desk.runtime()
    _ = try runtime.add(files)
    let question = SentMessage(name: "question", payload: nil, correlation: [:])
    #expect(try begun(runtime.send(question))?.open == ["answer"])
    #expect(try isSound())
  }
}
