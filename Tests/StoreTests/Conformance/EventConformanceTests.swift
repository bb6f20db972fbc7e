import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

/// Beside ``MessageMatchingTests``.
@Suite("every store carries messages and signals")
struct EventConformanceTests {
  private static func waiting(_ signals: [String], messages: [String] = []) -> InstanceChanges {
    var changes = Sample.changes(status: .waiting)
    changes.subscriptions = [
      SubscriptionRecord(
        task: 0, messages: messages.map { MessageSubscription(name: $0, key: nil) }, signals: signals)
    ]
    return changes
  }

  @Test("a message from an instance is on its way from that save on, and not for its sender", arguments: Backend.all)
  func sent(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      var changes = Self.waiting([], messages: ["news"])
      changes.sentMessages = [SentMessage(name: "news", payload: ["a": 1], correlation: [:])]
      try store.start(1, changes)
      #expect(try other.hasMessages())
      let message = try #require(try other.nextMessage())
      #expect(message.content == changes.sentMessages[0] && message.sent == Sample.start)
      #expect(try other.subscriber(to: message) == nil)
      try store.start(2, Self.waiting([], messages: ["news"]))
      let subscriber = try #require(try other.subscriber(to: message))
      #expect(subscriber.instance == Sample.id(2))
      #expect(try other.subscriber(to: message, after: subscriber) == nil)
      try other.remove(message, takenBy: Sample.id(2))
      #expect(try !store.hasMessages())
    }
  }

  @Test("a message with an id is known by it, from its sending until a while after its end", arguments: Backend.all)
  func fates(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      let content = SentMessage(name: "news", payload: nil, correlation: [:])
      func send(_ id: String) throws -> StoredMessage {
        let message = try store.post(content, id: id, at: Sample.start, expires: Sample.later)
        try store.keepWaiting(message, until: Sample.later)
        return message
      }
      let taken = try send("a")
      _ = try send("b")
      #expect(try other.fate(ofMessage: "news", id: "a")?.outcome == .waiting)
      #expect(try other.fate(ofMessage: "sports", id: "a") == nil)
      try store.start()
      try store.remove(taken, takenBy: Sample.id(1), isBeginning: true)
      #expect(
        try other.fate(ofMessage: "news", id: "a")
          == MessageFate(outcome: .started, instance: Sample.id(1), expires: nil))
      while let next = try store.nextMessage() { try store.keepWaiting(next, until: Sample.later) }
      #expect(try !other.hasExpired(at: Sample.start))
      #expect(try other.hasExpired(at: Sample.later))
      try other.forgetExpired(at: Sample.later)
      #expect(try store.fate(ofMessage: "news", id: "b")?.outcome == .expired)
      let end = Sample.later.after(microseconds: WorkflowStore.memoryOfIDs)
      while try other.hasExpired(at: end) { try other.forgetExpired(at: end) }
      #expect(try store.fate(ofMessage: "news", id: "a") == nil)
    }
  }

  @Test("a signal reaches each that waited when it was sent, once, whoever carries it on", arguments: Backend.all)
  func signals(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      #expect(try store.post(SentSignal(name: "alarm", payload: nil), at: Sample.start) == nil)
      for number in 1...4 { try store.start(number, Self.waiting(["alarm", number == 2 ? "other" : "alarm 2"])) }
      let spec = try store.add(Sample.package(process: "sleeper"), at: Sample.start)
      #expect(try store.unsubscribedSpecs().contains(spec.id))
      try store.subscribe(spec: spec.id, to: StartSubscriptions(messages: ["news"], signals: ["alarm"]))
      // Thrown by one of them, which does not hear itself.
      var thrown = InstanceChanges(only: Sample.instance(status: .active))
      thrown.sentSignals = [SentSignal(name: "alarm", payload: 7)]
      try store.save(thrown, of: Sample.id(4), expectedRevision: 1, engine: "restricted", at: Sample.later)
      let signal = try #require(try other.nextSignal())
      #expect(signal.content == thrown.sentSignals[0])
      #expect(try store.advance(signal) == .instance(Sample.id(1)))
      try store.start(5, Self.waiting(["alarm"]))
      try takeBack(in: store) {
        let receiver = try store.advance(signal)
        #expect(receiver == .instance(Sample.id(2)))
      }
      #expect(try other.advance(signal) == .instance(Sample.id(2)))
      #expect(try other.advance(signal) == .instance(Sample.id(3)))
      guard case .process(let process)? = try store.advance(signal) else {
        Issue.record("expected the process that begins with it")
        return
      }
      #expect(process.process == "sleeper" && process.spec == spec.id)
      #expect(try store.advance(signal) == nil)
      #expect(try other.nextSignal() == nil)
    }
  }

  @Test("who goes on with a signal that others have carried to its end moves no later one on", arguments: Backend.all)
  func overtaken(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      for (number, name) in [(1, "alarm"), (2, "fire")] { try store.start(number, Self.waiting([name])) }
      let alarm = try #require(try store.post(SentSignal(name: "alarm", payload: nil), at: Sample.start))
      while try other.advance(alarm) != nil {}
      let fire = try #require(try other.post(SentSignal(name: "fire", payload: nil), at: Sample.start))
      #expect(try store.advance(alarm) == nil)
      #expect(try other.advance(fire) == .instance(Sample.id(2)))
      #expect(try other.advance(fire) == nil)
    }
  }

  @Test("a signal is kept for an instance alone", arguments: Backend.all)
  func keptSignal(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      try store.start(1, Self.waiting(["alarm"]))
      let kept = try store.keep(SentSignal(name: "alarm", payload: 1), for: Sample.id(1), at: Sample.start)
      #expect(try other.messages(for: Sample.id(1)).map(\.isSignal) == [true])
      try store.keep(kept, for: nil)
      #expect(try !store.hasMessages())
      #expect(try other.messages(for: Sample.id(1)) == [])
    }
  }

  @Test(
    "the newest version of a process begins with what it says, and the one before where that is deleted",
    arguments: Backend.all)
  func beginnings(backend: Backend) throws {
    try backend.withStore { store, other, _ in
      let first = try store.add(Sample.package("<definitions id='1'/>"), at: Sample.start).id
      try store.subscribe(spec: first, to: StartSubscriptions(messages: ["news"]))
      #expect(try other.processes(beginningWith: "news").map(\.spec) == [first])
      let second = try store.add(Sample.package("<definitions id='2'/>"), at: Sample.start).id
      #expect(try other.processes(beginningWith: "news") == [])
      #expect(try other.unsubscribedSpecs() == [second])
      try store.subscribe(spec: second, to: StartSubscriptions(messages: ["sports"]))
      #expect(try other.processes(beginningWith: "sports").map(\.process) == ["order"])
      try store.deleteSpec(second)
      #expect(try other.unsubscribedSpecs() == [first])
      #expect(try other.processes(beginningWith: "sports") == [])
    }
  }
}
