public import WorkflowEngine
public import WorkflowModel
import WorkflowScripting
public import WorkflowSerialization

/// Instances that go to another store, or come from one.
extension WorkflowStore {
  /// All that is kept of an instance. What its tasks wait for is left out: that follows from the specification.
  ///
  /// - Throws: ``StoreError``: `no_such_instance`, `ambiguous_reference`, `damaged_store`.
  public func document(of stored: StoredInstance) throws(StoreError) -> InstanceDocument {
    try read { session in
      let summary = stored.summary
      let migrations = try migrations(of: summary.id).map { entry in
        InstanceDocument.Migration(
          from: entry.from, to: entry.to, moment: entry.moment, revision: entry.revision, undone: entry.undone,
          former: entry.former)
      }
      var specs: [InstanceDocument.Spec] = []
      for id in [summary.spec] + migrations.flatMap({ [$0.from, $0.to] })
      where !specs.contains(where: { $0.id == id }) {
        specs.append(InstanceDocument.Spec(try spec(id)))
      }
      return InstanceDocument(
        head: InstanceDocument.Head(
          id: summary.id, spec: summary.spec, engine: summary.engine, seed: stored.seed, revision: summary.revision,
          created: summary.created, updated: summary.updated),
        specs: specs,
        environment: stored.environment.map { InstanceDocument.Module(name: $0.name, source: $0.source) },
        state: stored.state, retired: stored.retired, subscriptions: [],
        sentMessages: try session.undeliveredMessages(sentBy: summary.id),
        keptMessages: try messages(for: summary.id).map {
          .init(content: $0.content, sent: $0.sent, isSignal: $0.isSignal)
        },
        migrations: migrations, history: try history(of: summary.id))
    }
  }

  /// Stores an instance as a document has it, with its revision and its moments, and the specifications that are not
  /// there yet.
  ///
  /// Its history is the document's. An instance with another identifier is another instance: that this one was made of
  /// the document is one more save.
  ///
  /// - Parameters:
  ///   - search: What it is found by.
  ///   - id: Its identifier here.
  ///   - user: Who has another instance made of it; nil where nobody is named.
  /// - Throws: ``StoreError``: `instance_exists`, `no_such_spec` where a specification is not what its id says,
  ///   `unsavable_value`, `broken_rule`.
  public func insert(
    _ document: InstanceDocument, search: SearchRecord, as id: Identifier, by user: String?, at moment: Timestamp
  ) throws(StoreError) {
    try write { session in
      for spec in document.specs { _ = try add(ModelPackage(spec), at: moment) }
      let state = document.state
      var (head, history) = (document.head, document.history)
      if id != head.id {
        head.revision += 1
        head.updated = moment
        history.saves.append(.imported(revision: head.revision, by: user, at: moment, after: state.instance.lastStamp))
      }
      try create(
        spec: head.spec, engine: head.engine,
        environment: document.environment.map { EnvironmentModule(name: $0.name, source: $0.source) }, seed: head.seed,
        at: head.created, id: id,
        changes: InstanceChanges(
          instance: state.instance, scopes: state.scopes, tasks: state.tasks, versions: state.versions,
          removedTasks: [], subscriptions: document.subscriptions, search: search))
      let key = try session.head(of: id).key
      try session.set(revision: head.revision, updated: head.updated, of: key)
      try session.replace(retired: document.retired, of: key)
      for message in document.sentMessages {
        try session.write(message.content, sentBy: key, id: id, at: message.sent)
      }
      for message in document.keptMessages {
        try session.write(
          message.content, isSignal: message.isSignal, sentBy: nil, for: key, id: id, at: message.sent)
        try session.makeDue(key, at: message.sent)
      }
      for migration in document.migrations { try session.insert(migration, of: key) }
      try replaceHistory(of: id, by: history)
    }
  }
}

extension InstanceHistory.Save {
  /// The save that makes another instance of a document: no task changes in it.
  fileprivate static func imported(
    revision: Int, by user: String?, at moment: Timestamp, after stamp: Timestamp
  ) -> InstanceHistory.Save {
    let save = HistorySave(revision: revision, formerStamp: stamp, lastStamp: stamp, user: user, engine: nil)
    let next = Timestamp(microseconds: stamp.microseconds + 1)
    return InstanceHistory.Save(save, events: [HistoryEvent(.imported, at: max(moment, next))])
  }
}

// MARK: Specifications

extension InstanceDocument.Spec {
  fileprivate init(_ spec: StoredSpec) {
    let root: Root =
      switch spec.root {
      case .process: .process
      case .collaboration: .collaboration
      }
    self.init(
      id: spec.id, root: root, process: spec.root.id, dialect: spec.dialect,
      files: spec.sources.map { source in
        let kind: InstanceDocument.File.Kind =
          switch source.kind {
          case .bpmn: .bpmn
          case .dmn: .dmn
          case .form: .form
          case .spiff: .spiff
          }
        return InstanceDocument.File(kind: kind, name: source.name, bytes: source.bytes)
      })
  }
}

extension ModelPackage {
  /// The model of a specification in a document.
  package init(_ spec: InstanceDocument.Spec) {
    self.init(
      root: spec.root == .process ? .process(spec.process) : .collaboration(spec.process), dialect: spec.dialect,
      sources: spec.files.map { file in
        let kind: ModelSource.Kind =
          switch file.kind {
          case .bpmn: .bpmn
          case .dmn: .dmn
          case .form: .form
          case .spiff: .spiff
          }
        return ModelSource(kind: kind, name: file.name, bytes: file.bytes)
      })
  }

  /// The id of the specification that it makes.
  package var id: String { Hexadecimal.text(hash(of: distinctSources)) }
}

// MARK: Rows

extension Session {
  /// The messages of an instance that nobody has taken, and that are kept for nobody: on their way, or waiting.
  fileprivate func undeliveredMessages(sentBy id: Identifier) throws -> [InstanceDocument.Message] {
    guard let key = try instanceKey(of: id) else { throw StoreError.noSuchInstance("\(id)", id: id) }
    var messages: [InstanceDocument.Message] = []
    var select = try prepare(
      "\(Session.messages) WHERE message.sender = ? AND message.receiver IS NULL ORDER BY message.id")
    select.bind(key)
    try select.forEachRow { row in
      let message = try message(row)
      messages.append(InstanceDocument.Message(content: message.content, sent: message.sent))
    }
    return messages
  }

  fileprivate func set(revision: Int, updated: Timestamp, of instance: Int) throws {
    var update = try prepare("UPDATE instance SET revision = ?, updated = ? WHERE id = ?")
    update.bind(revision)
    update.bind(updated)
    update.bind(instance)
    try update.run()
  }

  fileprivate func insert(_ migration: InstanceDocument.Migration, of instance: Int) throws {
    guard let from = try specIdentity(id: migration.from) else { throw StoreError.noSuchSpec(migration.from) }
    guard let to = try specIdentity(id: migration.to) else { throw StoreError.noSuchSpec(migration.to) }
    try insertMigration(
      of: instance, from: from.key, to: to.key, at: migration.moment, revision: migration.revision,
      undone: migration.undone, former: migration.former)
  }
}
