import WorkflowEngine
import WorkflowModel
import WorkflowSerialization
import WorkflowStore

extension WorkflowRuntime {
  /// Stores a document of SpiffWorkflow's serialization as an instance, with what it runs as its specification.
  ///
  /// Nothing runs; the messages that the instance has sent are on their way. Documents of the versions 1.0 to 1.5 are read.
  ///
  /// - Parameter name: what the document is called in messages.
  /// - Throws: `JSONError`, `SpiffError`; nothing is stored then.
  public func importSpiff(_ bytes: [UInt8], name: String) throws -> InstanceView {
    let document = try SpiffDocument(bytes)
    let source = ModelSource(kind: .spiff, name: name, bytes: try document.source())
    let spec = try SpiffDocument.spec(from: source.bytes, file: name)
    let definition = try WorkflowDefinition(spec)
    let state = try document.state(of: definition)
    let messages = try document.sentMessages()
    let instance = try WorkflowInstance(
      restoring: state, of: definition, scripts: IdleEngine(), clock: clock, makeIdentifier: makeIdentifier)
    try settings.secrets.refusePlainSecrets(in: state)
    var record = state.instance
    (record.status, record.error, record.due) = (instance.status, instance.error, instance.due)
    instance.note(.imported, name: name)
    let events = instance.takeChanges().events
    return try store.transaction {
      let added = try store.add(
        ModelPackage(root: ModelRoot(spec.root), dialect: spec.dialect, sources: [source]), at: clock.now())
      let stored = try store.create(
        spec: added.id, engine: EngineRegistry.defaultName, environment: [], seed: UInt64.random(in: .min ... .max),
        by: user, at: clock.now(), id: makeIdentifier(),
        changes: InstanceChanges(
          instance: record, scopes: state.scopes, tasks: state.tasks, versions: state.versions, removedTasks: [],
          subscriptions: instance.subscriptions(), sentMessages: messages, events: events,
          search: instance.searchRecord()))
      return InstanceView(stored.summary, instance, .active)
    }
  }

  /// An instance as a document of SpiffWorkflow's serialization, version 1.5.
  ///
  /// - Throws: `SpiffError` where it holds what SpiffWorkflow does not have.
  public func exportSpiff(_ reference: String) throws -> [UInt8] {
    try store.transaction {
      let stored = try store.load(reference)
      // Checks the records, too.
      let instance = try restore(stored, IdleEngine())
      return try SpiffExport(of: stored.state, instance.definition).bytes()
    }
  }
}

extension ModelRoot {
  fileprivate init(_ root: WorkflowSpec.Root) {
    switch root {
    case .process(let id): self = .process(id)
    case .collaboration(let id, _): self = .collaboration(id)
    }
  }
}
