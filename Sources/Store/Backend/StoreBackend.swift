public import WorkflowEngine
public import WorkflowModel
public import WorkflowSerialization

/// Where specifications and instances are kept, as the runtime sees it. ``WorkflowStore`` is the one over SQLite.
///
/// Whoever writes another one — over a database of its own — holds what these protocols say, which
/// `Tests/StoreTests/Conformance` asks of every backend. Beyond each call:
///
/// - **Durable.** What a call reports as done, outside of a transaction, is there after a crash; after an error nothing of
///   the call is there. The same holds for a transaction as a whole.
/// - **Serialized.** What one transaction that writes has read of an instance nobody else changes before it ends. Waiting
///   for others is bounded, and ends with ``StoreError/Code/storeBusy``.
/// - **Fenced.** The database itself refuses a save that is not of the lease that is held, and one that starts from another
///   revision than the instance has: by a condition of the statement that writes, or by a trigger.
/// - **Found by indexes.** No call reads what grows with the number of instances, but for those that return all there is.
///
/// References to instances and specifications are an id, or the beginning of one that no other begins with. All errors are
/// ``StoreError``s, but for those of closures that are handed in, which are thrown on as they are.
public protocol StoreBackend: TransactionStorage, SpecStorage, InstanceStorage, LeaseStorage, EventStorage,
  HistoryStorage, SearchStorage, DocumentStorage
{
  /// Another connection to the same store, for another thread.
  func another() throws(StoreError) -> any StoreBackend

  /// Closes the connection. Later calls fail with `store_closed`.
  func close() throws(StoreError)

  /// Looks for what is wrong in the store; nothing in a sound one. Changes nothing.
  func check() throws(StoreError) -> [StoreProblem]
}

/// What belongs together is done together.
public protocol TransactionStorage: Sendable {
  /// Runs `body` in one transaction, which calls inside it join. One inside another is a part of it, which an error takes
  /// back alone.
  func transaction<Result>(_ body: () throws -> Result) throws -> Result

  /// Makes what was done so far in the transaction that is open lasting, and lets others write until the next call within
  /// it, which makes sure that the lease is still held. Where the transaction ends with an error, the lease is given back.
  func suspend(holding lease: Lease) throws(StoreError)

  /// Runs what may write to tables of the application in the same database, and takes that back where it fails. A backend
  /// that lets nobody write beside it runs it.
  func undoingTables<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws -> Result
}

/// Instances as whole documents, for moving them between stores.
public protocol DocumentStorage: Sendable {
  /// All that is kept of an instance.
  func document(of stored: StoredInstance) throws(StoreError) -> InstanceDocument

  /// Stores an instance as a document has it, with its revision, its history and its specifications.
  func insert(
    _ document: InstanceDocument, search: SearchRecord, as id: Identifier, by user: String?, at moment: Timestamp
  ) throws(StoreError)
}
