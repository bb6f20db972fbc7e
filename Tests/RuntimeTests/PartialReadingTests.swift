import OrderedCollections
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel
import WorkflowParsing
import WorkflowPython
import WorkflowRuntime
import WorkflowScripting
import WorkflowStore

/// Instances of which a step reads only what it looks at.
@Suite("reading a part of a stored instance")
struct PartialReadingTests {
  @Test(
    "a step of a random process leaves the records that it leaves where all were read",
    arguments: [UInt64.random(in: 0...UInt64.max)] + Array(1...8))
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var next = 0
    let block = Block.random(depth: 3, &next, &generator)
    var pair = try StepPair(model: BlockModel.text(of: block))
    for step in 0..<40 {
      let isOver = try pair.step(&generator)
      #expect(try pair.difference() == nil, "seed \(seed), step \(step):\n\(BlockModel.text(of: block))")
      if isOver { break }
    }
    #expect(try pair.problems() == [], "seed \(seed)")
  }

  @Test("an instance without places is read whole, and has them when it is saved next")
  func former() throws {
    let desk = try Desk()
    let runtime = try desk.runtime()
    let started = try runtime.start(spec: runtime.add(StepPair.files(Self.rounds)).spec.id)
    let reference = "\(started.summary.id)"
    try runtime.file.forgetPlaces(of: reference)
    #expect(try runtime.store.transaction { try runtime.store.open(reference) }.isInPart == false)
    _ = try runtime.resume(reference, .complete("more"))
    #expect(try runtime.store.transaction { try runtime.store.open(reference) }.isInPart)
    #expect(try runtime.store.check() == [])
  }

  /// Asks again and again.
  private static let rounds = """
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="tests">
      <process id="generated" isExecutable="true">
        <startEvent id="begin" />
        <userTask id="more" />
        <sequenceFlow id="first" sourceRef="begin" targetRef="more" />
        <sequenceFlow id="again" sourceRef="more" targetRef="more" />
      </process>
    </definitions>
    """
}

extension PartialReadingTests {
  @Test("what a step reads does not grow with the tasks that are over")
  func constant() throws {
    let desk = try Desk()
    let runtime = try desk.runtime()
    let started = try runtime.start(spec: runtime.add(StepPair.files(Self.rounds)).spec.id)
    let reference = "\(started.summary.id)"
    let definition = try StepPair.definition(Self.rounds)
    func reads() throws -> Int {
      try runtime.store.transaction {
        guard case .inPart(let source) = try runtime.store.open(reference).records else { return .max }
        let counting = CountingSource(source)
        let instance = try StepPair.instance(reading: counting, definition)
        try instance.complete(.element("more"))
        instance.run()
        _ = instance.takeChanges()
        try #require(instance.unreadable == nil)
        return counting.count
      }
    }
    func goOn(_ rounds: Int) throws {
      for _ in 0..<rounds { _ = try runtime.resume(reference, .complete("more", data: ["n": .integer(rounds)])) }
    }
    try goOn(5)
    let early = try reads()
    try goOn(200)
    // A version of the data is made of those since the last one that is kept whole.
    #expect(try reads() < early + 40)
  }
}

/// Hands on what another source reads, and counts it.
private final class CountingSource: InstanceSource {
  private let source: any InstanceSource
  private(set) var count = 0

  init(_ source: any InstanceSource) { self.source = source }

  private func count<Record>(_ records: [Record]) -> [Record] {
    count += records.count
    return records
  }

  private func count<Record>(_ record: Record) -> Record {
    count += 1
    return record
  }

  var instance: InstanceRecord { source.instance }
  func openTasks() throws -> [TaskRecord] { count(try source.openTasks()) }
  func task(_ number: Int) throws -> TaskRecord { count(try source.task(number)) }
  func number(ofTask id: Identifier) throws -> Int? { count(try source.number(ofTask: id)) }
  func scope(_ number: Int) throws -> ScopeRecord { count(try source.scope(number)) }
  func version(_ number: Int) throws -> DataVersionRecord { count(try source.version(number)) }
}

/// An instance in a store, of which each step reads a part, and beside it the same step with all records.
private struct StepPair {
  private let desk: Desk
  private let runtime: WorkflowRuntime
  private let clock = TestClock()
  private let definition: WorkflowDefinition
  private let id: Identifier
  private var expected: InstanceState

  init(model: String) throws {
    desk = try Desk()
    runtime = try desk.runtime(clock: clock)
    definition = try Self.definition(model)
    id = try runtime.start(spec: runtime.add(Self.files(model)).spec.id).summary.id
    expected = try runtime.store.load(id).state
  }

