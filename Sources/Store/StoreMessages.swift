import WorkflowModel

/// The wording of all of the store's errors, and the category of each.
extension StoreError {
  // MARK: What is named

  static func noSuchStore(_ path: String) -> StoreError {
    StoreError(code: .noSuchStore, category: .notFound, message: "no such store: \(path)")
  }

  static func noSuchSpec(_ reference: String) -> StoreError {
    StoreError(code: .noSuchSpec, category: .notFound, message: "no such specification: \(reference)")
  }

  static func noSuchInstance(_ reference: String, id: Identifier? = nil) -> StoreError {
    StoreError(code: .noSuchInstance, category: .notFound, message: "no such instance: \(reference)", instance: id)
  }

  /// `candidates` are the ids that begin so, at most a few of them.
  static func ambiguous(_ reference: String, candidates: [String]) -> StoreError {
    StoreError(
      code: .ambiguousReference, category: .badInput,
      message: "several ids begin with \(reference): \(candidates.joined(separator: ", "))")
  }

  /// `users` are instances that need it, at most a few of them.
  static func specInUse(_ id: String, by users: [Identifier], count: Int) -> StoreError {
    let named = users.map { "\($0)" }.joined(separator: ", ")
    let more = count > users.count ? " and \(count - users.count) more" : ""
    return StoreError(
      code: .specInUse, category: .badInput, message: "the specification \(id) is needed by \(named)\(more)")
  }

  static func badCursor(_ cursor: String) -> StoreError {
    StoreError(code: .badCursor, category: .badInput, message: "not a cursor of this list: \(cursor)")
  }

  static func cursorOfAnotherList(_ cursor: String) -> StoreError {
    StoreError(
      code: .badCursor, category: .badInput,
      message: "the cursor is of a list with other conditions or in another order: \(cursor)")
  }

  static func noSuchProcess(_ name: String) -> StoreError {
    StoreError(code: .noSuchProcess, category: .notFound, message: "no specification of the process '\(name)'")
  }

  static func noSuchIndex(_ path: [String], of process: String) -> StoreError {
    StoreError(
      code: .noSuchIndex, category: .notFound,
      message: "the process '\(process)' has no index of '\(path.joined(separator: "."))'")
  }

  static func badPath(_ path: [String]) -> StoreError {
    StoreError(
      code: .badPath, category: .badInput,
      message: "expected names with points between them, found '\(path.joined(separator: "."))'")
  }

  static func instanceExists(_ id: Identifier) -> StoreError {
    StoreError(
      code: .instanceExists, category: .badInput, message: "there is an instance \(id) already", instance: id)
  }

  static func stale(_ id: Identifier, expected: Int, found: Int) -> StoreError {
    StoreError(
      code: .staleRevision, category: .busy,
      message: "instance \(id) has been saved by somebody else: expected revision \(expected), found \(found)",
      instance: id)
  }

  static func leased(_ lease: Lease) -> StoreError {
    StoreError(
      code: .leased, category: .busy,
      message: "instance \(lease.instance) is being worked on by \(lease.owner), until \(lease.expires) at least",
      instance: lease.instance)
  }

  package static func leaseLost(_ lease: Lease) -> StoreError {
    StoreError(
      code: .leaseLost, category: .busy,
      message:
        "the lease of instance \(lease.instance) has expired, and was taken away: what was not saved is not done",
      instance: lease.instance)
  }

  static func erasureUnfinished(_ path: String, instance: Identifier) -> StoreError {
    StoreError(
      code: .erasureUnfinished, category: .busy,
      message: "instance \(instance) is deleted, but somebody who reads keeps the log that still has it: \(path)",
      instance: instance)
  }

  // MARK: The file

  static func directory(_ path: String, mode: StoreMode) -> StoreError {
    StoreError(
      code: .storeIsDirectory, category: mode.canWrite ? .unwritable : .badInput,
      message: "expected a store, found a directory: \(path)")
  }

  static func notAFile(_ path: String) -> StoreError {
    StoreError(
      code: .notAStore, category: .badInput, message: "expected a store, found something else than a file: \(path)")
  }

  static func emptyFile(_ path: String) -> StoreError {
    StoreError(code: .notAStore, category: .badInput, message: "expected a store, found an empty file: \(path)")
  }

  static func notADatabase(_ path: String) -> StoreError {
    StoreError(
      code: .notAStore, category: .badInput, message: "expected a store, found a file of another kind: \(path)")
  }

