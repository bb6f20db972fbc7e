import GRDB
import Synchronization
import WorkflowMigrations
public import WorkflowModel

/// A store of specifications and instances: one SQLite file.
///
/// Every call is a transaction of its own: what it reports as done is on the disk, and after an error or a crash
/// nothing of it is there. Put what belongs together — load, run, save — into one ``transaction(_:)``. All calls of
/// one store wait for each other; to work at the same time, open the file more than once.
///
/// Its topics:
/// - specifications: ``add(_:at:)``, ``specs()``, ``spec(_:)``
/// - instances: ``create(spec:engine:environment:seed:at:id:changes:)``, ``load(_:)-(Identifier)``,
///   ``save(_:of:expectedRevision:engine:environment:at:)``, ``list(_:sortedBy:limit:after:)``, ``delete(_:)-(Identifier)``
/// - indexes of the data of instances: ``addSearchIndex(of:at:)``, ``searchIndexes()``, ``removeSearchIndex(of:at:)``
/// - the history: ``readHistory(of:since:after:_:)``, ``variables(changedBy:of:)``, ``expireHistory(of:_:at:)``
/// - the database itself: ``status()``, ``check()``, ``backup(to:)``, ``compact()``, ``pendingMigrations()``,
///   ``migrate(at:)``
///
/// All errors are ``StoreError``s.
public final class WorkflowStore: StoreBackend {
  /// The path that the store was opened with.
  public let path: String

  let mode: StoreMode
  let busyTimeout: Double
  let history: SchemaHistory
  /// The clock by which leases end: that of the machine, whatever moment the instances run at.
  let leaseClock: @Sendable () -> Timestamp
  private let queue: DatabaseQueue
  private let state = Mutex(State())

  private struct State {
    /// How many transactions of this store are open, one inside the other.
    var depth = 0
    /// The parts that take back what they wrote to the application's tables, one inside the other: whether it wrote.
    var tablesParts: [Bool] = []
    /// The lease under which the open transaction was suspended at least once, until it is given back.
    var lease: Lease?
    /// Whether the lease is being given back after an error.
    var isGivingBack = false
    /// Whether the transaction that is open for the caller is not open in the database.
    var isSuspended = false
    /// The keys of names, as far as they were needed.
    var names: [String: Int] = [:]

    /// The innermost transaction or part ends.
    mutating func end() {
      depth -= 1
      if depth == 0 { isSuspended = false }
    }
  }

  /// Opens the store at `path`.
  ///
  /// A new file is readable by its owner only. Every connection works with a write-ahead log and `synchronous=FULL`, so
  /// that what is committed survives a loss of power.
  ///
  /// - Parameters:
  ///   - path: The file. Its companions `…-wal` and `…-shm` stand beside it while it is open.
  ///   - mode: Whether to read only, or to write, and whether to make a missing file.
  ///   - busyTimeout: How many seconds to wait for others before ``StoreError/Code/storeBusy``.
  ///   - schema: Whether an older schema is accepted; it serves for ``status()``, ``pendingMigrations()`` and
  ///     ``migrate(at:)`` only.
  ///   - moment: The moment that a new store notes as that of its migrations; the system's clock by default.
  ///   - leaseClock: The clock by which leases end; the system's by default.
  /// - Throws: ``StoreError``: `no_such_store`, `store_is_directory`, `not_a_store`, `newer_schema`, `outdated_schema`,
  ///   `changed_migration`, `unwritable_store`, `store_full`, `store_busy`, `damaged_store`, `store_failure`.
  public convenience init(
    path: String, mode: StoreMode, busyTimeout: Double = 5, schema: SchemaRequirement = .current,
    at moment: Timestamp? = nil, leaseClock: (@Sendable () -> Timestamp)? = nil
  ) throws(StoreError) {
    try self.init(
      path: path, mode: mode, busyTimeout: busyTimeout, schema: schema, at: moment,
      leaseClock: leaseClock ?? { .now }, history: SchemaHistory(Migration.all))
  }

  init(
    path: String, mode: StoreMode, busyTimeout: Double = 5, schema: SchemaRequirement = .current,
    at moment: Timestamp? = nil, leaseClock: @escaping @Sendable () -> Timestamp = { .now }, history: SchemaHistory
  ) throws(StoreError) {
    self.path = path
    self.leaseClock = leaseClock
    self.mode = mode
    self.busyTimeout = busyTimeout
    self.history = history
    try StoreFile.prepare(path, mode: mode)
    queue = try Self.translating(path, busyTimeout) {
      try DatabaseQueue(
        path: StoreFile.databasePath(path),
        configuration: ConnectionSetup.configuration(mode: mode, busyTimeout: busyTimeout))
    }
    try perform { database in
      let setup = ConnectionSetup(path: self.path, mode: self.mode, busyTimeout: self.busyTimeout)
      try setup.refuseReadOnlyFile(database)
      let isNew = try self.history.identify(database, path: self.path) == .empty
      guard !isNew || self.mode.canCreate else { throw StoreError.emptyFile(self.path) }
      if isNew {
        try setup.useWriteAheadLog(database)
        try self.history.create(in: database, at: moment ?? .now)
      }
      // Before the switch to the log, which writes: a file that is refused stays as it is.
      try self.history.verify(database, path: self.path, schema: schema)
      try setup.useWriteAheadLog(database)
      try setup.verifyDurability(database)
    }
  }

