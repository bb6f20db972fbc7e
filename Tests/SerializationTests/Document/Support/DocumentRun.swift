import OrderedCollections
import TestSupport
import WorkflowEngine
import WorkflowModel
import WorkflowPython
import WorkflowScripting
import WorkflowSerialization

/// A running instance that documents are made of.
final class DocumentRun {
  static let environment = [
    EnvironmentModule(
      name: "services.py",
      source: """
        def call_service(task_data, operation_name, operation_params):
            return operation_params["left"]["value"] + 1

        """)
  ]

  let instance: WorkflowInstance
  private let model: DocumentModel
  private let clock: TestClock
  private var records: [InstanceChanges] = []
  private var history = InstanceHistory(saves: [])
  private var revision: Int

  /// Starts an instance; nothing runs.
  init(_ model: DocumentModel, data: DataDictionary) throws {
    self.model = model
    clock = TestClock()
    let identifiers = CountingIdentifiers()
    instance = WorkflowInstance(
      starting: model.definition, data: TaskData(data), scripts: try Self.engine(clock), clock: clock,
      makeIdentifier: { identifiers.next() })
    revision = 0
    instance.serviceMode = .record
  }

  /// Makes an instance of a document again.
  init(_ document: InstanceDocument) throws {
    model = try DocumentModel(document.specs[0])
    clock = TestClock(document.head.updated)
    let identifiers = CountingIdentifiers()
    for _ in document.state.tasks { _ = identifiers.next() }
    instance = try WorkflowInstance(
      restoring: document.state, of: model.definition, scripts: try Self.engine(clock), clock: clock,
      makeIdentifier: { identifiers.next() })
    revision = document.head.revision
    history = document.history
    records = [
      InstanceChanges(
        instance: document.state.instance, scopes: document.state.scopes, tasks: document.state.tasks,
        versions: document.state.versions, removedTasks: [])
    ]
    instance.serviceMode = .record
  }

  private static func engine(_ clock: TestClock) throws -> RestrictedEngine {
    try RestrictedEngine(host: ScriptHost(clock: clock, seed: 1) { _ in }, environment: environment)
  }

  /// Saves the instance.
  ///
  /// - Returns: all that there is of it then.
  func document() -> InstanceDocument {
    let changes = instance.takeChanges()
    records.append(changes)
    revision += 1
    let save = HistorySave(
      revision: revision, formerStamp: history.saves.last?.save.lastStamp, lastStamp: changes.instance.lastStamp,
      user: "ann", engine: "restricted")
    history.saves.append(InstanceHistory.Save(save, events: changes.events))
    return InstanceDocument(
      head: InstanceDocument.Head(
        id: Identifier(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C_0D0E_0F10), spec: model.spec.id,
        engine: "restricted", seed: 0x00FF_00FF_00FF_00FF, revision: revision,
        created: TestClock().now(), updated: clock.now()),
      specs: [model.spec],
      environment: Self.environment.map { InstanceDocument.Module(name: $0.name, source: $0.source) }, state: state,
      retired: [], subscriptions: instance.subscriptions(),
      sentMessages: records.flatMap(\.sentMessages).map { InstanceDocument.Message(content: $0, sent: clock.now()) },
      keptMessages: [], migrations: [], history: history)
  }

  private var state: InstanceState {
    var scopes: [Int: ScopeRecord] = [:]
    var tasks: [Int: TaskRecord] = [:]
    for changes in records {
      for scope in changes.scopes { scopes[scope.number] = scope }
      for task in changes.tasks { tasks[task.number] = task }
    }
    return InstanceState(
      instance: records[records.count - 1].instance, scopes: scopes.values.sorted { $0.number < $1.number },
      tasks: tasks.values.sorted { $0.number < $1.number }, versions: records.flatMap(\.versions))
  }

  // MARK: Driving

  /// Runs task by task until one of an element's type stands open.
  ///
  /// - Returns: whether one does.
  func run(to type: ElementType) -> Bool {
    for _ in 0..<100 {
      if instance.activeTasks().contains(where: { $0.element?.type == type }) { return true }
      guard instance.run(limit: 1) > 0 else { break }
    }
    return instance.activeTasks().contains { $0.element?.type == type }
  }

  /// Does one of the things that can be done, and runs the instance as far as it goes.
  ///
  /// - Returns: whether there was something to do.
  func advance(_ choose: (Int) -> Int = { _ in 0 }) throws -> Bool {
    if instance.run() > 0 { return true }
    var choices: [() throws -> Void] = []
    for task in instance.activeTasks() where task.state == .ready && task.isManual {
      choices.append { [instance] in try instance.complete(.id(task.id), data: ["done_\(task.spec)": true]) }
    }
    for message in instance.subscriptions().flatMap(\.messages) {
      choices.append { [instance] in
        try instance.catchEvent(.message(name: message.name, payload: 7, correlation: [:]))
      }
    }
    if model.spec.process == "signal" {
      choices.append { [instance] in try instance.catchEvent(.signal(name: "alarm", payload: nil)) }
    } else if instance.activeTasks().contains(where: { $0.state == .waiting || $0.state == .started }) {
      choices.append { [clock] in clock.advance(bySeconds: 3600) }
    }
    guard instance.status != .completed, instance.status != .error, !choices.isEmpty else { return false }
    try choices[choose(choices.count)]()
    return true
  }

  /// Does what can be done, first things first, until the end.
  func finish() throws {
    instance.serviceMode = .call
    for _ in 0..<100 {
      guard try advance() else { break }
    }
  }

  /// What can be seen of the instance.
  var picture: [String] {
    ["\(instance.status) \(instance.data.elements)"]
      + instance.tasks().map { "\($0.id) \($0.spec) \($0.state) \($0.lastStateChange) \($0.data.variables.elements)" }
  }
}
