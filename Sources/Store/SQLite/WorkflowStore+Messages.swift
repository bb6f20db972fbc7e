import OrderedCollections
public import WorkflowEngine
public import WorkflowModel

/// Messages between instances. A save keeps what its instance has sent and waits for; who takes a message decides whoever
/// runs the instances.
extension WorkflowStore {
  /// Whether a message is on its way that nobody has found a receiver for, or a signal that has not reached everybody.
  public func hasMessages() throws(StoreError) -> Bool {
    try read { session in
      var select = try session.prepare(
        """
        SELECT EXISTS (SELECT 1 FROM message WHERE receiver IS NULL AND is_waiting = 0)
          OR EXISTS (SELECT 1 FROM signal)
        """)
      return try select.first { $0.integer(0) != 0 } ?? false
    }
  }

  /// The message that has been on its way for longest of those without a receiver; nil where there is none.
  public func nextMessage() throws(StoreError) -> StoredMessage? {
    try read { session in
      var select = try session.prepare(
        "\(Session.messages) WHERE message.receiver IS NULL AND message.is_waiting = 0 ORDER BY message.id LIMIT 1")
      return try select.first { try session.message($0) }
    }
  }

  /// The messages that an instance is to take before anything else, in the order in which they were sent.
  public func messages(for receiver: Identifier) throws(StoreError) -> [StoredMessage] {
    try read { session in
      guard let key = try session.instanceKey(of: receiver) else {
        throw StoreError.noSuchInstance("\(receiver)", id: receiver)
      }
      var messages: [StoredMessage] = []
      var select = try session.prepare("\(Session.messages) WHERE message.receiver = ? ORDER BY message.id")
      select.bind(key)
      try select.forEachRow { messages.append(try session.message($0)) }
      return messages
    }
  }

  /// The instance that a message is meant for: one that knows its correlation before one that takes any of the name, of
  /// several the one that has waited longest. The sender does not count.
  ///
  /// - Parameter former: the subscriber after which the search goes on.
  public func subscriber(
    to message: StoredMessage, after former: Subscriber? = nil
  ) throws(StoreError) -> Subscriber? {
    try read { session in
      if former?.isCorrelated ?? true {
        let correlated = try message.content.keys.compactMap { key in
          try session.subscriber(to: message, by: key, after: former)
        }
        if let first = correlated.min(by: { $0.subscription < $1.subscription }) { return first }
      }
      return try session.subscriber(to: message, by: nil, after: former)
    }
  }

  /// Puts a message on its way that comes from outside.
  ///
  /// - Parameters:
  ///   - id: what its sender knows it by; nil where it may not be told from another one.
  ///   - moment: when it is sent.
  ///   - expires: when it is forgotten, unless somebody has taken it.
  /// - Throws: ``StoreError``: `unsavable_value`.
  public func post(
    _ message: SentMessage, id: String? = nil, at moment: Timestamp, expires: Timestamp
  ) throws(StoreError) -> StoredMessage {
    try write { session in
      let key = try session.write(message, sentBy: nil, id: nil, at: moment, expires: expires)
      if let id { try session.remember(id, ofMessage: key, expires: expires) }
      return StoredMessage(
        key: key, senderKey: nil, content: message, isSignal: false, sent: moment, expires: expires)
    }
  }

  /// Keeps a message for an instance until that is resumed, and lets that be due; nil: for whoever waits for it. A signal is
  /// kept for instances alone.
  public func keep(_ message: StoredMessage, for receiver: Identifier?) throws(StoreError) {
    guard receiver != nil || !message.isSignal else { return try remove(message) }
    try write { session in
      let receiver = try receiver.flatMap { try session.instanceKey(of: $0) }
      if let receiver { try session.makeDue(receiver, at: message.sent) }
      var update = try session.prepare("UPDATE message SET receiver = ? WHERE id = ?")
      update.bind(receiver)
      update.bind(message.key)
      try update.run()
    }
  }

  /// Keeps a message for an instance that is to begin to wait, or a process that is to be added, until it expires.
  public func keepWaiting(_ message: StoredMessage, until expires: Timestamp) throws(StoreError) {
    try write { session in try session.keepWaiting(message, until: expires) }
  }

  /// Keeps a signal for an instance that waits for it.
  public func keep(
    _ signal: SentSignal, for receiver: Identifier, at moment: Timestamp
  ) throws(StoreError) -> StoredMessage {
    try write { session in
      guard let key = try session.instanceKey(of: receiver) else {
        throw StoreError.noSuchInstance("\(receiver)", id: receiver)
      }
      let content = SentMessage(name: signal.name, payload: signal.payload, correlation: [:])
      return StoredMessage(
        key: try session.write(content, isSignal: true, sentBy: nil, for: key, id: nil, at: moment), senderKey: nil,
        content: content, isSignal: true, sent: moment, expires: nil)
    }
  }

