import WorkflowModel

extension WorkflowStore {
  /// Deletes a specification that no instance is of, or was moved from or to. Its files go where nothing else has them.
  ///
  /// - Parameter reference: Its id, or the beginning of it: at least four digits that no other id begins with.
  /// - Returns: Its id, written in full.
  /// - Throws: ``StoreError``: `no_such_spec`, `ambiguous_reference`, `spec_in_use`.
  @discardableResult
  public func deleteSpec(_ reference: String) throws(StoreError) -> String {
    try write { session in
      let key = try session.specKey(matching: reference)
      let id = try session.specID(key)
      let users = try session.users(ofSpec: key)
      guard users.count == 0 else { throw StoreError.specInUse(id, by: users.named, count: users.count) }
      let files = try session.files(ofSpec: key)
      for statement in ["DELETE FROM spec_file WHERE spec = ?", "DELETE FROM spec WHERE id = ?"] {
        var delete = try session.prepare(statement)
        delete.bind(key)
        try delete.run()
      }
      for file in files { try session.deleteFileIfUnused(file) }
      return id
    }
  }
}

// MARK: Rows

extension Session {
  /// How many instances an error names at most.
  private static let namedUsers = 5

  fileprivate func specID(_ key: Int) throws -> String {
    var select = try prepare("SELECT hash FROM spec WHERE id = ?")
    select.bind(key)
    return try select.first { Hexadecimal.text($0.blob(0)) } ?? ""
  }

  /// The instances that need a specification: those that are of it, and those whose journal names it. The newest first.
  fileprivate func users(ofSpec key: Int) throws -> (count: Int, named: [Identifier]) {
    let users = """
      SELECT id FROM instance WHERE spec = ?1
      UNION SELECT instance FROM instance_migration WHERE from_spec = ?1 OR to_spec = ?1
      """
    var count = try prepare("SELECT count(*) FROM (\(users))")
    count.bind(key)
    var named: [Identifier] = []
    var select = try prepare(
      "SELECT uuid FROM instance WHERE id IN (\(users)) ORDER BY id DESC LIMIT \(Self.namedUsers)")
    select.bind(key)
    try select.forEachRow { named.append(try identifier($0, 0)) }
    return (try count.first { $0.integer(0) } ?? 0, named)
  }

  fileprivate func files(ofSpec key: Int) throws -> [Int] {
    var files: [Int] = []
    var select = try prepare("SELECT DISTINCT file FROM spec_file WHERE spec = ?")
    select.bind(key)
    try select.forEachRow { files.append($0.integer(0)) }
    return files
  }
}
