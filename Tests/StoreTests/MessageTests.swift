import GRDB
import OrderedCollections
import Testing
import WorkflowEngine
import WorkflowMigrations
import WorkflowModel

@testable import WorkflowStore

@Suite("Messages and subscriptions")
struct MessageTests {
  private static let any = MessageSubscription(name: "news", key: nil)

  private static func keyed(_ number: Int) -> MessageSubscription {
    MessageSubscription(name: "news", key: CorrelationValue(key: "order", properties: ["number": .integer(number)]))
  }

  private static func waiting(_ messages: [MessageSubscription]) -> InstanceChanges {
    var changes = Sample.changes(status: .waiting)
    changes.subscriptions = [SubscriptionRecord(task: 0, messages: messages)]
    return changes
  }

  private static func sending(_ correlation: DataDictionary = [:], payload: DataValue? = nil) -> InstanceChanges {
    var changes = Sample.changes()
    changes.sentMessages = [SentMessage(name: "news", payload: payload, correlation: correlation)]
    return changes
  }

  @Test("a message is read as it was written")
  func message() throws {
    try withStore { store, _ in
      let payload: DataValue = ["a": [1, 2.5, nil], "b": .bool(true)]
      try store.start(1, Self.sending(["order": ["number": 3]], payload: payload))
      #expect(try store.hasMessages())
      let message = try #require(try store.nextMessage())
      #expect(
        message.content == SentMessage(name: "news", payload: payload, correlation: ["order": ["number": 3]]))
      try store.remove(message)
      #expect(try store.hasMessages() == false)
      #expect(try store.nextMessage() == nil)
    }
  }

  @Test("who knows the correlation comes before who takes any, each in the order of waiting")
  func order() throws {
    try withStore { store, _ in
      try store.start(1, Self.sending(["order": ["number": 3]]))
      try store.start(2, Self.waiting([Self.any]))
      try store.start(3, Self.waiting([Self.keyed(4)]))
      try store.start(4, Self.waiting([Self.keyed(3), Self.keyed(5)]))
      try store.start(5, Self.waiting([Self.keyed(3)]))
      let message = try #require(try store.nextMessage())
      var found: [Identifier] = []
      var former: Subscriber?
      while let next = try store.subscriber(to: message, after: former) {
        found.append(next.instance)
        former = next
      }
      #expect(found == [4, 5, 2].map(Sample.id))
    }
  }

  @Test("a subscription that has not changed keeps its place, one that ended is gone")
  func changes() throws {
    try withStore { store, _ in
      try store.start(1, Self.waiting([Self.any]))
      try store.start(2, Self.waiting([Self.any]))
      try store.start(3, Self.sending())
      var same = InstanceChanges(only: Sample.instance(status: .waiting))
      same.subscriptions = [SubscriptionRecord(task: 0, messages: [Self.any])]
      try store.save(same, of: Sample.id(1), expectedRevision: 1, engine: "restricted", at: Sample.later)
      let message = try #require(try store.nextMessage())
      #expect(try store.subscriber(to: message)?.instance == Sample.id(1))
      var ended = InstanceChanges(only: Sample.instance(status: .active))
      ended.subscriptions = [SubscriptionRecord(task: 0, messages: [])]
      try store.save(ended, of: Sample.id(1), expectedRevision: 2, engine: "restricted", at: Sample.later)
      #expect(try store.subscriber(to: message)?.instance == Sample.id(2))
    }
  }

  @Test(
    "who waits, and what waits, is found by an index, however many others there are",
    arguments: [
      Session.nextSubscriber, Session.nextInstanceOfSignal, Session.nextProcessOfSignal, Session.firstWaitingMessage,
      Session.expiredMessages, Session.forgottenIDs, Session.processesBeginning,
    ])
  func indexed(query: String) throws {
    try withStore { store, _ in
      let details = try store.planDetails(query)
      #expect(!details.isEmpty)
      #expect(!details.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(details)")
    }
  }

  @Test("no statement of messages goes through all there is")
  func planned() throws {
    try withStore { store, _ in
      let log = try StatementLog(of: store)
      var post = Post(store)
      let seed = UInt64.random(in: 0..<1 << 40)
      for happening in (0..<5).flatMap({ Happening.schedule(seed: seed + $0) }) { _ = try post.apply(happening) }
      try log.end()
      #expect(log.statements.count > 20)
      for statement in log.statements {
        // Of those that nobody has looked at yet there are few, and this index has nothing else.
        let costly = try log.costlySteps(of: statement).filter { step in
          !["SCAN spec", "SCAN signal", "SCAN message USING INDEX message_on_its_way"].contains { step.hasPrefix($0) }
        }
        #expect(costly == [], "seed \(seed): \(statement)")
      }
    }
  }

  @Test("the messages of a deleted instance stay, those kept for it are free again")
  func deletion() throws {
    try withStore { store, _ in
      try store.start(1, Self.sending())
      try store.start(2, Self.waiting([Self.any]))
      let message = try #require(try store.nextMessage())
      try store.keep(message, for: Sample.id(2))
      #expect(try store.hasMessages() == false)
      #expect(try store.messages(for: Sample.id(2)).map(\.content) == [message.content])
      try store.delete(Sample.id(1))
      try store.delete(Sample.id(2))
      #expect(try store.nextMessage()?.content == message.content)
      #expect(try store.subscriber(to: message) == nil)
    }
  }

  @Test("instances of an older store are to be subscribed after the migration, the finished ones not")
  func older() throws {
    let folder = try TestFolder()
    let old = SchemaHistory(Array(Migration.all.prefix(2)))
    let before = try WorkflowStore(
      path: folder.file(), mode: .readWrite(create: true), at: Sample.start, history: old)
    for (number, status) in ["active", "waiting", "completed"].enumerated() {
      try before.insertInstance(number + 1, status: status)
    }
    try before.close()
    let store = try WorkflowStore(path: folder.file(), mode: .readWrite(create: false), schema: .any)
    try store.migrate(at: Sample.later)
    #expect(try store.unsubscribedInstances() == [1, 2].map(Sample.id))
    try store.subscribe(Sample.id(1), to: [], at: Sample.later)
    try store.subscribe(Sample.id(2), to: [SubscriptionRecord(task: 0, messages: [Self.any])], at: Sample.later)
    #expect(try store.unsubscribedInstances() == [])
    try store.start(4, Self.sending())
    #expect(try store.subscriber(to: #require(try store.nextMessage()))?.instance == Sample.id(2))
    #expect(try store.check() == [])
  }
}

