public import WorkflowModel

/// What the instances of a specification begin with: a process or a collaboration.
public enum ModelRoot: Sendable, Hashable {
  /// The process with this id.
  case process(String)
  /// The collaboration with this id.
  case collaboration(String)

  /// The id of the process or collaboration.
  public var id: String {
    switch self {
    case .process(let id), .collaboration(let id): id
    }
  }
}

/// A file of a model, as it was given.
public struct ModelSource: Sendable, Hashable {
  /// What the file holds.
  public enum Kind: String, Sendable, CaseIterable {
    /// Processes and collaborations.
    case bpmn
    /// Decisions.
    case dmn
    /// A form, a JSON Schema, which models know by its file's name.
    case form
    /// The process specs of a document of SpiffWorkflow's serialization, which has no files of its own.
    case spiff
  }

  /// What the file holds.
  public var kind: Kind
  /// The file's name, for messages.
  public var name: String
  /// The file's content.
  public var bytes: [UInt8]

  /// A source of these parts.
  public init(kind: Kind, name: String, bytes: [UInt8]) {
    self.kind = kind
    self.name = name
    self.bytes = bytes
  }
}

/// A model to add: a root and the files that it needs.
public struct ModelPackage: Sendable, Hashable {
  /// What its instances begin with.
  public var root: ModelRoot
  /// Which extensions of BPMN it uses.
  public var dialect: Dialect
  /// Its files. Their order is no part of its identity, nor are their names but for those of forms, and a file that is
  /// given twice is kept once.
  public var sources: [ModelSource]

  /// A package of these parts.
  public init(root: ModelRoot, dialect: Dialect, sources: [ModelSource]) {
    self.root = root
    self.dialect = dialect
    self.sources = sources
  }
}

/// What came of adding a model.
public struct AddedSpec: Sendable, Hashable {
  /// The specification's id: 64 hexadecimal digits, a hash over its root, dialect and files.
  public let id: String
  /// The id of its root.
  public let process: String
  /// Its number among the specifications of the same root, from 1.
  public let version: Int
  /// Whether it is new; false where the same model was there already and nothing was stored.
  public let created: Bool
}

/// A specification as a list shows it.
public struct SpecSummary: Sendable, Hashable {
  /// Its id: 64 hexadecimal digits, a hash over its root, dialect and files.
  public let id: String
  /// What its instances begin with.
  public let root: ModelRoot
  /// Its number among the specifications of the same root, from 1.
  public let version: Int
  /// Which extensions of BPMN it uses.
  public let dialect: Dialect
  /// When it was added.
  public let created: Timestamp
  /// Its files, in the order in which they were given.
  public let files: [SpecFile]
  /// How many instances it has.
  public let instances: Int

  /// The id of its root.
  public var process: String { root.id }
}

/// A file of a specification, without its content.
public struct SpecFile: Sendable, Hashable {
  /// What the file holds.
  public let kind: ModelSource.Kind
  /// The file's name.
  public let name: String
  /// Its length in bytes.
  public let size: Int
}

/// A specification with its files.
public struct StoredSpec: Sendable, Hashable {
  /// Its id: 64 hexadecimal digits, a hash over its root, dialect and files.
  public let id: String
  /// What its instances begin with.
  public let root: ModelRoot
  /// Its number among the specifications of the same root, from 1.
  public let version: Int
  /// Which extensions of BPMN it uses.
  public let dialect: Dialect
  /// When it was added.
  public let created: Timestamp
  /// Its files, in the order in which they were given.
  public let sources: [ModelSource]

  /// The id of its root.
  public var process: String { root.id }
}
