import GRDB

extension StoreError {
  /// The error that stands for one of the database's.
  init(_ error: DatabaseError, path: String, busyTimeout: Double) {
    self =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path, seconds: busyTimeout)
      case .SQLITE_FULL: .full(path)
      case .SQLITE_READONLY, .SQLITE_PERM: .notWritable(path)
      case .SQLITE_CANTOPEN: .cannotOpen(path, reason: error.reason)
      case .SQLITE_NOTADB: .notADatabase(path)
      case .SQLITE_CORRUPT: .damaged(path, what: error.reason)
      case .SQLITE_TOOBIG: .tooLarge(path)
      case .SQLITE_CONSTRAINT: .brokenRule(path, rule: error.reason)
      case .SQLITE_MISUSE: .closed(path)
      default: .failure(path, reason: error.reason)
      }
  }
}

extension DatabaseError {
  /// What the database says, without the statement.
  fileprivate var reason: String { message ?? "\(resultCode)" }
}
