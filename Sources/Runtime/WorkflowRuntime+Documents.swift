import OrderedCollections
import WorkflowEngine
import WorkflowModel
import WorkflowScripting
import WorkflowSerialization
import WorkflowStore

/// How a document is imported.
public struct ImportRequest: Sendable {
  /// What the document is called in messages, and as a source of SpiffWorkflow's.
  public var name: String
  /// Whether the instance gets an identifier of its own, and is another one than that in the document.
  public var givesNewIdentifier = false
  /// Whether warnings are errors.
  public var isStrict = false

  /// An import of the document that is called `name`.
  public init(name: String) {
    self.name = name
  }
}

/// What came of an import.
public struct ImportedInstance: Sendable {
  /// The instance as it is in the store.
  public let view: InstanceView
  /// Whether it was stored; false where the same instance was there already and nothing was changed.
  public let isNew: Bool
  /// What the instance needs to go on and is not here.
  public let warnings: [ImportWarning]
}

extension WorkflowRuntime {
  /// An instance with all that it needs, as a document of our own: `docs/format.md` describes it.
  ///
  /// - Parameter withIntegrity: whether the document has digests of its parts: then it is a bundle.
  /// - Throws: `DocumentError` where a value cannot be written; `StoreError`.
  public func export(_ reference: String, withIntegrity: Bool = true) throws -> [UInt8] {
    try store.transaction { try document(of: store.load(reference)).bytes(withIntegrity: withIntegrity) }
  }

  /// Stores the instance of a document: of ours, with its identifier and revision, or of SpiffWorkflow's serialization.
  ///
  /// Nothing runs. Where the same instance is there already, nothing is changed.
  ///
  /// - Throws: `JSONError`, `DocumentError`, `SpiffError` with the place in the document; ``RuntimeError`` with the code
  ///   `instance_differs` where an instance with the identifier is there and is not the same, or `import_warnings`. Nothing
  ///   is stored then.
  public func importInstance(_ bytes: [UInt8], _ request: ImportRequest) throws -> ImportedInstance {
    let value = try InstanceDocument.value(of: bytes)
    if SpiffDocument.canBe(value) {
      return ImportedInstance(view: try importSpiff(bytes, name: request.name), isNew: true, warnings: [])
    }
    return try store(InstanceDocument(value), request)
  }

  private func document(of stored: StoredInstance) throws -> InstanceDocument {
    // Checks the records, too.
    let instance = try restore(stored, IdleEngine())
    var document = try store.document(of: stored)
    document.subscriptions = instance.subscriptions()
    document.state.instance.status = instance.status
    document.state.instance.error = instance.error
    return document
  }

  private func store(_ document: InstanceDocument, _ request: ImportRequest) throws -> ImportedInstance {
    let instance = try instance(of: document)
    try settings.secrets.refusePlainSecrets(in: document.state)
    for message in document.sentMessages + document.keptMessages {
      try settings.secrets.refusePlainSecrets(in: message.content)
    }
    let warnings = ImportWarnings(self).warnings(for: document, instance)
    if request.isStrict, !warnings.isEmpty { throw RuntimeError.refused(warnings) }
    let id = request.givesNewIdentifier ? makeIdentifier() : document.head.id
    return try store.transaction {
      if let stored = try storedInstance(id) {
        let differences = try self.document(of: stored).differences(to: document)
        guard differences.isEmpty else { throw RuntimeError.instanceDiffers(id, in: differences) }
        return ImportedInstance(view: try view("\(id)"), isNew: false, warnings: warnings)
      }
      var document = document
      document.state.instance.due = instance.due
      try store.insert(document, search: instance.searchRecord(), as: id, by: user, at: clock.now())
      return ImportedInstance(view: try view("\(id)"), isNew: true, warnings: warnings)
    }
  }

  private func storedInstance(_ id: Identifier) throws(StoreError) -> StoredInstance? {
    do throws(StoreError) {
      return try store.load(id)
    } catch {
      guard error.code == .noSuchInstance else { throw error }
      return nil
    }
  }

  // MARK: Checks

  /// The instance of a document, made again: whatever does not fit its specification is an error.
  private func instance(of document: InstanceDocument) throws -> WorkflowInstance {
    var definition: WorkflowDefinition?
    for (index, spec) in document.specs.enumerated() {
      let package = ModelPackage(spec)
      let path = DataPath([.key("specs"), .index(index)])
      guard package.id == spec.id else {
        throw DocumentError(
          .damaged, "the specification is damaged: expected the digest \(spec.id), found \(package.id)", at: path)
      }
      let parsed = try WorkflowDefinition(
        parse(ModelFiles(root: package.root, dialect: package.dialect, sources: package.sources)))
      if index == 0 { definition = parsed }
    }
    guard var definition else { throw DocumentError(.document, "there is no specification") }
    if !document.retired.isEmpty {
      definition = try WorkflowDefinition(definition.spec, retired: document.retired)
    }
    let instance: WorkflowInstance
    do throws(EngineError) {
      instance = try restore(document.state, definition, IdleEngine())
    } catch {
      throw DocumentError(.document, error.message)
    }
    try checkDerivedParts(of: document, instance)
    return instance
  }

  /// What follows from the tasks must be what the document says.
  private func checkDerivedParts(of document: InstanceDocument, _ instance: WorkflowInstance) throws(DocumentError) {
    let path = DataPath([.key("instance")])
    let record = document.state.instance
    guard instance.status == record.status else {
      throw DocumentError(
        .document, "expected \(instance.status.rawValue), which the tasks say, found \(record.status.rawValue)",
        at: path.appending(.key("status")))
    }
    guard instance.error == record.error else {
      throw DocumentError(
        .document, "expected the error of the task that failed first", at: path.appending(.key("error")))
    }
    let subscriptions = instance.subscriptions()
    guard subscriptions == document.subscriptions else {
      let count = zip(subscriptions, document.subscriptions).prefix { $0 == $1 }.count
      throw DocumentError(
        .document, "expected the messages that the tasks wait for",
        at: DataPath([.key("subscriptions"), .index(count)]))
    }
  }
}