extension WorkflowStore {
  /// A row of each table that an instance of the schema before messages needs.
  fileprivate func insertInstance(_ number: Int, status: String) throws {
    let spec = try add(Sample.package(), at: Sample.start)
    let uuid = "\(Sample.id(number))".filter { $0 != "-" }
    let task = "\(Sample.id(1_000_000 + number))".filter { $0 != "-" }
    try execute(
      """
      INSERT OR IGNORE INTO name (id, text) VALUES (1, 'order'), (2, 'Activity_1');
      INSERT INTO instance (
        id, uuid, spec, process, status, engine, seed, revision, created, updated, last_stamp, task_count, scope_count,
        version_count)
      SELECT \(number), x'\(uuid)', id, process, '\(status)', 'restricted', 7, 1, 0, 0, 0, 1, 1, 0
      FROM spec WHERE hash = x'\(spec.id)';
      INSERT INTO scope (instance, number, host, process, is_completed, last_task) VALUES (\(number), 0, NULL, 1, 0, NULL);
      INSERT INTO task (instance, number, uuid, parent, scope, spec, state, last_state_change, is_dormant)
      VALUES (\(number), 0, x'\(task)', NULL, 0, 2, \(status == "completed" ? 6 : 3), 0, 0);
      """)
  }

  /// What SQLite says of how it runs a query.
  fileprivate func planDetails(_ sql: String) throws -> [String] {
    try read { session in
      var steps: [String] = []
      var explain = try session.prepare("EXPLAIN QUERY PLAN " + sql)
      try explain.forEachRow { steps.append($0.text(3)) }
      return steps
    }
  }
}
