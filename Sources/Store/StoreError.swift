public import WorkflowModel

/// Why the store did not do what it was asked for. Whatever the error, the store is as it was before.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The name that programs compare.
    public let rawValue: String

    /// The code of this name.
    public init(rawValue: String) { self.rawValue = rawValue }
  }

  /// What a caller can do about it.
  public enum Category: Sendable, Hashable, CaseIterable {
    /// What was named is not there.
    case notFound
    /// The input, or the content of the store, cannot be used.
    case badInput
    /// The store cannot be written.
    case unwritable
    /// Somebody else holds it, or was faster: try again.
    case busy

    /// The exit status of a command that fails so (`sysexits.h`).
    public var exitStatus: Int32 {
      switch self {
      case .notFound: 66
      case .badInput: 65
      case .unwritable: 73
      case .busy: 75
      }
    }
  }

  /// What kind of failure it is.
  public let code: Code
  /// What a caller can do about it.
  public let category: Category
  /// What was expected, what is there and where, in one line.
  public let message: String
  /// The instance that it is about, where it is about one.
  public let instance: Identifier?

  /// An error of these parts.
  public init(code: Code, category: Category, message: String, instance: Identifier? = nil) {
    self.code = code
    self.category = category
    self.message = message
    self.instance = instance
  }

  /// The message.
  public var description: String { message }
}

extension StoreError.Code {
  /// There is no file at the store's path.
  public static let noSuchStore = Self(rawValue: "no_such_store")
  /// No specification has this id.
  public static let noSuchSpec = Self(rawValue: "no_such_spec")
  /// No instance has this id.
  public static let noSuchInstance = Self(rawValue: "no_such_instance")
  /// Several ids begin like this.
  public static let ambiguousReference = Self(rawValue: "ambiguous_reference")
  /// Instances need the specification that is to be deleted.
  public static let specInUse = Self(rawValue: "spec_in_use")
  /// A page's cursor that no page of the list gave.
  public static let badCursor = Self(rawValue: "bad_cursor")
  /// No specification is of the process.
  public static let noSuchProcess = Self(rawValue: "no_such_process")
  /// The process has no index of this path.
  public static let noSuchIndex = Self(rawValue: "no_such_index")
  /// Something that leads to no value of data.
  public static let badPath = Self(rawValue: "bad_path")
  /// There is a folder at the store's path.
  public static let storeIsDirectory = Self(rawValue: "store_is_directory")
  /// The file is something else than a store.
  public static let notAStore = Self(rawValue: "not_a_store")
  /// The store was written by a newer version of the program.
  public static let newerSchema = Self(rawValue: "newer_schema")
  /// The store's schema must be migrated before it can be used.
  public static let outdatedSchema = Self(rawValue: "outdated_schema")
  /// A migration that the store has applied is not the one that this program has.
  public static let changedMigration = Self(rawValue: "changed_migration")
  /// What the store holds contradicts itself.
  public static let damagedStore = Self(rawValue: "damaged_store")
  /// The file, or its folder, cannot be written or opened.
  public static let unwritableStore = Self(rawValue: "unwritable_store")
  /// There is a file already where a backup is to go.
  public static let backupExists = Self(rawValue: "backup_exists")
  /// There is no room left.
  public static let storeFull = Self(rawValue: "store_full")
  /// Somebody else held the store for longer than the time to wait.
  public static let storeBusy = Self(rawValue: "store_busy")
  /// The instance has been saved by somebody else since it was loaded.
  public static let staleRevision = Self(rawValue: "stale_revision")
  /// Somebody else works on the instance.
  public static let leased = Self(rawValue: "leased")
  /// The lease of the instance was taken away: it had expired.
  public static let leaseLost = Self(rawValue: "lease_lost")
  /// There is an instance with this id already.
  public static let instanceExists = Self(rawValue: "instance_exists")
  /// The instance is deleted, but its bytes could not be removed from the log yet.
  public static let erasureUnfinished = Self(rawValue: "erasure_unfinished")
  /// A value of the data cannot be written as JSON.
  public static let unsavableValue = Self(rawValue: "unsavable_value")
  /// A value is longer than the database can hold.
  public static let valueTooLarge = Self(rawValue: "value_too_large")
  /// The records to save break a rule of the schema.
  public static let brokenRule = Self(rawValue: "broken_rule")
  /// A statement of the application cannot be run.
  public static let badStatement = Self(rawValue: "bad_statement")
  /// A transaction was ended by an earlier error within it.
  public static let transactionEnded = Self(rawValue: "transaction_ended")
  /// The store has been closed.
  public static let storeClosed = Self(rawValue: "store_closed")
  /// Any other failure of the database.
  public static let storeFailure = Self(rawValue: "store_failure")
}
