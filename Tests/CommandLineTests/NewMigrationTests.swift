import Foundation
import Testing

@Suite("scripts/new-migration")
struct NewMigrationTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try FileManager.default.copyItem(at: Files.migrations, to: workspace.url("Migrations"))
    try FileManager.default.createDirectory(at: workspace.url("scripts"), withIntermediateDirectories: false)
    try FileManager.default.copyItem(
      atPath: Files.script("new-migration"), toPath: workspace.url("scripts/new-migration").path)
  }

  private func make(_ name: String) throws -> Outcome {
    try Program.run(workspace.url("scripts/new-migration").path, [name], in: workspace.folder)
  }

  private var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: workspace.url("Migrations/sql").path).sorted() }
  }

  private var list: String {
    get throws { try String(contentsOf: workspace.url("Migrations/Migrations.swift"), encoding: .utf8) }
  }

  @Test("makes the next file and its line in the list, and says what is left to do")
  func next() throws {
    let version = OldStores.migrations.count + 1
    let file = "V" + String(repeating: "0", count: 4 - "\(version)".count) + "\(version)__instance_notes"
    let outcome = try make("instance_notes")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("made Migrations/sql/\(file).sql, and its line in Migrations/Migrations.swift\n"))
    #expect(try files == OldStores.migrations + ["\(file).sql"])
    #expect(
      try list.hasSuffix(
        """
            Migration(version: \(version), name: "instance_notes", sql: PackageResources.\(file)_sql),
          ]
        }

        """))
    #expect(try make("more_notes").status == 0)
    #expect(try files.count == version + 1)
  }

  @Test(
    "refuses names that are no words",
    arguments: ["", "Notes", "a-b", "../notes", "notes.sql", "_a", "a__b", "1a", "a b"])
  func badName(name: String) throws {
    let before = try list
    let outcome = try make(name)
    #expect(outcome.status == 64)
    #expect(
      outcome.error
        == "error: expected a name of lowercase words with underscores between them, found '\(name)'\n")
    #expect(try files == OldStores.migrations && list == before)
  }

  @Test("refuses a name that a migration has")
  func existing() throws {
    let outcome = try make("instances")
    #expect(outcome.status == 73)
    #expect(
      outcome.error == "error: there is a migration of this name already: Migrations/sql/V0001__instances.sql\n")
    #expect(try files == OldStores.migrations)
  }
}
