import OrderedCollections
import WorkflowModel

/// What brings a document from one version to the next.
struct SpiffMigration: Sendable {
  /// The version that it takes.
  let version: String
  /// What it changes.
  let apply: @Sendable (inout DataDictionary) throws(SpiffError) -> Void

  /// The migrations, oldest first; each leads to the version of the next, the last to the current one.
  static let all: [SpiffMigration] = [
    SpiffMigration(version: "1.0", apply: from1_0),
    SpiffMigration(version: "1.1", apply: from1_1),
    SpiffMigration(version: "1.2", apply: from1_2),
    SpiffMigration(version: "1.3", apply: from1_3),
    SpiffMigration(version: "1.4", apply: from1_4),
  ]

  /// All versions that are read.
  static var versions: [String] { all.map(\.version) + [SpiffDocument.currentVersion] }

  /// Brings a document up to the current version.
  static func bringUp(_ document: inout DataDictionary, from version: String) throws(SpiffError) {
    guard version != SpiffDocument.currentVersion else { return }
    guard let first = all.firstIndex(where: { $0.version == version }) else {
      throw .unknownVersion(version, known: versions)
    }
    for migration in all[first...] { try migration.apply(&document) }
  }
}
