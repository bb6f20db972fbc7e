import WorkflowEngine
public import WorkflowModel

/// The instances that can go on by themselves, for those who let them.
extension WorkflowStore {
  /// The instance that has been due for longest, and that nobody works on.
  ///
  /// - Parameters:
  ///   - moment: Those are meant that were due before it.
  ///   - start: Only those that are due since then or later; nil for all. Who passes instances over need not read them
  ///     again for each that follows.
  ///   - process: Only the instances of this process or collaboration.
  ///   - isWanted: whether an instance is taken; asked in the order in which they became due. It must not call the store.
  public func firstDue(
    before moment: Timestamp, since start: Timestamp? = nil, process: String? = nil,
    where isWanted: (DueInstance) -> Bool = { _ in true }
  ) throws(StoreError) -> DueInstance? {
    try read { session in
      let now = leaseClock()
      var found: DueInstance?
      var select = try session.dueInstances(from: start, until: moment, process)
      try select.forRows { row in
        let instance = DueInstance(
          id: try session.identifier(row, 0), process: row.text(1), revision: row.integer(2), due: row.timestamp(3))
        if let held = session.lease(row, of: instance.id), !held.isFree(at: now) { return true }
        if isWanted(instance) { found = instance }
        return found == nil
      }
      return found
    }
  }

  /// When the next instance is due of those that are not due before a moment; nil where none will be.
  public func nextDue(from moment: Timestamp, process: String? = nil) throws(StoreError) -> Timestamp? {
    try read { session in
      var select = try session.dueInstances(from: moment, until: nil, process)
      return try select.first { $0.timestamp(3) }
    }
  }
}

// MARK: Rows

extension Session {
  /// The instances by when they are due, each with its lease: those of a span of moments without its end.
  fileprivate func dueInstances(
    from start: Timestamp?, until end: Timestamp?, _ process: String?
  ) throws -> PreparedStatement {
    // With the sign the process does not choose the index: all of its instances would be read and sorted.
    var select = try prepare(
      """
      SELECT instance.uuid, process.name, instance.revision, instance.due, lease.token, lease.owner, lease.acquired,
        lease.expires, lease.machine, lease.process
      FROM instance CROSS JOIN process ON process.id = instance.process
        LEFT JOIN lease ON lease.instance = instance.id
      WHERE instance.due >= ? AND instance.due < ?
        \(process == nil ? "" : "AND +instance.process = (SELECT id FROM process WHERE name = ?)")
      ORDER BY instance.due
      """)
    select.bind(start?.microseconds ?? .min)
    select.bind(end?.microseconds ?? .max)
    if let process { select.bind(process) }
    return select
  }

  fileprivate func lease(_ row: PreparedStatement.Row, of id: Identifier) -> HeldLease? {
    guard !row.isNull(4) else { return nil }
    return HeldLease(
      lease: Lease(
        instance: id, token: row.integer(4), owner: row.text(5), acquired: row.timestamp(6), expires: row.timestamp(7)),
      machine: row.text(8), process: row.integer(9))
  }

  /// From when on an instance can go on by itself: by what it is, or as there is something kept for it.
  func due(_ record: InstanceRecord, of instance: Int) throws -> Timestamp? {
    var select = try prepare("SELECT min(sent) FROM message WHERE receiver = ?")
    select.bind(instance)
    let kept = try select.first { $0.isNull(0) ? nil : $0.timestamp(0) } ?? nil
    return [record.due, kept].compactMap(\.self).min()
  }

  /// Lets an instance be due for the sake of something that it has not been handed yet.
  func makeDue(_ instance: Int, at moment: Timestamp) throws {
    var update = try prepare("UPDATE instance SET due = ? WHERE id = ? AND (due IS NULL OR due > ?)")
    update.bind(moment)
    update.bind(instance)
    update.bind(moment)
    try update.run()
  }

  /// Writes when an instance is due, where nothing else of it has changed.
  func write(due: Timestamp?, of instance: Int) throws {
    var update = try prepare("UPDATE instance SET due = ? WHERE id = ?")
    update.bind(due?.microseconds)
    update.bind(instance)
    try update.run()
  }
}