  /// Forgets a message that an instance has taken.
  ///
  /// - Parameters:
  ///   - receiver: the instance; nil where nobody did.
  ///   - isBeginning: whether the instance began with it.
  public func remove(
    _ message: StoredMessage, takenBy receiver: Identifier? = nil, isBeginning: Bool = false
  ) throws(StoreError) {
    try write { session in
      let outcome: MessageFate.Outcome = receiver == nil ? .expired : isBeginning ? .started : .taken
      try session.delete(messages: [message.key], outcome, receiver)
      if receiver != nil, !message.isSignal { try session.releaseNext(after: message) }
    }
  }

  // MARK: Stores of before

  /// The instances that were saved before subscriptions of their kind were kept, and are yet to be subscribed.
  public func unsubscribedInstances() throws(StoreError) -> [Identifier] {
    try read { session in
      var instances: [Identifier] = []
      var select = try session.prepare(
        """
        SELECT instance.uuid
        FROM unsubscribed_instance JOIN instance ON instance.id = unsubscribed_instance.instance
        ORDER BY instance.id
        """)
      try select.forEachRow { instances.append(try session.identifier($0, 0)) }
      return instances
    }
  }

  /// Subscribes such an instance to all that it waits for.
  public func subscribe(
    _ id: Identifier, to subscriptions: [SubscriptionRecord], at moment: Timestamp
  ) throws(StoreError) {
    try write { session in
      guard let key = try session.instanceKey(of: id) else { throw StoreError.noSuchInstance("\(id)", id: id) }
      for record in subscriptions { try session.write(record, of: key, id: id, at: moment) }
      var delete = try session.prepare("DELETE FROM unsubscribed_instance WHERE instance = ?")
      delete.bind(key)
      try delete.run()
    }
  }
}

// MARK: Rows

/// What can be subscribed to. The rows have these names.
enum SubscriptionKind: String {
  case message
  case signal
}

extension Session {
  /// What ``message(_:)`` reads.
  static let messages = """
    SELECT message.id, message.sender, name.text, message.payload, message.correlation, message.sent, message.kind,
      message.expires
    FROM message JOIN name ON name.id = message.name
    """

  func message(_ row: PreparedStatement.Row) throws -> StoredMessage {
    do {
      // `nil` alone would be the value null.
      let payload = row.isNull(3) ? DataValue?.none : try row.value(3)
      return StoredMessage(
        key: row.integer(0), senderKey: row.optionalInteger(1),
        content: SentMessage(name: row.text(2), payload: payload, correlation: try row.dictionary(4)),
        isSignal: row.text(6) == SubscriptionKind.signal.rawValue, sent: row.timestamp(5),
        expires: row.isNull(7) ? nil : row.timestamp(7))
    } catch let error as JSONError {
      throw damaged("message \(row.integer(0)): \(error)")
    } catch let error as UnexpectedValue {
      throw damaged("message \(row.integer(0)): \(error)")
    }
  }

  /// The first subscriber to a message by its name and correlation, after another one, but for the sender.
  static let nextSubscriber = """
    SELECT subscription.id, instance.uuid
    FROM subscription JOIN instance ON instance.id = subscription.instance
    WHERE subscription.kind = 'message' AND subscription.name = (SELECT id FROM name WHERE text = ?)
      AND subscription.correlation IS ? AND subscription.id > ? AND subscription.instance IS NOT ?
    ORDER BY subscription.id LIMIT 1
    """

  /// `key`: nil for who takes any message of the name.
  fileprivate func subscriber(
    to message: StoredMessage, by key: CorrelationValue?, after former: Subscriber?
  ) throws -> Subscriber? {
    let isCorrelated = key != nil
    var select = try prepare(Self.nextSubscriber)
    select.bind(message.content.name)
    select.bind(text: try text(of: key))
    select.bind(former?.isCorrelated == isCorrelated ? former?.subscription : 0)
    select.bind(message.senderKey)
    return try select.first {
      Subscriber(subscription: $0.integer(0), isCorrelated: isCorrelated, instance: try identifier($0, 1))
    }
  }

  func text(of key: CorrelationValue?) throws(JSONError) -> [UInt8]? {
    guard let key else { return nil }
    return try DataCoding.text(of: .dictionary([key.key: key.properties]))
  }

  /// A row of what a task waits for.
  private struct Awaited: Hashable {
    let kind: SubscriptionKind
    let name: Int
    let correlation: [UInt8]?
  }

  /// Writes what a task waits for, where it is not the same as before: who waits keeps its place. A message that has
  /// waited for it is kept for the instance.
  func write(_ record: SubscriptionRecord, of instance: Int, id: Identifier, at moment: Timestamp) throws {
    let awaited = try awaited(record, id: id)
    var former: [Int: Awaited] = [:]
    var select = try prepare(
      "SELECT id, kind, name, correlation FROM subscription WHERE instance = ? AND task = ? ORDER BY id")
    select.bind(instance)
    select.bind(record.task)
    try select.forEachRow { row in
      guard let kind = SubscriptionKind(rawValue: row.text(1)) else {
        throw damaged("unknown kind of a subscription: \(row.text(1))", instance: id)
      }
      former[row.integer(0)] = Awaited(
        kind: kind, name: row.integer(2), correlation: row.isNull(3) ? nil : row.withText(3) { Array($0) })
    }
    let wanted = Set(awaited)
    for (key, row) in former where !wanted.contains(row) {
      var delete = try prepare("DELETE FROM subscription WHERE id = ?")
      delete.bind(key)
      try delete.run()
    }
    let known = Set(former.values)
    for row in awaited where !known.contains(row) {
      try insert(row, of: instance, task: record.task)
      if row.kind == .message { try keepWaitingMessage(name: row.name, row.correlation, for: instance, at: moment) }
    }
  }