  static func files(_ model: String) -> ModelFiles {
    ModelFiles(
      root: .process("generated"),
      sources: [ModelSource(kind: .bpmn, name: "generated.bpmn", bytes: Array(model.utf8))])
  }

  static func definition(_ model: String) throws -> WorkflowDefinition {
    var parser = ModelParser(dialect: .spiff)
    try parser.add(bpmn: Array(model.utf8), file: "generated.bpmn")
    return try WorkflowDefinition(parser.spec(process: "generated"))
  }

  static func instance(reading source: any InstanceSource, _ definition: WorkflowDefinition) throws -> WorkflowInstance
  {
    let (clock, identifiers) = (TestClock(), CountingIdentifiers())
    return try WorkflowInstance(
      reading: source, of: definition, scripts: RestrictedEngine(host: ScriptHost(clock: clock, seed: 1) { _ in }),
      clock: clock, makeIdentifier: { identifiers.next() })
  }

  /// - Returns: whether there is nothing left to do.
  mutating func step(_ generator: inout SeededGenerator) throws -> Bool {
    let before = try runtime.store.load(id).state
    let identifiers = CountingIdentifiers()
    let twin = try WorkflowInstance(
      restoring: before, of: definition, scripts: RestrictedEngine(host: ScriptHost(clock: clock, seed: 1) { _ in }),
      clock: clock, makeIdentifier: { identifiers.next() })
    guard let (task, event) = choices(in: twin).randomElement(using: &generator) else { return true }
    if let event {
      _ = try runtime.resume("\(id)", ResumeRequest(.catchEvent(event)))
      try twin.catchEvent(event)
    } else {
      _ = try runtime.resume("\(id)", ResumeRequest(.complete(.id(task.id), data: ["v": 1])))
      try twin.complete(.id(task.id), data: ["v": 1])
    }
    twin.run()
    expected = before
    expected.apply(twin.takeChanges())
    return false
  }

  private func choices(in instance: WorkflowInstance) -> [(TaskView, OutsideEvent?)] {
    instance.activeTasks().compactMap { task in
      guard let element = task.element?.id else { return nil }
      if task.state == .ready, task.isManual { return (task, nil) }
      for prefix in ["catch", "boundary"] where task.state == .waiting && element.hasPrefix(prefix) {
        let name = "m\(element.dropFirst(prefix.count))"
        return (task, .message(name: name, payload: nil, correlation: [:]))
      }
      return nil
    }
  }

  /// What is stored otherwise than expected; nil where nothing is. The identifiers of new tasks are chance.
  func difference() throws -> String? {
    let stored = try runtime.store.load(id).state
    guard stored.tasks.count == expected.tasks.count else { return "\(stored.tasks.count) tasks" }
    for (task, other) in zip(stored.tasks, expected.tasks) {
      var other = other
      other.id = task.id
      if task != other { return "\(other) became \(task)" }
    }
    if stored.scopes != expected.scopes { return "\(expected.scopes) became \(stored.scopes)" }
    if stored.versions != expected.versions { return "\(expected.versions) became \(stored.versions)" }
    return stored.instance == expected.instance ? nil : "\(expected.instance) became \(stored.instance)"
  }

  func problems() throws -> [StoreProblem] { try runtime.store.check() }
}

extension InstanceState {
  fileprivate mutating func apply(_ changes: InstanceChanges) {
    instance = changes.instance
    for task in changes.tasks {
      if task.number < tasks.count { tasks[task.number] = task } else { tasks.append(task) }
    }
    for scope in changes.scopes {
      if scope.number < scopes.count { scopes[scope.number] = scope } else { scopes.append(scope) }
    }
    versions += changes.versions
  }
}

extension OpenedInstance {
  fileprivate var isInPart: Bool {
    if case .inPart = records { true } else { false }
  }
}

extension WorkflowStore {
  /// Saves all of an instance as stores of before did.
  fileprivate func forgetPlaces(of reference: String) throws {
    let stored = try load(reference)
    var changes = InstanceChanges(
      instance: stored.state.instance, scopes: stored.state.scopes, tasks: stored.state.tasks, versions: [],
      removedTasks: [])
    for index in changes.tasks.indices { changes.tasks[index].place = nil }
    for index in changes.scopes.indices { changes.scopes[index].root = nil }
    try save(
      changes, of: stored.summary.id, expectedRevision: stored.summary.revision, engine: stored.summary.engine,
      at: stored.summary.updated)
  }
}
