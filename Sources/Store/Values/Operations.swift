public import WorkflowEngine
public import WorkflowModel

/// How a store is opened.
public enum StoreMode: Sendable, Hashable {
  /// To read only. The file must exist.
  case readOnly
  /// To read and write. A missing file is made where `create` says so.
  case readWrite(create: Bool)

  var canWrite: Bool { self != .readOnly }
  var canCreate: Bool { self == .readWrite(create: true) }
}

/// Which schemas are accepted when a store is opened.
public enum SchemaRequirement: Sendable, Hashable {
  /// This program's.
  case current
  /// Older ones too, to ask for the status or to migrate.
  case any
}

/// The database in figures.
public struct StoreStatus: Sendable, Hashable {
  /// The file's path.
  public let path: String
  /// The length of the database in bytes, without its write-ahead log.
  public let fileBytes: Int
  /// The length of the write-ahead log in bytes.
  public let walBytes: Int
  /// How many bytes of the file are free to be used again.
  public let freeBytes: Int
  /// The version of the schema.
  public let schemaVersion: Int
  /// The newest version that this program knows.
  public let supportedSchemaVersion: Int
  /// SQLite's journal mode: `wal`.
  public let journalMode: String
  /// SQLite's setting `synchronous`: `full`, so that what is committed survives a loss of power.
  public let synchronous: String
  /// How many specifications there are.
  public let specs: Int
  /// How many different files of models and environments there are.
  public let files: Int
  /// How many instances there are, by status.
  public let instances: [InstanceStatus: Int]
  /// How many instances are worked on under a lease. Those count that have expired and nobody has taken away.
  public let leases: Int
  /// From when on the first of those instances could go on that can by themselves; nil where none can.
  public let oldestDue: Timestamp?
  /// How many messages wait for somebody who fits.
  public let waitingMessages: Int
  /// How many messages and signals are kept for instances that could not run.
  public let keptMessages: Int
  /// How many signals have not reached everybody yet.
  public let signals: Int
}

/// Something wrong in the store.
public struct StoreProblem: Sendable, Hashable {
  /// What kind of problem it is.
  public let code: String
  /// What is wrong and where, in one line.
  public let message: String
  /// The instance that it is about, where it is about one.
  public let instance: Identifier?
}

/// What was found in a store.
public struct StoreExamination: Sendable, Hashable {
  /// What is wrong; nothing in a sound store.
  public let problems: [StoreProblem]
  /// The instances that can be read as they were saved, those stored first first: they can be exported, though the
  /// structure of the file be damaged elsewhere.
  public let readableInstances: [Identifier]
}

/// A step of the schema's history.
public struct SchemaMigration: Sendable, Hashable {
  /// Its number, from 1.
  public let version: Int
  /// What it is about.
  public let name: String
  /// What the text of the released migration is known by: its SHA-256 in hexadecimal digits. A store keeps it of each
  /// migration that it was made with.
  public let checksum: String
}
