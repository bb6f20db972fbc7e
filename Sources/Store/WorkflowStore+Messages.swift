import OrderedCollections
public import WorkflowEngine
public import WorkflowModel

/// Messages between instances. A save keeps what its instance has sent and waits for; who takes a message decides whoever
/// runs the instances.
extension WorkflowStore {
  /// Whether a message is on its way that nobody has found a receiver for.
  public func hasMessages() throws(StoreError) -> Bool {
    try read { session in
      var select = try session.prepare("SELECT 1 FROM message WHERE receiver IS NULL LIMIT 1")
      return try select.first { _ in true } ?? false
    }
  }

  /// The message that has been on its way for longest of those without a receiver; nil where there is none.
  public func nextMessage() throws(StoreError) -> StoredMessage? {
    try read { session in
      var select = try session.prepare(
        "\(Session.messages) WHERE message.receiver IS NULL ORDER BY message.id LIMIT 1")
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
  /// - Throws: ``StoreError``: `unsavable_value`.
  public func post(_ message: SentMessage, at moment: Timestamp) throws(StoreError) -> StoredMessage {
    try write { session in
      let key = try session.write(message, sentBy: nil, id: nil, at: moment)
      return StoredMessage(key: key, senderKey: nil, content: message, sent: moment)
    }
  }

  /// Keeps a message for an instance until that is resumed, and lets that be due; nil: for whoever waits for it.
  public func keep(_ message: StoredMessage, for receiver: Identifier?) throws(StoreError) {
    try write { session in
      let receiver = try receiver.flatMap { try session.instanceKey(of: $0) }
      if let receiver { try session.makeDue(receiver, at: message.sent) }
      var update = try session.prepare("UPDATE message SET receiver = ? WHERE id = ?")
      update.bind(receiver)
      update.bind(message.key)
      try update.run()
    }
  }

  /// Forgets a message that has been taken, or that nobody waits for.
  public func remove(_ message: StoredMessage) throws(StoreError) {
    try write { session in
      var delete = try session.prepare("DELETE FROM message WHERE id = ?")
      delete.bind(message.key)
      try delete.run()
    }
  }

  // MARK: Stores of before

  /// The instances that were saved before subscriptions were kept, and are yet to be subscribed.
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
  public func subscribe(_ id: Identifier, to subscriptions: [SubscriptionRecord]) throws(StoreError) {
    try write { session in
      guard let key = try session.instanceKey(of: id) else { throw StoreError.noSuchInstance("\(id)", id: id) }
      for record in subscriptions { try session.write(record, of: key, id: id) }
      var delete = try session.prepare("DELETE FROM unsubscribed_instance WHERE instance = ?")
      delete.bind(key)
      try delete.run()
    }
  }
}

// MARK: Rows

extension Session {
  /// What ``message(_:)`` reads.
  static let messages = """
    SELECT message.id, message.sender, name.text, message.payload, message.correlation, message.sent
    FROM message JOIN name ON name.id = message.name
    """

  func message(_ row: PreparedStatement.Row) throws -> StoredMessage {
    do {
      // `nil` alone would be the value null.
      let payload = row.isNull(3) ? DataValue?.none : try row.value(3)
      return StoredMessage(
        key: row.integer(0), senderKey: row.optionalInteger(1),
        content: SentMessage(name: row.text(2), payload: payload, correlation: try row.dictionary(4)),
        sent: row.timestamp(5))
    } catch let error as JSONError {
      throw damaged("message \(row.integer(0)): \(error)")
    } catch let error as UnexpectedValue {
      throw damaged("message \(row.integer(0)): \(error)")
    }
  }

  /// `key`: nil for who takes any message of the name.
  fileprivate func subscriber(
    to message: StoredMessage, by key: CorrelationValue?, after former: Subscriber?
  ) throws -> Subscriber? {
    let isCorrelated = key != nil
    var select = try prepare(
      """
      SELECT subscription.id, instance.uuid
      FROM subscription JOIN instance ON instance.id = subscription.instance
      WHERE subscription.message = (SELECT id FROM name WHERE text = ?)
        AND subscription.correlation IS ? AND subscription.id > ? AND subscription.instance IS NOT ?
      ORDER BY subscription.id LIMIT 1
      """)
    select.bind(message.content.name)
    select.bind(text: try text(of: key))
    select.bind(former?.isCorrelated == isCorrelated ? former?.subscription : 0)
    select.bind(message.senderKey)
    return try select.first {
      Subscriber(subscription: $0.integer(0), isCorrelated: isCorrelated, instance: try identifier($0, 1))
    }
  }

  private func text(of key: CorrelationValue?) throws(JSONError) -> [UInt8]? {
    guard let key else { return nil }
    return try DataCoding.text(of: .dictionary([key.key: key.properties]))
  }

  /// Writes what a task waits for, where it is not the same as before: who waits keeps its place.
  func write(_ record: SubscriptionRecord, of instance: Int, id: Identifier) throws {
    let messages = try record.messages.map { message in
      let correlation: [UInt8]?
      do throws(JSONError) {
        correlation = try text(of: message.key)
      } catch {
        throw StoreError.unsavable(
          "the correlation of message '\(message.name)'", reason: "\(error)", instance: id)
      }
      return (name: try name(message.name), correlation: correlation)
    }
    var former: [(name: Int, correlation: [UInt8]?)] = []
    var select = try prepare(
      "SELECT message, correlation FROM subscription WHERE instance = ? AND task = ? ORDER BY id")
    select.bind(instance)
    select.bind(record.task)
    try select.forEachRow { row in
      former.append((row.integer(0), row.isNull(1) ? nil : row.withText(1) { Array($0) }))
    }
    guard !messages.elementsEqual(former, by: ==) else { return }
    var delete = try prepare("DELETE FROM subscription WHERE instance = ? AND task = ?")
    delete.bind(instance)
    delete.bind(record.task)
    try delete.run()
    for (name, correlation) in messages {
      var insert = try prepare(
        "INSERT INTO subscription (instance, task, message, correlation) VALUES (?, ?, ?, ?)")
      insert.bind(instance)
      insert.bind(record.task)
      insert.bind(name)
      insert.bind(text: correlation)
      try insert.run()
    }
  }

  /// Writes a message that an instance has sent, or, without a sender, somebody outside, or that is kept for one.
  ///
  /// - Parameter id: the instance that an error is about.
  /// - Returns: its key.
  @discardableResult
  func write(
    _ message: SentMessage, sentBy sender: Int?, for receiver: Int? = nil, id: Identifier?, at moment: Timestamp
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
      INSERT INTO message (name, payload, correlation, sent, sender, receiver) VALUES (?, ?, ?, ?, ?, ?)
      RETURNING id
      """)
    insert.bind(name)
    insert.bind(text: payload)
    insert.bind(text: correlation)
    insert.bind(moment)
    insert.bind(sender)
    insert.bind(receiver)
    guard let key = try insert.first({ $0.integer(0) }) else { throw damaged("a message has no key") }
    return key
  }

  /// Deletes the messages on their way from and to an instance.
  func deleteMessages(of id: Identifier) throws {
    for column in ["sender", "receiver"] {
      var delete = try prepare("DELETE FROM message WHERE \(column) = ?")
      delete.bind(try instanceKey(of: id))
      try delete.run()
    }
  }

  /// Lets go of the messages from and for an instance that is deleted: others may still take them.
  func releaseMessages(of instance: Int) throws {
    for column in ["sender", "receiver"] {
      var update = try prepare("UPDATE message SET \(column) = NULL WHERE \(column) = ?")
      update.bind(instance)
      try update.run()
    }
  }
}