  /// Another connection to the same file, with the same clock and patience.
  public func another() throws(StoreError) -> any StoreBackend {
    try WorkflowStore(
      path: path, mode: mode.canWrite ? .readWrite(create: false) : .readOnly, busyTimeout: busyTimeout,
      leaseClock: leaseClock)
  }

  /// Closes the store. Later calls fail with `store_closed`. A store that nobody refers to any more closes itself.
  public func close() throws(StoreError) {
    try Self.translating(path, busyTimeout) { try queue.close() }
  }

  // MARK: Transactions

  /// Runs `body` in one transaction, which calls of this store inside it join.
  ///
  /// From its begin on nobody else can write to the store: two processes that load, run and save the same instance do
  /// so one after the other. Of a store that is open for reading, it is one unchanging view.
  ///
  /// - Parameter body: What to do. An error that it throws takes everything back, and is thrown on as it is.
  /// - Throws: what `body` throws, or a ``StoreError``: `store_busy` where the lock could not be had in time.
  public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try queue.unsafeReentrantWrite { database in
      try inTransaction(database, writing: mode.canWrite, body)
    }
  }

  /// Makes what was done so far in the transaction that is open lasting, and lets others write to the store until the
  /// next call within it: from here on an error takes back only what comes after.
  ///
  /// The next call begins anew, and first makes sure that the lease is still held; else it throws `lease_lost`, as do all
  /// that follow, and nothing more can be done in this transaction. Where the transaction ends with an error, the lease
  /// is given back. Outside of a transaction, and where it is suspended already, nothing happens.
  ///
  /// - Parameter lease: A lease that the caller holds of what the transaction works on.
  public func suspend(holding lease: Lease) throws(StoreError) {
    guard mode.canWrite else { throw .notWritable(path) }
    try perform { database in
      guard depth > 0, !state.withLock({ $0.isSuspended }) else { return }
      try refuseEndedTransaction(database)
      try database.commit()
      state.withLock { ($0.isSuspended, $0.lease) = (true, lease) }
    }
  }

  /// Begins the transaction again that was suspended.
  private func goOn(_ database: Database) throws {
    let (lease, depth) = state.withLock { ($0.isSuspended ? $0.lease : nil, $0.depth) }
    guard let lease else { return }
    try database.beginTransaction(.immediate)
    do {
      // The parts that are open, for their ends.
      for _ in 1..<depth { try run("SAVEPOINT part", in: database) }
      let session = Session(database: database, store: self)
      guard try session.holds(lease) else { throw StoreError.leaseLost(lease) }
      state.withLock { $0.isSuspended = false }
    } catch {
      try? database.rollback()
      throw error
    }
  }

  /// One unchanging view of the store, or the transaction that is open already.
  func read<Result>(_ body: (Session) throws -> Result) throws(StoreError) -> Result {
    try perform { database in
      if depth > 0 {
        try goOn(database)
        try refuseEndedTransaction(database)
        return try body(Session(database: database, store: self))
      }
      return try inTransaction(database, writing: false) { try body(Session(database: database, store: self)) }
    }
  }

  /// A transaction that holds the store's lock from its begin on, or a part of the one that is open already. In both
  /// cases an error takes back all that `body` did.
  func write<Result>(_ body: (Session) throws -> Result) throws(StoreError) -> Result {
    guard mode.canWrite else { throw .notWritable(path) }
    return try perform { database in
      try inTransaction(database, writing: true) { try body(Session(database: database, store: self)) }
    }
  }

  /// The connection outside of any transaction.
  func perform<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    try Self.translating(path, busyTimeout) { try queue.unsafeReentrantWrite(body) }
  }

  private func inTransaction<Result>(
    _ database: Database, writing: Bool, _ body: () throws -> Result
  ) throws -> Result {
    if depth > 0 {
      try translating { try goOn(database) }
      try refuseEndedTransaction(database)
      return try writing ? inSavepoint(database, body) : body()
    }
    try translating { try database.beginTransaction(writing ? .immediate : .deferred) }
    return try nested(database) {
      let result = try body()
      // Nothing has been done since it was suspended.
      if isSuspended { return result }
      try refuseEndedTransaction(database)
      // After what only reads there is nothing to commit, and of a damaged file a commit would fail.
      try translating { try writing ? database.commit() : database.rollback() }
      return result
    } undo: {
      // An error of SQLite's may have ended the transaction already. A failure to roll back adds nothing to the error
      // that is on its way: the transaction ends with the connection.
      if database.isInsideTransaction { try? database.rollback() }
    }
  }

  private func inSavepoint<Result>(_ database: Database, _ body: () throws -> Result) throws -> Result {
    try translating { try run("SAVEPOINT part", in: database) }
    return try nested(database) {
      let result = try body()
      if isSuspended { return result }
      try refuseEndedTransaction(database)
      try translating { try run("RELEASE part", in: database) }
      return result
    } undo: {
      guard database.isInsideTransaction else { return }
      do {
        try run("ROLLBACK TO part", in: database)
        try run("RELEASE part", in: database)
      } catch {
        // Half of a part must not be committed with the rest.
        try? database.rollback()
      }
    }
  }

  private func nested<Result>(
    _ database: Database, _ body: () throws -> Result, undo: () -> Void
  ) throws -> Result {
    do {
      state.withLock { $0.depth += 1 }
      defer { state.withLock { $0.end() } }
      return try body()
    } catch {
      undo()
      // Keys of rows that are no longer there.
      state.withLock { $0.names = [:] }
      giveBackLease()
      throw error
    }
  }

  /// Gives back the lease of what has failed. Where that fails, too, it expires.
  private func giveBackLease() {
    let lease = state.withLock { state in
      // To give it back is a part or transaction, too, which may fail in turn.
      defer { state.isGivingBack = state.lease != nil }
      return state.isGivingBack ? nil : state.lease
    }
    guard let lease else { return }
    try? release(lease)
    state.withLock { state in
      state.isGivingBack = false
      // While it is suspended, the transaction does not go on without the lease.
      if !state.isSuspended { state.lease = nil }
    }
  }

  // MARK: Parts of the application

  /// Runs what may write to the application's tables, and takes that back where it fails.
  public func undoingTables<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws -> Result {
    state.withLock { $0.tablesParts.append(false) }
    let result: Swift.Result<Result, Failure>
    do throws(Failure) {
      result = .success(try body())
    } catch {
      result = .failure(error)
    }
    guard state.withLock({ $0.tablesParts.removeLast() }) else { return try result.get() }
    try perform { database in
      if case .failure = result { try run("ROLLBACK TO tables", in: database) }
      try run("RELEASE tables", in: database)
    }
    return try result.get()
  }

  /// Where such a part is about to write for the first time, begins what can be taken back.
  func openTablesPart() throws(StoreError) {
    let unwritten = state.withLock { state in
      state.depth > 0 ? state.tablesParts.indices.filter { !state.tablesParts[$0] } : []
    }
    // Those outside have written then, too.
    for part in unwritten {
      try perform { database in
        try goOn(database)
        try refuseEndedTransaction(database)
        try run("SAVEPOINT tables", in: database)
      }
      state.withLock { $0.tablesParts[part] = true }
    }
  }

  private var depth: Int { state.withLock(\.depth) }

  private var isSuspended: Bool { state.withLock(\.isSuspended) }

  private func refuseEndedTransaction(_ database: Database) throws(StoreError) {
    guard database.isInsideTransaction else { throw .transactionEnded(path) }
  }

  private func run(_ sql: String, in database: Database) throws {
    var statement = try PreparedStatement(sql, in: database)
    try statement.run()
  }

  /// The lease was given back.
  func forget(_ lease: Lease) {
    state.withLock { if $0.lease == lease { $0.lease = nil } }
  }

  // MARK: Names

  /// The key of a name that was needed before.
  func knownName(_ text: String) -> Int? {
    state.withLock { $0.names[text] }
  }

  func remember(name text: String, key: Int) {
    state.withLock { $0.names[text] = key }
  }

  // MARK: Errors

  private func translating<Result>(_ body: () throws -> Result) throws(StoreError) -> Result {
    try Self.translating(path, busyTimeout, body)
  }

  static func translating<Result>(
    _ path: String, _ busyTimeout: Double, _ body: () throws -> Result
  ) throws(StoreError) -> Result {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(error, path: path, busyTimeout: busyTimeout)
    } catch {
      throw .failure(path, reason: "\(error)")
    }
  }
}

/// The connection inside a transaction.
struct Session {
  let database: Database
  let store: WorkflowStore

  var path: String { store.path }

  func prepare(_ sql: String) throws -> PreparedStatement {
    try PreparedStatement(sql, in: database)
  }

  func damaged(_ what: String, instance: Identifier? = nil) -> StoreError {
    .damaged(path, what: what, instance: instance)
  }
}
