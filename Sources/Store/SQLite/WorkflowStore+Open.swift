import WorkflowEngine
public import WorkflowModel
import WorkflowScripting

extension WorkflowStore {
  /// An instance whose records are read as they are looked at. Call it inside of a transaction.
  ///
  /// - Throws: ``StoreError``: `no_such_instance`, `damaged_store`.
  public func open(_ id: Identifier) throws(StoreError) -> OpenedInstance {
    try read { session in try session.open(id) }
  }

  /// An instance whose records are read as they are looked at. Call it inside of a transaction.
  ///
  /// - Parameter reference: Its id, or the beginning of it: at least four digits that no other id begins with.
  /// - Throws: ``StoreError``: `no_such_instance`, `ambiguous_reference`, `damaged_store`.
  public func open(_ reference: String) throws(StoreError) -> OpenedInstance {
    try read { session in try session.open(try session.instance(matching: reference)) }
  }
}

// MARK: Rows

extension Session {
  fileprivate func open(_ id: Identifier) throws -> OpenedInstance {
    let head = try head(of: id)
    guard head.hasPlaces else { return OpenedInstance(try load(id)) }
    return OpenedInstance(
      summary: head.summary, seed: head.seed, environment: try environment(of: head.key),
      retired: try retired(of: head.key),
      records: .inPart(StoredRecords(of: head, in: store)))
  }
}

/// The records of a stored instance, each read when it is asked for.
private final class StoredRecords: InstanceSource {
  private let head: InstanceHead
  private let store: WorkflowStore
  private let known = RecordRows.KnownContents()

  init(of head: InstanceHead, in store: WorkflowStore) {
    (self.head, self.store) = (head, store)
  }

  var instance: InstanceRecord { head.record }

  func openTasks() throws -> [TaskRecord] { try read { try $0.tasks(.open) } }

  func task(_ number: Int) throws -> TaskRecord { try one("task \(number)") { try $0.tasks(.number(number)) } }

  func scope(_ number: Int) throws -> ScopeRecord { try one("scope \(number)") { try $0.scopes(.number(number)) } }

  func version(_ number: Int) throws -> DataVersionRecord {
    try one("version \(number) of the data") { try $0.versions(.number(number)) }
  }

  func number(ofTask id: Identifier) throws -> Int? {
    try store.read { session in
      var select = try session.prepare("SELECT number FROM task WHERE instance = ? AND uuid = ?")
      select.bind(head.key)
      select.bind(id)
      return try select.first { $0.integer(0) }
    }
  }

  private func one<Record>(_ what: String, _ body: (inout RecordRows) throws -> [Record]) throws -> Record {
    guard let record = try read(body).first else {
      let id = head.summary.id
      throw StoreError.damaged(store.path, what: "\(what) of instance \(id) is missing", instance: id)
    }
    return record
  }

  private func read<Result>(_ body: (inout RecordRows) throws -> Result) throws -> Result {
    try store.read { session in
      var rows = RecordRows(of: head, in: session, known: known)
      return try rows.read(body)
    }
  }
}