  private func awaited(_ record: SubscriptionRecord, id: Identifier) throws -> [Awaited] {
    try record.messages.map { message in
      let correlation: [UInt8]?
      do throws(JSONError) {
        correlation = try text(of: message.key)
      } catch {
        throw StoreError.unsavable(
          "the correlation of message '\(message.name)'", reason: "\(error)", instance: id)
      }
      return Awaited(kind: .message, name: try name(message.name), correlation: correlation)
    } + record.signals.map { Awaited(kind: .signal, name: try name($0), correlation: nil) }
  }

  /// Its key is one that no signal on its way counts to those who waited when it was sent.
  private func insert(_ row: Awaited, of instance: Int, task: Int) throws {
    var insert = try prepare(
      """
      INSERT INTO subscription (id, instance, task, kind, name, correlation)
      VALUES (
        1 + max(
          coalesce((SELECT max(id) FROM subscription), 0), coalesce((SELECT max(last_subscription) FROM signal), 0)),
        ?, ?, ?, ?, ?)
      """)
    insert.bind(instance)
    insert.bind(task)
    insert.bind(row.kind.rawValue)
    insert.bind(row.name)
    insert.bind(text: row.correlation)
    try insert.run()
  }

  /// Writes a message that an instance has sent, or, without a sender, somebody outside, or that is kept for one.
  ///
  /// - Parameter id: the instance that an error is about.
  /// - Returns: its key.
  @discardableResult
  func write(
    _ message: SentMessage, isSignal: Bool = false, sentBy sender: Int?, for receiver: Int? = nil, id: Identifier?,
    at moment: Timestamp, expires: Timestamp? = nil
  ) throws -> Int {
    let payload: [UInt8]?
    let correlation: [UInt8]?
    do throws(JSONError) {
      payload = if let value = message.payload { try DataCoding.text(of: value) } else { nil }
      correlation = try DataCoding.text(of: message.correlation)
    } catch {
      throw StoreError.unsavable("the message '\(message.name)'", reason: "\(error)", instance: id)
    }
    let name = try name(message.name)
    var insert = try prepare(
      """
      INSERT INTO message (name, payload, correlation, sent, sender, receiver, kind, expires)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      RETURNING id
      """)
    insert.bind(name)
    insert.bind(text: payload)
    insert.bind(text: correlation)
    insert.bind(moment)
    insert.bind(sender)
    insert.bind(receiver)
    insert.bind((isSignal ? SubscriptionKind.signal : .message).rawValue)
    insert.bind(expires?.microseconds)
    guard let key = try insert.first({ $0.integer(0) }) else { throw damaged("a message has no key") }
    return key
  }

  /// Deletes messages, and notes what became of those that have an id.
  func delete(messages: [Int], _ outcome: MessageFate.Outcome, _ receiver: Identifier? = nil) throws {
    for message in messages {
      var update = try prepare(
        "UPDATE message_id SET message = NULL, outcome = ?, receiver = ? WHERE message = ?")
      update.bind(outcome.rawValue)
      if let receiver { update.bind(receiver) } else { update.bindNull() }
      update.bind(message)
      try update.run()
      for statement in ["DELETE FROM waiting_message WHERE message = ?", "DELETE FROM message WHERE id = ?"] {
        var delete = try prepare(statement)
        delete.bind(message)
        try delete.run()
      }
    }
  }

  /// Deletes the messages and signals on their way from and to an instance.
  func deleteMessages(of id: Identifier) throws {
    guard let instance = try instanceKey(of: id) else { return }
    for column in ["sender", "receiver"] {
      try delete(messages: try messageKeys("\(column) = ?", instance), .deleted)
    }
    var delete = try prepare("DELETE FROM signal WHERE sender = ?")
    delete.bind(instance)
    try delete.run()
  }

  /// Lets go of the messages and signals from and for an instance that is deleted: others may still take them. The
  /// signals that were kept for it are its own.
  func releaseMessages(of instance: Int) throws {
    try delete(messages: try messageKeys("receiver = ? AND kind = 'signal'", instance), .deleted)
    for statement in [
      "UPDATE message SET sender = NULL WHERE sender = ?", "UPDATE message SET receiver = NULL WHERE receiver = ?",
      "UPDATE signal SET sender = NULL WHERE sender = ?",
    ] {
      var update = try prepare(statement)
      update.bind(instance)
      try update.run()
    }
  }

  private func messageKeys(_ condition: String, _ instance: Int) throws -> [Int] {
    var select = try prepare("SELECT id FROM message WHERE \(condition)")
    select.bind(instance)
    var keys: [Int] = []
    try select.forEachRow { keys.append($0.integer(0)) }
    return keys
  }
}
