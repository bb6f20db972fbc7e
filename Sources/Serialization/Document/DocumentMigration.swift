import OrderedCollections
import WorkflowModel

/// What brings a document from one version to the next.
struct DocumentMigration: Sendable {
  /// The version that it takes.
  let version: Int
  /// What it changes: the members of the document, without `format`, `version` and `integrity`.
  let apply: @Sendable (inout DataDictionary) throws(DocumentError) -> Void

  /// The migrations, oldest first; each leads to the version of the next, the last to the current one.
  static let all: [DocumentMigration] = []

  /// The version that a list of migrations leads to.
  static func currentVersion(after migrations: [DocumentMigration]) -> Int {
    (migrations.last?.version ?? 0) + 1
  }

  /// Brings a document up to the version that the migrations lead to.
  static func bringUp(
    _ document: inout DataDictionary, from version: Int, by migrations: [DocumentMigration] = all
  ) throws(DocumentError) {
    let current = currentVersion(after: migrations)
    guard version <= current else { throw .newerVersion(version, supported: current) }
    for migration in migrations where migration.version >= version { try migration.apply(&document) }
  }
}
