import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowStore

/// Something that happens to messages of one name.
enum Happening: CustomStringConvertible {
  /// A message is sent with this correlation, or without one, and is kept for so many seconds.
  case send(key: Int?, seconds: Int)
  /// A new instance waits for a message with this correlation, or for any.
  case wait(key: Int?)
  /// The instance that has waited for longest waits no longer.
  case giveUp
  case pass(seconds: Int)

  /// What happens as a seed decides.
  static func schedule(seed: UInt64) -> [Happening] {
    var generator = SeededGenerator(seed: seed)
    return (0..<Int.random(in: 5...40, using: &generator)).map { _ in random(&generator) }
  }

  private static func random(_ random: inout SeededGenerator) -> Happening {
    let key = [nil, 1, 2, 3].randomElement(using: &random) ?? nil
    return switch Int.random(in: 0..<100, using: &random) {
    case ..<40: .send(key: key, seconds: Int.random(in: 1...30, using: &random))
    case ..<80: .wait(key: key)
    case ..<85: .giveUp
    default: .pass(seconds: Int.random(in: 1...20, using: &random))
    }
  }

  var description: String {
    switch self {
    case .send(let key, let seconds): "\(key.map { "\($0)" } ?? "any") is sent, for \(seconds) s"
    case .wait(let key): "\(key.map { "\($0)" } ?? "any") is waited for"
    case .giveUp: "the first gives up"
    case .pass(let seconds): "\(seconds) s pass"
    }
  }
}

/// The rules of messages between instances, by looking at everything.
private struct Rules {
  private struct Message {
    let number: Int
    let key: Int?
    let expires: Int
  }

  private(set) var now = 0
  private var waiting: [(number: Int, key: Int?)] = []
  private var kept: [Message] = []
  private var messages = 0
  private var instances = 0

  /// - Returns: which message which instance takes.
  mutating func apply(_ happening: Happening) -> String {
    switch happening {
    case .send(let key, let seconds):
      messages += 1
      let correlated = waiting.firstIndex { $0.key != nil && $0.key == key }
      if let index = correlated ?? waiting.firstIndex(where: { $0.key == nil }) {
        return "\(waiting.remove(at: index).number) takes \(messages)"
      }
      kept.append(Message(number: messages, key: key, expires: now + seconds))
      return "\(messages) is kept"
    case .wait(let key):
      instances += 1
      kept.removeAll { $0.expires <= now }
      if let index = kept.firstIndex(where: { key == nil || $0.key == key }) {
        return "\(instances) takes \(kept.remove(at: index).number)"
      }
      waiting.append((instances, key))
      return "\(instances) waits"
    case .giveUp:
      guard !waiting.isEmpty else { return "" }
      return "\(waiting.removeFirst().number) gives up"
    case .pass(let seconds):
      now += seconds
      return ""
    }
  }
}

/// A store, as the runtime uses it for messages.
struct Post {
  private let store: any StoreBackend
  private var now = Sample.start
  private var waiting: [Int] = []
  private var messages = 0
  private var instances = 0

  init(_ store: any StoreBackend) { self.store = store }

  mutating func apply(_ happening: Happening) throws -> String {
    switch happening {
    case .send(let key, let seconds):
      messages += 1
      let content = SentMessage(
        name: "news", payload: .integer(messages),
        correlation: key.map { ["order": ["number": .integer($0)]] } ?? [:])
      let expires = now.after(microseconds: Int64(seconds) * 1_000_000)
      let message = try store.post(content, id: "\(messages)", at: now, expires: expires)
      guard let subscriber = try store.subscriber(to: message) else {
        try store.keepWaiting(message, until: expires)
        return "\(messages) is kept"
      }
      try store.remove(message, takenBy: subscriber.instance)
      return try take(subscriber.instance, message)
    case .wait(let key):
      instances += 1
      var changes = Sample.changes(status: .waiting)
      changes.subscriptions = [Self.subscription(key)]
      let id = Sample.id(instances)
      let spec = try store.add(Sample.package(), at: Sample.start)
      _ = try store.create(
        spec: spec.id, engine: "restricted", environment: [], seed: 7, by: nil, at: now, id: id, changes: changes)
      guard let message = try store.messages(for: id).first else {
        waiting.append(instances)
        return "\(instances) waits"
      }
      try store.remove(message, takenBy: id)
      return try take(id, message)
    case .giveUp:
      guard let first = waiting.first else { return "" }
      try stopWaiting(Sample.id(first))
      return "\(first) gives up"
    case .pass(let seconds):
      now = now.after(microseconds: Int64(seconds) * 1_000_000)
      if try store.hasExpired(at: now) { try store.forgetExpired(at: now) }
      return ""
    }
  }

  private mutating func take(_ instance: Identifier, _ message: StoredMessage) throws -> String {
    try stopWaiting(instance)
    // What waited behind it is nobody's.
    while let next = try store.nextMessage() {
      if let subscriber = try store.subscriber(to: next) { return "\(subscriber) is left out" }
      try store.keepWaiting(next, until: next.expires ?? now)
    }
    guard case .integer(let number)? = message.content.payload,
      let taker = (1...instances).first(where: { Sample.id($0) == instance })
    else { return "" }
    return "\(taker) takes \(number)"
  }

  private mutating func stopWaiting(_ instance: Identifier) throws {
    waiting.removeAll { Sample.id($0) == instance }
    var record = Sample.instance(status: .active)
    record.lastStamp = Sample.later
    var changes = InstanceChanges(only: record)
    changes.subscriptions = [SubscriptionRecord(task: 0, messages: [])]
    try store.save(changes, of: instance, expectedRevision: 1, engine: "restricted", at: now)
  }

  private static func subscription(_ key: Int?) -> SubscriptionRecord {
    SubscriptionRecord(
      task: 0,
      messages: [
        MessageSubscription(
          name: "news",
          key: key.map { CorrelationValue(key: "order", properties: ["number": .integer($0)]) })
      ])
  }
}

@Suite("who takes which message")
struct MessageMatchingTests {
  @Test("messages and those who wait for them find each other as the rules say", arguments: Backend.all)
  func rules(backend: Backend) throws {
    let first = UInt64.random(in: 0..<1 << 40)
    print("seed of the first schedule of messages: \(first)")
    for seed in first..<first + 60 {
      let happenings = Happening.schedule(seed: seed)
      guard try Self.difference(happenings, backend) != nil else { continue }
      let shrunk = try happenings.shrunk { try Self.difference($0, backend) != nil }
      Issue.record("seed \(seed): \(try Self.difference(shrunk, backend) ?? "")")
      return
    }
  }

  /// Where a store parts from the rules; nil where it does not.
  private static func difference(_ happenings: [Happening], _ backend: Backend) throws -> String? {
    let connections = try backend.connections()
    let store = connections.stores[0]
    var (rules, post) = (Rules(), Post(store))
    var answers: [String] = []
    for happening in happenings {
      let (expected, found) = (rules.apply(happening), try post.apply(happening))
      answers.append("\(happening): \(found)")
      guard expected == found else { return "expected \(expected): \(answers)" }
    }
    let problems = try store.check().map(\.message)
    try connections.close()
    return problems.isEmpty ? nil : "\(problems): \(answers)"
  }
}
