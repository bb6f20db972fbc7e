public import WorkflowEngine
public import WorkflowModel

/// Signals on their way to all who waited when they were sent. Whoever has it is remembered by how far the signal came,
/// written by the same transaction as what the receiver did.
extension WorkflowStore {
  /// Puts a signal on its way that comes from outside.
  ///
  /// - Returns: nil where nobody waits for it.
  /// - Throws: ``StoreError``: `unsavable_value`.
  public func post(_ signal: SentSignal, at moment: Timestamp) throws(StoreError) -> StoredSignal? {
    try write { session in
      try session.write(signal, sentBy: nil, id: nil, at: moment)
    }
  }

  /// The signal that has been on its way for longest; nil where there is none.
  public func nextSignal() throws(StoreError) -> StoredSignal? {
    try read { session in
      var select = try session.prepare(
        """
        SELECT signal.id, signal.token, name.text, signal.payload
        FROM signal JOIN name ON name.id = signal.name ORDER BY signal.id
        """)
      return try select.first { row in
        do {
          let payload = row.isNull(3) ? DataValue?.none : try row.value(3)
          return StoredSignal(
            key: row.integer(0), token: row.integer(1), content: SentSignal(name: row.text(2), payload: payload))
        } catch let error as JSONError {
          throw session.damaged("signal \(row.integer(0)): \(error)")
        }
      }
    }
  }

  /// Moves a signal on to the next of those who wait for it; nil, and it is forgotten, where everybody has it.
  public func advance(_ signal: StoredSignal) throws(StoreError) -> SignalReceiver? {
    try write { session in
      if let (key, instance) = try session.nextInstance(signal) {
        try session.set("instance", key, of: signal)
        return .instance(instance)
      }
      if let process = try session.nextProcess(signal) {
        try session.set("process", process.processKey, of: signal)
        return .process(process)
      }
      var delete = try session.prepare("DELETE FROM signal WHERE id = ? AND token = ?")
      delete.bind(signal)
      try delete.run()
      return nil
    }
  }
}

// MARK: Rows

extension Session {
  /// Writes a signal that an instance has thrown, or, without a sender, somebody outside.
  ///
  /// - Returns: nil, and nothing is written, where nobody waits for it.
  @discardableResult
  func write(
    _ signal: SentSignal, sentBy sender: Int?, id: Identifier?, at moment: Timestamp
  ) throws -> StoredSignal? {
    guard try isAwaited(signal.name, besides: sender) else { return nil }
    let payload: [UInt8]?
    do throws(JSONError) {
      payload = if let value = signal.payload { try DataCoding.text(of: value) } else { nil }
    } catch {
      throw StoreError.unsavable("the signal '\(signal.name)'", reason: "\(error)", instance: id)
    }
    let name = try name(signal.name)
    var insert = try prepare(
      """
      INSERT INTO signal (name, payload, sent, sender, last_subscription, last_process)
      VALUES (
        ?, ?, ?, ?, coalesce((SELECT max(id) FROM subscription), 0), coalesce((SELECT max(id) FROM process), 0))
      RETURNING id, token
      """)
    insert.bind(name)
    insert.bind(text: payload)
    insert.bind(moment)
    insert.bind(sender)
    let stored = try insert.first { StoredSignal(key: $0.integer(0), token: $0.integer(1), content: signal) }
    guard let stored else { throw damaged("a signal has no key") }
    return stored
  }

  /// Whether an instance other than the sender, or a process, waits for a signal, as far as anybody knows.
  private func isAwaited(_ signal: String, besides sender: Int?) throws -> Bool {
    var select = try prepare(
      """
      SELECT EXISTS (
          SELECT 1 FROM subscription
          WHERE kind = 'signal' AND name = (SELECT id FROM name WHERE text = ?1) AND instance IS NOT ?2)
        OR EXISTS (
          SELECT 1 FROM start_subscription WHERE kind = 'signal' AND name = (SELECT id FROM name WHERE text = ?1))
      """)
    select.bind(signal)
    select.bind(sender)
    return try select.first { $0.integer(0) != 0 } ?? false
  }

  /// The next instance that waits for the signal with this key.
  static let nextInstanceOfSignal = """
    SELECT subscription.instance, instance.uuid
    FROM signal
      JOIN subscription ON subscription.kind = 'signal' AND subscription.name = signal.name
        AND subscription.instance > signal.instance
      JOIN instance ON instance.id = subscription.instance
    WHERE signal.id = ? AND signal.token = ? AND subscription.id <= signal.last_subscription
      AND subscription.instance IS NOT signal.sender
    ORDER BY subscription.instance LIMIT 1
    """

  fileprivate func nextInstance(_ signal: StoredSignal) throws -> (key: Int, id: Identifier)? {
    var select = try prepare(Self.nextInstanceOfSignal)
    select.bind(signal)
    return try select.first { ($0.integer(0), try identifier($0, 1)) }
  }

  /// The next process that begins with the signal with this key.
  static let nextProcessOfSignal = """
    SELECT start_subscription.process, process.name, spec.hash
    FROM signal
      JOIN start_subscription ON start_subscription.kind = 'signal' AND start_subscription.name = signal.name
        AND start_subscription.process > signal.process
      JOIN process ON process.id = start_subscription.process
      JOIN spec ON spec.id = start_subscription.spec
    WHERE signal.id = ? AND signal.token = ? AND start_subscription.process <= signal.last_process
    ORDER BY start_subscription.process LIMIT 1
    """

  fileprivate func nextProcess(_ signal: StoredSignal) throws -> StartSubscriber? {
    var select = try prepare(Self.nextProcessOfSignal)
    select.bind(signal)
    return try select.first { startSubscriber($0) }
  }

  fileprivate func set(_ column: String, _ value: Int, of signal: StoredSignal) throws {
    var update = try prepare("UPDATE signal SET \(column) = ? WHERE id = ?")
    update.bind(value)
    update.bind(signal.key)
    try update.run()
  }
}

extension PreparedStatement {
  /// The key and the token of a signal.
  fileprivate mutating func bind(_ signal: StoredSignal) {
    bind(signal.key)
    bind(signal.token)
  }
}
