import Crypto
import GRDB
import WorkflowMigrations
import WorkflowModel

/// The migrations that this program knows, and what of them a file has.
struct SchemaHistory {
  /// The mark in the file's header which says that it is a store: `wfst`.
  static let applicationID = 0x7766_7374

  /// In their order, numbered from 1 without gaps.
  let migrations: [Migration]

  init(_ migrations: [Migration]) {
    self.migrations = migrations
  }

  /// The version that they end with.
  var supported: Int { migrations.count }

  /// What a file is.
  enum Identity: Equatable {
    case empty
    case store(version: Int)
  }

  func identify(_ database: Database, path: String) throws -> Identity {
    let application = try integer("PRAGMA application_id", in: database)
    let version = try integer("PRAGMA user_version", in: database)
    if application == Self.applicationID { return .store(version: version) }
    let objects = try integer("SELECT count(*) FROM sqlite_schema", in: database)
    guard application == 0, version == 0, objects == 0 else { throw StoreError.otherDatabase(path) }
    return .empty
  }

  /// Refuses a file that this program cannot use.
  func verify(_ database: Database, path: String, schema: SchemaRequirement) throws {
    guard case .store(let version) = try identify(database, path: path) else { throw StoreError.emptyFile(path) }
    guard version <= supported else {
      throw StoreError.newerSchema(path, found: version, supported: supported)
    }
    guard version == supported || schema == .any && version > 0 else {
      throw StoreError.outdatedSchema(path, found: version, expected: supported)
    }
    let applied = try checksums(in: database)
    for migration in migrations.prefix(version) {
      guard let found = applied[migration.version] else {
        throw StoreError.missingMigration(path, version: migration.version)
      }
      guard found == migration.checksum else {
        throw StoreError.changedMigration(path, version: migration.version, name: migration.name)
      }
    }
  }

  /// The migrations that the file does not have yet.
  func pending(in database: Database) throws -> ArraySlice<Migration> {
    migrations.dropFirst(try integer("PRAGMA user_version", in: database))
  }

  // MARK: Application

  /// Makes the schema of an empty file, in one transaction: it has the whole schema or none.
  func create(in database: Database, at moment: Timestamp) throws {
    try database.inTransaction(.immediate) {
      // Another process may have been faster.
      guard try integer("PRAGMA application_id", in: database) == 0 else { return .commit }
      for migration in migrations {
        try apply(migration, in: database, at: moment)
      }
      return .commit
    }
  }

  /// Applies what the file does not have yet, each migration in a transaction of its own. Gives those applied.
  func migrate(_ database: Database, path: String, at moment: Timestamp) throws -> [Migration] {
    var applied: [Migration] = []
    // A migration that makes a table anew drops the old one, which must not delete what refers to it. The setting has no
    // effect inside a transaction.
    try database.execute(sql: "PRAGMA foreign_keys = OFF")
    defer { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
    while try !pending(in: database).isEmpty {
      try database.inTransaction(.immediate) {
        // Another process may have been faster.
        guard let migration = try pending(in: database).first else { return .commit }
        try apply(migration, in: database, at: moment)
        if let broken = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") {
          throw StoreError.brokenRule(
            path, rule: "migration \(migration.version) leaves a row of \(broken[0] as String) without its parent")
        }
        applied.append(migration)
        return .commit
      }
    }
    return applied
  }

  private func apply(_ migration: Migration, in database: Database, at moment: Timestamp) throws {
    try database.execute(sql: String(decoding: migration.sql, as: UTF8.self))
    var record = try PreparedStatement(
      "INSERT INTO schema_migration (version, name, checksum, applied) VALUES (?, ?, ?, ?)", in: database)
    record.bind(migration.version)
    record.bind(migration.name)
    record.bind(blob: migration.checksum)
    record.bind(moment)
    try record.run()
    // Parameters have no place in a PRAGMA; both are this program's own numbers.
    try database.execute(
      sql: "PRAGMA application_id = \(Self.applicationID); PRAGMA user_version = \(migration.version)")
  }

  private func checksums(in database: Database) throws -> [Int: [UInt8]] {
    var checksums: [Int: [UInt8]] = [:]
    var statement = try PreparedStatement("SELECT version, checksum FROM schema_migration", in: database)
    try statement.forEachRow { checksums[$0.integer(0)] = $0.blob(1) }
    return checksums
  }

  private func integer(_ sql: String, in database: Database) throws -> Int {
    try Int.fetchOne(database, sql: sql) ?? 0
  }
}

extension Migration {
  /// What the text of a released migration is known by.
  var checksum: [UInt8] { Array(SHA256.hash(data: sql)) }
}
