public import WorkflowEngine

/// What the newest versions of processes begin with. The schema's triggers forget it when a newer version comes or the
/// newest is deleted; who can read a specification says it anew.
extension WorkflowStore {
  /// The ids of the newest versions of processes whose start events are not known yet.
  public func unsubscribedSpecs() throws(StoreError) -> [String] {
    try read { session in
      var specs: [String] = []
      var select = try session.prepare(
        "SELECT spec.hash FROM unsubscribed_spec CROSS JOIN spec ON spec.id = unsubscribed_spec.spec ORDER BY spec.id")
      try select.forEachRow { specs.append(Hexadecimal.text($0.blob(0))) }
      return specs
    }
  }

  /// Subscribes such a version to what it begins with. A message that has waited for it is on its way then.
  public func subscribe(spec id: String, to starts: StartSubscriptions) throws(StoreError) {
    try write { session in
      guard let spec = try session.specIdentity(id: id) else { throw StoreError.noSuchSpec(id) }
      var delete = try session.prepare("DELETE FROM unsubscribed_spec WHERE spec = ?")
      delete.bind(spec.key)
      guard try delete.run() > 0 else { return }
      for (kind, names) in [(SubscriptionKind.message, starts.messages), (.signal, starts.signals)] {
        for name in names {
          let key = try session.name(name)
          var insert = try session.prepare(
            "INSERT INTO start_subscription (kind, name, process, spec) VALUES (?, ?, ?, ?)")
          insert.bind(kind.rawValue)
          insert.bind(key)
          insert.bind(spec.process)
          insert.bind(spec.key)
          try insert.run()
        }
      }
      for name in starts.messages { try session.releaseFirst(name) }
    }
  }

  /// The processes that begin with a message, by their ids: a few of them, to name them.
  public func processes(beginningWith message: String) throws(StoreError) -> [StartSubscriber] {
    try read { session in
      var select = try session.prepare(Session.processesBeginning)
      select.bind(message)
      var processes: [StartSubscriber] = []
      try select.forEachRow { processes.append(session.startSubscriber($0)) }
      return processes
    }
  }
}

// MARK: Rows

extension Session {
  /// A few of the processes that begin with a message.
  static let processesBeginning = """
    SELECT start_subscription.process, process.name, spec.hash
    FROM start_subscription
      JOIN process ON process.id = start_subscription.process
      JOIN spec ON spec.id = start_subscription.spec
    WHERE start_subscription.kind = 'message' AND start_subscription.name = (SELECT id FROM name WHERE text = ?)
    ORDER BY start_subscription.process LIMIT 5
    """

  /// Reads the keys of a process, its id, and the hash of its specification.
  func startSubscriber(_ row: PreparedStatement.Row) -> StartSubscriber {
    StartSubscriber(processKey: row.integer(0), process: row.text(1), spec: Hexadecimal.text(row.blob(2)))
  }
}
