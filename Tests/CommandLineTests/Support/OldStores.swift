import Foundation
import Testing

/// Stores as they were under each version of the schema, with instances in the middle of their lives; what they are and
/// how they were made stands in `Fixtures/stores/make`.
enum OldStores {
  /// The names of the migrations' files, in their order.
  static let migrations: [String] = names(in: Files.migrations.appendingPathComponent("sql").path, "V")

  /// The versions of the schema that there are, from 1.
  static let versions = Array(1...max(1, migrations.count))

  /// Those that a migration leads from.
  static let outdated = Array(versions.dropLast())

  /// The names of the fixtures, in their order.
  static let fixtures: [String] = names(in: Files.fixture("stores"), "V")

  static func name(of version: Int) -> String {
    "V" + String(repeating: "0", count: 4 - "\(version)".count) + "\(version).sql"
  }

  private static func names(in folder: String, _ prefix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.sorted()
  }
}

extension Workspace {
  /// Makes the store that the fixture of a schema version describes.
  func makeStore(ofVersion version: Int) throws {
    try runSQL(String(contentsOfFile: Files.fixture("stores/\(OldStores.name(of: version))"), encoding: .utf8))
  }

  /// Runs statements on the store's file, past the program.
  func runSQL(_ sql: String) throws {
    let program = "import sqlite3, sys; sqlite3.connect('wfstore.db').executescript(sys.stdin.read())"
    let outcome = try Program.run("/usr/bin/env", ["python3", "-c", program], in: folder, input: sql)
    try #require(outcome.status == 0, "\(outcome.error)")
  }
}
