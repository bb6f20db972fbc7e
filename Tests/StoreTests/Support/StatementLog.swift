import GRDB
import OrderedCollections
import Synchronization

@testable import WorkflowStore

/// The statements that a store's connection has run, to ask SQLite how it runs them.
final class StatementLog: Sendable {
  private let texts = Mutex<OrderedSet<String>>([])
  private let store: WorkflowStore

  /// A log of all that the store does from now on, until ``end()``.
  init(of store: WorkflowStore) throws {
    self.store = store
    try store.perform { database in database.trace { [weak self] in self?.note($0) } }
  }

  private func note(_ event: Database.TraceEvent) {
    guard case .statement(let statement) = event else { return }
    texts.withLock { _ = $0.append(statement.sql) }
  }

  func end() throws {
    try store.perform { $0.trace(options: []) }
  }

  /// The statements that look for rows, each once.
  var statements: [String] {
    texts.withLock { texts in
      texts.filter { text in ["SELECT", "UPDATE", "DELETE"].contains { text.hasPrefix($0) } }
    }
  }

  /// The steps of a statement in which SQLite goes through all there is or sorts.
  func costlySteps(of statement: String) throws -> [String] {
    try store.read { session in
      var explain = try session.prepare("EXPLAIN QUERY PLAN \(statement)")
      var steps: [String] = []
      try explain.forEachRow { steps.append($0.text(3)) }
      return steps.filter { $0.hasPrefix("SCAN") && $0 != "SCAN CONSTANT ROW" || $0.contains("TEMP B-TREE") }
    }
  }
}
