public import WorkflowEngine
public import WorkflowModel

/// Instances that were last saved before it was kept what their tasks wait for.
extension WorkflowStore {
  /// Some of the instances of which it is not known what they wait for.
  ///
  /// - Parameter limit: How many at most.
  public func instancesWithUnknownWaits(limit: Int) throws(StoreError) -> [Identifier] {
    try read { session in
      var instances: [Identifier] = []
      var select = try session.prepare(
        "SELECT uuid FROM instance INDEXED BY instance_waits_unknown WHERE waits_for IS NULL ORDER BY created LIMIT ?")
      select.bind(limit)
      try select.forEachRow { instances.append(try session.identifier($0, 0)) }
      return instances
    }
  }

  /// Notes what an instance is found by, as no save has done it. This is no change of the instance.
  ///
  /// - Throws: ``StoreError``: `no_such_instance`.
  public func note(_ search: SearchRecord, of id: Identifier) throws(StoreError) {
    try write { session in
      guard let key = try session.instanceKey(of: id) else { throw StoreError.noSuchInstance("\(id)", id: id) }
      var update = try session.prepare("UPDATE instance SET waits_for = ? WHERE id = ?")
      update.bind(Int(search.waitsFor.rawValue))
      update.bind(key)
      try update.run()
      try session.replaceLanes(by: search.lanes, of: key)
    }
  }
}
