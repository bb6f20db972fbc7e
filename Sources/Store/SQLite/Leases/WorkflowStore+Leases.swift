public import WorkflowModel

/// Leases: who works on an instance across several transactions.
extension WorkflowStore {
  /// Takes the lease of an instance.
  ///
  /// - Parameter microseconds: how long it is held unless it is renewed.
  /// - Throws: ``StoreError``: `no_such_instance`; `leased` where somebody else holds it.
  public func claim(
    _ id: Identifier, by owner: LeaseOwner, for microseconds: Int64
  ) throws(StoreError) -> Lease {
    try write { session in
      guard let key = try session.instanceKey(of: id) else { throw StoreError.noSuchInstance("\(id)", id: id) }
      try session.requireFree(key, id)
      let now = leaseClock()
      let token = try session.nextToken()
      let lease = Lease(
        instance: id, token: token, owner: owner.name, acquired: now, expires: now.after(microseconds: microseconds))
      var insert = try session.prepare(
        """
        INSERT INTO lease (instance, token, owner, machine, process, acquired, expires) VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
      insert.bind(key)
      insert.bind(token)
      insert.bind(owner.name)
      insert.bind(owner.machine)
      insert.bind(owner.process)
      insert.bind(lease.acquired)
      insert.bind(lease.expires)
      try insert.run()
      return lease
    }
  }

  /// Holds a lease for longer: from now on as long as is said.
  ///
  /// - Throws: ``StoreError`` `lease_lost` where it was taken away.
  public func renew(_ lease: Lease, for microseconds: Int64) throws(StoreError) -> Lease {
    try write { session in
      var lease = lease
      // A clock that was put back does not make it end before it began.
      lease.expires = max(leaseClock().after(microseconds: microseconds), lease.acquired)
      var update = try session.prepare(
        "UPDATE lease SET expires = ? WHERE instance = (SELECT id FROM instance WHERE uuid = ?) AND token = ?")
      update.bind(lease.expires)
      update.bind(lease.instance)
      update.bind(lease.token)
      guard try update.run() == 1 else { throw StoreError.leaseLost(lease) }
      return lease
    }
  }

  /// Gives a lease back. One that was taken away is none of the caller's any more: nothing happens.
  public func release(_ lease: Lease) throws(StoreError) {
    try write { session in
      guard let key = try session.instanceKey(of: lease.instance) else { return }
      try session.deleteLease(of: key, token: lease.token)
    }
    forget(lease)
  }

  /// The lease of an instance that is held now; nil where there is none.
  public func lease(of id: Identifier) throws(StoreError) -> Lease? {
    try read { session in
      guard let key = try session.instanceKey(of: id), let held = try session.lease(of: key, id) else { return nil }
      return held.isFree(at: leaseClock()) ? nil : held.lease
    }
  }

  /// Makes sure that nobody else works on an instance.
  ///
  /// - Throws: ``StoreError`` `leased` where somebody does.
  public func requireFree(_ id: Identifier) throws(StoreError) {
    guard let lease = try lease(of: id) else { return }
    throw .leased(lease)
  }
}

// MARK: Rows

/// The row of a lease.
struct HeldLease {
  let lease: Lease
  let machine: String
  let process: Int

  /// Whether anybody may take it away.
  func isFree(at now: Timestamp) -> Bool {
    lease.expires <= now || LeaseOwner.hasEnded(lease.owner, machine: machine, process: process)
  }
}

extension Session {
  func lease(of instance: Int, _ id: Identifier) throws -> HeldLease? {
    var select = try prepare(
      "SELECT token, owner, acquired, expires, machine, process FROM lease WHERE instance = ?")
    select.bind(instance)
    return try select.first { row in
      HeldLease(
        lease: Lease(
          instance: id, token: row.integer(0), owner: row.text(1), acquired: row.timestamp(2), expires: row.timestamp(3)
        ),
        machine: row.text(4), process: row.integer(5))
    }
  }

  /// Makes sure that an instance may be saved under a lease, or without one. A lease that is free is taken away.
  func requireLease(_ lease: Lease?, of instance: Int, _ id: Identifier) throws {
    guard let lease else { return try requireFree(instance, id) }
    guard try self.lease(of: instance, id)?.lease.token == lease.token else { throw StoreError.leaseLost(lease) }
  }

  /// Makes sure that nobody holds an instance. A lease that is free is taken away.
  func requireFree(_ instance: Int, _ id: Identifier) throws {
    guard let held = try lease(of: instance, id) else { return }
    guard held.isFree(at: store.leaseClock()) else { throw StoreError.leased(held.lease) }
    try deleteLease(of: instance, token: held.lease.token)
  }

  func holds(_ lease: Lease) throws -> Bool {
    guard let key = try instanceKey(of: lease.instance) else { return false }
    return try self.lease(of: key, lease.instance)?.lease.token == lease.token
  }

  fileprivate func deleteLease(of instance: Int, token: Int) throws {
    var delete = try prepare("DELETE FROM lease WHERE instance = ? AND token = ?")
    delete.bind(instance)
    delete.bind(token)
    try delete.run()
  }

  fileprivate func nextToken() throws -> Int {
    var update = try prepare("UPDATE lease_token SET last = last + 1 RETURNING last")
    return try insertedKey(&update)
  }
}
