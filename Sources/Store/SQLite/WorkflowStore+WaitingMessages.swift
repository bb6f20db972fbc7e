import OrderedCollections
import WorkflowEngine
public import WorkflowModel

/// Messages that nobody waits for yet, and what became of those with an id.
extension WorkflowStore {
  /// How long it is known, beyond the time that a message is kept, what became of one with an id.
  ///
  /// In microseconds.
  public static let memoryOfIDs: Int64 = 24 * 3_600 * 1_000_000

  /// How many messages and ids one call of ``forgetExpired(at:)`` removes at most of each.
  static let expiredPerBatch = 100

  /// What became of a message that was sent with this id; nil where none was, or it is forgotten.
  public func fate(ofMessage name: String, id: String) throws(StoreError) -> MessageFate? {
    try read { session in
      var select = try session.prepare(
        """
        SELECT message_id.outcome, message_id.receiver, message.is_waiting, message.expires, instance.uuid
        FROM message_id
          LEFT JOIN message ON message.id = message_id.message
          LEFT JOIN instance ON instance.id = message.receiver
        WHERE message_id.name = (SELECT id FROM name WHERE text = ?) AND message_id.id = ?
        """)
      select.bind(name)
      select.bind(id)
      return try select.first { row in
        guard row.isNull(0) else {
          guard let outcome = MessageFate.Outcome(rawValue: row.text(0)) else {
            throw session.damaged("unknown outcome of a message: \(row.text(0))")
          }
          return MessageFate(outcome: outcome, instance: row.identifier(1), expires: nil)
        }
        if let receiver = row.identifier(4) { return MessageFate(outcome: .kept, instance: receiver, expires: nil) }
        return MessageFate(outcome: .waiting, instance: nil, expires: row.isNull(3) ? nil : row.timestamp(3))
      }
    }
  }

  /// Whether something has waited, or been remembered, for long enough.
  public func hasExpired(at moment: Timestamp) throws(StoreError) -> Bool {
    try read { session in
      var select = try session.prepare(
        """
        SELECT EXISTS (SELECT 1 FROM message WHERE is_waiting = 1 AND expires <= ?1)
          OR EXISTS (SELECT 1 FROM message_id WHERE message IS NULL AND forgotten <= ?1)
        """)
      select.bind(moment)
      return try select.first { $0.integer(0) != 0 } ?? false
    }
  }

  /// Removes messages that nobody has taken in time, and ids that are known no longer: some of them, so that it does not
  /// take long.
  public func forgetExpired(at moment: Timestamp) throws(StoreError) {
    try write { session in
      var expired: [Int] = []
      var select = try session.prepare(Session.expiredMessages)
      select.bind(moment)
      try select.forEachRow { expired.append($0.integer(0)) }
      try session.delete(messages: expired, .expired)
      try session.forgetIDs(at: moment)
    }
  }
}

// MARK: Rows

extension Session {
  /// Some of the messages that nobody has taken in time.
  static let expiredMessages = """
    SELECT id FROM message WHERE is_waiting = 1 AND expires <= ?
    ORDER BY expires LIMIT \(WorkflowStore.expiredPerBatch)
    """

  /// Some of the ids that are known no longer.
  static let forgottenIDs = """
    SELECT name, id FROM message_id WHERE message IS NULL AND forgotten <= ?
    ORDER BY forgotten LIMIT \(WorkflowStore.expiredPerBatch)
    """

  fileprivate func forgetIDs(at moment: Timestamp) throws {
    var forgotten: [(name: Int, id: String)] = []
    var select = try prepare(Self.forgottenIDs)
    select.bind(moment)
    try select.forEachRow { forgotten.append(($0.integer(0), $0.text(1))) }
    for (name, id) in forgotten {
      var delete = try prepare("DELETE FROM message_id WHERE name = ? AND id = ?")
      delete.bind(name)
      delete.bind(id)
      try delete.run()
    }
  }

  /// Remembers the id of a message for as long as it may be sent again.
  func remember(_ id: String, ofMessage message: Int, expires: Timestamp) throws {
    var insert = try prepare(
      "INSERT INTO message_id (name, id, message, forgotten) SELECT name, ?, id, ? FROM message WHERE id = ?")
    insert.bind(id)
    insert.bind(expires.after(microseconds: WorkflowStore.memoryOfIDs))
    insert.bind(message)
    try insert.run()
  }

  /// Keeps a message for who fits later: it is found by its name with each of its correlations, and by its name alone.
  func keepWaiting(_ message: StoredMessage, until expires: Timestamp) throws {
    var update = try prepare("UPDATE message SET is_waiting = 1, expires = ? WHERE id = ?")
    update.bind(expires)
    update.bind(message.key)
    try update.run()
    for correlation in try places(of: message) {
      var insert = try prepare(
        "INSERT INTO waiting_message (name, correlation, message) SELECT name, ?, id FROM message WHERE id = ?")
      insert.bind(text: correlation)
      insert.bind(message.key)
      try insert.run()
    }
  }

  /// The message that has waited for longest by its name and correlation, and was not sent by an instance.
  static let firstWaitingMessage = """
    SELECT message.id FROM waiting_message JOIN message ON message.id = waiting_message.message
    WHERE waiting_message.name = ? AND waiting_message.correlation = ?
      AND message.sender IS NOT ? AND message.expires > ?
    ORDER BY waiting_message.message LIMIT 1
    """

  /// Keeps the message that has waited for longest of those that fit a subscription for its instance: the next thing that
  /// it takes. One that it sent itself does not fit.
  func keepWaitingMessage(
    name: Int, _ correlation: [UInt8]?, for instance: Int, at moment: Timestamp
  ) throws {
    var select = try prepare(Self.firstWaitingMessage)
    select.bind(name)
    select.bind(text: correlation ?? [])
    select.bind(instance)
    select.bind(moment)
    guard let message = try select.first({ $0.integer(0) }) else { return }
    try release(waitingMessage: message, for: instance)
    try makeDue(instance, at: moment)
  }

  /// Puts the message that waits behind one that was taken on its way: whoever took that one may take this one, too.
  func releaseNext(after message: StoredMessage) throws {
    for correlation in try places(of: message) { try releaseFirst(message.content.name, correlation) }
  }

  /// Puts the message of a name that has waited for longest on its way; others follow as they are taken.
  func releaseFirst(_ name: String, _ correlation: [UInt8] = []) throws {
    var select = try prepare(
      """
      SELECT message FROM waiting_message
      WHERE name = (SELECT id FROM name WHERE text = ?) AND correlation = ? ORDER BY message LIMIT 1
      """)
    select.bind(name)
    select.bind(text: correlation)
    guard let next = try select.first({ $0.integer(0) }) else { return }
    try release(waitingMessage: next, for: nil)
  }

  private func release(waitingMessage message: Int, for receiver: Int?) throws {
    var update = try prepare("UPDATE message SET is_waiting = 0, receiver = ? WHERE id = ?")
    update.bind(receiver)
    update.bind(message)
    try update.run()
    var delete = try prepare("DELETE FROM waiting_message WHERE message = ?")
    delete.bind(message)
    try delete.run()
  }

  /// What a waiting message is found by.
  private func places(of message: StoredMessage) throws(JSONError) -> [[UInt8]] {
    var places: [[UInt8]] = [[]]
    for key in message.content.keys { places.append(try text(of: key) ?? []) }
    return places
  }
}
