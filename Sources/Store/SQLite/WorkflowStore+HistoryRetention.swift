public import WorkflowModel

extension WorkflowStore {
  /// Forgets of an instance's history what is not to be kept: at most as many of the oldest saves as one call does.
  ///
  /// - Returns: How many saves it has forgotten.
  /// - Throws: ``StoreError``: `no_such_instance`.
  @discardableResult
  public func expireHistory(
    of id: Identifier, _ retention: HistoryRetention, at moment: Timestamp
  ) throws(StoreError) -> Int {
    try write { session in try session.expire(retention, of: try session.existingKey(of: id), at: moment) }
  }
}

// MARK: Rows

extension Session {
  /// How many saves one call forgets at most, so that no save has to do for all before it.
  private static let savesExpiredAtOnce = 1000

  fileprivate func expire(_ retention: HistoryRetention, of instance: Int, at moment: Timestamp) throws -> Int {
    var expired: Int?
    let isOld = retention.microseconds.map { age in
      let (oldest, overflow) = moment.microseconds.subtractingReportingOverflow(age)
      return { (stamp: Timestamp) in !overflow && stamp.microseconds < oldest }
    }
    var newest = try prepare("SELECT revision FROM instance_save WHERE instance = ? ORDER BY revision DESC LIMIT 1")
    newest.bind(instance)
    guard let last = try newest.first({ $0.integer(0) }) else { return 0 }
    let firstKept = max(retention.saves.map { last - max(1, $0) + 1 } ?? 0, 0)
    var count = 0
    var select = try prepare(
      """
      SELECT revision, last_stamp FROM instance_save WHERE instance = ? AND revision < ?
      ORDER BY revision LIMIT \(Self.savesExpiredAtOnce)
      """)
    select.bind(instance)
    select.bind(last)
    try select.forRows(while: { row in
      guard row.integer(0) < firstKept || isOld?(row.timestamp(1)) == true else { return false }
      expired = row.integer(0)
      count += 1
      return true
    })
    guard let expired else { return 0 }
    for table in ["instance_event", "instance_save"] {
      var delete = try prepare("DELETE FROM \(table) WHERE instance = ? AND revision <= ?")
      delete.bind(instance)
      delete.bind(expired)
      try delete.run()
    }
    return count
  }
}
