import ArgumentParser
import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowRuntime
import WorkflowStore

/// `wfstore store`: the database itself.
struct Store: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look after the database itself.",
    subcommands: [Status.self, Migrate.self, Check.self, Backup.self, Compact.self])

  /// `wfstore store status`.
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show sizes, counts and settings.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      let store = try global.store(.readOnly, schema: .any)
      let status = try store.status()
      if global.json { return Document.write(status.document) }
      for case (let name, let value) in status.members { StandardOutput.write("\(name): \(ValueText.line(value))\n") }
    }
  }

  /// `wfstore store migrate`.
  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the schema up to date.")

    @Flag(help: "Only show what would run.")
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
      let mode: StoreMode = dryRun ? .readOnly : .readWrite(create: false)
      let store = try global.store(mode, schema: .any)
      let migrations = try dryRun ? store.pendingMigrations() : store.migrate(at: global.clock().now())
      if !dryRun { try global.runtime(mode).noteWhatIsNew() }
      guard !global.json else {
        return Document.write([dryRun ? "pending" : "applied": .list(migrations.map(\.document))])
      }
      for migration in migrations {
        StandardOutput.write("\(migration.version) \(migration.name) \(migration.checksum)\n")
      }
      if migrations.isEmpty { StandardOutput.write("the schema is up to date\n") }
    }
  }

  /// `wfstore store check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Look for damage.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      let examination = try global.store(.readOnly).examine()
      let problems = examination.problems
      let readable = examination.readableInstances
      if global.json {
        var document: DataDictionary = ["ok": .bool(problems.isEmpty), "problems": .list(problems.map(\.document))]
        if !problems.isEmpty { document["readable_instances"] = .list(readable.map { .string("\($0)") }) }
        Document.write(.dictionary(document))
      } else if problems.isEmpty {
        StandardOutput.write("ok\n")
      } else {
        for problem in problems { StandardOutput.write("\(problem.message)\n") }
        StandardOutput.write("instances that can be read, and exported: \(readable.count)\n")
        for instance in readable { StandardOutput.write("  \(instance)\n") }
      }
      if !problems.isEmpty {
        let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        throw DamagedStore(message: "the store has \(count)")
      }
    }
  }
}

/// `store check` found damage, and has shown it.
struct DamagedStore: Error {
  let message: String
}

extension SchemaMigration {
  fileprivate var document: DataValue {
    ["version": .integer(version), "name": .string(name), "checksum": .string(checksum)]
  }
}

extension StoreProblem {
  fileprivate var document: DataValue {
    [
      "code": .string(code), "message": .string(message), "instance": instance.map { .string("\($0)") } ?? .null,
    ]
  }
}

extension StoreStatus {
  fileprivate var document: DataValue { .dictionary(members) }

  fileprivate var members: DataDictionary {
    [
      "path": .string(path), "schema_version": .integer(schemaVersion),
      "supported_schema_version": .integer(supportedSchemaVersion), "journal_mode": .string(journalMode),
      "synchronous": .string(synchronous), "file_bytes": .integer(fileBytes), "wal_bytes": .integer(walBytes),
      "free_bytes": .integer(freeBytes), "specs": .integer(specs), "files": .integer(files),
      "instances": .dictionary(
        DataDictionary(
          uniqueKeysWithValues: InstanceStatus.allCases.map { ($0.rawValue, .integer(instances[$0] ?? 0)) })),
      "leases": .integer(leases), "oldest_due": oldestDue.map { .string("\($0)") } ?? .null,
      "messages": ["waiting": .integer(waitingMessages), "kept": .integer(keptMessages)], "signals": .integer(signals),
    ]
  }
}
