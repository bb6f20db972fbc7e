package import WorkflowEngine
package import WorkflowModel

/// All that there is of an instance, as one document: `docs/format.md` describes it.
///
/// The document of an instance is the same to the byte wherever and whenever it is written, as long as the instance is
/// the same. In reading nothing is trusted: what is missing, too much, or contradicts something else is an error with
/// its path.
public struct InstanceDocument: Sendable {
  /// What the member `format` says.
  package static let format = "wfstore"
  /// The version that is written, and that documents are brought up to.
  package static let currentVersion = DocumentMigration.currentVersion(after: DocumentMigration.all)
  /// How long a document may be.
  package static let maximumBytes = 1 << 30
  /// How deeply its values may be nested: as deeply as those of rows, which stand up to eight levels deeper here.
  static let maximumDepth = 1032
  /// How many digits an integer may have: as many as in rows.
  static let maximumDigits = 400_000

  /// What is kept of the instance as a whole, beside ``state``.
  package var head: Head
  /// The specifications that it needs: its own, and those that its migrations name.
  package var specs: [Spec]
  /// The environment modules that it ran with last, in their order.
  package var environment: [Module]
  /// Its scopes, tasks and data.
  package var state: InstanceState
  /// What it has finished tasks of, and its specification no longer has.
  package var retired: [RetiredElement]
  /// The messages that its tasks wait for.
  package var subscriptions: [SubscriptionRecord]
  /// The messages that it has sent and that nobody has taken, in the order in which they were sent.
  package var sentMessages: [Message]
  /// The messages that are kept for it, in the order in which they were sent.
  package var keptMessages: [Message]
  /// Its migrations, the first one first.
  package var migrations: [Migration]
  /// Its saves with what happened in them, as far back as they are kept.
  package var history: InstanceHistory

  package init(
    head: Head, specs: [Spec], environment: [Module], state: InstanceState, retired: [RetiredElement],
    subscriptions: [SubscriptionRecord], sentMessages: [Message], keptMessages: [Message], migrations: [Migration],
    history: InstanceHistory
  ) {
    self.head = head
    self.specs = specs
    self.environment = environment
    self.state = state
    self.retired = retired
    self.subscriptions = subscriptions
    self.sentMessages = sentMessages
    self.keptMessages = keptMessages
    self.migrations = migrations
    self.history = history
  }
}

extension InstanceDocument {
  /// What is kept of an instance as a whole, and does not follow from its tasks.
  package struct Head: Sendable, Hashable {
    /// Its identifier.
    package var id: Identifier
    /// The id of its specification.
    package var spec: String
    /// The script engine that it ran with last.
    package var engine: String
    /// The seed of its random numbers and identifiers.
    package var seed: UInt64
    /// How often it has been saved with a change, from 1.
    package var revision: Int
    /// When it was started.
    package var created: Timestamp
    /// When it was last saved with a change.
    package var updated: Timestamp

    package init(
      id: Identifier, spec: String, engine: String, seed: UInt64, revision: Int, created: Timestamp, updated: Timestamp
    ) {
      self.id = id
      self.spec = spec
      self.engine = engine
      self.seed = seed
      self.revision = revision
      self.created = created
      self.updated = updated
    }
  }

  /// A specification with its files.
  package struct Spec: Sendable, Hashable {
    /// What a specification begins with.
    package enum Root: String, Sendable, CaseIterable {
      case process, collaboration
    }

    /// Its id, a digest over root, dialect and files.
    package var id: String
    /// Whether it begins with a process or a collaboration.
    package var root: Root
    /// The id of that.
    package var process: String
    /// Which extensions of BPMN it uses.
    package var dialect: Dialect
    /// Its files, in any order.
    package var files: [File]

    package init(id: String, root: Root, process: String, dialect: Dialect, files: [File]) {
      self.id = id
      self.root = root
      self.process = process
      self.dialect = dialect
      self.files = files
    }
  }

  /// A file of a specification.
  package struct File: Sendable, Hashable {
    /// What a file holds.
    package enum Kind: String, Sendable, CaseIterable {
      case bpmn, dmn, form, spiff
    }

    /// What it holds.
    package var kind: Kind
    /// Its name.
    package var name: String
    /// Its content.
    package var bytes: [UInt8]

    package init(kind: Kind, name: String, bytes: [UInt8]) {
      self.kind = kind
      self.name = name
      self.bytes = bytes
    }
  }

  /// An environment module.
  package struct Module: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Its text.
    package var source: String

    package init(name: String, source: String) {
      self.name = name
      self.source = source
    }
  }

  /// A message on its way.
  package struct Message: Sendable, Hashable {
    /// What was sent.
    package var content: SentMessage
    /// When it was sent.
    package var sent: Timestamp
    /// Whether it is a signal, which is only kept.
    package var isSignal: Bool

    package init(content: SentMessage, sent: Timestamp, isSignal: Bool = false) {
      self.content = content
      self.sent = sent
      self.isSignal = isSignal
    }
  }

  /// An entry of the journal: the instance was moved from one specification to another.
  package struct Migration: Sendable {
    /// The id of the specification that it was of.
    package var from: String
    /// The id of the one that it was moved to.
    package var to: String
    /// When that was.
    package var moment: Timestamp
    /// The instance's revision that it made.
    package var revision: Int
    /// When it was undone; nil where it was not.
    package var undone: Timestamp?
    /// What it takes to undo it; nil where that is done.
    package var former: FormerRecords?

    package init(
      from: String, to: String, moment: Timestamp, revision: Int, undone: Timestamp?, former: FormerRecords?
    ) {
      self.from = from
      self.to = to
      self.moment = moment
      self.revision = revision
      self.undone = undone
      self.former = former
    }
  }
}