  static func otherDatabase(_ path: String) -> StoreError {
    StoreError(
      code: .notAStore, category: .badInput,
      message: "expected a store, found an SQLite database of another application: \(path)")
  }

  static func cannotCreate(_ path: String, reason: String) -> StoreError {
    StoreError(
      code: .unwritableStore, category: .unwritable, message: "the store cannot be created: \(reason): \(path)")
  }

  static func backupExists(_ path: String) -> StoreError {
    StoreError(
      code: .backupExists, category: .unwritable,
      message: "the backup cannot be written, there is a file already: \(path)")
  }

  static func cannotMove(_ path: String, reason: String) -> StoreError {
    StoreError(
      code: .unwritableStore, category: .unwritable, message: "the backup cannot be written: \(reason): \(path)")
  }

  static func cannotOpen(_ path: String, reason: String) -> StoreError {
    StoreError(
      code: .unwritableStore, category: .unwritable, message: "the store cannot be opened: \(reason): \(path)")
  }

  static func notWritable(_ path: String) -> StoreError {
    StoreError(
      code: .unwritableStore, category: .unwritable, message: "the store cannot be written, it is read-only: \(path)")
  }

  static func full(_ path: String) -> StoreError {
    StoreError(
      code: .storeFull, category: .unwritable, message: "the store cannot be written, the disk is full: \(path)")
  }

  static func busy(_ path: String, seconds: Double) -> StoreError {
    let time = seconds.rounded() == seconds && seconds.magnitude < 1e9 ? "\(Int(seconds))" : "\(seconds)"
    return StoreError(
      code: .storeBusy, category: .busy, message: "somebody else holds the store, gave up after \(time) s: \(path)")
  }

  static func closed(_ path: String) -> StoreError {
    StoreError(code: .storeClosed, category: .unwritable, message: "the store has been closed: \(path)")
  }

  static func failure(_ path: String, reason: String) -> StoreError {
    StoreError(code: .storeFailure, category: .unwritable, message: "the store failed: \(reason): \(path)")
  }

  static func transactionEnded(_ path: String) -> StoreError {
    StoreError(
      code: .transactionEnded, category: .unwritable,
      message: "an earlier error ended the transaction, nothing of it was saved: \(path)")
  }

  // MARK: The schema

  static func newerSchema(_ path: String, found: Int, supported: Int) -> StoreError {
    StoreError(
      code: .newerSchema, category: .badInput,
      message:
        "the store was written by a newer version: found schema \(found), supported up to \(supported): \(path)")
  }

  static func outdatedSchema(_ path: String, found: Int, expected: Int) -> StoreError {
    StoreError(
      code: .outdatedSchema, category: .badInput,
      message: "the store must be migrated first: found schema \(found), expected \(expected): \(path)")
  }

  static func changedMigration(_ path: String, version: Int, name: String) -> StoreError {
    StoreError(
      code: .changedMigration, category: .badInput,
      message: "migration \(version) (\(name)) is not the one that the store was made with: \(path)")
  }

  static func missingMigration(_ path: String, version: Int) -> StoreError {
    damaged(path, what: "migration \(version) is not recorded")
  }

  // MARK: The content

  static func damaged(_ path: String, what: String, instance: Identifier? = nil) -> StoreError {
    StoreError(
      code: .damagedStore, category: .badInput, message: "the store is damaged: \(what): \(path)", instance: instance)
  }

  /// `place` is whose data it is, `reason` what is wrong with it and where within.
  static func unsavable(_ place: String, reason: String, instance: Identifier?) -> StoreError {
    StoreError(
      code: .unsavableValue, category: .badInput, message: "\(place) cannot be saved: \(reason)", instance: instance)
  }

  static func badStatement(_ reason: String, _ sql: String) -> StoreError {
    StoreError(
      code: .badStatement, category: .badInput, message: "the statement cannot be run: \(reason): \(sql.prefix(200))")
  }

  static func tooLarge(_ path: String) -> StoreError {
    StoreError(
      code: .valueTooLarge, category: .badInput, message: "a value is longer than the store can hold: \(path)")
  }

  static func brokenRule(_ path: String, rule: String) -> StoreError {
    StoreError(
      code: .brokenRule, category: .badInput, message: "the records break a rule of the store: \(rule): \(path)")
  }
}
